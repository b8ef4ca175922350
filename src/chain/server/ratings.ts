import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Rating, RatingAnswer, RatingQuestion } from '../rating.ts';

/** A named group that rates on a day. */
export interface RatingGroup {
  id: Uuid;
  name: string;
  ratedOn: Day;
  note: string;
  /** cells it has rated so far */
  cells: number;
}

/** Groups that rate, the latest first. */
export async function listRatingGroups(tx: Read, municipalityId: Uuid): Promise<RatingGroup[]> {
  const groups = await tx.selectFrom('chain.rating_group').select(['id', 'name', 'rated_on', 'note'])
    .where('municipality_id', '=', municipalityId).orderBy('rated_on', 'desc').orderBy('name').execute();
  const cells = await tx.selectFrom('chain.rating').select(['group_id', 'phase_id', 'field_id', 'area_id']).distinct()
    .where('municipality_id', '=', municipalityId).execute();
  return groups.map((group) => ({
    id: group.id, name: group.name, ratedOn: group.rated_on, note: group.note, cells: cells.filter((cell) => cell.group_id === group.id).length,
  }));
}

/** Throws NotFound if there is no such group here. */
export async function findRatingGroup(tx: Read, municipalityId: Uuid, id: Uuid): Promise<RatingGroup> {
  const group = (await listRatingGroups(tx, municipalityId)).find((one) => one.id === id);
  if (!group) throw new NotFound();
  return group;
}

/** A rating with the cell it is about; without an area it is about the whole municipality. */
export interface CellRating extends Rating {
  phaseId: Uuid;
  fieldId: Uuid;
  areaId?: Uuid;
}

/** Ratings of one cell, or of all of them if none is given; `areaId` undefined means the whole municipality. */
export async function listRatings(tx: Read, municipalityId: Uuid, cell?: { phaseId: Uuid; fieldId: Uuid; areaId: Uuid | undefined }): Promise<CellRating[]> {
  let query = tx.selectFrom('chain.rating as rating')
    .innerJoin('chain.rating_group as rater', (join) => join
      .onRef('rater.municipality_id', '=', 'rating.municipality_id').onRef('rater.id', '=', 'rating.group_id'))
    .select(['rater.id', 'rater.name', 'rater.rated_on', 'rating.phase_id', 'rating.field_id', 'rating.area_id', 'rating.question', 'rating.answer', 'rating.comment'])
    .where('rating.municipality_id', '=', municipalityId);
  if (cell) {
    query = query.where('rating.phase_id', '=', cell.phaseId).where('rating.field_id', '=', cell.fieldId)
      .where('rating.area_id', 'is not distinct from', cell.areaId ?? null);
  }
  const rows = await query.orderBy('rater.rated_on', 'desc').orderBy('rater.name').execute();
  return rows.map((row) => ({
    groupId: row.id, groupName: row.name, ratedOn: row.rated_on, phaseId: row.phase_id, fieldId: row.field_id,
    ...(row.area_id ? { areaId: row.area_id } : {}),
    question: row.question as RatingQuestion, answer: row.answer as RatingAnswer, comment: row.comment,
  }));
}
