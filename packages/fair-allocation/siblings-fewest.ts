import { blockingAgents } from './siblings-blocking.ts';
import type { Bounds } from './siblings-bounds.ts';
import { blockingCores } from './siblings-cores.ts';
import { searchExactly } from './siblings-exact.ts';
import { cheapestHittingSet } from './siblings-hitting.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { siblingState } from './siblings-state.ts';

interface Remaining {
  readonly choice: Int32Array;
  readonly blocking: readonly number[];
  /** Fewer coalitions, or as many with fewer children, are proven impossible. */
  readonly isBest: boolean;
}

interface Effort {
  /** Of one question, at most. */
  nodes: number;
  progress?: (progress: { step: string; done: number; total: number }) => void;
}

/**
 * Nothing is stable: whom must one put up with? Starts from the families that block after the repair and asks for each whether the
 * others alone would do (exact search with these families tolerated). In small markets it is then proven that fewer or lighter ones
 * would not do, or the minimum is found; in large ones the families of the answer are asked for once, as long as the nodes last.
 */
export function fewestBlocking(index: SiblingMarket, found: { choice: Int32Array; blocking: readonly number[] }, effort: Effort): Remaining {
  const { applicants } = index.market;
  if (found.blocking.some((agent) => agent < applicants)) return { ...found, isBest: false };
  const families = found.blocking.map((agent) => agent - applicants);
  const nodes = Math.min(effort.nodes, Math.ceil(mostNodes / index.market.wishPool.length));
  const start = { ...found, isBest: false };
  const fewer = families.length > 1 ? leaveOut(index, start, families, { ...effort, nodes: Math.ceil(nodes / 4) }, nodes) : start;
  return fewestByCores(index, fewer, effort, (effort.nodes * looksOfNode) / index.market.wishPool.length ** 2);
}

/** The exact search with these families tolerated; those that do block, and the choice, when there is one. */
function tolerate(index: SiblingMarket, families: readonly number[], { nodes }: Effort, start?: { bounds: Bounds; dirty: Iterable<number> }) {
  const exact = searchExactly(index, { nodes, first: true, tolerated: new Set(families), start });
  if (!exact.choice) return { isProven: exact.isProven, nodes: exact.nodes, root: exact.root, remaining: undefined };
  const state = siblingState(index);
  state.restore(exact.choice);
  return { isProven: true, nodes: exact.nodes, root: exact.root, remaining: { choice: exact.choice, blocking: blockingAgents(index, state), isBest: false } };
}

/** Conclusions drawn while more families were tolerated stay true, so each question costs little. */
function leaveOut(index: SiblingMarket, found: Remaining, families: number[], effort: Effort, allNodes: number): Remaining {
  const { applicants } = index.market;
  let answer = tolerate(index, families, effort);
  let best = answer.remaining ?? found;
  let kept = best.blocking.map((agent) => agent - applicants);
  const asked = new Set<number>();
  let left = allNodes - answer.nodes;
  for (let family = heaviest(index, kept, asked); family >= 0 && left > 0; family = heaviest(index, kept, asked)) {
    asked.add(family);
    effort.progress?.({ step: 'fewest', done: asked.size, total: families.length });
    const others = kept.filter((other) => other !== family);
    const dirty = poolsOf(index, families.filter((other) => !others.includes(other)));
    const attempt = tolerate(index, others, { ...effort, nodes: Math.min(effort.nodes, left) }, { bounds: answer.root, dirty });
    left -= attempt.nodes;
    if (!attempt.remaining) continue;
    best = attempt.remaining;
    answer = attempt;
    families = others;
    kept = best.blocking.map((agent) => agent - applicants);
  }
  return best;
}

function heaviest(index: SiblingMarket, families: readonly number[], asked: ReadonlySet<number>): number {
  return families.reduce((best, family) => (asked.has(family) || (best >= 0 && weightOf(index, family) <= weightOf(index, best)) ? best : family), -1);
}

const weightOf = ({ market: { memberStart } }: SiblingMarket, family: number) => memberStart[family + 1]! - memberStart[family]!;

function poolsOf({ market: { wishPool, optionStart, optionWishStart, optionWish } }: SiblingMarket, families: readonly number[]): Set<number> {
  const pools = new Set<number>();
  for (const family of families) {
    for (let w = optionWishStart[optionStart[family]!]!; w < optionWishStart[optionStart[family + 1]!]!; w++) if (optionWish[w]! >= 0) pools.add(wishPool[optionWish[w]!]!);
  }
  return pools;
}

/** Of one question, times the number of wishes: a node costs as much as the market is large. */
const mostNodes = 10_000_000;
/** Pools looked at to prove that fewer would not do, for each node, times the square of the number of wishes: in a town of 1,000 children some seconds at most. */
const looksOfNode = 3.5e8;
/** With fewer looks little is ever proven. */
const fewestLooks = 20_000;

/**
 * Of each core (see `BlockingCores`) one family blocks, so whoever is to put up with the cheapest set of families that hits all cores known cannot
 * do better. Put up with them: either an allocation is found, which is the best there is, or further cores show (implicit
 * hitting sets: Moreno-Centeno, Karp 2013). Fewest families first, then fewest children.
 */
function fewestByCores(index: SiblingMarket, found: Remaining, effort: Effort, mostLooks: number): Remaining {
  const { market } = index;
  const cost = (family: number) => 1_000_000 + weightOf(index, family);
  const costOf = (families: readonly number[]) => families.reduce((sum, family) => sum + cost(family), 0);
  const costFound = costOf(found.blocking.map((agent) => agent - market.applicants));
  const all = Array.from({ length: market.families }, (_, f) => f);
  if (all.every((family) => cost(family) >= costFound)) return { ...found, isBest: true };
  if (mostLooks < fewestLooks) return found;
  let looks = 0;
  const finder = blockingCores(index, (count) => (looks = count) > mostLooks);
  const cores: number[][] = [];
  for (let hits: readonly number[] | undefined = []; hits && looks <= mostLooks; hits = cheapestHittingSet(cores, cost, 20_000)) {
    effort.progress?.({ step: 'fewest', done: looks, total: Math.ceil(mostLooks) });
    if (costOf(hits) >= costFound) return { ...found, isBest: true };
    const others = all.filter((family) => !hits!.includes(family));
    // To ask for one family after the other is cheaper than to find out why it would not do.
    const more = hits.length === 1 && finder.isContradiction(others) ? [others] : finder.among(others);
    if (more.length === 0) {
      const { remaining, isProven } = tolerate(index, hits, effort);
      if (remaining) return { ...remaining, isBest: true };
      if (!isProven) break;
      more.push(others);
    }
    cores.push(...more);
  }
  return found;
}
