import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, optionalUuid, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { optionalNumber } from '../../offers/server/event-input.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { beyondLicence, lastDayOfLicence, licenceKinds, licenceOn, runsOutOn, type LicenceKind, type LicencePeriod } from '../facilities/childminder.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { listChildminders, listCovers, lockChildminders } from './childminders.ts';
import { lockFacility } from './edit-facility.ts';
import { listPlacements } from './placements.ts';
import { storeLicencePeriod } from './store-facilities.ts';

/**
 * Licence and substitute of a person of Kindertagespflege: a licence from a day on, renewed, changed or withdrawn; what held before stays in its history. One that begins on
 * the same day is corrected. Without an end it is for five years, a change until the licence it changes runs out. Refuses `stale-form`, `days-order`,
 * `licence-too-long`, `choose-one`, `number-missing`, `nothing-to-change`, `too-many-children` where more children are there already. A withdrawal is
 * recorded even with children there: it is the Jugendamt's decision, and the page says that they need another place.
 */
export const saveLicence = action({
  may: configureFacilities,
  audit: 'kita.childminder.saved',
  input: v.object({
    facility: uuidField(), version: optionalNumber(1e9), kind: choice(licenceKinds), licensedFrom: dayField(), licensedUntil: optionalDay(), childrenAtOnce: optionalNumber(5), restriction: optionalText(2000),
    fileNumber: optionalText(60), substituteId: optionalUuid(),
  }),
  async run({ tx, municipalityId, clock, who, concerns }, { facility: id, ...typed }): Promise<Outcome<{ facility: Uuid }>> {
    const facility = await lockFacility(tx, municipalityId, id);
    if (facility.kind !== 'childminder') throw new NotFound();
    await lockChildminders(tx, municipalityId, [id]);
    const known = await listChildminders(tx, municipalityId);
    const stored = known.get(id);
    if (stored && typed.version !== stored.version) return refused('stale-form');
    if (typed.substituteId && (typed.substituteId === id || !known.has(typed.substituteId))) return refused('choose-one', { field: 'substituteId' });
    const period = periodOf(typed, stored?.periods ?? []);
    if (!period.ok) return period;
    const periods = [...(stored?.periods ?? []).filter(({ validFrom }) => validFrom !== period.value.validFrom), period.value].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const licence = { facilityId: id, periods, substituteId: typed.substituteId ?? null };
    const today = clock.today();
    const covers = await listCovers(tx, municipalityId, today);
    const around = [id, ...covers.filter(({ substituteId }) => substituteId === id).map((cover) => cover.facilityId as Uuid)];
    const beyond = beyondLicence(licence, await listPlacements(tx, municipalityId, { from: today, facilityIds: around }), covers, today, runsOutOn(licence));
    if (beyond?.reason === 'too-many') return refused('too-many-children', { field: 'childrenAtOnce', values: { day: beyond.day, children: beyond.children } });
    const values = { substitute_id: typed.substituteId ?? null };
    await tx.insertInto('kita.childminder').values({ municipality_id: municipalityId, id, ...values })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet((update) => ({ ...values, version: update('kita.childminder.version', '+', 1) }))).execute();
    await storeLicencePeriod(tx, municipalityId, clock, id, { ...period.value, restriction: typed.restriction, fileNumber: typed.fileNumber, by: who.personId });
    concerns(id, ['licence']);
    return accepted({ facility: id });
  },
});

interface TypedLicence {
  kind: LicenceKind;
  licensedFrom: Day;
  licensedUntil?: Day | undefined;
  childrenAtOnce?: number | undefined;
}

function periodOf({ kind, licensedFrom: validFrom, licensedUntil, childrenAtOnce }: TypedLicence, periods: readonly LicencePeriod[]): Outcome<LicencePeriod> {
  const before = licenceOn({ periods }, validFrom);
  if ((kind === 'changed' || kind === 'withdrawn') && !before) return refused('nothing-to-change', { field: 'licensedFrom' });
  if (kind === 'withdrawn') return accepted({ kind, validFrom, validUntil: null, childrenAtOnce: 0 });
  if (!childrenAtOnce || !Number.isInteger(childrenAtOnce)) return refused('number-missing', { field: 'childrenAtOnce' });
  const longest = kind === 'changed' ? before!.validUntil : lastDayOfLicence(validFrom);
  const validUntil = licensedUntil ?? longest;
  if (validUntil !== null && validUntil <= validFrom) return refused('days-order', { field: 'licensedUntil' });
  if (longest !== null && validUntil !== null && validUntil > longest) return refused('licence-too-long', { field: 'licensedUntil', values: { day: longest } });
  return accepted({ kind, validFrom, validUntil, childrenAtOnce });
}

/** Somebody steps in on some days (§ 23 Abs. 4 SGB VIII): the children count against that person's licence too. Refuses `days-order`, `choose-one`, `cover-twice`, `substitute-full`, `substitute-without-licence`. */
export const addCover = action({
  may: configureFacilities,
  audit: 'kita.childminder-cover.added',
  input: v.object({ facility: uuidField(), substitute: uuidField(), firstDay: dayField(), lastDay: dayField() }),
  async run({ tx, municipalityId, concerns }, { facility: id, substitute, firstDay, lastDay }): Promise<Outcome<{ facility: Uuid }>> {
    if (lastDay < firstDay) return refused('days-order', { field: 'lastDay' });
    await lockChildminders(tx, municipalityId, [id, substitute]);
    const known = await listChildminders(tx, municipalityId);
    const licence = known.get(substitute);
    if (!known.has(id)) throw new NotFound();
    if (!licence || substitute === id) return refused('choose-one', { field: 'substitute' });
    const covers = await listCovers(tx, municipalityId, firstDay);
    if (covers.some((cover) => cover.facilityId === id && cover.firstDay <= lastDay)) return refused('cover-twice', { field: 'firstDay' });
    const planned = [...covers, { facilityId: id, substituteId: substitute, firstDay, lastDay }];
    const around = [...new Set([substitute, ...planned.filter((cover) => cover.substituteId === substitute).map((cover) => cover.facilityId as Uuid)])];
    const beyond = beyondLicence(licence, await listPlacements(tx, municipalityId, { from: firstDay, facilityIds: around }), planned, firstDay, addDays(lastDay, 1));
    if (beyond) return refused(beyond.reason === 'too-many' ? 'substitute-full' : 'substitute-without-licence', { field: 'substitute', values: { day: beyond.day, children: beyond.children, most: beyond.most } });
    await tx.insertInto('kita.childminder_cover').values({ municipality_id: municipalityId, id: newId(), facility_id: id, substitute_id: substitute, first_day: firstDay, last_day: lastDay }).execute();
    concerns(id, ['covers']);
    return accepted({ facility: id });
  },
});

export const removeCover = action({
  may: configureFacilities,
  audit: 'kita.childminder-cover.removed',
  input: v.object({ facility: uuidField(), cover: uuidField() }),
  async run({ tx, municipalityId, concerns }, { facility, cover }): Promise<Outcome<{ facility: Uuid }>> {
    const gone = await tx.deleteFrom('kita.childminder_cover').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', cover).returning('id').executeTakeFirst();
    if (!gone) throw new NotFound();
    concerns(facility, ['covers']);
    return accepted({ facility });
  },
});
