import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { published, type PublishedFigure } from '../awareness/publication.ts';
import type { Audience } from '../awareness/survey.ts';
import { figureOf } from './awareness-rounds.ts';

/** What the last closed round of each audience says of some offers. */
export interface AwarenessOfOffers {
  roundId: Uuid;
  audience: Audience;
  closedOn: Day;
  /** offers with too few answers are missing */
  figures: ReadonlyMap<Uuid, PublishedFigure>;
  /** of the offers asked about, those that were in the round at all */
  asked: ReadonlySet<Uuid>;
}

/** For the chain: which of these offers are known, at the last Stichtag of families and of professionals. Two statements. */
export async function awarenessOfOffers(tx: Read, municipalityId: Uuid, serviceIds: readonly Uuid[]): Promise<AwarenessOfOffers[]> {
  const rounds = await tx.selectFrom('offers.awareness_round').select(['id', 'audience', 'closed_on']).distinctOn('audience')
    .where('municipality_id', '=', municipalityId).where('closed_on', 'is not', null).orderBy('audience').orderBy('closed_on', 'desc').orderBy('id', 'desc').execute();
  if (rounds.length === 0 || serviceIds.length === 0) return [];
  const rows = await tx.selectFrom('offers.awareness_figure').selectAll().where('municipality_id', '=', municipalityId)
    .where('round_id', 'in', rounds.map(({ id }) => id)).where('service_id', '=', sql<Uuid>`any(${[...serviceIds]}::uuid[])`).execute();
  return rounds.map((round) => {
    const own = rows.filter((row) => row.round_id === round.id);
    const figures = own.flatMap((row) => published(figureOf(row)) ?? []);
    return {
      roundId: round.id, audience: round.audience as Audience, closedOn: round.closed_on!,
      figures: new Map(figures.map((figure) => [figure.serviceId, figure])), asked: new Set(own.map((row) => row.service_id)),
    };
  });
}
