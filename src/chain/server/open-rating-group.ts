import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { dayField, optionalText, text } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { permissions } from '../permissions.ts';

/** Names a group that rates cells on a day, e.g. a table of the Sozialraumkonferenz. Leads to its id. */
export const openRatingGroup = action({
  may: permissions.rate,
  audit: 'chain.rating-group.opened',
  input: v.object({ name: text(200), ratedOn: dayField(), note: optionalText(2000) }),
  async run({ tx, municipalityId, who, clock, concerns }, { name, ratedOn, note }) {
    if (ratedOn > clock.today()) return refused('day-in-future', { field: 'ratedOn' });
    const id = newId();
    const inserted = await tx.insertInto('chain.rating_group').values({
      municipality_id: municipalityId, id, name, rated_on: ratedOn, note, created_at: clock.now(), created_by: who.personId ?? null,
    }).onConflict((conflict) => conflict.columns(['municipality_id', 'name', 'rated_on']).doNothing()).executeTakeFirst();
    if (Number(inserted.numInsertedOrUpdatedRows ?? 0) === 0) return refused('group-exists', { field: 'name' });
    concerns(id, ['name', 'ratedOn', 'note']);
    return accepted(id);
  },
});
