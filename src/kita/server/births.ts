import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, dayField, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { daysBetween } from '../office/deadlines.ts';
import { editChildFile } from '../office-permissions.ts';
import { nameKey } from '../registration/name-key.ts';

/** Further from the day it was expected no birth is taken for granted. */
const FAR_OFF_DAYS = 120;

export interface ExpectedChild {
  id: Uuid;
  givenNames: string;
  familyName: string;
  expectedOn: Day;
}

/** Children registered before birth whose day has passed, the earliest first. */
export async function listOverdueBirths(tx: Read, municipalityId: Uuid, today: Day): Promise<ExpectedChild[]> {
  const rows = await tx.selectFrom('kita.child').select(['id', 'given_names', 'family_name', 'expected_on']).where('municipality_id', '=', municipalityId).where('expected_on', '<', today)
    .orderBy('expected_on').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, givenNames: row.given_names, familyName: row.family_name, expectedOn: row.expected_on! }));
}

/** The child is born. Refuses `already-born`, `birth-in-future`, and `birth-far-off` unless it is `sure`. */
export const enterBirth = action({
  may: editChildFile,
  audit: 'kita.child.born',
  input: v.object({ id: uuidField(), bornOn: dayField(), givenNames: text(120), sure: checkbox() }),
  async run({ tx, municipalityId, clock, concerns }, { id: child, bornOn, givenNames, sure }) {
    const row = await tx.selectFrom('kita.child').select(['family_name', 'expected_on']).where('municipality_id', '=', municipalityId).where('id', '=', child).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (!row.expected_on) return refused('already-born');
    if (bornOn > clock.today()) return refused('birth-in-future', { field: 'bornOn' });
    if (!sure && Math.abs(daysBetween(row.expected_on, bornOn)) > FAR_OFF_DAYS) return refused('birth-far-off', { field: 'bornOn' });
    await tx.updateTable('kita.child').set({
      born_on: bornOn, expected_on: null, given_names: givenNames, name_key: nameKey(row.family_name, givenNames), updated_at: clock.now(), version: (version) => version('version', '+', 1),
    }).where('municipality_id', '=', municipalityId).where('id', '=', child).execute();
    concerns(child, ['bornOn', 'givenNames']);
    return accepted(child);
  },
});
