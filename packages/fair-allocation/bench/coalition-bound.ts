import { bounding, type Bounds } from '../siblings-bounds.ts';
import type { SiblingMarket } from '../siblings-market.ts';

/**
 * How many families block at least, in *every* allocation of the market. A core is a set of families of which one must block: although all
 * families outside it are put up with, the bounds contradict each other. Cores that share no family add up. Each core is made
 * small by leaving families out as long as the contradiction stays, those far away first. Stops after so many CPU seconds with
 * what is proven till then; the true minimum may be larger.
 *
 * @returns the number of families of each core
 */
export function disjointCores(index: SiblingMarket, mostSeconds: number): number[] {
  const { market } = index;
  const families = Array.from({ length: market.families }, (_, f) => f);
  const tolerated = new Set(families);
  const bounder = bounding(index, tolerated);
  const pools = families.map((family) => bounder.poolsOf(family));
  const whatever = bounder.initial();
  bounder.tighten(whatever, Array.from({ length: market.pools }, (_, p) => p));
  const until = process.cpuUsage().user + mostSeconds * 1e6;
  const isOver = () => process.cpuUsage().user > until;

  /** Must one of these families block, whatever the others do? What holds when all are put up with holds now, too. */
  function isCore(among: readonly number[]): boolean {
    for (const family of families) tolerated.add(family);
    const dirty = new Set<number>();
    for (const family of among) {
      tolerated.delete(family);
      for (const pool of pools[family]!) dirty.add(pool);
    }
    return !bounder.tighten(copyOf(whatever), dirty);
  }

  const cores: number[] = [];
  for (let rest = families; !isOver();) {
    if (!isCore(rest)) break;
    const core = smaller(index, pools, rest, (among) => !isOver() && isCore(among));
    cores.push(core.length);
    rest = rest.filter((family) => !core.includes(family));
  }
  return cores;
}

function smaller(index: SiblingMarket, pools: readonly ReadonlySet<number>[], all: readonly number[], isCore: (among: readonly number[]) => boolean): number[] {
  const distance = distances(index, pools, heart(all, isCore));
  let core = [...all].sort((a, b) => distance[b]! - distance[a]! || a - b);
  for (let size = core.length >> 1; size >= 1; size >>= 1) {
    for (let from = 0; from < core.length;) {
      const others = [...core.slice(0, from), ...core.slice(from + size)];
      if (isCore(others)) core = others;
      else from += size;
    }
  }
  return core;
}

/** A family near the contradiction: the smallest beginning of the list that is a core ends with it. */
function heart(all: readonly number[], isCore: (among: readonly number[]) => boolean): number {
  let low = 0;
  let high = all.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isCore(all.slice(0, middle))) high = middle;
    else low = middle;
  }
  return all[high - 1]!;
}

/** In steps from family to family that name a common pool. */
function distances({ market, familyStart, familyAt }: SiblingMarket, pools: readonly ReadonlySet<number>[], from: number): Int32Array {
  const distance = new Int32Array(market.families).fill(market.families);
  distance[from] = 0;
  const queue = [from];
  const seen = new Uint8Array(market.pools);
  for (const family of queue) {
    for (const pool of pools[family]!) {
      if (seen[pool]) continue;
      seen[pool] = 1;
      for (let i = familyStart[pool]!; i < familyStart[pool + 1]!; i++) {
        const other = familyAt[i]!;
        if (distance[other]! < market.families) continue;
        distance[other] = distance[family]! + 1;
        queue.push(other);
      }
    }
  }
  return distance;
}

function copyOf({ sure, possible, options, left }: Bounds): Bounds {
  return { sure: sure.slice(), possible: possible.slice(), options: options.slice(), left: left.slice() };
}
