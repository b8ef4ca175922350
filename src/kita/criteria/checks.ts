import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { appliesAt, type Catalogue, type Criterion } from './catalogue.ts';
import { rangesOverlap } from './criterion-words.ts';
import { factOf } from './fact.ts';
import { isMet, judge, reservedSeats } from './judge.ts';
import { ANYWHERE, firstAugust, namedPlaces, situationsAt, type Ground } from './situations.ts';

/** A pool as far as reserves are concerned. */
export interface CheckedPool {
  id: Uuid;
  name: string;
  facilityId: Uuid;
  organizationId: Uuid;
  seats: number;
  hasCeilings: boolean;
}

export interface CheckGround extends Ground {
  pools: readonly CheckedPool[];
}

/** `error`: such a catalogue cannot be adopted. `warning`: whoever adopts it has to answer for it. */
export interface Finding {
  code: FindingCode;
  severity: 'error' | 'warning';
  /** beside which criteria it is said; none: about the whole catalogue */
  criterionIds: readonly Uuid[];
  values?: Record<string, string | number>;
}

export type FindingCode =
  | 'legal-basis-missing' | 'range-reversed' | 'nobody-meets' | 'nobody-eligible' | 'facility-unknown'
  | 'reserves-above-capacity' | 'shares-above-whole' | 'reserve-beside-ceiling'
  | 'reserve-rounds-to-nothing' | 'reserves-overlap' | 'reserve-hard' | 'points-overridden' | 'group-shadowed' | 'counted-twice' | 'tiers-order' | 'tiers-gap'
  | 'points-nothing' | 'proof-missing' | 'claim-cut' | 'lottery-only' | 'not-simulated';

const errors: readonly FindingCode[] = [
  'legal-basis-missing', 'range-reversed', 'nobody-meets', 'nobody-eligible', 'facility-unknown', 'reserves-above-capacity', 'shares-above-whole',
];

const finding = (code: FindingCode, criteria: readonly Criterion[], values?: Finding['values']): Finding => (
  { code, severity: errors.includes(code) ? 'error' : 'warning', criterionIds: criteria.map(({ id }) => id), ...(values ? { values } : {}) });

/**
 * What is wrong or doubtful with a catalogue, before it decides about children: contradictions, criteria nobody can meet or that change
 * nothing, hours and ages out of order, reserves that do not fit the places, missing bases and proofs. The dead ones are found by `judge` itself.
 * Complexity: that of {@link situationsAt} times the criteria for each place they name, plus criteria²; places stop as soon as all is proved alive.
 */
export function checkCatalogue(catalogue: Pick<Catalogue, 'criteria' | 'nonResidents' | 'validFrom'>, ground: CheckGround): Finding[] {
  const { criteria } = catalogue;
  if (criteria.length === 0) return [finding('lottery-only', [])];
  return [
    ...criteria.flatMap((criterion) => checkOne(criterion, ground)),
    ...findDead(catalogue, ground, firstAugust(catalogue.validFrom)),
    ...pairs(criteria).flatMap(([a, b]) => checkPair(a, b, criteria)),
    ...findTiers(criteria),
    ...checkReserves(criteria, ground.pools),
  ];
}

function checkOne(criterion: Criterion, { facilities }: Ground): Finding[] {
  const { kind, fact, condition, proof, legalBasis, amount, facilityId, organizationId, reserveKind } = criterion;
  const isNowhere = (facilityId !== null || organizationId !== null) && !facilities.some((place) => appliesAt(criterion, place));
  const isReversed = condition.atLeast !== undefined && condition.atMost !== undefined && condition.atLeast > condition.atMost;
  return [
    ...(legalBasis.trim() === '' ? [finding('legal-basis-missing', [criterion])] : []),
    ...(isReversed ? [finding('range-reversed', [criterion])] : []),
    ...(isNowhere ? [finding('facility-unknown', [criterion])] : []),
    ...(kind === 'points' && amount === 0 ? [finding('points-nothing', [criterion])] : []),
    ...(factOf(fact).origin === 'family' && proof === 'none' ? [finding('proof-missing', [criterion])] : []),
    ...(kind === 'requirement' && cutsLegalClaim(criterion) ? [finding('claim-cut', [criterion])] : []),
    ...(kind === 'reserve' && reserveKind === 'hard' ? [finding('reserve-hard', [criterion])] : []),
  ];
}

/** The claim of § 24 SGB VIII asks for no reason: a requirement may bound ages, residence or long hours, not who gets a place at all. */
function cutsLegalClaim({ fact, condition, facilityId, organizationId }: Criterion): boolean {
  if (fact === 'resident' || fact === 'age-at-start' || fact === 'legal-claim' || facilityId !== null || organizationId !== null) return false;
  const isOnlySchool = condition.ageBands?.length === 1 && condition.ageBands[0] === 'school';
  return !isOnlySchool && (condition.seatHoursFrom ?? 0) <= 25;
}

/** Criteria no child that may have a place can meet, and kinds of places no child can have. */
function findDead(catalogue: Pick<Catalogue, 'criteria' | 'nonResidents'>, ground: CheckGround, startsOn: Day): Finding[] {
  const { criteria } = catalogue;
  const alive = new Set<Uuid>();
  const bands = new Set(ground.seatTypes.map(({ ageBand }) => ageBand));
  const servable = new Set<string>();
  for (const place of [ANYWHERE, ...namedPlaces(criteria, ground)]) {
    // What is alive somewhere needs no second proof; requirements of the place decide about everything else there.
    const open = new Set(criteria.filter((criterion) => appliesAt(criterion, place) && !alive.has(criterion.id)));
    const relevant = criteria.filter((criterion) => open.has(criterion) || (criterion.kind === 'requirement' && appliesAt(criterion, place)));
    const isAnywhere = place === ANYWHERE;
    for (const { child, wish } of situationsAt(place, relevant, ground, startsOn)) {
      if (open.size === 0 && (!isAnywhere || servable.size === bands.size)) break;
      if (judge({ ...catalogue, criteria: relevant }, child, wish).ineligible !== undefined) continue;
      if (isAnywhere) servable.add(wish.seatType.ageBand);
      for (const criterion of open) {
        if (!isMet(criterion, child, wish)) continue;
        alive.add(criterion.id);
        open.delete(criterion);
      }
    }
  }
  const isReversed = ({ condition: { atLeast, atMost } }: Criterion) => atLeast !== undefined && atMost !== undefined && atLeast > atMost;
  const closed = [...bands].filter((band) => !servable.has(band));
  return [
    ...closed.map((band) => finding('nobody-eligible', catalogue.criteria.filter(({ kind }) => kind === 'requirement'), { band: band.replace('-', '') })),
    ...catalogue.criteria.filter((criterion) => !alive.has(criterion.id) && !isReversed(criterion) && ground.seatTypes.length > 0).map((criterion) => finding('nobody-meets', [criterion])),
  ];
}

function pairs(criteria: readonly Criterion[]): [Criterion, Criterion][] {
  return criteria.flatMap((a, at) => criteria.slice(at + 1).map((b): [Criterion, Criterion] => [a, b]));
}

function checkPair(a: Criterion, b: Criterion, all: readonly Criterion[]): Finding[] {
  if (a.fact !== b.fact || !rangesOverlap(a.condition, b.condition) || !seatsOverlap(a, b)) return [];
  if (a.kind === 'points' && b.kind === 'points') return [finding('counted-twice', [a, b])];
  if (a.kind === 'group' && b.kind === 'group') return a.amount === b.amount ? [] : [finding('group-shadowed', a.amount! > b.amount! ? [a] : [b])];
  const [group, points] = a.kind === 'group' ? [a, b] : [b, a];
  if (group.kind !== 'group' || points.kind !== 'points' || points.condition.perUnitUpTo !== undefined || !contains(group, points) || !contains(points, group)) return [];
  // Only where this group is made of this fact alone do all of it get the same points.
  const isAlone = all.filter(({ kind, amount }) => kind === 'group' && amount === group.amount).length === 1;
  return isAlone ? [finding('points-overridden', [points])] : [];
}

function contains({ condition: outer, ...outerPlace }: Criterion, { condition: inner, ...innerPlace }: Criterion): boolean {
  return (outer.atLeast ?? -Infinity) <= (inner.atLeast ?? -Infinity) && (outer.atMost ?? Infinity) >= (inner.atMost ?? Infinity) && (outer.seatHoursFrom ?? 0) <= (inner.seatHoursFrom ?? 0)
    && (!outer.ageBands?.length || (inner.ageBands?.length ? inner.ageBands.every((band) => outer.ageBands!.includes(band)) : false))
    && (outerPlace.facilityId === null || outerPlace.facilityId === innerPlace.facilityId) && (outerPlace.organizationId === null || outerPlace.organizationId === innerPlace.organizationId);
}

function seatsOverlap(a: Criterion, b: Criterion): boolean {
  const same = (x: Uuid | null, y: Uuid | null) => x === null || y === null || x === y;
  const bands = a.condition.ageBands?.length && b.condition.ageBands?.length ? a.condition.ageBands.some((band) => b.condition.ageBands!.includes(band)) : true;
  return bands && same(a.facilityId, b.facilityId) && same(a.organizationId, b.organizationId);
}

/** Points in steps of a number (hours, months): the steps should rise or fall one way and leave no gap between them. */
function findTiers(criteria: readonly Criterion[]): Finding[] {
  const byFact = new Map<string, Criterion[]>();
  for (const criterion of criteria) {
    if (criterion.kind !== 'points' || factOf(criterion.fact).value === 'truth' || criterion.condition.perUnitUpTo !== undefined) continue;
    const { ageBands, seatHoursFrom } = criterion.condition;
    const key = JSON.stringify([criterion.fact, ageBands, seatHoursFrom, criterion.facilityId, criterion.organizationId]);
    byFact.set(key, [...(byFact.get(key) ?? []), criterion]);
  }
  return [...byFact.values()].filter((tiers) => tiers.length > 1).flatMap((tiers) => {
    const sorted = tiers.toSorted((a, b) => (a.condition.atLeast ?? -Infinity) - (b.condition.atLeast ?? -Infinity));
    const steps = sorted.slice(1).map((tier, at) => ({ before: sorted[at]!, tier }));
    const gap = steps.find(({ before, tier }) => before.condition.atMost !== undefined && tier.condition.atLeast !== undefined && tier.condition.atLeast > before.condition.atMost + 1);
    const signs = new Set(steps.map(({ before, tier }) => Math.sign(tier.amount! - before.amount!)).filter((sign) => sign !== 0));
    // More hours of work and a longer wait are never worth less; ages may fall or rise, but not both.
    const isOutOfOrder = signs.size > 1 || (sorted[0]!.fact !== 'age-at-start' && signs.has(-1));
    return [...(isOutOfOrder ? [finding('tiers-order', sorted)] : []), ...(gap ? [finding('tiers-gap', [gap.before, gap.tier])] : [])];
  });
}

function checkReserves(criteria: readonly Criterion[], pools: readonly CheckedPool[]): Finding[] {
  const reserves = criteria.filter(({ kind }) => kind === 'reserve');
  if (reserves.length === 0) return [];
  const at = (pool: CheckedPool) => reserves.filter((reserve) => appliesAt(reserve, pool));
  const full = pools.filter((pool) => at(pool).reduce((sum, reserve) => sum + reservedSeats(reserve, pool.seats), 0) > pool.seats);
  const bounded = pools.filter((pool) => pool.hasCeilings && at(pool).length > 0);
  const shares = reserves.filter(({ share, facilityId, organizationId }) => share !== null && facilityId === null && organizationId === null);
  const isAboveWhole = shares.reduce((sum, { share }) => sum + Math.round(share! * 10_000), 0) > 10_000;
  const empty = reserves.filter((reserve) => {
    const own = pools.filter((pool) => appliesAt(reserve, pool));
    return own.length > 0 && own.every(({ seats }) => reservedSeats(reserve, seats) === 0);
  });
  const overlapping = pairs(reserves).filter(([a, b]) => seatsOverlap(a, b) && (a.fact !== b.fact || rangesOverlap(a.condition, b.condition)));
  const names = (found: readonly CheckedPool[]) => ({ pools: found.slice(0, 5).map(({ name }) => name).join(', '), count: found.length });
  return [
    ...(full.length > 0 ? [finding('reserves-above-capacity', reserves.filter((reserve) => full.some((pool) => appliesAt(reserve, pool))), names(full))] : []),
    ...(bounded.length > 0 ? [finding('reserve-beside-ceiling', reserves.filter((reserve) => bounded.some((pool) => appliesAt(reserve, pool))), names(bounded))] : []),
    ...(isAboveWhole ? [finding('shares-above-whole', shares)] : []),
    ...empty.map((reserve) => finding('reserve-rounds-to-nothing', [reserve])),
    ...overlapping.map((pair) => finding('reserves-overlap', pair)),
  ];
}
