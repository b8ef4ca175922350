import { resolve } from 'node:path';
import { OperationFault } from '../src/platform/operation-fault.ts';

/** Runs a command line: faults an operator can mend are printed as a sentence (code 1), anything else is a bug and shows its trace. */
export async function command(work: () => Promise<number | void>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof OperationFault ? error.message : (error as Error).stack}\n`);
  }
}

/** The one file named on the command line, relative to where the person stood (npm changes the folder). */
export function fileArgument(usage: string): string {
  const [file, ...rest] = process.argv.slice(2);
  if (!file || rest.length > 0) throw new OperationFault(`Aufruf: ${usage}`);
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file);
}

/** `12.345.678 Byte` as a person reads it. */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000).toLocaleString('de-DE')} kB` : `${(bytes / 1_000_000).toLocaleString('de-DE', { maximumFractionDigits: 1 })} MB`;
}
