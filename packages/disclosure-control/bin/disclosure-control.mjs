#!/usr/bin/env node
// In this repository the command runs from its TypeScript source, even where an older build lies about; published, only the compiled one is there.
import { existsSync } from 'node:fs';

if (existsSync(new URL('../command.ts', import.meta.url))) {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../command.ts');
} else {
  await import('../dist/command.js');
}
