import type { Allocation, Market } from '@lueckenlos/fair-allocation';
import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { liveWindow, type LiveWindow } from '../decisions/live-window.ts';
import { marketOf } from '../rounds/market.ts';
import type { RoundInput, RoundRegistration } from '../rounds/round-input.ts';
import type { Round } from '../rounds/round.ts';
import { catalogueInForce } from './catalogues.ts';
import { readLetterSetting } from './letter-setting.ts';
import { loadInputOf } from './load-round-input.ts';
import { listRounds } from './rounds.ts';

/** What is true now, as the engine sees it. */
export interface LiveMarket {
  input: RoundInput;
  market: Market;
  /** everybody as they are: the seat held or offered, or none */
  present: Allocation;
  window: LiveWindow;
  catalogueId: Uuid;
  rounds: readonly Round[];
  answerDays: number;
}

/**
 * Everybody who holds, was offered or waits for a place, judged by the catalogue and the lottery of the last main round that was decided.
 * `facilityIds`: only children who ask for one of these, with their siblings. Undefined where no catalogue is in force. A dozen queries.
 */
export async function liveMarket(tx: Read, municipalityId: Uuid, secretKey: Buffer, clock: Clock, { facilityIds }: { facilityIds?: ReadonlySet<string> } = {}): Promise<LiveMarket | undefined> {
  const { answerDays } = await readLetterSetting(tx, municipalityId);
  const rounds = await listRounds(tx, municipalityId);
  const window = liveWindow(rounds, clock.today(), answerDays);
  const { firstStart, lastStart, main } = window;
  const catalogueId = main?.catalogueId ?? (await catalogueInForce(tx, municipalityId, clock.today()))?.id;
  if (!catalogueId) return undefined;
  const loaded = await loadInputOf(tx, municipalityId, secretKey, {
    id: null, mainRoundId: main?.id ?? null, kind: 'replacement', lotteryName: main?.lotteryName ?? '', seed: main?.seed ?? null, firstStart, lastStart, deadline: clock.now(), catalogueId,
    ...(facilityIds ? { only: await asking(tx, municipalityId, [...facilityIds]) } : {}),
  });
  const turnedDown = await answersBetweenRounds(tx, municipalityId);
  const waiting = loaded.registrations.filter(({ registrationId }) => !turnedDown.silent.has(registrationId))
    .map((one): RoundRegistration => ({ ...one, declined: [...one.declined, ...turnedDown.declined.get(one.registrationId) ?? []] }));
  const input: RoundInput = {
    ...loaded, lotteryName: loaded.lotteryName || 'ohne Vergabe',
    // An offer is held like a place: nobody else gets it, but a dearer wish that becomes free goes to the child with the best claim, not past it.
    places: loaded.places.map((place) => ({ ...place, isOffer: false })),
    registrations: waiting,
  };
  const market = marketOf(input);
  return { input, market, present: presentOf(market), window, catalogueId, rounds, answerDays };
}

/** Registrations that ask for one of these facilities; siblings come along, since joint wishes hang on all of them. */
async function asking(tx: Read, municipalityId: Uuid, facilityIds: readonly string[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`with asked as (
      select distinct registration.id, child.sibling_group_id from kita.wish wish
      join kita.registration registration on registration.municipality_id = wish.municipality_id and registration.id = wish.registration_id and registration.state = 'submitted'
      join kita.child child on child.municipality_id = registration.municipality_id and child.id = registration.child_id
      where wish.municipality_id = ${municipalityId} and wish.facility_id = any(${facilityIds}::uuid[]))
    select id from asked
    union select registration.id from kita.child child join kita.registration registration on registration.municipality_id = child.municipality_id and registration.child_id = child.id and registration.state = 'submitted'
      where child.municipality_id = ${municipalityId} and child.sibling_group_id in (select sibling_group_id from asked)`.execute(tx);
  return rows.map(({ id }) => id);
}

function presentOf({ round, applicants }: Market): Allocation {
  return {
    version: 1, round, families: [], blocking: [], verdict: 'unproven', placements: applicants.map(({ id, holds, wishes }) => {
      const rank = holds ? wishes.findIndex(({ facility, seatType }) => facility === holds.facility && seatType === holds.seatType) + 1 : 0;
      return { applicant: id, seat: holds ?? null, rank: rank || null, kept: holds !== undefined };
    }),
  };
}

/** Seats turned down, whenever; and registrations whose family did not answer at all and has not touched them since: nothing is offered to them until they come back. */
async function answersBetweenRounds(tx: Read, municipalityId: Uuid) {
  const rows = await tx.selectFrom('kita.answer as answer')
    .innerJoin('kita.decision as decision', (join) => join.onRef('decision.municipality_id', '=', 'answer.municipality_id').onRef('decision.id', '=', 'answer.decision_id'))
    .innerJoin('kita.registration as registration', (join) => join.onRef('registration.municipality_id', '=', 'decision.municipality_id').onRef('registration.id', '=', 'decision.registration_id'))
    .select(['answer.answer', 'answer.at', 'decision.registration_id', 'decision.facility_id', 'decision.seat_type_id', 'registration.updated_at'])
    .where('answer.municipality_id', '=', municipalityId).where('answer.answer', 'in', ['declined', 'lapsed']).where('registration.state', '=', 'submitted').execute();
  const declined = new Map<string, { facilityId: Uuid; seatTypeId: Uuid }[]>();
  for (const row of rows) declined.set(row.registration_id!, [...declined.get(row.registration_id!) ?? [], { facilityId: row.facility_id!, seatTypeId: row.seat_type_id! }]);
  return { declined, silent: new Set(rows.filter(({ answer, at, updated_at }) => answer === 'lapsed' && updated_at <= at).map(({ registration_id }) => registration_id as string)) };
}
