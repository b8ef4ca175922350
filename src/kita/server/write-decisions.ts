import { setImmediate as pause } from 'node:timers/promises';
import type { Allocation, Market } from '@lueckenlos/fair-allocation';
import { sql } from 'kysely';
import { loadDayCalendar } from '../../offers/server/day-calendar.ts';
import type { ActionContext } from '../../platform/action.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { Conflict } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { lastDayToAnswer } from '../decisions/deadlines.ts';
import { decideChildren, type DecisionDraft } from '../decisions/decide.ts';
import { findCatalogue } from './catalogues.ts';
import { contentPlace, openOffers } from './decision-records.ts';
import { listAllFacilities, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { listRegistrations } from './registrations.ts';
import { sealJson } from './sealed-json.ts';

/** What a decision is written with: an action's transaction, or a job's. */
export type DecideContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'clock' | 'configuration' | 'later'> & {
  who?: { personId?: Uuid | undefined };
  /** is told which share (0 to 1) is done */
  tell?: (share: number) => Promise<void>;
};

/** The round decided; between rounds (rolling replacement) `id` is null. */
export interface DecidedRound {
  id: Uuid | null;
  kind: 'main' | 'replacement';
  catalogueId: Uuid;
  firstStart: Day;
  answerDays: number;
}

/** The proposal that was approved; ids in it are the database's (child, facility, seat type, pool). */
export interface DecidedRun {
  id: Uuid | null;
  market: Market;
  allocation: Allocation;
}

export interface DecidedCounts {
  place: number;
  keeps: number;
  none: number;
}

const ROWS_AT_ONCE = 500;
/** Which part of the way it is to have all drafts; the rest is writing them. */
const DRAFTED = 0.4;

/**
 * Writes the decision of every child of a run in the caller's transaction and plans the telling. Children who are locked are passed over; in
 * a replacement round (or between rounds) only those are written who got a place or were never told anything. Bulk inserts, O(wishes). Throws
 * {@link Conflict} if a place was offered since the input was frozen that the run does not know of.
 */
export async function decideAll(context: DecideContext, round: DecidedRound, { id: runId, market, allocation }: DecidedRun): Promise<DecidedCounts> {
  const { tx, municipalityId } = context;
  const catalogue = await findCatalogue(tx, municipalityId, round.catalogueId);
  if (!catalogue) throw new TypeError('the catalogue of a decided round is not there');
  const locked = new Set(market.applicants.filter((applicant) => applicant.locked).map(({ id }) => id));
  // Between rounds the offers themselves are locked (replace-places.ts) and may be bettered.
  if (round.id !== null && (await openOffers(tx, municipalityId)).some(({ childId }) => !locked.has(childId))) throw new Conflict();
  const childIds = market.applicants.filter((applicant) => applicant.wishes.length > 0 && !applicant.locked).map(({ id }) => id as Uuid);
  const registrations = await listRegistrations(tx, municipalityId, { state: 'submitted', childIds });
  const isReplacement = round.kind === 'replacement' || round.id === null;
  const drafts = await takeTurns(context, childIds.length, decideChildren({
    market, allocation, catalogue, registrations, firstStart: round.firstStart, isReplacement,
    facilities: await listAllFacilities(tx, municipalityId), seatTypes: await listSeatTypes(tx, municipalityId),
    places: (await listPlacements(tx, municipalityId, { on: round.firstStart, childIds: market.applicants.filter(({ holds }) => holds).map(({ id }) => id as Uuid) }))
      .filter(({ expectedEndsOn }) => expectedEndsOn === null || expectedEndsOn > round.firstStart),
    told: isReplacement ? await toldChildren(tx, municipalityId, registrations.map(({ id }) => id)) : new Set(),
  }));
  await insertDecisions(context, drafts, { source: round.id === null ? 'rolling' : 'round', roundId: round.id, runId: round.id === null ? null : runId, answerDays: round.answerDays });
  const count = (outcome: DecisionDraft['outcome']) => drafts.filter((draft) => draft.outcome === outcome).length;
  return { place: count('place'), keeps: count('keeps'), none: count('none') };
}

const AT_ONCE = 50;

/** All drafts; other requests go on in between. */
async function takeTurns({ tell }: DecideContext, expected: number, from: Iterable<DecisionDraft>): Promise<DecisionDraft[]> {
  const drafts: DecisionDraft[] = [];
  for (const draft of from) {
    drafts.push(draft);
    if (drafts.length % AT_ONCE === 0) await pause();
    if (drafts.length % ROWS_AT_ONCE === 0) await tell?.(DRAFTED * Math.min(1, drafts.length / expected));
  }
  return drafts;
}

export interface DecisionOrigin {
  source: 'round' | 'rolling' | 'emergency';
  roundId: Uuid | null;
  runId: Uuid | null;
  /** null: nobody is asked, the family has agreed already */
  answerDays: number | null;
}

/** Stores decisions with their numbers, their claim-file entries, and plans that families are told. Earlier ones of the same children are replaced. Returns ids in the order of the drafts. */
export async function insertDecisions({ tx, municipalityId, clock, configuration, later, who, tell }: DecideContext, drafts: readonly DecisionDraft[], { source, roundId, runId, answerDays }: DecisionOrigin): Promise<Uuid[]> {
  if (drafts.length === 0) return [];
  const [now, today] = [clock.now(), clock.today()];
  const answerUntil = lastDayToAnswer(today, answerDays ?? 1, await loadDayCalendar(tx, municipalityId));
  const year = today.slice(0, 4);
  let number = await lastNumber(tx, municipalityId, year);
  await tx.updateTable('kita.decision').set({ replaced_at: now }).where('municipality_id', '=', municipalityId).where('replaced_at', 'is', null)
    .where('child_id', '=', sql<Uuid>`any(${drafts.map(({ childId }) => childId)}::uuid[])`).execute();
  const ids: Uuid[] = [];
  for (const part of partsOf(drafts)) {
    const rows = part.map((draft) => {
      const id = newId();
      return {
        municipality_id: municipalityId, id, number: `${year}-${String(number += 1).padStart(6, '0')}`, source, round_id: roundId, run_id: runId, child_id: draft.childId, registration_id: draft.registrationId,
        outcome: draft.outcome, facility_id: draft.facilityId, pool_id: draft.poolId, seat_type_id: draft.seatTypeId, starts_on: draft.startsOn, weekly_hours: draft.weeklyHours, form: draft.form,
        content_sealed: sealJson(configuration.secretKey, contentPlace(municipalityId, id), draft.content), answer_until: draft.outcome === 'place' && source !== 'emergency' && answerDays !== null ? answerUntil : null,
        decided_at: now, decided_by: who?.personId ?? null,
      };
    });
    await tx.insertInto('kita.decision').values(rows).execute();
    ids.push(...rows.map(({ id }) => id));
    await tell?.(DRAFTED + (1 - DRAFTED) * (ids.length / drafts.length));
  }
  const events = drafts.filter(({ outcome }) => outcome !== 'keeps').map((draft) => ({
    municipality_id: municipalityId, id: newId(), child_id: draft.childId, kind: draft.outcome === 'place' ? 'offered' : 'no-place', on_day: today, facility_id: draft.facilityId,
    starts_on: draft.startsOn, weekly_hours: draft.weeklyHours, distance_metres: draft.distanceMetres ?? null, recorded_at: now, recorded_by: who?.personId ?? null,
  }));
  for (const part of partsOf(events)) await tx.insertInto('kita.claim_event').values(part).execute();
  await later('tell-kita-families', {});
  return ids;
}

const partsOf = <Row>(rows: readonly Row[]): Row[][] => Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, at) => rows.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE));

/** Children whose present registration was decided before. */
async function toldChildren(tx: Read, municipalityId: Uuid, registrationIds: readonly Uuid[]): Promise<Set<string>> {
  const rows = await tx.selectFrom('kita.decision').select('child_id').distinct().where('municipality_id', '=', municipalityId)
    .where('registration_id', '=', sql<Uuid>`any(${[...registrationIds]}::uuid[])`).execute();
  return new Set(rows.map(({ child_id }) => child_id));
}

/** Numbers count up within a year; whoever writes decisions waits for whoever else does. */
async function lastNumber(tx: Write, municipalityId: Uuid, year: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`kita.decision ${municipalityId}`}, 0))`.execute(tx);
  const row = await tx.selectFrom('kita.decision').select(sql<string | null>`max(number)`.as('number')).where('municipality_id', '=', municipalityId).where('number', 'like', `${year}-%`).executeTakeFirst();
  return Number(row?.number?.slice(5) ?? 0);
}
