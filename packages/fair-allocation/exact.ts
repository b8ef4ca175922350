import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Allocation, Market } from './model.ts';

export interface ExactOptions {
  /** Time for everything, in milliseconds; 60,000 if not said. When it is up the promise is rejected and the worker ended. */
  milliseconds?: number;
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * As `allocate`, for markets with siblings that leave its verdict open: more effort, then a mixed-integer program solved by HiGHS (the
 * optional dependency `highs`), in a worker, so that the caller's thread stays free. The verdict can depend on the time given;
 * an allocation it returns is checked like every other.
 * Rejects with an Error when time is up, when `highs` is not installed, or with the message of a MarketError.
 */
export function allocateExactly(market: Market, { milliseconds = 60_000, progress }: ExactOptions = {}): Promise<Allocation> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: { market, seconds: Math.max(1, milliseconds / 2_000) } });
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
