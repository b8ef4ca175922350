// A thread of its own for allocating: it computes for seconds, and the pages of the house must go on meanwhile.
import { parentPort } from 'node:worker_threads';
import { allocate, amend, canonicalHash, gate, MarketError } from '@lueckenlos/fair-allocation';
import type { ApartAnswer, ApartOrder } from './allocate-apart.ts';

/* oxlint-disable unicorn/require-post-message-target-origin -- a thread, not a window */
parentPort!.on('message', ({ market, start, changes, exceptions }: ApartOrder) => {
  const tell = (answer: ApartAnswer) => parentPort!.postMessage(answer);
  try {
    let told = 0;
    const found = start ?? allocate(market, {
      progress: ({ done, total }) => {
        const share = total > 0 ? Math.floor((done / total) * 100) : 0;
        if (share >= told + 10) tell({ kind: 'progress', share: (told = share) });
      },
    });
    const allocation = changes.length > 0 ? amend(market, found, changes) : found;
    tell({ kind: 'done', allocation, gate: gate(market, allocation, exceptions), inputHash: canonicalHash(market), resultHash: canonicalHash(allocation) });
  } catch (error) {
    tell({ kind: 'failed', code: error instanceof MarketError ? error.code : 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});
