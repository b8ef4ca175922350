import type { MarketIndex } from './verify-index.ts';
import { tuplesOf } from './verify-families.ts';
import type { Order } from './verify-order.ts';

/** The place among those who would rather have a seat of this pool than the one they have (or none). */
export interface WaitingPlace {
  /** 1-based; children, not wishes: who asks for two seat types of a pool stands in its list once, with the better claim. */
  place: number;
  of: number;
}

export interface WaitingLists {
  has(entry: number): boolean;
  /** Some combination of the child's family contains the seat. */
  isCombined(entry: number): boolean;
  placeOf(entry: number): WaitingPlace;
}

/**
 * Waiting lists of all pools, in the pool's general order of priority (a reserve may call a child with its trait before it).
 * A child of a family waits for every seat of the combinations its family would rather have. Whether a wish that is free of
 * rivals comes true for siblings still depends on the others. O(wishes log wishes).
 */
export function waitingLists(index: MarketIndex, order: Order, current: Int32Array, options: ReadonlyMap<string, number | null>): WaitingLists {
  const isWaiting = new Uint8Array(index.child.length);
  const isCombined = new Uint8Array(index.child.length);
  const byPool: number[][] = index.pools.map(() => []);
  const add = (entry: number): void => {
    if (isWaiting[entry] === 1) return;
    isWaiting[entry] = 1;
    byPool[index.pool[entry]!]!.push(entry);
  };
  for (let child = 0; child < current.length; child++) {
    if (index.family[child] !== -1) continue;
    const now = current[child]!;
    const end = now === -1 ? index.firstEntry[child + 1]! : now;
    for (let entry = index.firstEntry[child]!; entry < end; entry++) if (index.asked[entry] === 1) add(entry);
  }
  (index.market.families ?? []).forEach(({ id, options: all }, f) => {
    const has = options.get(id) ?? all.length + 1;
    for (const { position, entries } of tuplesOf(index, f)) {
      for (const entry of entries) {
        if (entry === -1) continue;
        isCombined[entry] = 1;
        if (position < has && entry !== current[index.child[entry]!]) add(entry);
      }
    }
  });
  const places = new Int32Array(index.child.length);
  for (const list of byPool) {
    list.sort(order.compare);
    const placeOfChild = new Map<number, number>();
    for (const entry of list) {
      const child = index.child[entry]!;
      const place = placeOfChild.get(child) ?? placeOfChild.size + 1;
      placeOfChild.set(child, place);
      places[entry] = place;
    }
  }
  const lengths = byPool.map((list) => new Set(list.map((entry) => index.child[entry]!)).size);
  return {
    has: (entry) => isWaiting[entry] === 1,
    isCombined: (entry) => isCombined[entry] === 1,
    placeOf: (entry) => ({ place: places[entry]!, of: lengths[index.pool[entry]!]! }),
  };
}
