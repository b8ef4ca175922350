import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { AwarenessFigure } from '../awareness/publication.ts';
import type { AwarenessRound } from './awareness-rounds.ts';
import { insertRows } from './insert-rows.ts';

/** Stores a round with its sums as they are, e.g. of the demonstration. */
export async function storeAwarenessRound(tx: Write, municipalityId: Uuid, round: Omit<AwarenessRound, 'id'>, figures: readonly AwarenessFigure[]): Promise<void> {
  const id = newId();
  await tx.insertInto('offers.awareness_round').values({
    municipality_id: municipalityId, id, audience: round.audience, title: round.title, offers_per_sheet: round.offersPerSheet, opened_on: round.openedOn, closed_on: round.closedOn ?? null, sheets: round.sheets,
  }).execute();
  await insertRows(tx, 'offers.awareness_figure', figures.map(({ serviceId, 'no-need': noNeed, ...sums }) => ({ municipality_id: municipalityId, id: newId(), round_id: id, service_id: serviceId, ...sums, no_need: noNeed })));
}
