import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import { addDays, addMonths, type Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Catalogue } from '../criteria/catalogue.ts';
import { poolOn } from '../facilities/capacity.ts';
import type { Placement } from '../facilities/placement.ts';
import { sharesOn } from '../facilities/seat-share.ts';
import { licensedPlaces, type LicensedGroup } from '../facilities/licence.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { Round } from '../rounds/round.ts';
import type { HeldPlace, RoundInput, RoundPool, RoundRegistration } from '../rounds/round-input.ts';
import { findCatalogue } from './catalogues.ts';
import { catchmentsByArea } from './catchments.ts';
import { listChildren } from './children.ts';
import { provedFacts } from './circumstances.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from './facilities.ts';
import { placementsThen, registrationsThen } from './past-round.ts';
import { listPlacements } from './placements.ts';
import { listRegistrations, type RegistrationRecord } from './registrations.ts';
import { findRound } from './rounds.ts';
import { townRulePack } from './town-rules.ts';

/** Stands in for the seed where none is drawn yet: a simulation before the deadline. */
const NO_SEED = 'noch nicht gezogen';

/**
 * All a round's result follows from, as it is now; with another catalogue for a simulation. Reads circumstances (Sozialdaten). A dozen queries,
 * whatever the number of children.
 */
export async function loadRoundInput(tx: Read, municipalityId: Uuid, secretKey: Buffer, roundId: Uuid, catalogueId?: Uuid): Promise<RoundInput> {
  const round = await findRound(tx, municipalityId, roundId);
  if (!round) throw new NotFound();
  return loadInputOf(tx, municipalityId, secretKey, round, catalogueId);
}

/** The same as it was at the deadline, before the round gave any place: to try another catalogue out on a round that is over. */
export async function loadPastRoundInput(tx: Read, municipalityId: Uuid, secretKey: Buffer, roundId: Uuid, catalogueId: Uuid): Promise<RoundInput> {
  const round = await findRound(tx, municipalityId, roundId);
  if (!round) throw new NotFound();
  return loadInputOf(tx, municipalityId, secretKey, round, catalogueId, true);
}

/** The same for a round that is not written down, e.g. between rounds: `pools` are then those of the day; `only` of these registrations. */
export async function loadInputOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, round: Pick<Round, 'kind' | 'lotteryName' | 'seed' | 'firstStart' | 'lastStart' | 'deadline' | 'catalogueId'> & { id: Uuid | null; mainRoundId: Uuid | null; only?: readonly Uuid[] }, catalogueId?: Uuid, isPast = false): Promise<RoundInput> {
  const catalogue: Catalogue | undefined = await findCatalogue(tx, municipalityId, catalogueId ?? round.catalogueId);
  if (!catalogue) throw new NotFound();
  const records = isPast ? await registrationsThen(tx, municipalityId, round) : await listRegistrations(tx, municipalityId, { state: 'submitted', startsUntil: round.lastStart, submittedUntil: round.deadline, ...(round.only ? { ids: round.only } : {}) });
  const siblings = await siblingsOf(tx, municipalityId, records);
  // Of a part of the registrations (`only`) what these children and their brothers and sisters have is enough.
  const part = round.only && { childIds: [...new Set(records.flatMap(({ childId }) => [childId, ...siblings.siblingIds(childId)]))] };
  const partOf = part && new Set<string>(part.childIds);
  const placements = (isPast ? await placementsThen(tx, municipalityId, round) : await listPlacements(tx, municipalityId, { from: round.firstStart, until: addDays(round.lastStart, 1), ...part })).filter(({ expectedEndsOn }) => expectedEndsOn === null || expectedEndsOn > round.firstStart);
  const offers = isPast ? [] : (await openOffersOf(tx, municipalityId)).filter(({ childId }) => !partOf || partOf.has(childId));
  const proved = await provedFacts(tx, municipalityId, secretKey, records.map(({ id }) => id));
  const pending = await pendingCircumstances(tx, municipalityId);
  const declined = isPast ? new Map<Uuid, { facilityId: Uuid; seatTypeId: Uuid }[]>() : await declinedSeats(tx, municipalityId, round.mainRoundId ?? round.id);

  const known = new Map(records.map((record) => [record.childId, { bornOn: record.bornOn, expectedOn: record.expectedOn, areaId: record.areaId, comesFrom: record.comesFrom, livesHereFrom: record.livesHereFrom, livesHereUntil: record.livesHereUntil }]));
  const others = [...new Set([...placements, ...offers].map(({ childId }) => childId))].filter((id) => !known.has(id));
  for (const child of await listChildren(tx, municipalityId, others)) known.set(child.id, child);
  const childOf = (childId: Uuid, on: Day) => {
    const child = known.get(childId)!;
    return { childId, bornOn: (child.bornOn ?? child.expectedOn)!, areaId: child.areaId, isResident: isResidentOn(child, on) };
  };

  return {
    rulePack: await townRulePack(tx, municipalityId), kind: round.kind, lotteryName: round.lotteryName, seed: round.seed ?? NO_SEED, firstStart: round.firstStart, lastStart: round.lastStart, catalogue,
    facilities: (await listAllFacilities(tx, municipalityId)).map(({ id, organizationId, openedOn, closedOn }) => ({ id, organizationId, ...(openedOn ? { openedOn } : {}), ...(closedOn ? { closedOn } : {}) })),
    seatTypes: await listSeatTypes(tx, municipalityId),
    pools: withShares(await poolsOf(tx, municipalityId, round), placements, round, new Set<string>([...records.filter(({ wishes }) => wishes.length > 0), ...offers].map(({ childId }) => childId))),
    registrations: records.map((record): RoundRegistration => ({
      ...childOf(record.childId, record.wishedStart < round.firstStart ? round.firstStart : record.wishedStart), registrationId: record.id, wishedStart: record.wishedStart, weeklyHours: record.weeklyHours,
      needsInclusiveSeat: record.needsInclusiveSeat, waitsSince: record.needReportedOn ?? dayOf(record.submittedAt), proved: proved.get(record.id) ?? new Map(), pendingCircumstances: pending.get(record.id) ?? 0,
      siblingGroup: record.siblingGroupId && record.siblingRule ? { id: record.siblingGroupId, rule: record.siblingRule } : null, siblingIds: siblings.siblingIds(record.childId), guardianIds: siblings.guardianIds(record.childId),
      wishes: record.wishes, declined: declined.get(record.childId) ?? [],
    })),
    places: [
      ...placements.map((one): HeldPlace => ({ ...childOf(one.childId, round.firstStart), facilityId: one.facilityId, poolId: one.poolId, seatTypeId: one.seatTypeId, startsOn: one.startsOn, endsOn: one.expectedEndsOn, isOffer: false })),
      ...offers.map((one): HeldPlace => ({ ...childOf(one.childId, round.firstStart), facilityId: one.facilityId, poolId: one.poolId, seatTypeId: one.seatTypeId, startsOn: one.startsOn, endsOn: null, isOffer: true })),
    ],
    catchments: await catchmentsByArea(tx, municipalityId, round.firstStart),
  };
}

/** Shared places by pool; `moving`: children who may leave theirs in this round. */
function withShares(pools: readonly RoundPool[], placements: readonly Placement[], { firstStart, lastStart }: Pick<Round, 'firstStart' | 'lastStart'>, moving: ReadonlySet<string>): RoundPool[] {
  const shares = sharesOn(placements, firstStart).map(({ children }) => children);
  const beyond = (day: Day | null) => day === null || day > lastStart;
  const stays = ({ childId, expectedEndsOn, shares: parts = [] }: Placement) => !moving.has(childId) && beyond(expectedEndsOn) && parts.some((part) => part.startsOn <= firstStart && beyond(part.endsOn));
  return pools.map((pool) => {
    const own = shares.filter(([first]) => first!.poolId === pool.id);
    return own.length === 0 ? pool : { ...pool, shares: own.length, shared: own.filter((both) => both.every(stays)).map(([first]) => first!.seatTypeId) };
  });
}

const berlin = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin', year: 'numeric', month: '2-digit', day: '2-digit' });
const dayOf = (at: Date) => berlin.format(at) as Day;

function isResidentOn({ comesFrom, livesHereFrom, livesHereUntil }: { comesFrom: string | null; livesHereFrom: Day | null; livesHereUntil: Day | null }, on: Day): boolean {
  if (livesHereUntil !== null && livesHereUntil <= on) return false;
  // Who moves here by the start of the place is one of ours, wherever they come from.
  return livesHereFrom === null ? comesFrom === null : livesHereFrom <= on;
}

async function poolsOf(tx: Read, municipalityId: Uuid, { id, kind, firstStart, lastStart }: Pick<Round, 'kind' | 'firstStart' | 'lastStart'> & { id: Uuid | null }): Promise<RoundPool[]> {
  const histories = await listPoolHistories(tx, municipalityId);
  const groups = await licensedGroups(tx, municipalityId);
  const own = id === null ? [] : await tx.selectFrom('kita.round_pool').select(['pool_id', 'seats', 'confirmed_at']).where('municipality_id', '=', municipalityId).where('round_id', '=', id).execute();
  const inRound = new Map(own.map((row) => [row.pool_id, row]));
  const before = kind === 'main' && id !== null ? await seatsOfRoundBefore(tx, municipalityId, id, firstStart) : new Map<Uuid, number>();
  const taken = new Set<string>();
  return histories.flatMap((history) => {
    const pool = poolOn(history, firstStart) ?? poolOn(history, lastStart);
    const row = pool && inRound.get(pool.id);
    if (!pool || (id !== null && !row)) return [];
    const types = pool.types.filter(({ seatTypeId }) => !taken.has(`${pool.facilityId}/${seatTypeId}`));
    for (const { seatTypeId } of types) taken.add(`${pool.facilityId}/${seatTypeId}`);
    if (types.length === 0 && pool.types.length > 0) return [];
    return [{
      id: pool.id, facilityId: pool.facilityId, openSeats: pool.openSeats, types, validFrom: pool.validFrom, validUntil: pool.validUntil, seats: row?.seats ?? pool.seats, isConfirmed: id === null || row?.confirmed_at !== null,
      licensed: licensedPlaces(groups, pool.id, firstStart > pool.validFrom ? firstStart : pool.validFrom) ?? null, lastYear: before.get(pool.id) ?? poolOn(history, addMonths(firstStart, -12))?.seats ?? null,
    }];
  });
}

async function licensedGroups(tx: Read, municipalityId: Uuid): Promise<LicensedGroup[]> {
  const rows = await tx.selectFrom('kita.care_group').select(['rule_pack', 'form', 'licensed_places', 'inclusive_places', 'shared_places', 'pool_id', 'valid_from', 'valid_until']).where('municipality_id', '=', municipalityId).execute();
  return rows.map((row) => ({
    rulePack: row.rule_pack as RulePack, form: row.form, licensedPlaces: row.licensed_places, inclusivePlaces: row.inclusive_places, sharedPlaces: row.shared_places, poolId: row.pool_id, validFrom: row.valid_from, validUntil: row.valid_until,
  }));
}

async function seatsOfRoundBefore(tx: Read, municipalityId: Uuid, roundId: Uuid, firstStart: Day): Promise<Map<Uuid, number>> {
  const before = await tx.selectFrom('kita.round').select('id').where('municipality_id', '=', municipalityId).where('kind', '=', 'main').where('id', '<>', roundId).where('first_start', '<', firstStart)
    .orderBy('first_start', 'desc').limit(1).executeTakeFirst();
  if (!before) return new Map();
  const rows = await tx.selectFrom('kita.round_pool').select(['pool_id', 'seats']).where('municipality_id', '=', municipalityId).where('round_id', '=', before.id).execute();
  return new Map(rows.map(({ pool_id, seats }) => [pool_id, seats]));
}

/** Places offered that wait for their answer. */
async function openOffersOf(tx: Read, municipalityId: Uuid) {
  const rows = await tx.selectFrom('kita.decision as decision')
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select(['decision.child_id', 'decision.facility_id', 'decision.pool_id', 'decision.seat_type_id', 'decision.starts_on'])
    .where('decision.municipality_id', '=', municipalityId).where('decision.outcome', '=', 'place').where('decision.replaced_at', 'is', null).where('answer.id', 'is', null).execute();
  return rows.map((row) => ({ childId: row.child_id, facilityId: row.facility_id!, poolId: row.pool_id!, seatTypeId: row.seat_type_id!, startsOn: row.starts_on! }));
}

/** What families turned down in this main round or a replacement of it. */
async function declinedSeats(tx: Read, municipalityId: Uuid, mainRoundId: Uuid | null): Promise<Map<Uuid, { facilityId: Uuid; seatTypeId: Uuid }[]>> {
  if (mainRoundId === null) return new Map();
  const rows = await tx.selectFrom('kita.decision as decision')
    .innerJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .innerJoin('kita.round as round', (join) => join.onRef('round.municipality_id', '=', 'decision.municipality_id').onRef('round.id', '=', 'decision.round_id'))
    .select(['decision.child_id', 'decision.facility_id', 'decision.seat_type_id']).where('decision.municipality_id', '=', municipalityId).where('answer.answer', 'in', ['declined', 'lapsed'])
    .where((where) => where.or([where('round.id', '=', mainRoundId), where('round.main_round_id', '=', mainRoundId)])).where('decision.outcome', '=', 'place').execute();
  const seats = new Map<Uuid, { facilityId: Uuid; seatTypeId: Uuid }[]>();
  for (const row of rows) seats.set(row.child_id, [...(seats.get(row.child_id) ?? []), { facilityId: row.facility_id!, seatTypeId: row.seat_type_id! }]);
  return seats;
}

async function pendingCircumstances(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, number>> {
  const rows = await tx.selectFrom('kita.circumstance').select((select) => ['registration_id', select.fn.countAll<number>().as('pending')]).where('municipality_id', '=', municipalityId).where('state', '=', 'claimed').where('is_urgency', '=', false).groupBy('registration_id').execute();
  return new Map(rows.map(({ registration_id, pending }) => [registration_id, Number(pending)]));
}

/** Brothers and sisters of registered children: of the same group, or with a guardian in common. */
async function siblingsOf(tx: Read, municipalityId: Uuid, records: readonly RegistrationRecord[]) {
  const childIds = sql<Uuid>`any(${records.map(({ childId }) => childId)}::uuid[])`;
  const groupIds = sql<Uuid>`any(${[...new Set(records.flatMap(({ siblingGroupId }) => siblingGroupId ?? []))]}::uuid[])`;
  const bonds = await tx.selectFrom('kita.guardianship').select(['child_id', 'guardian_id']).where('municipality_id', '=', municipalityId)
    .where('guardian_id', 'in', (from) => from.selectFrom('kita.guardianship as own').select('own.guardian_id').where('own.municipality_id', '=', municipalityId).where('own.child_id', '=', childIds)).execute();
  const members = await tx.selectFrom('kita.child').select(['id', 'sibling_group_id']).where('municipality_id', '=', municipalityId).where('sibling_group_id', '=', groupIds).execute();
  const byChild = groupedBy(bonds, ({ child_id }) => child_id);
  const byGuardian = groupedBy(bonds, ({ guardian_id }) => guardian_id);
  const byGroup = groupedBy(members, ({ sibling_group_id }) => sibling_group_id!);
  const groupOf = new Map(members.map(({ id, sibling_group_id }) => [id, sibling_group_id!]));
  const guardianIds = (childId: Uuid) => (byChild.get(childId) ?? []).map(({ guardian_id }) => guardian_id);
  return {
    guardianIds,
    siblingIds: (childId: Uuid): Uuid[] => {
      const group = groupOf.get(childId);
      const inGroup = group ? byGroup.get(group)!.map(({ id }) => id) : [];
      const ofGuardians = guardianIds(childId).flatMap((guardianId) => (byGuardian.get(guardianId) ?? []).map(({ child_id }) => child_id));
      return [...new Set([...inGroup, ...ofGuardians])].filter((id) => id !== childId).sort();
    },
  };
}
