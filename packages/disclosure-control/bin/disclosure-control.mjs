#!/usr/bin/env node
// Published, the command is compiled; in this repository it runs from its TypeScript source.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/command.js', import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../command.ts');
}
