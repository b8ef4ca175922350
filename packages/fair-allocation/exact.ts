import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Allocation, Market } from './model.ts';

export interface ExactOptions {
  /** Time for everything, in milliseconds; 60,000 if not said. When it is up the promise is rejected and the worker ended; time never changes an answer. */
  milliseconds?: number;
  /** As in `allocate`; 2,000 if not said. */
  effort?: number;
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * As `allocate`, for markets with siblings that leave its verdict open: more effort, then a mixed-integer program solved by HiGHS (the
 * optional dependency `highs`), in a worker, so that the caller's thread stays free. A pure function of the market and of `effort`: work is
 * limited by counting, and time only decides whether there is an answer at all.
 * Rejects with an Error when time is up, when `highs` is not installed, or with the message of a MarketError.
 */
export function allocateExactly(market: Market, { milliseconds = 60_000, effort = 2_000, progress }: ExactOptions = {}): Promise<Allocation> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: { market, effort } });
    const clock = setTimeout(() => end(() => reject(new Error(`No answer within ${milliseconds} ms.`))), milliseconds);
    const end = (tell: () => void) => {
      clearTimeout(clock);
      void worker.terminate();
      tell();
    };
    worker.on('message', (message: { progress?: Parameters<NonNullable<ExactOptions['progress']>>[0]; allocation?: Allocation }) => {
      if (message.progress) progress?.(message.progress);
      if (message.allocation) end(() => resolve(message.allocation!));
    });
    worker.on('error', (error) => end(() => reject(error)));
  });
}

/** This file lies in the package's root, or compiled in `dist`. */
function workerFile(): URL {
  const beside = new URL('./bin/exact-worker.mjs', import.meta.url);
  return existsSync(beside) ? beside : new URL('../bin/exact-worker.mjs', import.meta.url);
}
