import { bounding, copyOf, type Bounding, type Bounds } from './siblings-bounds.ts';
import { betterChoice } from './siblings-blocking.ts';
import { lattice, type Lattice } from './siblings-lattice.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { placedChildren } from './placed-children.ts';
import { siblingState, type SiblingState } from './siblings-state.ts';

export interface ExactLimits {
  /** Nodes of the search tree, at most. */
  nodes: number;
  /** Take the first stable allocation instead of the one that places most children. */
  first?: boolean;
  /** Families whose blocking is put up with. */
  tolerated?: ReadonlySet<number>;
  /** Conclusions drawn already, when these or more families were tolerated, and the pools to look at again. */
  start?: { bounds: Bounds; dirty: Iterable<number> };
  progress?: (nodes: number, open: number) => void;
}

export interface ExactResult {
  /** The stable allocation with most children placed, if one was found. */
  readonly choice: Int32Array | undefined;
  readonly placed: number;
  /** Components (family numbers) proven to have no stable allocation; empty when that was proven without looking at components. */
  readonly unsolvable: readonly (readonly number[])[];
  /** The whole tree was searched: what was found is of maximum size, or, when nothing was found, nothing exists. */
  readonly isProven: boolean;
  readonly nodes: number;
  /** Conclusions drawn before any branching. */
  readonly root: Bounds;
}

/**
 * Looks at every stable allocation there can be: draw all conclusions (`bounding`), split what is undecided into components, branch
 * on a family's options in each until every family is decided. Then the single children's stable allocations form a lattice; the one worst for the children is blocked by
 * the fewest families (most children compete for every seat there), so when that one is blocked all are. All of them
 * place the same number of children (rural hospitals: Roth 1986; Hatfield, Milgrom 2005). Among them the best for the
 * children that no family blocks is taken, of the two ends of the lattice. (That the worst end is blocked least is clear for plain
 * pools; where pools have quotas and the two ends differ, a failure of both counts as no proof.)
 *
 * Exponential in the number of undecided families in the worst case; in markets like those of a town nearly all families
 * are decided at the root.
 */
export function searchExactly(index: SiblingMarket, limits: ExactLimits): ExactResult {
  const { market } = index;
  const bounder = bounding(index, limits.tolerated);
  const root = limits.start ? copyOf(limits.start.bounds) : bounder.initial();
  let bounds = root;
  const nothing = { choice: undefined, placed: -1, unsolvable: [], root };
  if (!bounder.tighten(bounds, limits.start?.dirty ?? Array.from({ length: market.pools }, (_, p) => p))) return { ...nothing, isProven: true, nodes: 1 };
  let nodes = 1;
  let isProven = true;
  const unsolvable: number[][] = [];
  const task = { index, bounder, lattice: lattice(index), state: siblingState(index), limits };
  for (const families of components(index, bounds)) {
    const found = searchComponent(task, bounds, families, limits.nodes - nodes);
    nodes += found.nodes;
    isProven &&= found.isProven || found.bounds === undefined;
    if (found.bounds) bounds = found.bounds;
    else if (found.isProven) unsolvable.push(families);
    else return { ...nothing, isProven: false, nodes };
  }
  if (unsolvable.length > 0) return { ...nothing, unsolvable, isProven: true, nodes };
  const choice = stableEnd(task, bounds, Array.from({ length: market.families }, (_, f) => f));
  return { choice, placed: choice ? placedChildren(market, choice) : -1, unsolvable, isProven: choice ? isProven : isCertain(task, bounds), nodes, root };
}

interface Task {
  index: SiblingMarket;
  bounder: Bounding;
  lattice: Lattice;
  state: SiblingState;
  limits: ExactLimits;
}

/** Depth first through the options of the families of one component; the others stay as they are. */
function searchComponent(task: Task, start: Bounds, families: number[], mostNodes: number) {
  const { index, bounder, limits } = task;
  let best: Bounds | undefined;
  let placed = -1;
  let nodes = 0;
  let isSure = true;
  const open: { bounds: Bounds; dirty: Iterable<number> }[] = [{ bounds: start, dirty: [] }];
  while (open.length > 0 && nodes < mostNodes) {
    const { bounds, dirty } = open.pop()!;
    nodes++;
    if (nodes % 64 === 0) limits.progress?.(nodes, open.length);
    if (!bounder.tighten(bounds, dirty)) continue;
    const most = mostPlaced(index, bounds);
    if (most <= placed) continue;
    const family = branchingFamily(bounds, families);
    if (family >= 0) open.push(...branches(index, bounder, bounds, family));
    else if (stableEnd(task, bounds, families)) {
      best = bounds;
      placed = most;
      if (limits.first) break;
    } else isSure &&= isCertain(task, bounds);
  }
  return { bounds: best, isProven: isSure && open.length === 0 && !(limits.first && best), nodes };
}

/** Undecided families that can influence each other: linked by pools where undecided families or single children compete. */
export function components({ market, wishAgent, agents }: SiblingMarket, { sure, possible, left }: Bounds): number[][] {
  const { applicants, pools, wishPool } = market;
  const parent = Int32Array.from({ length: agents + pools }, (_, i) => i);
  const find = (node: number): number => {
    let top = node;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]!]!;
    return top;
  };
  const isOpen = new Uint8Array(agents);
  for (let family = 0; family < left.length; family++) if (left[family]! > 1) isOpen[applicants + family] = 1;
  for (let wish = 0; wish < wishPool.length; wish++) if (sure[wish] === 0 && possible[wish] === 1) isOpen[wishAgent[wish]!] = 1;
  for (let wish = 0; wish < wishPool.length; wish++) {
    if (possible[wish] === 1 && isOpen[wishAgent[wish]!]) parent[find(wishAgent[wish]!)] = find(agents + wishPool[wish]!);
  }
  const groups = new Map<number, number[]>();
  for (let family = 0; family < left.length; family++) {
    if (left[family]! < 2) continue;
    const top = find(applicants + family);
    if (!groups.has(top)) groups.set(top, []);
    groups.get(top)!.push(family);
  }
  return [...groups.values()];
}

/** The family with the fewest options left, but more than one; -1 = all of these are decided. */
function branchingFamily({ left }: Bounds, families: number[]): number {
  let family = -1;
  for (const f of families) if (left[f]! > 1 && (family < 0 || left[f]! < left[family]!)) family = f;
  return family;
}

/** One branch per option, the best last, because the last is looked at first. */
function branches({ market: { optionStart } }: SiblingMarket, bounder: Bounding, bounds: Bounds, family: number) {
  const branches: { bounds: Bounds; dirty: Set<number> }[] = [];
  for (let option = optionStart[family + 1]! - 1; option >= optionStart[family]!; option--) {
    if (!bounds.options[option]) continue;
    const copy = copyOf(bounds);
    const dirty = new Set<number>();
    bounder.decide(copy, option, family, (pool) => dirty.add(pool));
    for (const pool of bounder.poolsOf(family)) dirty.add(pool);
    branches.push({ bounds: copy, dirty });
  }
  return branches;
}

/** The two ends of the lattice of the single children's stable allocations; the one they like best first. */
function* ends({ bestForChildren, worstForChildren }: Lattice, bounds: Bounds): Generator<Int32Array> {
  yield bestForChildren(bounds);
  yield worstForChildren(bounds);
}

/** With both ends blocked, is everything between them? */
function isCertain({ index: { market }, lattice }: Task, bounds: Bounds): boolean {
  if (market.special.every((pool) => pool === undefined)) return true;
  const worst = lattice.worstForChildren(bounds);
  return lattice.bestForChildren(bounds).every((choice, agent) => choice === worst[agent]);
}

/** The first end at which none of these families blocks. */
function stableEnd({ index, lattice, state, limits }: Task, bounds: Bounds, families: number[]): Int32Array | undefined {
  for (const end of ends(lattice, bounds)) {
    state.restore(end);
    if (families.every((family) => limits.tolerated?.has(family) || betterChoice(index, state, index.market.applicants + family) < 0)) return end;
  }
  return undefined;
}

/** No stable allocation within the bounds places more children. */
function mostPlaced({ market }: SiblingMarket, { sure, options }: Bounds): number {
  const { applicants, families, wishStart, familyOf, optionStart, optionWishStart, optionWish } = market;
  let most = 0;
  for (let i = 0; i < applicants; i++) if (familyOf[i]! < 0 && wishStart[i]! < wishStart[i + 1]! && sure[wishStart[i + 1]! - 1] !== 2) most++;
  for (let f = 0; f < families; f++) {
    let seats = 0;
    for (let o = optionStart[f]!; o < optionStart[f + 1]!; o++) {
      if (!options[o]) continue;
      let count = 0;
      for (let w = optionWishStart[o]!; w < optionWishStart[o + 1]!; w++) if (optionWish[w]! >= 0) count++;
      seats = Math.max(seats, count);
    }
    most += seats;
  }
  return most;
}
