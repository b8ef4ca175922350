import { stat } from 'node:fs/promises';
import { allocate } from './allocate.ts';
import { canonicalChunks, canonicalHash, canonicalJson } from './canonical.ts';
import { checkMarket } from './check-market.ts';
import { compare } from './compare.ts';
import { comparisonLines, statisticsLines, verificationLines } from './command-text.ts';
import { parseCommand, usage, UsageError, type Command } from './command-line.ts';
import { expectToFit, TooLarge, watchMemory, type Progress } from './command-progress.ts';
import { readJsonFile, UnreadableInput } from './command-read.ts';
import { writeWhole } from './command-write.ts';
import { explainer } from './explain.ts';
import { explanationLines } from './explain-sentence.ts';
import { MarketError, type Allocation, type Market } from './model.ts';
import { statistics } from './statistics.ts';
import { verify } from './verify.ts';

/** Where a command writes besides its output file. */
export interface Surroundings {
  progress: Progress;
  print: (chunk: string) => Promise<void>;
}

export const exitCodes = { done: 0, violated: 1, misunderstood: 2, badInput: 3, tooLarge: 4, failed: 5 } as const;

/** An input that can be read, but not allocated; each line names a path. */
class BadInput extends Error {}

/** The result does not pass the verifier; the lines say why. */
class Violated extends Error {}

/** Runs one command and returns its exit code; errors are worded for people on `progress`. Throws nothing. */
export async function runCommand(args: readonly string[], { progress, print }: Surroundings): Promise<number> {
  try {
    const command = parseCommand(args);
    if (command === undefined) {
      await print(usage);
      return exitCodes.done;
    }
    await commands[command.name](command, { progress, print });
    return exitCodes.done;
  } catch (error) {
    progress.complain(isMissingFile(error) ? `${(error as NodeJS.ErrnoException).path}: this file cannot be read.` : (error as Error).message);
    if (error instanceof UsageError) {
      progress.complain('fair-allocation --help says what there is.');
      return exitCodes.misunderstood;
    }
    if (error instanceof Violated) return exitCodes.violated;
    if (error instanceof BadInput || error instanceof UnreadableInput || error instanceof MarketError) return exitCodes.badInput;
    if (error instanceof TooLarge || (error instanceof RangeError && /length|size|memory/i.test(error.message))) return exitCodes.tooLarge;
    return isMissingFile(error) ? exitCodes.badInput : exitCodes.failed;
  }
}

const isMissingFile = (error: unknown): boolean => ['ENOENT', 'EISDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '');

const commands: Record<Command['name'], (command: Command, surroundings: Surroundings) => Promise<void>> = {
  async run(command, { progress, print }) {
    const market = await readMarket(command.input, progress);
    const allocation = await allocateWith(market, command, progress);
    await writeWhole(command.output, withNewline(canonicalChunks(allocation)), print);
    progress.note(`Market     SHA-256 ${canonicalHash(market)}`);
    progress.note(`Allocation SHA-256 ${canonicalHash(allocation)}`);
    for (const line of statisticsLines(statistics(market, allocation), allocation)) progress.note(line);
  },

  async verify(command, { progress, print }) {
    const market = await readMarket(command.input, progress);
    const allocation = command.result === undefined ? await allocateWith(market, command, progress) : await readAllocation(command.result, progress);
    const verification = verify(market, allocation);
    const lines = command.json ? [canonicalJson(verification)] : verificationLines(verification, allocation);
    await writeWhole(command.output, lines.map((line) => `${line}\n`), print);
    if (!verification.ok) throw new Violated(`${verification.total} violations.`);
  },

  async explain(command, { progress, print }) {
    const market = await readMarket(command.input, progress);
    const allocation = await resultFor(market, command.result, command, progress);
    const { explain, all } = explainer(market, allocation);
    const known = new Set(command.applicants.length === 0 ? [] : market.applicants.map(({ id }) => id));
    for (const id of command.applicants) if (!known.has(id)) throw new BadInput(`--applicant: there is no applicant "${id}" in ${command.input}.`);
    const chosen = command.applicants.length === 0 ? all() : command.applicants.map(explain);
    function* text(): Generator<string> {
      let separator = '[\n';
      for (const explanation of chosen) {
        yield command.json ? `${separator}${canonicalJson(explanation)}` : `${explanationLines(explanation).join('\n')}\n`;
        separator = ',\n';
      }
      if (command.json) yield separator === '[\n' ? '[]\n' : '\n]\n';
    }
    await writeWhole(command.output, text(), print);
  },

  async compare(command, { progress, print }) {
    const market = await readMarket(command.input, progress);
    const before = { market, allocation: await resultFor(market, command.result, command, progress) };
    const other = await readMarket(command.with!, progress);
    const after = { market: other, allocation: await resultFor(other, command.withResult, command, progress) };
    const comparison = compare(before, after);
    const lines = command.json ? [canonicalJson(comparison)] : comparisonLines(comparison);
    await writeWhole(command.output, lines.map((line) => `${line}\n`), print);
  },
};

async function readMarket(file: string, progress: Progress): Promise<Market> {
  if (file !== '-') expectToFit(file, (await stat(file)).size);
  const value = await readJsonFile(file, (read, total) => {
    progress.step(`reading ${file}`, read, total);
    watchMemory(file === '-' ? 'Standard input' : file);
  });
  const problems = checkMarket(value, 20);
  if (problems.length > 0)
    throw new BadInput(`${file} cannot be allocated:\n${problems.map(({ path, message }) => `  ${path}: ${message}`).join('\n')}`);
  return value as Market;
}

async function readAllocation(file: string, progress: Progress): Promise<Allocation> {
  return (await readJsonFile(file, (read, total) => {
    progress.step(`reading ${file}`, read, total);
    watchMemory(file === '-' ? 'Standard input' : file);
  })) as Allocation;
}

/** A result that is there, or a new one; in both cases one that has passed the verifier. */
async function resultFor(market: Market, file: string | undefined, command: Command, progress: Progress): Promise<Allocation> {
  if (file === undefined) return allocateWith(market, command, progress);
  const allocation = await readAllocation(file, progress);
  ensureVerified(market, allocation, file);
  return allocation;
}

async function allocateWith(market: Market, command: Command, progress: Progress): Promise<Allocation> {
  const tell = ({ step, done, total }: { step: string; done: number; total: number }): void => progress.step(step, done, total);
  let allocation = allocate(market, { effort: command.effort, progress: tell });
  if (command.exact && allocation.verdict === 'unproven') {
    const { allocateExactly } = await import('./exact.ts');
    try {
      allocation = await allocateExactly(market, { milliseconds: 1_000 * command.seconds, effort: command.effort === undefined ? undefined : 10 * command.effort, progress: tell });
    } catch (error) {
      progress.complain(`The exact search has no answer: ${(error as Error).message} The first result, ${allocation.verdict}, is kept.`);
    }
  }
  ensureVerified(market, allocation, 'The result of this run');
  return allocation;
}

function ensureVerified(market: Market, allocation: Allocation, what: string): void {
  const verification = verify(market, allocation, { limit: 20 });
  if (!verification.ok) throw new Violated([`${what} is not in order:`, ...verificationLines(verification, allocation)].join('\n'));
}

function* withNewline(chunks: Iterable<string>): Generator<string> {
  yield* chunks;
  yield '\n';
}
