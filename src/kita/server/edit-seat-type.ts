import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { checkbox, choice, optionalText, optionalUuid, text, numberField, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { languages, type Language } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { optionalNumber } from '../../offers/server/event-input.ts';
import { ageBands } from '../facilities/age-band.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { listSeatTypes } from './facilities.ts';

const others = languages.filter((language) => language !== 'de');
type NameFields = { [Key in `name-${Exclude<Language, 'de'>}`]: ReturnType<typeof optionalText> };
const nameFields = Object.fromEntries(others.map((language) => [`name-${language}`, optionalText(120)])) as NameFields;

/**
 * Makes or changes a kind of place. Once a pool gives it out, its age band, hours and inclusion stay: families wished for it as it is. Refuses
 * `stale-form`, `key-taken`, `seat-type-in-use`.
 */
export const saveSeatType = action({
  may: configureFacilities,
  audit: 'kita.seat-type.saved',
  input: v.object({
    id: optionalUuid(), version: optionalNumber(1e9), key: v.pipe(text(60), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'not-a-key')), 'name-de': text(120), ...nameFields,
    ageBand: choice(ageBands), weeklyHours: numberField(1, 60), isInclusive: checkbox(), position: wholeNumber(0, 999),
  }),
  async run({ tx, municipalityId, concerns }, input): Promise<Outcome<Uuid>> {
    await tx.selectFrom('kita.seat_type').select('id').where('municipality_id', '=', municipalityId).orderBy('id').forUpdate().execute();
    const all = await listSeatTypes(tx, municipalityId);
    const stored = input.id ? all.find(({ id }) => id === input.id) : undefined;
    if (input.id && !stored) throw new NotFound();
    if (stored && input.version !== stored.version) return refused('stale-form');
    if (all.some(({ id, key }) => key === input.key && id !== stored?.id)) return refused('key-taken', { field: 'key' });
    const isOther = stored && (stored.ageBand !== input.ageBand || stored.weeklyHours !== input.weeklyHours || stored.isInclusive !== input.isInclusive);
    if (isOther && (await isInUse(tx, municipalityId, stored.id))) return refused('seat-type-in-use', { field: 'weeklyHours' });
    const names = Object.fromEntries(languages.flatMap((language) => (input[`name-${language}`] ? [[language, input[`name-${language}`]]] : [])));
    const values = { key: input.key, names: JSON.stringify(names), age_band: input.ageBand, weekly_hours: input.weeklyHours, is_inclusive: input.isInclusive, position: input.position };
    const id = stored?.id ?? newId();
    if (stored) await tx.updateTable('kita.seat_type').set((update) => ({ ...values, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    else await tx.insertInto('kita.seat_type').values({ municipality_id: municipalityId, id, ...values }).execute();
    concerns(id, stored ? ['names'] : ['created']);
    return accepted(id);
  },
});

/** Takes away a kind of place nothing refers to. Refuses `seat-type-in-use`. */
export const removeSeatType = action({
  may: configureFacilities,
  audit: 'kita.seat-type.removed',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, concerns }, { id }): Promise<Outcome<Uuid>> {
    const row = await tx.selectFrom('kita.seat_type').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (await isInUse(tx, municipalityId, id)) return refused('seat-type-in-use');
    await tx.deleteFrom('kita.seat_type').where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id);
    return accepted(id);
  },
});

async function isInUse(tx: Write, municipalityId: Uuid, id: Uuid): Promise<boolean> {
  for (const table of ['kita.seat_pool_type', 'kita.seat_pool_change_type', 'kita.wish', 'kita.placement', 'kita.decision', 'kita.emergency_placement'] as const) {
    if (await tx.selectFrom(table).select('id').where('municipality_id', '=', municipalityId).where('seat_type_id', '=', id).limit(1).executeTakeFirst()) return true;
  }
  return false;
}
