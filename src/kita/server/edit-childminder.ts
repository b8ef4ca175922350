import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { dayField, optionalDay, optionalUuid, uuidField, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { addDays } from '../../platform/day.ts';
import { beyondLicence } from '../facilities/childminder.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { listChildminders, listCovers, lockChildminders } from './childminders.ts';
import { lockFacility } from './edit-facility.ts';
import { listPlacements } from './placements.ts';

/** Licence and substitute of a person of Kindertagespflege. Refuses `days-order`, `choose-one`, `too-many-children` where more children are there already. */
export const saveLicence = action({
  may: configureFacilities,
  audit: 'kita.childminder.saved',
  input: v.object({ facility: uuidField(), licensedFrom: dayField(), licensedUntil: optionalDay(), childrenAtOnce: wholeNumber(1, 5), substituteId: optionalUuid() }),
  async run({ tx, municipalityId, clock, concerns }, { facility: id, ...typed }): Promise<Outcome<{ facility: Uuid }>> {
    const facility = await lockFacility(tx, municipalityId, id);
    if (facility.kind !== 'childminder') throw new NotFound();
    await lockChildminders(tx, municipalityId, [id]);
    if (typed.licensedUntil && typed.licensedUntil <= typed.licensedFrom) return refused('days-order', { field: 'licensedUntil' });
    const known = await listChildminders(tx, municipalityId);
    if (typed.substituteId && (typed.substituteId === id || !known.has(typed.substituteId))) return refused('choose-one', { field: 'substituteId' });
    const licence = { facilityId: id, licensedFrom: typed.licensedFrom, licensedUntil: typed.licensedUntil ?? null, childrenAtOnce: typed.childrenAtOnce, substituteId: typed.substituteId ?? null };
    const today = clock.today();
    const covers = await listCovers(tx, municipalityId, today);
    const around = [id, ...covers.filter(({ substituteId }) => substituteId === id).map((cover) => cover.facilityId as Uuid)];
    const beyond = beyondLicence(licence, await listPlacements(tx, municipalityId, { from: today, facilityIds: around }), covers, today, null);
    if (beyond) return refused(beyond.reason === 'too-many' ? 'too-many-children' : 'children-without-licence', { field: beyond.reason === 'too-many' ? 'childrenAtOnce' : 'licensedUntil', values: { day: beyond.day, children: beyond.children } });
    const values = { licensed_from: licence.licensedFrom, licensed_until: licence.licensedUntil, children_at_once: licence.childrenAtOnce, substitute_id: typed.substituteId ?? null };
    await tx.insertInto('kita.childminder').values({ municipality_id: municipalityId, id, ...values }).onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(values)).execute();
    concerns(id, ['licence']);
    return accepted({ facility: id });
  },
});

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
    if (beyond) return refused(beyond.reason === 'too-many' ? 'substitute-full' : 'substitute-without-licence', { field: 'substitute', values: { day: beyond.day, children: beyond.children, most: licence.childrenAtOnce } });
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
