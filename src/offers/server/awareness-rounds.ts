import { sql, type Selectable } from 'kysely';
import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { OffersAwarenessFigure, OffersAwarenessRound } from '../../platform/database-types.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, list, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { AwarenessFigure } from '../awareness/publication.ts';
import { audiences, type Audience } from '../awareness/survey.ts';
import { runSurvey } from '../permissions.ts';
import { insertRows } from './insert-rows.ts';

export interface AwarenessRound {
  id: Uuid;
  audience: Audience;
  title: string;
  offersPerSheet: number;
  openedOn: Day;
  /** Stichtag of its figures; missing while it is open */
  closedOn?: Day;
  /** filled-in sheets */
  sheets: number;
}

/** Newest first. */
export async function listRounds(tx: Read, municipalityId: Uuid): Promise<AwarenessRound[]> {
  const rows = await tx.selectFrom('offers.awareness_round').selectAll().where('municipality_id', '=', municipalityId).orderBy('opened_on', 'desc').orderBy('id', 'desc').execute();
  return rows.map(roundOf);
}

export async function findRound(tx: Read, municipalityId: Uuid, id: Uuid): Promise<AwarenessRound | undefined> {
  const row = await tx.selectFrom('offers.awareness_round').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && roundOf(row);
}

/** The round families or professionals can answer now. */
export async function findOpenRound(tx: Read, municipalityId: Uuid, audience: Audience): Promise<AwarenessRound | undefined> {
  const row = await tx.selectFrom('offers.awareness_round').selectAll().where('municipality_id', '=', municipalityId).where('audience', '=', audience).where('closed_on', 'is', null).executeTakeFirst();
  return row && roundOf(row);
}

/** The closed round before this one that asked the same people. */
export async function findRoundBefore(tx: Read, municipalityId: Uuid, round: AwarenessRound): Promise<AwarenessRound | undefined> {
  const rounds = (await listRounds(tx, municipalityId)).filter((one) => one.audience === round.audience && one.closedOn !== undefined && one.id !== round.id && one.openedOn <= round.openedOn && one.id < round.id);
  return rounds[0];
}

/** The sums of a round, by name. Only {@link published} figures of closed rounds may be shown. */
export async function loadFigures(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<AwarenessFigure[]> {
  const rows = await tx.selectFrom('offers.awareness_figure').selectAll().where('municipality_id', '=', municipalityId).where('round_id', '=', roundId).execute();
  return rows.map(figureOf).sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

export function figureOf(row: Selectable<OffersAwarenessFigure>): AwarenessFigure {
  const { answered, known, used, recommended, shame, time, way, language, form, cost, mistrust } = row;
  return { serviceId: row.service_id, name: row.name, answered, known, used, recommended, shame, time, way, language, form, cost, mistrust, 'no-need': row.no_need };
}

export function roundOf(row: Selectable<OffersAwarenessRound>): AwarenessRound {
  return {
    id: row.id, audience: row.audience as Audience, title: row.title, offersPerSheet: row.offers_per_sheet, openedOn: row.opened_on, sheets: row.sheets,
    ...(row.closed_on ? { closedOn: row.closed_on } : {}),
  };
}

/** Offers families can see on this day, of these fields; of all of them if none is named. */
export async function offersToAsk(tx: Read, municipalityId: Uuid, on: Day, fieldIds: readonly Uuid[]): Promise<{ id: Uuid; name: string }[]> {
  return tx.selectFrom('offers.service as service').select(['service.id', 'service.name'])
    .where('service.municipality_id', '=', municipalityId).where('service.status', '=', 'active')
    .where((where) => where.or([where('service.valid_until', 'is', null), where('service.valid_until', '>', on)]))
    .$if(fieldIds.length > 0, (query) => query.where('service.id', 'in', (inner) => inner.selectFrom('offers.service_field').select('service_id')
      .where('municipality_id', '=', municipalityId).where('field_id', '=', sql<Uuid>`any(${[...fieldIds]}::uuid[])`)))
    .orderBy('service.name').execute();
}

/** Opens a round with the offers of today. Refuses `round-open` where these people are being asked already, `round-no-offers`. */
export const openRound = action({
  may: runSurvey,
  audit: 'offers.awareness.opened',
  input: v.object({ audience: choice(audiences), title: text(120), offersPerSheet: wholeNumber(3, 15), fields: list(uuidField()) }),
  async run({ tx, municipalityId, clock, concerns }, { audience, title, offersPerSheet, fields }): Promise<Outcome<Uuid>> {
    if (await findOpenRound(tx, municipalityId, audience)) return refused('round-open', { field: 'audience' });
    const offers = await offersToAsk(tx, municipalityId, clock.today(), fields);
    if (offers.length === 0) return refused('round-no-offers', { field: 'fields' });
    const id = newId();
    await tx.insertInto('offers.awareness_round').values({ municipality_id: municipalityId, id, audience, title, offers_per_sheet: offersPerSheet, opened_on: clock.today() }).execute();
    await insertRows(tx, 'offers.awareness_figure', offers.map((offer) => ({
      municipality_id: municipalityId, id: newId(), round_id: id, service_id: offer.id, name: offer.name,
      answered: 0, known: 0, used: 0, recommended: 0, shame: 0, time: 0, way: 0, language: 0, form: 0, cost: 0, mistrust: 0, no_need: 0,
    })));
    concerns(id);
    return accepted(id);
  },
});

/** Ends a round; from now on its figures can be read and nobody can answer any more. */
export const closeRound = action({
  may: runSurvey,
  audit: 'offers.awareness.closed',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { id }): Promise<Outcome<Uuid>> {
    const closed = await tx.updateTable('offers.awareness_round').set({ closed_on: clock.today() })
      .where('municipality_id', '=', municipalityId).where('id', '=', id).where('closed_on', 'is', null).returning('id').executeTakeFirst();
    if (!closed && !(await findRound(tx, municipalityId, id))) throw new NotFound();
    concerns(id, ['closed_on']);
    return accepted(id);
  },
});
