import type { LifePhase } from '../offers/phase.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { CountedSchedule, CountedPlace } from '../offers/counted-offer.ts';
import { isValidOn, type ChainOffer } from './chain-input.ts';
import { neighbourhood } from './neighbourhood.ts';
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
/** Offers compared with each at most; keeps the search near-linear whatever is imported. */
const mostCompared = 100;

interface Candidate {
  offer: ChainOffer;
  fromMonth: number;
  untilMonth: number;
  schedules: readonly CountedSchedule[];
  minutes: number;
  /** bits for fields and weekdays: two offers without a common bit have none in common */
  fields: number;
  weekdays: number;
}

/**
 * Finds suspicious pairs among offers with known ages, places and times; what is unknown is no ground for suspicion.
 * Offers are looked up in their neighbourhood; those without a common field, weekday or age
 * are passed over by a comparison of bits, and of the rest each is compared with at most 100. O(n × neighbours).
 */
export function doubleStructures(offers: readonly ChainOffer[], phases: readonly LifePhase[], tree: NumberedAreas, rules: DoubleStructureRules): DoubleStructures {
  const fieldBits = new Map<Uuid, number>();
  const candidates = offers.flatMap((offer) => candidateOf(offer, phases, rules.on, fieldBits) ?? [])
    .sort((a, b) => (a.offer.id < b.offer.id ? -1 : 1));
  const nearby = neighbourhood(candidates.map(({ offer }) => offer.at), rules.walkingLimitMetres / rules.detourFactor);
  const pairs: DoubleStructure[] = [];
  let incomplete = false;
  for (let first = 0; first < candidates.length; first++) {
    const one = candidates[first]!;
    let compared = 0;
    for (const second of nearby(first)) {
      const other = candidates[second]!;
      if (!(one.fields & other.fields) || !(one.weekdays & other.weekdays) || ageShare(one, other) < leastShare) continue;
      compared += 1;
      if (compared > mostCompared) {
        incomplete = true;
        break;
      }
      const pair = compare(one, other, tree, rules);
      if (pair) pairs.push(pair);
    }
  }
  return { pairs: pairs.sort((a, b) => b.score - a.score || (a.offerIds.join() < b.offerIds.join() ? -1 : 1)), incomplete };
}

function candidateOf(offer: ChainOffer, phases: readonly LifePhase[], on: Day, fieldBits: Map<Uuid, number>): Candidate | undefined {
  const named = phases.filter((phase) => offer.phaseIds.includes(phase.id));
  const fromMonth = offer.minimumAgeMonths ?? Math.min(...named.map((phase) => phase.fromMonth));
  const untilMonth = offer.maximumAgeMonths === undefined ? Math.max(...named.map((phase) => phase.untilMonth)) : offer.maximumAgeMonths + 1;
  const schedules = offer.schedules.filter((schedule) => isValidOn(schedule, on));
  if (!Number.isFinite(fromMonth) || !Number.isFinite(untilMonth) || untilMonth <= fromMonth || schedules.length === 0) return undefined;
  let fields = 0;
  for (const id of offer.fieldIds) {
    // More than 31 fields share bits, which only costs a comparison.
    if (!fieldBits.has(id)) fieldBits.set(id, 1 << (fieldBits.size % 31));
    fields |= fieldBits.get(id)!;
  }
  const weekdays = schedules.reduce((bits, schedule) => bits | (1 << schedule.weekday), 0);
  return { offer, fromMonth, untilMonth, schedules, fields, weekdays, minutes: schedules.reduce((sum, schedule) => sum + weeklyMinutes(schedule), 0) };
}

function ageShare(a: Candidate, b: Candidate): number {
  const shared = Math.min(a.untilMonth, b.untilMonth) - Math.max(a.fromMonth, b.fromMonth);
  return Math.max(0, shared) / (Math.max(a.untilMonth, b.untilMonth) - Math.min(a.fromMonth, b.fromMonth));
}

function compare(a: Candidate, b: Candidate, tree: NumberedAreas, rules: DoubleStructureRules): DoubleStructure | undefined {
  // The cheapest question that most pairs fail comes first.
  let together = 0;
  for (const one of a.schedules) for (const other of b.schedules) together += sharedWeeklyMinutes(one, other);
  const shared = Math.min(together, a.minutes, b.minutes);
  const timeShare = shared / (a.minutes + b.minutes - shared);
  if (timeShare < leastShare || !serveTheSame(a.offer, b.offer, tree)) return undefined;
  const space = sharedSpace(a.offer.at, b.offer.at, rules);
  if (!space || space.share < leastShare) return undefined;
  const fieldIds = a.offer.fieldIds.filter((id) => b.offer.fieldIds.includes(id));
  const fieldShare = fieldIds.length / new Set([...a.offer.fieldIds, ...b.offer.fieldIds]).size;
  if (fieldShare < leastShare) return undefined;
  const ages = ageShare(a, b);
  const score = (ages * fieldShare * space.share * timeShare) ** 0.25;
  if (score < rules.minimumScore) return undefined;
  return {
    offerIds: [a.offer.id, b.offer.id], score, space,
    ages: { share: ages, fromMonth: Math.max(a.fromMonth, b.fromMonth), untilMonth: Math.min(a.untilMonth, b.untilMonth) },
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
function sharedSpace(a: readonly CountedPlace[], b: readonly CountedPlace[], rules: DoubleStructureRules): DoubleStructure['space'] | undefined {
  let best: DoubleStructure['space'] | undefined;
  for (const one of a) {
    for (const other of b) {
      const space = spaceBetween(one, other, rules);
      if (space && (!best || space.share > best.share)) best = space;
    }
  }
  return best;
}

function spaceBetween(one: CountedPlace, other: CountedPlace, rules: DoubleStructureRules): DoubleStructure['space'] | undefined {
  if (one.locationId === other.locationId) return { share: 1, kind: 'same-place' };
  if (one.point && other.point) {
    const metres = walkingDistance(one.point, other.point, rules.detourFactor);
    return metres <= rules.walkingLimitMetres ? { share: 1 - metres / rules.walkingLimitMetres / 2, kind: 'walking-distance', metres } : undefined;
  }
  return one.areaId !== undefined && one.areaId === other.areaId ? { share: 0.5, kind: 'same-area' } : undefined;
}
