import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { addDays } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { dayField, optionalDay, optionalText, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { editFacility } from '../facilities-permissions.ts';
import { lockFacility } from './edit-facility.ts';
import { isOwn, ownFacilityIds } from './own-facilities.ts';

const LONGEST_DAYS = 60;

/** Adds closing days to an own facility. Refuses `days-order`, `too-long-closing`, `closing-twice`. */
export const addClosingTime = action({
  may: editFacility,
  audit: 'kita.closing-time.added',
  input: v.object({ facility: uuidField(), firstDay: dayField(), lastDay: optionalDay(), reason: optionalText(100) }),
  async run({ tx, who, municipalityId, clock, concerns }, { facility, firstDay, lastDay = firstDay, reason }): Promise<Outcome<{ facility: Uuid }>> {
    if (!isOwn(await ownFacilityIds(tx, who, clock), facility)) throw new NotFound();
    await lockFacility(tx, municipalityId, facility);
    if (lastDay < firstDay) return refused('days-order', { field: 'lastDay' });
    if (addDays(firstDay, LONGEST_DAYS) <= lastDay) return refused('too-long-closing', { field: 'lastDay', values: { max: LONGEST_DAYS } });
    const twin = await tx.selectFrom('kita.closing_time').select('id').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility)
      .where('first_day', '<=', lastDay).where('last_day', '>=', firstDay).limit(1).executeTakeFirst();
    if (twin) return refused('closing-twice', { field: 'firstDay' });
    await tx.insertInto('kita.closing_time').values({ municipality_id: municipalityId, id: newId(), facility_id: facility, first_day: firstDay, last_day: lastDay, reason }).execute();
    concerns(facility, ['closings']);
    return accepted({ facility });
  },
});

export const removeClosingTime = action({
  may: editFacility,
  audit: 'kita.closing-time.removed',
  input: v.object({ facility: uuidField(), closing: uuidField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { facility, closing }): Promise<Outcome<{ facility: Uuid }>> {
    if (!isOwn(await ownFacilityIds(tx, who, clock), facility)) throw new NotFound();
    const gone = await tx.deleteFrom('kita.closing_time').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', closing).returning('id').executeTakeFirst();
    if (!gone) throw new NotFound();
    concerns(facility, ['closings']);
    return accepted({ facility });
  },
});
