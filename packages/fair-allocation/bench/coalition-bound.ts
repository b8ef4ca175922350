import type { SiblingMarket } from '../siblings-market.ts';
import { blockingCores } from './blocking-cores.ts';

export interface LeastBlocking {
  /** Families that block at least, in every allocation of the market. */
  readonly atLeast: number;
  /** How many families each core has that was found before any two of them shared one, and all cores. */
  readonly disjoint: readonly number[];
  readonly cores: number;
}

/**
 * How many families block at least, whoever allocates. In each core (see `BlockingCores`) one must; so as many as a smallest set that hits
 * all cores known. Leaving such a set out shows further cores, till none is found (implicit hitting sets: Moreno-Centeno, Karp
 * 2013) or the CPU seconds are over. The true minimum may be larger.
 */
export function leastBlocking(index: SiblingMarket, mostSeconds: number): LeastBlocking {
  const until = process.cpuUsage().user + mostSeconds * 1e6;
  const isOver = () => process.cpuUsage().user > until;
  const all = Array.from({ length: index.market.families }, (_, f) => f);
  const finder = blockingCores(index, isOver);
  const disjoint = finder.among(all);
  const cores = [...disjoint];
  let atLeast = cores.length;
  for (let found = cores.length; found > 0 && !isOver();) {
    const hits = hitting(cores, atLeast, isOver);
    if (hits === 'open') break;
    if (!hits) {
      atLeast++;
      continue;
    }
    const more = finder.among(all.filter((family) => !hits.includes(family)));
    cores.push(...more);
    found = more.length;
  }
  return { atLeast, disjoint: disjoint.map(({ length }) => length), cores: cores.length };
}

/** So many families, one of each core at least; undefined = there are none; `open` = not found out. */
function hitting(cores: readonly (readonly number[])[], most: number, isOver: () => boolean): readonly number[] | undefined | 'open' {
  if (cores.length === 0) return [];
  if (isOver()) return 'open';
  if (apart(cores) > most) return undefined;
  const smallest = cores.reduce((least, core) => (core.length < least.length ? core : least));
  const hitBy = (family: number) => cores.filter((core) => core.includes(family)).length;
  for (const family of smallest.toSorted((a, b) => hitBy(b) - hitBy(a) || a - b)) {
    const others = hitting(cores.filter((core) => !core.includes(family)), most - 1, isOver);
    if (others) return others === 'open' ? 'open' : [family, ...others];
  }
  return undefined;
}

/** As many cores that share no family, small ones first. */
function apart(cores: readonly (readonly number[])[]): number {
  const used = new Set<number>();
  let count = 0;
  for (const core of cores.toSorted((a, b) => a.length - b.length)) {
    if (core.some((family) => used.has(family))) continue;
    count++;
    for (const family of core) used.add(family);
  }
  return count;
}
