import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, optionalUuid, text, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { optionalNumber, optionalTime } from '../../offers/server/event-input.ts';
import { findGroupForm, type LicensedGroup } from '../facilities/licence.ts';
import { rulePacks, type RulePack } from '../facilities/rule-pack.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { lockFacility } from './edit-facility.ts';
import { listPoolHistories } from './facilities.ts';
import { storeGroup } from './store-facilities.ts';

/** A group as it is licensed, from a day to the day before `validUntil`. */
export interface CareGroup extends LicensedGroup {
  id: Uuid;
  facilityId: Uuid;
  poolId: Uuid | null;
  name: string;
  coreFrom?: string;
  coreUntil?: string;
  /** with edge time */
  openFrom?: string;
  openUntil?: string;
  licenceNumber?: string;
  licensedOn?: Day;
  version: number;
}

/** Groups of all facilities or of some, those of the past and of the future among them, by name and day. */
export async function listGroups(tx: Read, municipalityId: Uuid, facilityIds?: readonly Uuid[]): Promise<CareGroup[]> {
  if (facilityIds?.length === 0) return [];
  let query = tx.selectFrom('kita.care_group').selectAll().where('municipality_id', '=', municipalityId);
  if (facilityIds) query = query.where('facility_id', 'in', [...facilityIds]);
  const rows = await query.orderBy('name').orderBy('valid_from').execute();
  return rows.map((row) => ({
    id: row.id, facilityId: row.facility_id, poolId: row.pool_id, name: row.name, rulePack: row.rule_pack as RulePack, form: row.form, licensedPlaces: row.licensed_places,
    inclusivePlaces: row.inclusive_places, sharedPlaces: row.shared_places, validFrom: row.valid_from, validUntil: row.valid_until, version: row.version,
    ...(row.core_from ? { coreFrom: row.core_from.slice(0, 5) } : {}), ...(row.core_until ? { coreUntil: row.core_until.slice(0, 5) } : {}),
    ...(row.open_from ? { openFrom: row.open_from.slice(0, 5) } : {}), ...(row.open_until ? { openUntil: row.open_until.slice(0, 5) } : {}),
    ...(row.licence_number ? { licenceNumber: row.licence_number } : {}), ...(row.licensed_on ? { licensedOn: row.licensed_on } : {}),
  }));
}

/**
 * Makes a group, or changes its licence from a day on: the row before ends there, a new one begins. From its own first day on it is corrected.
 * What the Land's rules say of the numbers is asked on the page, not refused: the licence decides. Refuses `stale-form`, `group-name-taken`,
 * `choose-one`, `inclusive-above`, `shared-above`, `days-order`, `before-the-group`, `group-over`.
 */
export const saveGroup = action({
  may: configureFacilities,
  audit: 'kita.group.saved',
  input: v.pipe(
    v.object({
      facility: uuidField(), group: optionalUuid(), version: optionalNumber(1e9), name: text(100), rulePack: choice(rulePacks), form: text(60), pool: optionalUuid(),
      licensedPlaces: wholeNumber(0, 60), inclusivePlaces: wholeNumber(0, 60), sharedPlaces: wholeNumber(0, 60), coreFrom: optionalTime(), coreUntil: optionalTime(), openFrom: optionalTime(), openUntil: optionalTime(),
      licenceNumber: optionalText(60), licensedOn: optionalDay(), from: dayField(), until: optionalDay(),
    }),
    v.forward(v.check(({ licensedPlaces, inclusivePlaces }) => inclusivePlaces <= licensedPlaces, 'inclusive-above'), ['inclusivePlaces']),
    v.forward(v.check(({ licensedPlaces, sharedPlaces }) => sharedPlaces <= licensedPlaces, 'shared-above'), ['sharedPlaces']),
    v.forward(v.check(({ from, until }) => until === undefined || until > from, 'days-order'), ['until']),
    v.forward(v.check(({ openFrom, openUntil }) => openFrom === undefined || openUntil === undefined || openUntil > openFrom, 'times-order'), ['openUntil']),
    v.forward(v.check(({ coreFrom, openFrom }) => coreFrom === undefined || openFrom === undefined || openFrom <= coreFrom, 'open-around-core'), ['openFrom']),
    v.forward(v.check(({ coreUntil, openUntil }) => coreUntil === undefined || openUntil === undefined || coreUntil <= openUntil, 'open-around-core'), ['openUntil']),
    v.forward(v.check(({ coreFrom, coreUntil }) => coreFrom === undefined || coreUntil === undefined || coreUntil > coreFrom, 'times-order'), ['coreUntil']),
  ),
  async run({ tx, municipalityId, concerns }, typed): Promise<Outcome<{ facility: Uuid }>> {
    await lockFacility(tx, municipalityId, typed.facility);
    const groups = await listGroups(tx, municipalityId, [typed.facility]);
    const stored = typed.group ? groups.find(({ id }) => id === typed.group) : undefined;
    if (typed.group && !stored) throw new NotFound();
    if (stored && typed.version !== stored.version) return refused('stale-form');
    if (!findGroupForm(typed.rulePack, typed.form, typed.from)) return refused('choose-one', { field: 'form' });
    if (typed.pool && !(await listPoolHistories(tx, municipalityId, [typed.facility])).some(({ pool }) => pool.id === typed.pool)) return refused('choose-one', { field: 'pool' });
    if (stored && typed.from < stored.validFrom) return refused('before-the-group', { field: 'from', values: { day: stored.validFrom } });
    if (stored?.validUntil && typed.from >= stored.validUntil) return refused('group-over', { field: 'from', values: { day: stored.validUntil } });
    const until = typed.until ?? stored?.validUntil ?? undefined;
    const twin = groups.find((one) => one.id !== stored?.id && one.name.toLocaleLowerCase('de') === typed.name.toLocaleLowerCase('de') && (one.validUntil === null || one.validUntil > typed.from) && (until === undefined || one.validFrom < until));
    if (twin) return refused('group-name-taken', { field: 'name' });

    const isCorrection = !stored || stored.validFrom === typed.from;
    if (!isCorrection) {
      await tx.updateTable('kita.care_group').set((update) => ({ valid_until: typed.from, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', stored.id).execute();
    }
    const id = isCorrection && stored ? stored.id : newId();
    await storeGroup(tx, municipalityId, typed.facility, {
      id, name: typed.name, rulePack: typed.rulePack, form: typed.form, licensedPlaces: typed.licensedPlaces, inclusivePlaces: typed.inclusivePlaces, sharedPlaces: typed.sharedPlaces,
      validFrom: typed.from, ...(until ? { validUntil: until } : {}), ...(typed.coreFrom ? { coreFrom: typed.coreFrom } : {}), ...(typed.coreUntil ? { coreUntil: typed.coreUntil } : {}),
      ...(typed.openFrom ? { openFrom: typed.openFrom } : {}), ...(typed.openUntil ? { openUntil: typed.openUntil } : {}),
      ...(typed.licenceNumber ? { licenceNumber: typed.licenceNumber } : {}), ...(typed.licensedOn ? { licensedOn: typed.licensedOn } : {}),
    }, typed.pool ?? null);
    concerns(id, stored ? ['licence'] : ['created']);
    return accepted({ facility: typed.facility });
  },
});
