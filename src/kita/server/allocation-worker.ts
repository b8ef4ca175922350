// A thread of its own for allocating: it computes for seconds, and the pages of the house must go on meanwhile.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { allocate, amend, canonicalChunks, gate, MarketError } from '@lueckenlos/fair-allocation';
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
    const [input, result] = [frozen(market), frozen(allocation)];
    tell({ kind: 'done', allocation, gate: gate(market, allocation, exceptions), inputHash: input.hash, resultHash: result.hash, packedMarket: input.packed, packedAllocation: result.packed });
  } catch (error) {
    tell({ kind: 'failed', code: error instanceof MarketError ? error.code : 'failed', message: error instanceof Error ? error.message : String(error) });
  }
});

/** Written as canonical JSON once, for the hash and for keeping it. */
function frozen(value: unknown): { hash: string; packed: Uint8Array } {
  const hash = createHash('sha256');
  const bytes = [...canonicalChunks(value)].map((chunk) => Buffer.from(chunk, 'utf8'));
  for (const part of bytes) hash.update(part);
  return { hash: hash.digest('hex'), packed: gzipSync(Buffer.concat(bytes), { level: 1 }) };
}
