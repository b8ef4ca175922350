import { progressOn } from './command-progress.ts';
import { runCommand } from './command-run.ts';

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 5));

process.exitCode = await runCommand(process.argv.slice(2), {
  progress: progressOn(process.stderr, process.argv.includes('--quiet')),
  print: (chunk) => new Promise((resolve, reject) => process.stdout.write(chunk, (error) => (error ? reject(error) : resolve()))),
});
