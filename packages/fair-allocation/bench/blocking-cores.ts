import { bounding, type Bounds } from '../siblings-bounds.ts';
import type { SiblingMarket } from '../siblings-market.ts';

/** What follows when these families must not block and all others are put up with. */
interface Given {
  readonly families: readonly number[];
  readonly bounds: Bounds;
}

export interface BlockingCores {
  /**
   * Cores among these families that share none. A core is a set of families of which one blocks in *every* allocation, whatever all others do: the
   * bounds contradict each other although all others are put up with, or they do with each single option of one of its families.
   */
  among(families: readonly number[]): number[][];
}

/** Families with more options left than this are not tried option by option. */
const mostOptions = 6;

/**
 * Where a contradiction shows, the families around it are added again, the nearest first, until it shows again; then those it does not
 * need are left out (Junker 2004, QuickXplain). Sound at any time: when `isOver`, fewer cores are found.
 */
export function blockingCores(index: SiblingMarket, isOver: () => boolean): BlockingCores {
  const { market } = index;
  const { optionStart } = market;
  const tolerated = new Set(Array.from({ length: market.families }, (_, f) => f));
  const bounder = bounding(index, tolerated);
  const pools = Array.from(tolerated, (family) => bounder.poolsOf(family));
  const nothing: Given = { families: [], bounds: bounder.initial() };
  bounder.tighten(nothing.bounds, Array.from({ length: market.pools }, (_, p) => p));
  /** The family that is tried option by option, or -1. */
  let tried = -1;

  /** With these families, too; undefined = contradiction. */
  function extended(given: Given, more: readonly number[]): Given | undefined {
    const families = [...given.families, ...more];
    const bounds = copyOf(given.bounds);
    return required(families, () => bounder.tighten(bounds, new Set(more.flatMap((family) => [...pools[family]!]))) && !(tried >= 0 && isRefuted(bounds, tried))) ? { families, bounds } : undefined;
  }

  function required<T>(families: readonly number[], work: () => T): T {
    for (const family of families) tolerated.delete(family);
    const result = work();
    for (const family of families) tolerated.add(family);
    return result;
  }

  /** Does every option that is left lead to a contradiction? */
  function isRefuted(bounds: Bounds, family: number): boolean {
    if (tolerated.has(family) || bounds.left[family]! > mostOptions) return false;
    for (let option = optionStart[family]!; option < optionStart[family + 1]!; option++) {
      if (!bounds.options[option]) continue;
      const copy = copyOf(bounds);
      const dirty = new Set(pools[family]);
      bounder.decide(copy, option, family, (pool) => dirty.add(pool));
      if (bounder.tighten(copy, dirty)) return false;
    }
    return true;
  }

  /** The shortest beginning of the list that contradicts itself, looked for in steps that become shorter; else what follows from the whole list. */
  function beginning(list: readonly number[]): { core?: readonly number[]; given: Given } {
    let given = nothing;
    let step = 64;
    for (let taken = 0; taken < list.length;) {
      const next = extended(given, list.slice(taken, taken + step));
      if (next) {
        given = next;
        taken += step;
      } else if (step === 1 || taken + 1 === list.length) return { core: list.slice(0, taken + 1), given };
      else step >>= 1;
    }
    return { given };
  }

  /** Which of `list` the contradiction needs besides what is given. */
  function needed(given: Given, list: readonly number[]): readonly number[] {
    if (list.length === 1) return list;
    const half = (list.length + 1) >> 1;
    const near = list.slice(0, half);
    const far = list.slice(half);
    const withNear = extended(given, near);
    const ofFar = withNear ? needed(withNear, far) : [];
    const withFar = ofFar.length > 0 ? extended(given, ofFar) : given;
    return withFar ? [...needed(withFar, near), ...ofFar] : ofFar;
  }

  function refutedAmong({ families, bounds }: Given): number {
    const open = families.filter((family) => bounds.left[family]! > 1).sort((a, b) => bounds.left[a]! - bounds.left[b]!);
    return required(families, () => open.find((family) => !isOver() && isRefuted(bounds, family)) ?? -1);
  }

  function* found(families: readonly number[]): Generator<number[]> {
    for (let rest = byDistance(index, pools, families, families[0]!); rest.length > 0 && !isOver();) {
      tried = -1;
      const { core: start, given } = beginning(rest);
      const heart = start?.at(-1) ?? (tried = refutedAmong(given));
      if (heart < 0) return;
      const around = beginning(byDistance(index, pools, rest, heart)).core;
      if (!around) return;
      const few = needed(nothing, around);
      // How much is concluded may depend on the order; what counts as a core must contradict itself by itself.
      const core = extended(nothing, few) ? around : few;
      yield [...core];
      rest = rest.filter((family) => !core.includes(family));
    }
  }

  return { among: (families) => [...found(families)] };
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

function copyOf({ sure, possible, options, left }: Bounds): Bounds {
  return { sure: sure.slice(), possible: possible.slice(), options: options.slice(), left: left.slice() };
}
