import { TableError } from './table-error.ts';

/** What the package is doing, for a progress bar. */
export interface Progress {
  stage: 'pattern' | 'bound' | 'repair' | 'improve' | 'polish' | 'exact' | 'round' | 'perturb' | 'audit';
  done: number;
  of: number;
}

/** How a caller watches and ends a long calculation. */
export interface PaceOptions {
  onProgress?: (progress: Progress) => void;
  /** An AbortSignal, or anything with `aborted`; checked between two linear programs. */
  signal?: { readonly aborted: boolean };
  /** Milliseconds from the first step on; needs `now`. Improvement stops there with the best safe answer so far; without one: error `time-limit`. */
  timeLimit?: number;
  /** A monotonic clock in milliseconds. There is no clock inside the package. */
  now?: () => number;
  /** Upper bound for the tables of solver and elimination, in megabytes; what would pass it is refused before the memory is taken. Default 512. */
  memoryLimit?: number;
}

export interface Pace {
  /** Reports progress, gives the event loop a turn now and then, and ends with `cancelled` where the caller asked for it. */
  step(stage: Progress['stage'], done: number, of: number): Promise<void>;
  /** Whether the time limit is over: improvements stop. */
  isOver(): boolean;
  /** Seconds left, Infinity without a limit. */
  secondsLeft(): number;
  /** Error `time-limit` where time is over before there is anything to give. */
  needTime(): void;
  /** Error `memory-bound` where `what` would take more bytes than allowed; to be asked before it takes them. */
  needMemory(bytes: number, what: string): void;
  /** Error `memory-bound` where a program with this many nonzero coefficients would not fit. */
  needRoom(columns: number, nonzeros: number, what: string): void;
  /** Whether a program that grows may go on growing. */
  hasRoom(columns: number, nonzeros: number): boolean;
}

/** Steps between two turns of the event loop. */
const TURN = 16;
/** Measured for HiGHS 1.15 (WebAssembly): row- and column-wise copies, factor, edge weights. */
const BYTES_PER_NONZERO = 160;
const BYTES_PER_COLUMN = 600;

function bytesOf(columns: number, nonzeros: number): number {
  return columns * BYTES_PER_COLUMN + nonzeros * BYTES_PER_NONZERO;
}

export function paceOf({ onProgress, signal, timeLimit, now, memoryLimit = 512 }: PaceOptions = {}): Pace {
  if (timeLimit !== undefined && !now) throw new TableError('rule-invalid', 'A time limit needs a clock: give `now` as well.');
  const start = now?.() ?? 0;
  const left = () => (timeLimit === undefined || !now ? Infinity : timeLimit - (now() - start));
  let steps = 0;
  const needMemory = (bytes: number, what: string) => {
    const megabytes = Math.ceil(bytes / 1e6);
    if (bytes > memoryLimit * 1e6) throw new TableError('memory-bound', `This table needs about ${megabytes} MB for ${what}, more than the bound of ${memoryLimit} MB. Use a coarser table or a larger bound.`);
  };
  return {
    needMemory,
    async step(stage, done, of) {
      onProgress?.({ stage, done, of });
      if (signal && ++steps % TURN === 0) await new Promise((resolve) => setTimeout(resolve, 0));
      if (signal?.aborted) throw new TableError('cancelled', `Cancelled during "${stage}" (${done} of ${of}).`);
    },
    isOver: () => left() <= 0,
    secondsLeft: () => left() / 1000,
    needTime() {
      if (left() <= 0) throw new TableError('time-limit', `The time limit of ${timeLimit} ms is over, and there is no safe answer yet.`);
    },
    needRoom: (columns, nonzeros, what) => needMemory(bytesOf(columns, nonzeros), what),
    hasRoom: (columns, nonzeros) => bytesOf(columns, nonzeros) <= memoryLimit * 1e6,
  };
}
