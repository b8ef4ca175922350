import { addMonths, type Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import { beyondLicence, runsOutOn, type ChildminderLicence } from '../facilities/childminder.ts';
import type { Facility } from '../facilities/facility.ts';
import { findingsOf, type Finding } from '../facilities/findings.ts';
import type { PoolMonth } from '../facilities/free-seats.ts';
import { poolMonth } from '../facilities/free-seats.ts';
import { listGroups, type CareGroup } from './care-groups.ts';
import { listChildminders, listCovers } from './childminders.ts';
import { listAllFacilities, listPoolHistories, listSeatTypes } from './facilities.ts';
import { listPlacements } from './placements.ts';
import { townRulePack } from './town-rules.ts';

/** A licence that ends later is renewed in time; nobody needs to look yet. */
const MONTHS_AHEAD = 12;

/** In good time before a licence runs out somebody has to think of it, with children or without. */
const MONTHS_BEFORE_END = 6;
const endsSoon = (licence: ChildminderLicence, on: Day) => { const end = runsOutOn(licence); return end !== null && end > on && end <= addMonths(on, MONTHS_BEFORE_END); };

/** A facility with its groups, how full it is on a day, and what is to look at. */
export interface FacilityOverview {
  facility: Facility;
  groups: CareGroup[];
  pools: PoolMonth[];
  findings: Finding[];
}

/** Overviews of all facilities or of some, by name; a handful of queries however many there are. */
export async function facilityOverviews(tx: Read, municipalityId: Uuid, on: Day, ids: readonly Uuid[] | 'all'): Promise<FacilityOverview[]> {
  const facilities = (await listAllFacilities(tx, municipalityId)).filter(({ id }) => ids === 'all' || ids.includes(id));
  const groups = groupedBy(await listGroups(tx, municipalityId), ({ facilityId }) => facilityId as string);
  const histories = groupedBy(await listPoolHistories(tx, municipalityId), ({ pool }) => pool.facilityId);
  const seatTypes = await listSeatTypes(tx, municipalityId);
  const placements = await listPlacements(tx, municipalityId, { from: on });
  const ofPool = groupedBy(placements, ({ poolId }) => poolId as string);
  const licences = await listChildminders(tx, municipalityId);
  const pack = await townRulePack(tx, municipalityId);
  const covers = await listCovers(tx, municipalityId, on);
  return facilities.map((facility) => {
    const own = groups.get(facility.id) ?? [];
    const pools = (histories.get(facility.id) ?? []).flatMap((history) => poolMonth(history, seatTypes, ofPool.get(history.pool.id) ?? [], on, pack) ?? []);
    const licence = licences.get(facility.id);
    const beyond = licence && beyondLicence(licence, placements, covers, on, addMonths(on, MONTHS_AHEAD));
    return {
      facility, groups: own, pools,
      findings: [
        ...findingsOf(pools, own, on),
        ...(licence && endsSoon(licence, on) ? [{ code: 'licence.ends', values: { day: runsOutOn(licence)! } }] : []),
        ...(beyond ? [{ code: beyond.reason === 'too-many' ? 'over.childminder' : 'over.no-licence', values: { day: beyond.day, children: beyond.children, most: beyond.most } }] : []),
      ],
    };
  });
}
