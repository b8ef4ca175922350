import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { dayField, numberField, optionalText, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { qualificationsOf, type StaffEntry } from '../office/staff-check.ts';
import { reportGroups } from '../office-permissions.ts';
import { townRulePack } from './town-rules.ts';

export interface StaffRow extends StaffEntry {
  id: Uuid;
  facilityId: Uuid;
  /** null: works for the whole Kita */
  groupId: Uuid | null;
  /** „Gruppenleitung“, never a name */
  label: string;
  validFrom: Day;
  validUntil: Day | null;
}

/** Staff of a day, without names. */
export async function listGroupStaff(tx: Read, municipalityId: Uuid, on: Day, facilityId?: Uuid): Promise<StaffRow[]> {
  let query = tx.selectFrom('kita.group_staff').selectAll().where('municipality_id', '=', municipalityId).where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)]));
  if (facilityId) query = query.where('facility_id', '=', facilityId);
  const rows = await query.orderBy('group_id').orderBy('qualification').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id, facilityId: row.facility_id, groupId: row.group_id, label: row.label, qualification: row.qualification, weeklyHours: Number(row.weekly_hours), coreHours: row.core_hours === null ? null : Number(row.core_hours), edgeHours: row.edge_hours === null ? null : Number(row.edge_hours),
    validFrom: row.valid_from, validUntil: row.valid_until,
  }));
}

export type NewStaff = Pick<StaffRow, 'facilityId' | 'groupId' | 'label' | 'qualification' | 'weeklyHours' | 'coreHours' | 'edgeHours' | 'validFrom'>;

/** Writes people of groups down, without names: for the demo. */
export async function storeGroupStaff(tx: Write, municipalityId: Uuid, clock: Clock, rows: readonly NewStaff[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.insertInto('kita.group_staff').values(rows.map((row) => ({
    municipality_id: municipalityId, id: newId(), facility_id: row.facilityId, group_id: row.groupId, label: row.label, qualification: row.qualification, weekly_hours: row.weeklyHours, core_hours: row.coreHours, edge_hours: row.edgeHours,
    valid_from: row.validFrom, recorded_at: clock.now(), recorded_by: null,
  }))).execute();
}

const optionalHours = () => v.pipe(optionalText(10), v.transform((typed) => (typed === '' ? null : Number(typed.replace(',', '.')))), v.nullable(v.pipe(v.number('not-a-number'), v.minValue(0, 'too-small'), v.maxValue(60, 'too-big'))));

/** One person more in a group, from a day on. Refuses `qualification-unknown`, `more-core-than-weekly`. */
export const addStaff = action({
  may: reportGroups,
  audit: 'kita.staff.added',
  input: v.object({ facility: uuidField(), group: optionalUuid(), label: optionalText(80), qualification: text(40), weeklyHours: numberField(0.5, 60), coreHours: optionalHours(), edgeHours: optionalHours(), validFrom: dayField() }),
  async run({ tx, municipalityId, clock, who, concerns }, { facility, group, label, qualification, weeklyHours, coreHours, edgeHours, validFrom }) {
    const found = await tx.selectFrom('kita.facility').select('id').where('municipality_id', '=', municipalityId).where('id', '=', facility).executeTakeFirst();
    const own = group ? await tx.selectFrom('kita.care_group').select(['id', 'rule_pack']).where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', group).executeTakeFirst() : undefined;
    if (!found || (group && !own)) throw new NotFound();
    if (!qualificationsOf(own?.rule_pack ?? await townRulePack(tx, municipalityId), validFrom).some(({ key }) => key === qualification)) return refused('qualification-unknown', { field: 'qualification' });
    if (coreHours !== null && coreHours > weeklyHours) return refused('more-core-than-weekly', { field: 'coreHours' });
    if ((coreHours ?? 0) + (edgeHours ?? 0) > weeklyHours) return refused('more-core-than-weekly', { field: 'edgeHours' });
    const id = newId();
    await tx.insertInto('kita.group_staff').values({
      municipality_id: municipalityId, id, facility_id: facility, group_id: group ?? null, label, qualification, weekly_hours: weeklyHours, core_hours: coreHours, edge_hours: edgeHours, valid_from: validFrom, recorded_at: clock.now(), recorded_by: who.personId ?? null,
    }).execute();
    concerns(id, ['staff']);
    return accepted(facility);
  },
});

/** Somebody left: from that day on they no longer count. One who never began is removed. */
export const endStaff = action({
  may: reportGroups,
  audit: 'kita.staff.ended',
  input: v.object({ facility: uuidField(), id: uuidField(), validUntil: dayField() }),
  async run({ tx, municipalityId, concerns }, { facility, id, validUntil }) {
    const row = await tx.selectFrom('kita.group_staff').select('valid_from').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (validUntil <= row.valid_from) await tx.deleteFrom('kita.group_staff').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    else await tx.updateTable('kita.group_staff').set({ valid_until: validUntil }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['validUntil']);
    return accepted(facility);
  },
});
