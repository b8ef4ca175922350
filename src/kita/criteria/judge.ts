import type { Reserve } from '@lueckenlos/fair-allocation';
import { addDays, addMonths, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn } from '../facilities/age-band.ts';
import type { SeatType } from '../facilities/facility.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import { appliesAt, type Catalogue, type Criterion } from './catalogue.ts';
import { hasLegalClaim, isLastYearBeforeSchool, monthsBetween } from './child-age.ts';
import { factOf, type FactKey } from './fact.ts';

/** All that criteria may know of a child. What is unknown is null or missing and meets no criterion. */
export interface ChildFacts {
  childId: Uuid;
  /** birthday, or the day the child is expected */
  bornOn: Day;
  startsOn: Day;
  /** of the Land whose start of school counts */
  rulePack: RulePack;
  areaId: Uuid | null;
  isResident: boolean;
  needsInclusiveSeat: boolean;
  waitsSince: Day | null;
  /** circumstances the office has seen proved: fact → true, or its number */
  proved: ReadonlyMap<string, number | true>;
  /** facilities in which a brother or sister will be at the day of start */
  siblingFacilityIds: readonly Uuid[];
  /** facilities in whose Einzugsbereich the home lies */
  catchmentFacilityIds: readonly Uuid[];
  heldFacilityId: Uuid | null;
  /** Träger of the facility in which the child has a place */
  heldOrganizationId: Uuid | null;
}

export interface WishFacts {
  facilityId: Uuid;
  organizationId: Uuid;
  seatType: Pick<SeatType, 'ageBand' | 'weeklyHours' | 'isInclusive'>;
  isInCatchment: boolean;
}

/** Why a seat may not be given, whatever the points: `requirement:<criterion id>` for a criterion of the catalogue. */
export type Ineligible = 'age' | 'inclusive' | 'non-resident' | `requirement:${string}`;

export interface Judgement {
  /** smaller goes first; {@link REST_GROUP} for who is in no group */
  group: number;
  points: number;
  ineligible?: Ineligible;
  /** the criterion that gave the group; null for the rest */
  groupCriterionId: Uuid | null;
  /** what the points are made of, in the catalogue's order */
  lines: readonly { criterionId: Uuid; points: number }[];
}

/** Behind all priority groups (0 … 99). */
export const REST_GROUP = 100;
/** Children of other municipalities where residents go first: all their groups lie behind all groups of residents. */
export const BEHIND_RESIDENTS = 1_000;

/**
 * Group, points and eligibility of one child at one seat. Pure; the order of the criteria does not matter (but for the order of
 * the lines). Three requirements are built in, no catalogue can drop them: the seat's age, the inclusive seat, the residence. O(criteria).
 */
export function judge(catalogue: Pick<Catalogue, 'criteria' | 'nonResidents'>, child: ChildFacts, wish: WishFacts): Judgement {
  let group = REST_GROUP;
  let groupCriterionId: Uuid | null = null;
  let points = 0;
  let ineligible = builtInObstacle(catalogue, child, wish);
  const lines: { criterionId: Uuid; points: number }[] = [];
  for (const criterion of catalogue.criteria) {
    if (criterion.kind === 'reserve' || !isAsked(criterion, wish)) continue;
    const met = measure(criterion, child, wish);
    if (criterion.kind === 'requirement') {
      if (met === undefined) ineligible ??= `requirement:${criterion.id}`;
    } else if (met === undefined) continue;
    else if (criterion.kind === 'points') {
      const given = criterion.amount! * met;
      points += given;
      lines.push({ criterionId: criterion.id, points: given });
    } else if (criterion.amount! < group || (criterion.amount === group && groupCriterionId !== null && criterion.id < groupCriterionId)) {
      group = criterion.amount!;
      groupCriterionId = criterion.id;
    }
  }
  if (catalogue.nonResidents === 'last' && !child.isResident) group += BEHIND_RESIDENTS;
  return { group, points, groupCriterionId, lines, ...(ineligible ? { ineligible } : {}) };
}

/**
 * The seat must fit the child's age, on the day of start or on the last day of that month: a child that turns three on the 20th may
 * begin on a seat for three-year-olds on the 1st, and one that is two on the 1st may still take a seat for the younger. An unborn child is judged by
 * the day it is expected. An inclusive seat only for a child with the need; a child with the need may take any seat.
 */
function builtInObstacle({ nonResidents }: Pick<Catalogue, 'nonResidents'>, child: ChildFacts, { seatType }: WishFacts): Ineligible | undefined {
  const band = ageBandOn(child.bornOn, child.startsOn, child.rulePack);
  if (band === undefined || (band !== seatType.ageBand && ageBandOn(child.bornOn, endOfMonth(child.startsOn), child.rulePack) !== seatType.ageBand)) return 'age';
  if (seatType.isInclusive && !child.needsInclusiveSeat) return 'inclusive';
  return nonResidents === 'refused' && !child.isResident ? 'non-resident' : undefined;
}

const endOfMonth = (of: Day): Day => addDays(addMonths(`${of.slice(0, 8)}01` as Day, 1), -1);

/** A criterion speaks about a wish if its place, age and hours are those of the wish. */
function isAsked(criterion: Criterion, wish: WishFacts): boolean {
  const { ageBands, seatHoursFrom } = criterion.condition;
  return appliesAt(criterion, wish) && (!ageBands?.length || ageBands.includes(wish.seatType.ageBand)) && (seatHoursFrom === undefined || wish.seatType.weeklyHours >= seatHoursFrom);
}

/** Whether a wish meets a criterion of any kind, seats and places considered. */
export function isMet(criterion: Criterion, child: ChildFacts, wish: WishFacts): boolean {
  return isAsked(criterion, wish) && measure(criterion, child, wish) !== undefined;
}

/** How often a criterion's points count: 1, the units of a criterion "for each", or undefined where it is not met. */
function measure({ fact, condition: { atLeast, atMost, perUnitUpTo } }: Criterion, child: ChildFacts, wish: WishFacts): number | undefined {
  const value = factValue(fact, child, wish);
  if (value === undefined || value === false) return undefined;
  if (value === true) return 1;
  if ((atLeast !== undefined && value < atLeast) || (atMost !== undefined && value > atMost)) return undefined;
  if (perUnitUpTo === undefined) return 1;
  return value > 0 ? Math.min(value, perUnitUpTo) : undefined;
}

type Value = boolean | number | undefined;

function factValue(fact: FactKey, child: ChildFacts, wish: WishFacts): Value {
  if (fact === 'in-catchment') return wish.isInCatchment;
  if (fact === 'sibling-in-facility') return child.siblingFacilityIds.includes(wish.facilityId);
  if (fact === 'holds-place-here') return child.heldFacilityId === wish.facilityId;
  if (fact === 'same-provider') return child.heldOrganizationId === wish.organizationId;
  if (fact === 'seat-hours') return wish.seatType.weeklyHours;
  return childValue(fact, child);
}

function childValue(fact: FactKey, child: ChildFacts): Value {
  switch (fact) {
    case 'age-at-start': return monthsBetween(child.bornOn, child.startsOn);
    case 'legal-claim': return hasLegalClaim(child.bornOn, child.startsOn, child.rulePack);
    case 'last-year-before-school': return isLastYearBeforeSchool(child.bornOn, child.startsOn, child.rulePack);
    case 'resident': return child.isResident;
    case 'no-place': return child.heldFacilityId === null;
    case 'waits-since': return child.waitsSince === null ? undefined : Math.max(0, monthsBetween(child.waitsSince, child.startsOn));
    case 'needs-inclusive-seat': return child.needsInclusiveSeat;
    default: return factOf(fact).value === 'truth' ? child.proved.get(fact) === true : numberOf(child.proved.get(fact));
  }
}

const numberOf = (value: number | true | undefined): number | undefined => (typeof value === 'number' ? value : undefined);

/**
 * What reserves may ask of a child, as names of fair-allocation: the criterion's id, with `@` and the facility or Träger where the fact
 * is true only there. Deterministic, sorted.
 */
export function traitsOf({ criteria }: Pick<Catalogue, 'criteria'>, child: ChildFacts): string[] {
  const traits = criteria.filter(({ kind }) => kind === 'reserve').flatMap((criterion): string[] => {
    if (criterion.fact === 'in-catchment') return child.catchmentFacilityIds.map((id) => `${criterion.id}@${id}`);
    if (criterion.fact === 'sibling-in-facility') return child.siblingFacilityIds.map((id) => `${criterion.id}@${id}`);
    if (criterion.fact === 'holds-place-here') return child.heldFacilityId ? [`${criterion.id}@${child.heldFacilityId}`] : [];
    if (criterion.fact === 'same-provider') return child.heldOrganizationId ? [`${criterion.id}@${child.heldOrganizationId}`] : [];
    return measureOfChild(criterion, child) ? [criterion.id] : [];
  });
  return [...new Set(traits)].sort();
}

function measureOfChild({ fact, condition: { atLeast, atMost } }: Criterion, child: ChildFacts): boolean {
  const value = childValue(fact, child);
  if (typeof value !== 'number') return value === true;
  return (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
}

/**
 * Guaranteed seats of a pool, in the catalogue's order. A share is rounded down (10 % of 15 seats is one seat: never more than was adopted). What
 * would go beyond the pool's seats is cut off at the last ones; the catalogue's checks say so beforehand.
 */
export function reservesOf({ criteria }: Pick<Catalogue, 'criteria'>, pool: { id: Uuid; facilityId: Uuid; organizationId: Uuid; seats: number }): Reserve[] {
  let left = pool.seats;
  return [...criteria].sort((a, b) => a.position - b.position).flatMap((criterion): Reserve[] => {
    if (criterion.kind !== 'reserve' || !appliesAt(criterion, pool)) return [];
    const seats = Math.min(left, reservedSeats(criterion, pool.seats));
    if (seats === 0) return [];
    left -= seats;
    return [{ id: criterion.id, trait: traitAt(criterion, pool), seats, kind: criterion.reserveKind! }];
  });
}

/** Seats a reserve wants in a pool of that many seats. */
export function reservedSeats({ amount, share }: Pick<Criterion, 'amount' | 'share'>, seats: number): number {
  // Shares have four decimals: 0.07 × 100 must not become 7.000000000000001 and then be rounded by luck.
  return share === null ? (amount ?? 0) : Math.floor(Math.round(share * 10_000) * seats / 10_000);
}

function traitAt({ id, fact }: Criterion, pool: { facilityId: Uuid; organizationId: Uuid }): string {
  const { scope } = factOf(fact);
  if (scope === 'facility') return `${id}@${pool.facilityId}`;
  return scope === 'organization' ? `${id}@${pool.organizationId}` : id;
}
