import { blockingAgents } from './siblings-blocking.ts';
import type { Bounds } from './siblings-bounds.ts';
import { searchExactly } from './siblings-exact.ts';
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
 * others alone would do (exact search with these families tolerated). In small markets every smaller or lighter set of
 * families is tried, so that the answer is the minimum; else the families of the answer are asked for once, as long as the nodes last.
 */
export function fewestBlocking(index: SiblingMarket, found: { choice: Int32Array; blocking: readonly number[] }, effort: Effort): Remaining {
  const { applicants } = index.market;
  if (found.blocking.some((agent) => agent < applicants)) return { ...found, isBest: false };
  const families = found.blocking.map((agent) => agent - applicants);
  const nodes = Math.min(effort.nodes, Math.ceil(mostNodes / index.market.wishPool.length));
  const start = { ...found, isBest: false };
  return trySmaller(index, families.length > 1 ? leaveOut(index, start, families, { ...effort, nodes: Math.ceil(nodes / 4) }, nodes) : start, { ...effort, nodes });
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
const mostQuestions = 300;
const mostWork = 150_000;

/** Every set of families that is smaller, or as small and lighter, as long as there are few enough of them. */
function trySmaller(index: SiblingMarket, found: Remaining, effort: Effort): Remaining {
  const { market } = index;
  const size = found.blocking.length;
  const weight = (families: readonly number[]) => families.reduce((sum, family) => sum + weightOf(index, family), 0);
  const all = Array.from({ length: market.families }, (_, f) => f);
  let questions = 0;
  let isProven = true;
  for (let count = 1; count <= size; count++) {
    if (choices(all.length, count) > mostQuestions || choices(all.length, count) * market.wishPool.length > mostWork) {
      return { ...found, isBest: isProven && count === 1 && size === 1 && all.every((family) => weightOf(index, family) >= weight(found.blocking.map((agent) => agent - market.applicants))) };
    }
    const limit = count < size ? Infinity : weight(found.blocking.map((agent) => agent - market.applicants));
    const sets = subsets(all, count).filter((families) => weight(families) < limit).sort((a, b) => weight(a) - weight(b));
    for (const families of sets) {
      effort.progress?.({ step: 'fewest', done: ++questions, total: sets.length });
      const { remaining, isProven: isSure } = tolerate(index, families, effort);
      if (remaining) return { ...remaining, isBest: isProven };
      isProven &&= isSure;
    }
  }
  return { ...found, isBest: isProven };
}

function choices(from: number, count: number): number {
  let total = 1;
  for (let i = 0; i < count; i++) total = (total * (from - i)) / (i + 1);
  return total;
}

function subsets(items: readonly number[], count: number): number[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), count - 1).map((rest) => [item, ...rest]));
}
