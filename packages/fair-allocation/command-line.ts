import { parseArgs } from 'node:util';

/** What was asked for on the command line. */
export interface Command {
  name: 'run' | 'verify' | 'explain' | 'compare';
  input: string;
  result?: string;
  with?: string;
  withResult?: string;
  output: string;
  applicants: string[];
  json: boolean;
  exact: boolean;
  /** How hard to search where siblings make it hard; undefined = as the library does. */
  effort?: number;
  /** Time for `exact`, in seconds. */
  seconds: number;
  quiet: boolean;
}

/** Said with exit code 2 when the command line cannot be understood. */
export class UsageError extends Error {}

export const usage = `fair-allocation – stable, verified and explained allocation of places

  fair-allocation run     market.json [--output allocation.json] [--exact]
  fair-allocation verify  market.json [--result allocation.json]
  fair-allocation explain market.json [--result allocation.json] [--applicant ID]… [--json]
  fair-allocation compare market.json --with other.json [--result a.json] [--with-result b.json] [--json]

Without --result the market is allocated first. "-" reads standard input or (--output) writes standard output.
A result is verified before it is written, and written wholly or not at all.

  --output FILE     where the result goes (default: standard output)
  --exact           if siblings leave it open, search exactly (needs the package "highs")
  --effort N        how hard to search where siblings make it hard (default: 200); part of what decides the result
  --seconds N       time for --exact (default: 60); when it is up the first result is kept, and that is said
  --applicant ID    only this applicant; may be repeated
  --json            JSON instead of sentences
  --quiet           no progress on standard error
  --help            this text

Exit codes: 0 done; 1 the allocation has violations; 2 not understood; 3 the input is wrong (the message names the
JSON path to the bad field); 4 the input is too large for the memory given; 5 an error of the program or the disk.
`;

const names = new Set<string>(['run', 'verify', 'explain', 'compare']);

/** Throws UsageError. `undefined` = help was asked for. */
export function parseCommand(args: readonly string[]): Command | undefined {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o', default: '-' },
        result: { type: 'string' },
        with: { type: 'string' },
        'with-result': { type: 'string' },
        applicant: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        exact: { type: 'boolean', default: false },
        effort: { type: 'string' },
        seconds: { type: 'string', default: '60' },
        quiet: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help) return undefined;
  const [name, input, ...more] = positionals;
  if (name === undefined || !names.has(name)) throw new UsageError(name === undefined ? 'No command given.' : `There is no command "${name}".`);
  if (input === undefined) throw new UsageError('No input file given.');
  if (more.length > 0) throw new UsageError(`Only one input file, not also "${more[0]}".`);
  if (name === 'compare' && values.with === undefined) throw new UsageError('compare needs a second market: --with other.json');
  if (name !== 'compare' && (values.with !== undefined || values['with-result'] !== undefined)) throw new UsageError('--with belongs to compare.');
  if (name === 'run' && values.result !== undefined) throw new UsageError('run makes the result; --result belongs to verify, explain and compare.');
  if ([input, values.result, values.with, values['with-result']].filter((file) => file === '-').length > 1)
    throw new UsageError('Only one of the files can come from standard input.');
  const effort = values.effort === undefined ? undefined : wholeNumber('--effort', values.effort);
  return {
    name: name as Command['name'],
    input,
    result: values.result,
    with: values.with,
    withResult: values['with-result'],
    output: values.output,
    applicants: values.applicant,
    json: values.json,
    exact: values.exact,
    effort,
    seconds: wholeNumber('--seconds', values.seconds),
    quiet: values.quiet,
  };
}

function wholeNumber(option: string, text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new UsageError(`${option} needs a whole number, not "${text}".`);
  return Number(text);
}
