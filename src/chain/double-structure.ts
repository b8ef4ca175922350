import type { LifePhase } from '../offers/phase.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { isValidOn, type ChainOffer, type ChainSchedule, type OfferPlace } from './chain-input.ts';
import { liesWithin, type NumberedAreas } from './numbered-areas.ts';
import { sharedWeeklyMinutes, weeklyMinutes } from './shared-time.ts';
import { walkingDistance } from './walking-distance.ts';

/**
 * Suspicion that two offers do the same for the same people at the same time and place. A suspicion, no verdict: people
 * decide whether they complement each other. Each share is what they have in common out of all they have (0 to 1).
 * Source: Voerde ch. 3 (avoid double structures), Peine 2021/844 (networks beside instead of with each other).
 */
export interface DoubleStructure {
  offerIds: readonly [Uuid, Uuid];
  /** geometric mean of the four shares */
  score: number;
  ages: { share: number; fromMonth: number; untilMonth: number };
  fields: { share: number; fieldIds: readonly Uuid[] };
  space: { share: number; kind: 'same-place' | 'walking-distance' | 'same-area'; metres?: number };
  time: { share: number; weeklyMinutes: number };
  sameOrganization: boolean;
}

export interface DoubleStructures {
  /** strongest suspicion first */
  pairs: readonly DoubleStructure[];
  /** true if so many offers take place at once that not every pair was looked at */
  incomplete: boolean;
}

export interface DoubleStructureRules {
  on: Day;
  /** score from which a pair is suspicious, 0 to 1 */
  minimumScore: number;
  walkingLimitMetres: number;
  detourFactor: number;
}

/** Below this share in any of the four, two offers differ too much: a group for toddlers is not a counsellor for everybody under 18. */
const leastShare = 0.25;
/** Offers compared with each at most per weekday, field and neighbourhood; keeps the search near-linear whatever is imported. */
const mostCompared = 100;
const metresPerDegree = 111_195;

interface Candidate {
  offer: ChainOffer;
  fromMonth: number;
  untilMonth: number;
  schedules: readonly ChainSchedule[];
  minutes: number;
}

interface Entry {
  candidate: Candidate;
  schedule: ChainSchedule;
  /** false for the copies in the neighbouring squares */
  home: boolean;
}

/**
 * Finds suspicious pairs among offers with known ages, places and times; what is unknown is no ground for suspicion.
 * Offers are grouped by field, weekday and a square of the walking limit (and its neighbours), then swept by opening time:
 * O(n log n) for n offers with few fields, places and times each.
 */
export function doubleStructures(offers: readonly ChainOffer[], phases: readonly LifePhase[], tree: NumberedAreas, rules: DoubleStructureRules): DoubleStructures {
  const groups = new Map<string, Entry[]>();
  for (const offer of offers) {
    const candidate = candidateOf(offer, phases, rules.on);
    if (!candidate) continue;
    for (const [square, home] of squaresOf(offer, rules)) {
      for (const fieldId of offer.fieldIds) {
        for (const schedule of candidate.schedules) {
          const key = `${fieldId} ${schedule.weekday} ${square}`;
          const entry = { candidate, schedule, home };
          const group = groups.get(key);
          if (group) group.push(entry);
          else groups.set(key, [entry]);
        }
      }
    }
  }
  const pairs = new Map<string, DoubleStructure | undefined>();
  let incomplete = false;
  for (const group of groups.values()) incomplete = sweep(group, tree, rules, pairs) || incomplete;
  const found = [...pairs.values()].filter((pair) => pair !== undefined);
  return { pairs: found.sort((a, b) => b.score - a.score || (a.offerIds.join() < b.offerIds.join() ? -1 : 1)), incomplete };
}

function candidateOf(offer: ChainOffer, phases: readonly LifePhase[], on: Day): Candidate | undefined {
  const named = phases.filter((phase) => offer.phaseIds.includes(phase.id));
  const fromMonth = offer.minimumAgeMonths ?? Math.min(...named.map((phase) => phase.fromMonth));
  const untilMonth = offer.maximumAgeMonths === undefined ? Math.max(...named.map((phase) => phase.untilMonth)) : offer.maximumAgeMonths + 1;
  const schedules = offer.schedules.filter((schedule) => isValidOn(schedule, on));
  if (!Number.isFinite(fromMonth) || !Number.isFinite(untilMonth) || untilMonth <= fromMonth || schedules.length === 0) return undefined;
  return { offer, fromMonth, untilMonth, schedules, minutes: schedules.reduce((sum, schedule) => sum + weeklyMinutes(schedule), 0) };
}

/** Squares of about the beeline limit, by rows of equal latitude; places without coordinates stand in for their area. */
function squaresOf(offer: ChainOffer, rules: DoubleStructureRules): Map<string, boolean> {
  const squares = new Map<string, boolean>();
  const side = rules.walkingLimitMetres / rules.detourFactor / metresPerDegree;
  for (const place of offer.at) {
    // Only where one of two positions is unknown must their area, or the place itself, bring them together.
    const named = [`place ${place.locationId}`, ...(place.areaId === undefined ? [] : [`area ${place.areaId}`])];
    for (const key of named) squares.set(key, squares.get(key) === true || !place.point);
    if (!place.point) continue;
    const row = Math.floor(place.point.latitude / side);
    for (let north = -1; north <= 1; north++) {
      // Degrees of longitude shrink towards the poles; each row has its own width, so neighbours are looked up there.
      const width = side / Math.max(0.01, Math.cos((Math.abs(row + north) + 1) * side * (Math.PI / 180)));
      const column = Math.floor(place.point.longitude / width);
      for (let east = -1; east <= 1; east++) {
        const key = `${row + north} ${column + east}`;
        squares.set(key, squares.get(key) === true || (north === 0 && east === 0));
      }
    }
  }
  return squares;
}

function sweep(group: Entry[], tree: NumberedAreas, rules: DoubleStructureRules, pairs: Map<string, DoubleStructure | undefined>): boolean {
  if (group.length < 2) return false;
  group.sort((a, b) => a.schedule.opensAt - b.schedule.opensAt || (a.candidate.offer.id < b.candidate.offer.id ? -1 : 1));
  let open: Entry[] = [];
  let incomplete = false;
  for (const entry of group) {
    open = open.filter((other) => other.schedule.closesAt > entry.schedule.opensAt);
    if (open.length > mostCompared) {
      incomplete = true;
      open = open.slice(-mostCompared);
    }
    for (const other of open) {
      if (!entry.home && !other.home) continue;
      const [first, second] = entry.candidate.offer.id < other.candidate.offer.id ? [entry, other] : [other, entry];
      const key = `${first.candidate.offer.id} ${second.candidate.offer.id}`;
      if (entry.candidate === other.candidate || pairs.has(key)) continue;
      pairs.set(key, compare(first.candidate, second.candidate, tree, rules));
    }
    open.push(entry);
  }
  return incomplete;
}

function compare(a: Candidate, b: Candidate, tree: NumberedAreas, rules: DoubleStructureRules): DoubleStructure | undefined {
  const fromMonth = Math.max(a.fromMonth, b.fromMonth);
  const untilMonth = Math.min(a.untilMonth, b.untilMonth);
  const ageShare = Math.max(0, untilMonth - fromMonth) / (Math.max(a.untilMonth, b.untilMonth) - Math.min(a.fromMonth, b.fromMonth));
  if (ageShare < leastShare) return undefined;
  const fieldIds = a.offer.fieldIds.filter((id) => b.offer.fieldIds.includes(id));
  const fieldShare = fieldIds.length / new Set([...a.offer.fieldIds, ...b.offer.fieldIds]).size;
  const space = serveTheSame(a.offer, b.offer, tree) ? sharedSpace(a.offer.at, b.offer.at, rules) : undefined;
  if (fieldShare < leastShare || !space || space.share < leastShare) return undefined;
  const together = a.schedules.reduce((sum, one) => sum + b.schedules.reduce((inner, other) => inner + sharedWeeklyMinutes(one, other), 0), 0);
  const shared = Math.min(together, a.minutes, b.minutes);
  const timeShare = shared / (a.minutes + b.minutes - shared);
  if (timeShare < leastShare) return undefined;
  const score = (ageShare * fieldShare * space.share * timeShare) ** 0.25;
  if (score < rules.minimumScore) return undefined;
  return {
    offerIds: [a.offer.id, b.offer.id], score, space,
    ages: { share: ageShare, fromMonth, untilMonth },
    fields: { share: fieldShare, fieldIds },
    time: { share: timeShare, weeklyMinutes: shared },
    sameOrganization: a.offer.organizationId === b.offer.organizationId,
  };
}

/** Two offers that name areas without any overlap serve different people, however near they are. */
function serveTheSame(a: ChainOffer, b: ChainOffer, tree: NumberedAreas): boolean {
  const [served, others] = [a, b].map((offer) => offer.areaIds.flatMap((id) => tree.numberOf.get(id) ?? [])) as [number[], number[]];
  if (served.length === 0 || others.length === 0) return true;
  return served.some((one) => others.some((other) => liesWithin(tree, one, other) || liesWithin(tree, other, one)));
}

/** Best of all pairs of places: the same one counts 1, one at the end of the walking limit and one in the same area a half. */
function sharedSpace(a: readonly OfferPlace[], b: readonly OfferPlace[], rules: DoubleStructureRules): DoubleStructure['space'] | undefined {
  let best: DoubleStructure['space'] | undefined;
  for (const one of a) {
    for (const other of b) {
      const space = spaceBetween(one, other, rules);
      if (space && (!best || space.share > best.share)) best = space;
    }
  }
  return best;
}

function spaceBetween(one: OfferPlace, other: OfferPlace, rules: DoubleStructureRules): DoubleStructure['space'] | undefined {
  if (one.locationId === other.locationId) return { share: 1, kind: 'same-place' };
  if (one.point && other.point) {
    const metres = walkingDistance(one.point, other.point, rules.detourFactor);
    return metres <= rules.walkingLimitMetres ? { share: 1 - metres / rules.walkingLimitMetres / 2, kind: 'walking-distance', metres } : undefined;
  }
  return one.areaId !== undefined && one.areaId === other.areaId ? { share: 0.5, kind: 'same-area' } : undefined;
}
