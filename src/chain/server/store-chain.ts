import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Evidence, Gap, GapDescription, GapEvent } from '../gap.ts';
import type { NotExpected } from '../matrix.ts';
import type { RatingAnswer, RatingQuestion } from '../rating.ts';

// Writes what was decided and noted elsewhere as it is: demonstrations and transfers. People use the actions beside it.

/** Stores cells in which nothing is expected; a cell that is there already gets the new reason. */
export async function storeNotExpected(tx: Write, municipalityId: Uuid, cells: readonly NotExpected[], clock: Clock, decidedBy?: Uuid): Promise<void> {
  for (const { phaseId, fieldId, reason } of cells) {
    const decision = { reason, decided_at: clock.now(), decided_by: decidedBy ?? null };
    await tx.insertInto('chain.not_expected')
      .values({ municipality_id: municipalityId, id: newId(), phase_id: phaseId, field_id: fieldId, ...decision })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'phase_id', 'field_id']).doUpdateSet(decision)).execute();
  }
}

/** A named group with its answers about cells; without an area they are about the whole municipality. */
export interface NewRatingGroup {
  name: string;
  ratedOn: Day;
  note: string;
  ratings: readonly { phaseId: Uuid; fieldId: Uuid; areaId?: Uuid; question: RatingQuestion; answer: RatingAnswer; comment: string }[];
}

export async function storeRatings(tx: Write, municipalityId: Uuid, groups: readonly NewRatingGroup[], clock: Clock): Promise<void> {
  for (const { name, ratedOn, note, ratings } of groups) {
    const groupId = newId();
    await tx.insertInto('chain.rating_group')
      .values({ municipality_id: municipalityId, id: groupId, name, rated_on: ratedOn, note, created_at: clock.now() }).execute();
    if (ratings.length === 0) continue;
    await tx.insertInto('chain.rating').values(ratings.map((rating) => ({
      municipality_id: municipalityId, id: newId(), group_id: groupId, phase_id: rating.phaseId, field_id: rating.fieldId,
      area_id: rating.areaId ?? null, question: rating.question, answer: rating.answer, comment: rating.comment, rated_at: clock.now(),
    }))).execute();
  }
}

/** A gap with everything known of it so far. */
export interface NewGap extends GapDescription {
  evidence: readonly Evidence[];
  history: readonly { kind: GapEvent['kind']; note: string; on: Day; personName: string }[];
  closed?: Gap['closed'];
}

export async function storeGaps(tx: Write, municipalityId: Uuid, gaps: readonly NewGap[]): Promise<void> {
  for (const gap of gaps) {
    const id = newId();
    const own = { municipality_id: municipalityId, gap_id: id };
    await tx.insertInto('chain.gap').values({
      municipality_id: municipalityId, id, ...gapRow(gap), registered_at: instantOf(gap.history[0]?.on ?? gap.noticedOn),
      closed_on: gap.closed?.on ?? null, closing_proof: gap.closed?.proof ?? null, version: Math.max(1, gap.history.length),
    }).execute();
    for (const { kind, description, source, observedOn, figure } of gap.evidence) {
      await tx.insertInto('chain.gap_evidence')
        .values({ ...own, id: newId(), kind, description, source, observed_on: observedOn, recorded_at: instantOf(observedOn), indicator_key: figure?.indicatorKey ?? null, period_key: figure?.periodKey ?? null }).execute();
    }
    for (const { kind, note, on, personName } of gap.history) {
      await tx.insertInto('chain.gap_event').values({ ...own, id: newId(), kind, note, at: instantOf(on), person_name: personName }).execute();
    }
  }
}

/** Columns of a gap's description. */
export function gapRow(gap: GapDescription) {
  return {
    title: gap.title.trim(), severity: gap.severity, owner_name: gap.ownerName.trim(), closing_criterion: gap.closingCriterion.trim(),
    noticed_on: gap.noticedOn, phase_id: gap.phaseId ?? null, transition_id: gap.transitionId ?? null, field_id: gap.fieldId ?? null,
    area_id: gap.areaId ?? null,
  };
}

/** Noon, which is the same day in every time zone of Germany. */
function instantOf(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}
