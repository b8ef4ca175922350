import { getHeapStatistics } from 'node:v8';

/** The market does not fit into the memory this process may use. Exit code 4. */
export class TooLarge extends Error {}

export interface Progress {
  /** `done` of `total` (undefined when unknown) of a step; written at most a few times a second. */
  step(name: string, done: number, total: number | undefined): void;
  /** A line about the result. */
  note(line: string): void;
  /** A line about what is wrong; also said to those who asked for quiet. */
  complain(line: string): void;
}

/** Progress on standard error: rewritten in place on a terminal, a line every two seconds elsewhere. */
export function progressOn(stream: NodeJS.WriteStream, quiet: boolean): Progress {
  let last = performance.now();
  let open = false;
  const pause = stream.isTTY ? 100 : 2_000;
  const line = (text: string): void => {
    stream.write(`${open ? '\r\u001b[K' : ''}${text}\n`);
    open = false;
  };
  const silent = (): void => undefined;
  if (quiet) return { step: silent, note: silent, complain: line };
  return {
    note: line,
    complain: line,
    step(name, done, total) {
      const now = performance.now();
      if (now - last < pause) return;
      last = now;
      const text = total ? `${name}: ${Math.floor((100 * done) / total)} %` : `${name}: ${done}`;
      stream.write(stream.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
      open = stream.isTTY;
    },
  };
}

/** The part of the memory kept for the run itself. */
const spare = 0.25;

/** What the limit V8 names counts for young objects; the old ones, which a market becomes, cannot use it. */
const youngBytes = 48 * 1_048_576;

const memoryLimit = (): number => getHeapStatistics().heap_size_limit - youngBytes;

/** Stops reading before the machine does: a process that runs out of heap dies without a word. Throws TooLarge. */
export function watchMemory(what: string): void {
  const { used_heap_size: used } = getHeapStatistics();
  const limit = memoryLimit();
  if (used < limit * (1 - spare)) return;
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;
  throw new TooLarge(
    `${what} needs more memory than this process may use (${megabytes(used)} of ${megabytes(limit)} used). ` +
      'Give it more, e.g. NODE_OPTIONS=--max-old-space-size=8192, or allocate the market in parts that share no facility.',
  );
}

/** Refuses at once what cannot fit: as objects, a market takes at least this many times the bytes of its file. Throws TooLarge. */
export function expectToFit(what: string, bytes: number): void {
  const limit = memoryLimit();
  if (bytes * leastGrowth < limit) return;
  throw new TooLarge(
    `${what} has ${Math.round(bytes / 1_048_576)} MB and needs at least ${Math.round((bytes * leastGrowth) / 1_048_576)} MB of memory; ` +
      `this process may use ${Math.round(limit / 1_048_576)} MB. Give it more, e.g. NODE_OPTIONS=--max-old-space-size=${Math.ceil((bytes * leastGrowth * 1.5) / 1_048_576)}.`,
  );
}

/**
 * A file of 75 MB (200,000 children, seven wishes each) was measured to take 104 MB as objects, 1.4 times; one written with
 * many blanks takes less than its own length.
 */
const leastGrowth = 0.4;
