import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { areaLevels, type AreaLevel } from '../../areas/area-tree.ts';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { decryptField, encryptField, type FieldPlace } from '../../platform/encryption.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, list, optionalText, text, uuidField, wholeNumber } from '../../platform/field.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { focusTable } from '../focus/focus.ts';
import { recordOf, type FocusRecord } from '../focus/focus-record.ts';
import { focusMethod, focusMethods } from '../focus/method.ts';
import { readWeights } from '../focus/weights.ts';
import { chooseFocusAreas } from '../permissions.ts';
import type { Basis } from './figures.ts';
import { loadFocus } from './focus-criteria.ts';

export interface FocusDecision {
  id: Uuid;
  title: string;
  decidedOn: Day;
  decidedBy: string;
  basis: Basis;
  note: string;
  areas: string[];
}

const placeOf = (municipality: Uuid, row: Uuid): FieldPlace => ({ table: 'monitoring.focus_decision', column: 'table_sealed', row, municipality });

/** Freezes a choice with the table it was made from; the table is worked out anew here, never taken from the browser. */
export const decideFocus = action({
  may: chooseFocusAreas,
  audit: 'monitoring.focus.decided',
  input: v.object({
    title: text(160), decidedBy: text(160), decidedOn: dayField(), note: optionalText(4000), areas: list(uuidField()),
    level: choice(areaLevels), size: wholeNumber(1, 500), basis: choice(['released', 'raw']), method: choice(focusMethods), weights: optionalText(4000),
  }),
  async run({ tx, municipalityId, configuration, clock, who, concerns }, input) {
    const wish = { level: input.level as AreaLevel, size: input.size, basis: input.basis as Basis, method: input.method, weights: readWeights(input.weights) };
    const data = await loadFocus({ tx, town: { id: municipalityId }, configuration, clock }, wish);
    if (data.criteria.length === 0) return refused('no-criteria');
    const table = focusTable(data.areas, data.criteria, input.size, focusMethod[input.method].minimumInhabitants);
    const chosen = table.rows.filter(({ areaId }) => input.areas.includes(areaId));
    if (chosen.length === 0) return refused('no-areas', { field: 'areas' });
    if (input.note === '' && table.rows.some(({ areaId, isChosen }) => isChosen !== input.areas.includes(areaId))) return refused('note-needed', { field: 'note' });
    const id = newId();
    const record = Buffer.from(JSON.stringify(recordOf(data.criteria, table, input.size, input.method, data.missing)));
    await tx.insertInto('monitoring.focus_decision').values({
      municipality_id: municipalityId, id, title: input.title, decided_on: input.decidedOn, decided_by: input.decidedBy, basis: input.basis, note: input.note,
      criteria: JSON.stringify({ method: wish.method, level: wish.level, size: wish.size, weights: Object.fromEntries(wish.weights) }), table_sealed: encryptField(configuration.secretKey, placeOf(municipalityId, id), record),
      table_sha256: createHash('sha256').update(record).digest(), created_at: clock.now(), created_by: who.personId ?? null,
    }).execute();
    await tx.insertInto('monitoring.focus_area').values(chosen.map(({ areaId }, position) => ({ municipality_id: municipalityId, id: newId(), focus_decision_id: id, area_id: areaId, position }))).execute();
    concerns(id, ['title', 'areas', 'criteria']);
    return accepted(id);
  },
});

export async function listFocusDecisions(tx: Read, municipalityId: Uuid): Promise<FocusDecision[]> {
  const rows = await tx.selectFrom('monitoring.focus_decision').select(['id', 'title', 'decided_on', 'decided_by', 'basis', 'note']).where('municipality_id', '=', municipalityId).orderBy('decided_on', 'desc').execute();
  const areas = await tx.selectFrom('monitoring.focus_area as focus').innerJoin('areas.area as area', (join) => join.onRef('area.municipality_id', '=', 'focus.municipality_id').onRef('area.id', '=', 'focus.area_id'))
    .select(['focus.focus_decision_id', 'area.name']).where('focus.municipality_id', '=', municipalityId).orderBy('focus.position').execute();
  return rows.map((row) => ({
    id: row.id, title: row.title, decidedOn: row.decided_on, decidedBy: row.decided_by, basis: row.basis as Basis, note: row.note,
    areas: areas.filter((area) => area.focus_decision_id === row.id).map(({ name }) => name),
  }));
}

/** A decision with its frozen table – social data where it was made from raw figures. */
export async function openFocusDecision(tx: Read, municipalityId: Uuid, { secretKey }: Pick<RunningConfiguration, 'secretKey'>, id: string): Promise<FocusDecision & { record: FocusRecord; checksum: string }> {
  const row = isUuid(id) ? await tx.selectFrom('monitoring.focus_decision').select(['table_sealed', 'table_sha256']).where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst() : undefined;
  const decision = (await listFocusDecisions(tx, municipalityId)).find((one) => one.id === id);
  if (!row || !decision) throw new NotFound();
  const record = Buffer.from(decryptField(secretKey, placeOf(municipalityId, decision.id), row.table_sealed));
  return { ...decision, record: JSON.parse(record.toString('utf8')) as FocusRecord, checksum: Buffer.from(row.table_sha256).toString('hex') };
}
