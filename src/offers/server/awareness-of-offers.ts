import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { published, type PublishedFigure } from '../awareness/publication.ts';
import type { Audience } from '../awareness/survey.ts';
import { figureOf } from './awareness-rounds.ts';
import { mergedInto } from './survivors.ts';

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

/** For the chain: which of these offers are known, at the last Stichtag of families and of professionals. Three statements. */
export async function awarenessOfOffers(tx: Read, municipalityId: Uuid, serviceIds: readonly Uuid[]): Promise<AwarenessOfOffers[]> {
  const rounds = await tx.selectFrom('offers.awareness_round').select(['id', 'audience', 'closed_on']).distinctOn('audience')
    .where('municipality_id', '=', municipalityId).where('closed_on', 'is not', null).orderBy('audience').orderBy('closed_on', 'desc').orderBy('id', 'desc').execute();
  if (rounds.length === 0 || serviceIds.length === 0) return [];
  const went = new Map((await mergedInto(tx, municipalityId, serviceIds)).map(({ mergedId, survivorId }) => [mergedId, survivorId]));
  const rows = await tx.selectFrom('offers.awareness_figure').selectAll().where('municipality_id', '=', municipalityId)
    .where('round_id', 'in', rounds.map(({ id }) => id)).where('service_id', '=', sql<Uuid>`any(${[...serviceIds, ...went.keys()]}::uuid[])`).execute();
  return rounds.map((round) => {
    const all = rows.filter((row) => row.round_id === round.id);
    const asked = new Set(all.map((row) => row.service_id));
    // Families were asked about both: what they said of the one that goes on counts, and of the other only where that was not asked about.
    const own = all.flatMap((row) => {
      const survivor = went.get(row.service_id);
      return survivor === undefined ? [row] : asked.has(survivor) ? [] : [{ ...row, service_id: survivor }];
    });
    const figures = own.flatMap((row) => published(figureOf(row)) ?? []);
    return {
      roundId: round.id, audience: round.audience as Audience, closedOn: round.closed_on!,
      figures: new Map(figures.map((figure) => [figure.serviceId, figure])), asked: new Set(own.map((row) => row.service_id)),
    };
  });
}
