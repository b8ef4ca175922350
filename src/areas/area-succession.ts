import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome, type Refusal } from '../platform/outcome.ts';
import type { Area } from './area-tree.ts';

/** Which share of an old area's people lives in which new area since the boundary changed. */
export interface Succession {
  predecessorId: Uuid;
  successorId: Uuid;
  /** above 0, at most 1 */
  share: number;
}

/** A figure carried over to the areas of another time. */
export interface CarriedCount {
  /** undefined: unknown, because a part of it is; not rounded */
  count: number | undefined;
  /** true if an old area was divided by shares, so the figure is an estimate */
  estimated: boolean;
}

/** Shares are kept to five decimals: three thirds are 0.99999. */
const ROUNDING = 0.0005;

/**
 * The rules of successions. Refuses `succession-area-missing` · `succession-level-differs` {old, new} ·
 * `succession-day-differs` {old, until, new, from} (the new begins when the old ends) · `succession-share` {old, new} (not above 0 and at most 1) ·
 * `succession-shares-not-whole` {old, percent} (the shares of one old area together are not all of it).
 */
export function checkSuccessions(areas: readonly Area[], successions: readonly Succession[]): Outcome<readonly Succession[]> {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const refusals: Refusal[] = [];
  const sums = new Map<Area, number>();
  for (const { predecessorId, successorId, share } of successions) {
    const [from, to] = [byId.get(predecessorId), byId.get(successorId)];
    if (!from || !to) {
      refusals.push(...refused('succession-area-missing').refusals);
      continue;
    }
    sums.set(from, (sums.get(from) ?? 0) + share);
    const names = { old: from.name, new: to.name };
    if (from.level !== to.level) refusals.push({ code: 'succession-level-differs', values: names });
    if (from.validUntil === undefined || from.validUntil !== to.validFrom) {
      refusals.push({ code: 'succession-day-differs', values: { ...names, until: from.validUntil ?? '', from: to.validFrom } });
    }
    if (!(share > 0 && share <= 1)) refusals.push({ code: 'succession-share', values: names });
  }
  for (const [area, sum] of sums) {
    if (Math.abs(sum - 1) > ROUNDING) refusals.push({ code: 'succession-shares-not-whole', values: { old: area.name, percent: Math.round(sum * 100) } });
  }
  return refusals.length > 0 ? { ok: false, refusals } : accepted(successions);
}

/**
 * Carries figures over to later areas, through as many changes as there were. An area that has a figure of its own keeps it; another
 * gets the shares of its predecessors; one that has neither is unknown, and so is one of whose predecessors any is unknown – never 0.
 * O(successions + targets).
 */
export function carryOver(counts: ReadonlyMap<Uuid, number | undefined>, successions: readonly Succession[], targets: readonly Uuid[]): Map<Uuid, CarriedCount> {
  const predecessorsOf = new Map<Uuid, Succession[]>();
  for (const succession of successions) {
    const known = predecessorsOf.get(succession.successorId);
    if (known) known.push(succession);
    else predecessorsOf.set(succession.successorId, [succession]);
  }
  const carried = new Map<Uuid, CarriedCount>();

  function find(id: Uuid): CarriedCount {
    const done = carried.get(id);
    if (done) return done;
    const own = counts.has(id) ? { count: counts.get(id), estimated: false } : undefined;
    // Set before its predecessors are asked: a circle of successions, which the rules exclude, ends as unknown.
    carried.set(id, own ?? { count: undefined, estimated: false });
    const predecessors = predecessorsOf.get(id);
    if (own || !predecessors) return carried.get(id)!;

    let count: number | undefined = 0;
    let estimated = false;
    for (const { predecessorId, share } of predecessors) {
      const part = find(predecessorId);
      count = count === undefined || part.count === undefined ? undefined : count + part.count * share;
      estimated ||= part.estimated || share < 1;
    }
    const result = { count, estimated };
    carried.set(id, result);
    return result;
  }

  return new Map(targets.map((id) => [id, find(id)]));
}
