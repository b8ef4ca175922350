// `npm start`: from a clean clone to a running town. Plain JavaScript without dependencies: nothing is installed yet.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, checkNode, install, root, StepFailed } from './scripts/prepare.mjs';

checkNode();
process.chdir(root);
try {
  await install();
  await build();
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

// The server runs in this very process: the terminal's signals reach it once, and its exit code is ours.
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(root, 'dist', 'server', 'server.mjs')).href);
