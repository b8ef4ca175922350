// Published, the worker is compiled; in this repository it runs from its TypeScript source.
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/exact-worker.js', import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import('../exact-worker.ts');
}
