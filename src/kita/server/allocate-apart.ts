import { Worker } from 'node:worker_threads';
import type { Allocation, Change, Exception, Gate, Market } from '@lueckenlos/fair-allocation';

export interface ApartOrder {
  market: Market;
  /** changes by hand begin from this result; without it the market is allocated */
  start?: Allocation | undefined;
  changes: readonly Change[];
  exceptions: readonly Exception[];
}

export interface ApartResult {
  allocation: Allocation;
  gate: Gate;
  /** SHA-256 of the canonical JSON */
  inputHash: string;
  resultHash: string;
  /** the very bytes that were hashed, gzipped: to be kept as they are */
  packedMarket: Uint8Array;
  packedAllocation: Uint8Array;
}

export type ApartAnswer = { kind: 'progress'; share: number } | ({ kind: 'done' } & ApartResult) | { kind: 'failed'; code: string; message: string };

/** The market cannot be allocated at all; the message has paths, never a name. */
export class NotAllocatable extends Error {
  override name = 'NotAllocatable';
}

/** Longer than any town needs: 30,000 children take half a minute at the worst (packages/fair-allocation). */
const MOST_SECONDS = 300;

/** A thread that loads what it needs while its starter does something else; it does not keep the process alive. */
export function startThread(): Worker {
  const worker = new Worker(new URL('./allocation-thread.mjs', import.meta.url), { workerData: new URL('./allocation-worker.ts', import.meta.url).href });
  // Whoever uses it hears of a failure; one before that must not end the house.
  worker.on('error', () => undefined);
  worker.unref();
  return worker;
}

/** Allocates in a thread of its own and passes the gate: engine and verifier share no code. The thread ends with it. Throws {@link NotAllocatable}. */
export function allocateApart(order: Partial<ApartOrder> & Pick<ApartOrder, 'market'>, onProgress?: (share: number) => void, worker = startThread()): Promise<ApartResult> {
  worker.ref();
  return new Promise<ApartResult>((done, fail) => {
    const end = setTimeout(() => fail(new NotAllocatable('took too long')), MOST_SECONDS * 1_000);
    end.unref();
    // A thread that is gone has this number.
    if (worker.threadId === -1) fail(new NotAllocatable('the thread ended'));
    worker.on('message', (answer: ApartAnswer) => {
      if (answer.kind === 'progress') onProgress?.(answer.share);
      else if (answer.kind === 'done') {
        const { kind: _kind, ...result } = answer;
        done(result);
      } else fail(new NotAllocatable(`${answer.code}: ${answer.message}`));
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new NotAllocatable('the thread ended')));
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage({ changes: [], exceptions: [], ...order } satisfies ApartOrder);
  }).finally(() => worker.terminate());
}
