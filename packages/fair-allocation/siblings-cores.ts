import { bounding, copyOf, type Bounds } from './siblings-bounds.ts';
import { components } from './siblings-exact.ts';
import type { SiblingMarket } from './siblings-market.ts';

/** What follows when these families must not block and all others are put up with. */
interface Given {
  readonly families: readonly number[];
  readonly bounds: Bounds;
}

export interface BlockingCores {
  /**
   * Some cores among these families; none = none was found. A core is a set of families of which one blocks in *every* allocation, whatever all others do:
   * the bounds contradict each other although all others are put up with, or they do however some few families are decided.
   */
  among(families: readonly number[]): number[][];
  /** Does one of these families surely block in every allocation? (They are a core, seldom a small one.) */
  isContradiction(families: readonly number[]): boolean;
}

/** Families with more options left than this are not tried option by option. */
const mostOptions = 12;
/** Looked at where a few families are tried with all their options. */
const mostNodes = 200;
/** A contradiction seen before is looked for again among so many families, the nearest. */
const reach = 400;

/**
 * Where a contradiction shows, the families around it are added again, the nearest first, until it shows again; then those it does not
 * need are left out (Junker 2004, QuickXplain). Where it showed once it is looked for again first: with other
 * families put up with, it often has other reasons. Sound at any time: when `isOver`, fewer cores are found.
 *
 * @param isOver is told how many pools were looked at so far
 */
export function blockingCores(index: SiblingMarket, isOver: (looks: number) => boolean): BlockingCores {
  const { market } = index;
  const { optionStart } = market;
  const tolerated = new Set(Array.from({ length: market.families }, (_, f) => f));
  const bounder = bounding(index, tolerated);
  const pools = Array.from(tolerated, (family) => bounder.poolsOf(family));
  const nothing: Given = { families: [], bounds: bounder.initial() };
  bounder.tighten(nothing.bounds, Array.from({ length: market.pools }, (_, p) => p));
  /** Where contradictions showed: the families to be tried option by option. */
  const knots: (readonly number[])[] = [];
  const isTimeOver = () => isOver(bounder.looks());

  /** With these families, too; undefined = contradiction, if need be with all options of the knot. */
  function extended(given: Given, more: readonly number[], knot: readonly number[]): Given | undefined {
    const families = [...given.families, ...more];
    const bounds = copyOf(given.bounds);
    return required(families, () => bounder.tighten(bounds, new Set(more.flatMap((family) => [...pools[family]!]))) && !isRefuted(bounds, knot)) ? { families, bounds } : undefined;
  }

  function required<T>(families: readonly number[], work: () => T): T {
    for (const family of families) tolerated.delete(family);
    const result = work();
    for (const family of families) tolerated.add(family);
    return result;
  }

  /** Do all options that are left of these families lead to contradictions? Depth first. Families put up with must have one of their options, too. */
  function isRefuted(bounds: Bounds, families: readonly number[]): boolean {
    let nodes = 0;
    const isWithout = (bounds: Bounds): boolean => {
      const family = families.reduce((fewest, f) => (bounds.left[f]! > 1 && (fewest < 0 || bounds.left[f]! < bounds.left[fewest]!) ? f : fewest), -1);
      if (family < 0 || bounds.left[family]! > mostOptions) return false;
      for (let option = optionStart[family]!; option < optionStart[family + 1]!; option++) {
        if (!bounds.options[option]) continue;
        if (nodes++ > mostNodes) return false;
        const copy = copyOf(bounds);
        const dirty = new Set(pools[family]);
        bounder.decide(copy, option, family, (pool) => dirty.add(pool));
        if (bounder.tighten(copy, dirty) && !isWithout(copy)) return false;
      }
      return true;
    };
    return isWithout(bounds);
  }

  /** The shortest beginning of the list that contradicts itself, looked for in steps that become shorter; else what follows from the whole list. */
  function beginning(list: readonly number[], knot: readonly number[]): { core?: readonly number[]; given: Given } {
    let given = nothing;
    let step = 64;
    for (let taken = 0; taken < list.length;) {
      const next = extended(given, list.slice(taken, taken + step), knot);
      if (next) {
        given = next;
        taken += step;
      } else if (step === 1 || taken + 1 === list.length) return { core: list.slice(0, taken + 1), given };
      else step >>= 1;
    }
    return { given };
  }

  /** Which of `list` the contradiction needs besides what is given. */
  function needed(given: Given, list: readonly number[], knot: readonly number[]): readonly number[] {
    if (list.length === 1 || isTimeOver()) return list;
    const half = (list.length + 1) >> 1;
    const near = list.slice(0, half);
    const far = list.slice(half);
    const withNear = extended(given, near, knot);
    const ofFar = withNear ? needed(withNear, far, knot) : [];
    const withFar = ofFar.length > 0 ? extended(given, ofFar, knot) : given;
    return withFar ? [...needed(withFar, near, knot), ...ofFar] : ofFar;
  }

  /** Families that cannot be decided in any way, a single one if possible; empty = none found. */
  function undecidable({ families, bounds }: Given): readonly number[] {
    const open = Array.from(bounds.left.keys()).filter((family) => bounds.left[family]! > 1).sort((a, b) => bounds.left[a]! - bounds.left[b]!);
    return required(families, () => {
      const one = open.find((family) => !isTimeOver() && isRefuted(bounds, [family]));
      if (one !== undefined) return [one];
      const groups = components(index, bounds).filter((group) => group.length > 1).sort((a, b) => a.length - b.length);
      return groups.find((group) => !isTimeOver() && isRefuted(bounds, group)) ?? [];
    });
  }

  /** A core around the knot among these families, the `most` nearest of them. */
  function coreAt(knot: readonly number[], among: readonly number[], most: number): readonly number[] | undefined {
    const around = beginning(byDistance(index, pools, among, knot[0]!).slice(0, most), knot).core;
    if (!around) return undefined;
    const few = needed(nothing, around, knot);
    // How much is concluded may depend on the order; what counts as a core must contradict itself by itself.
    return extended(nothing, few, knot) ? around : few;
  }

  /** Cores that share no family, at contradictions not seen before. */
  function* unseen(families: readonly number[]): Generator<readonly number[]> {
    for (let rest = families; rest.length > 0 && !isTimeOver();) {
      const { core: contradiction, given } = beginning(byDistance(index, pools, rest, rest[0]!), []);
      const knot = contradiction ? [contradiction.at(-1)!] : undecidable(given);
      const core = knot.length > 0 && coreAt(knot, rest, Infinity);
      if (!core) return;
      knots.push(knot);
      yield core;
      rest = rest.filter((family) => !core.includes(family));
    }
  }

  return {
    isContradiction: (families) => !extended(nothing, families, []),
    among(families) {
      const cores: (readonly number[])[] = [];
      for (const knot of knots) {
        // Knots side by side mostly show the same.
        if (isTimeOver() || cores.some((core) => core.includes(knot[0]!))) continue;
        const core = coreAt(knot, families, reach);
        if (core) cores.push(core);
      }
      return (cores.length > 0 ? cores : [...unseen(families)]).map((core) => [...core]);
    },
  };
}

/** In steps from family to family that name a common pool; those that cannot be reached last. */
function byDistance({ market, familyStart, familyAt }: SiblingMarket, pools: readonly ReadonlySet<number>[], among: readonly number[], from: number): number[] {
  const seen = new Uint8Array(market.families);
  const seenPool = new Uint8Array(market.pools);
  const queue: number[] = [];
  for (const start of [from, ...among]) {
    if (seen[start]) continue;
    seen[start] = 1;
    for (let head = queue.push(start) - 1; head < queue.length; head++) {
      for (const pool of pools[queue[head]!]!) {
        if (seenPool[pool]) continue;
        seenPool[pool] = 1;
        for (const other of familyAt.subarray(familyStart[pool], familyStart[pool + 1])) {
          if (seen[other]) continue;
          seen[other] = 1;
          queue.push(other);
        }
      }
    }
  }
  const isAmong = new Set(among);
  return queue.filter((family) => isAmong.has(family));
}
