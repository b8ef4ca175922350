import { blockingCores } from '../siblings-cores.ts';
import { searchExactly } from '../siblings-exact.ts';
import { cheapestHittingSet } from '../siblings-hitting.ts';
import type { SiblingMarket } from '../siblings-market.ts';

export interface LeastBlocking {
  /** Families that block at least, in every allocation of the market. */
  readonly atLeast: number;
  /** How many families each core has that was found before any two of them shared one, and all cores. */
  readonly disjoint: readonly number[];
  readonly cores: number;
}

/**
 * How many families block at least, whoever allocates. In each core (see `BlockingCores`) one must; so as many as a smallest set that hits
 * all cores known. Leaving such a set out shows further cores, till there are none (implicit hitting sets: Moreno-Centeno, Karp
 * 2013), as many are proven as are asked for, or the CPU seconds are over. The true minimum may be larger.
 */
export function leastBlocking(index: SiblingMarket, { seconds, enough = Infinity }: { seconds: number; enough?: number }): LeastBlocking {
  const until = process.cpuUsage().user + seconds * 1e6;
  const isOver = () => process.cpuUsage().user > until;
  const all = Array.from({ length: index.market.families }, (_, f) => f);
  const finder = blockingCores(index, isOver);
  const disjoint = finder.among(all);
  const cores = [...disjoint];
  let atLeast = disjoint.length;
  for (let found = disjoint.length; found > 0 && !isOver() && atLeast < enough;) {
    const hits = cheapestHittingSet(cores, () => 1, 1_000_000);
    if (!hits) break;
    atLeast = hits.length;
    if (atLeast >= enough) break;
    const others = all.filter((family) => !hits.includes(family));
    const more = finder.among(others);
    if (more.length === 0 && !isOver() && isImpossible(index, hits)) more.push(others);
    cores.push(...more);
    found = more.length;
  }
  return { atLeast, disjoint: disjoint.map(({ length }) => length), cores: cores.length };
}

/** Is it proven that no allocation is blocked by these families alone? */
function isImpossible(index: SiblingMarket, families: readonly number[]): boolean {
  const { choice, isProven } = searchExactly(index, { nodes: 5_000, first: true, tolerated: new Set(families) });
  return !choice && isProven;
}
