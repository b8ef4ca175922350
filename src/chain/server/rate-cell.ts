import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { optionalText, optionalUuid, uuidField } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';
import { ratingAnswers, ratingQuestions } from '../rating.ts';
import { demandWhere } from './demand-where.ts';
import { findRatingGroup } from './ratings.ts';

const answers = v.entriesFromList(ratingQuestions, v.optional(v.union([v.literal(''), v.picklist(ratingAnswers)], 'choose-one'), ''));
const comments = v.entriesFromList(ratingQuestions.map((question) => `${question}-comment` as const), optionalText(1000));

/** Keeps a group's answers to the five questions about one cell; a question left open takes an earlier answer back. */
export const rateCell = action({
  may: permissions.rate,
  audit: 'chain.cell.rated',
  input: v.object({ group: uuidField(), phaseId: uuidField(), fieldId: uuidField(), areaId: optionalUuid(), ...answers, ...comments }),
  async run({ tx, municipalityId, who, clock, concerns }, input) {
    const { group: groupId, phaseId, fieldId, areaId } = input;
    await findRatingGroup(tx, municipalityId, groupId);
    await demandWhere(tx, municipalityId, { phaseId, fieldId, areaId });
    const given = ratingQuestions.flatMap((question) => {
      const answer = input[question];
      return answer === '' ? [] : [{ question, answer, comment: input[`${question}-comment`] }];
    });
    if (given.length === 0) return refused('no-answer');
    await tx.deleteFrom('chain.rating').where('municipality_id', '=', municipalityId).where('group_id', '=', groupId)
      .where('phase_id', '=', phaseId).where('field_id', '=', fieldId).where('area_id', 'is not distinct from', areaId ?? null).execute();
    await tx.insertInto('chain.rating').values(given.map((rating) => ({
      municipality_id: municipalityId, id: newId(), group_id: groupId, phase_id: phaseId, field_id: fieldId, area_id: areaId ?? null, ...rating,
      rated_at: clock.now(), rated_by: who.personId ?? null,
    }))).execute();
    concerns(groupId, given.map(({ question }) => question));
    return accepted({ phaseId, fieldId, areaId });
  },
});
