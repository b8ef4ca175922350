import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn, type AgeBand } from '../facilities/age-band.ts';
import { findGroupForm, type RulePack } from '../facilities/licence.ts';
import { isHeldOn } from '../facilities/placement.ts';
import { groupedBy } from '../office/grouped.ts';
import type { ReportedGroup } from '../office/group-report.ts';
import { listAllFacilities, listSeatTypes } from './facilities.ts';
import { listGroupStaff } from './group-staff.ts';
import { listPlacements } from './placements.ts';

/** Children of a facility by age and hours of their place; what the county asks. */
export interface ReportedChildren {
  facilityName: string;
  organizationName: string;
  band: AgeBand;
  weeklyHours: number;
  inclusive: number;
  children: number;
}

export interface KeyDateReport {
  on: Day;
  groups: ReportedGroup[];
  children: ReportedChildren[];
  /** children with a place who are in no group, by facility */
  withoutGroup: { facilityName: string; children: number }[];
  /** people of no group, by facility id */
  wholeKita: Map<Uuid, { facilityName: string; people: number; hours: number }>;
}

const none = (): Record<AgeBand, number> => ({ 'under-3': 0, 'from-3': 0, school: 0 });

/** Groups, children and staff of all facilities on a day; no names. Six statements. */
export async function loadKeyDateReport(tx: Read, municipalityId: Uuid, on: Day): Promise<KeyDateReport> {
  const facilities = new Map((await listAllFacilities(tx, municipalityId)).map((facility) => [facility.id, facility]));
  const seatTypes = new Map((await listSeatTypes(tx, municipalityId)).map((type) => [type.id, type]));
  const placements = (await listPlacements(tx, municipalityId, { on })).filter((placement) => isHeldOn(placement, on));
  const staff = await listGroupStaff(tx, municipalityId, on);
  const rows = await tx.selectFrom('kita.care_group').selectAll().where('municipality_id', '=', municipalityId).where('valid_from', '<=', on)
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)])).orderBy('facility_id').orderBy('name').execute();
  const childrenOf = groupedBy(placements.filter(({ groupId }) => groupId !== null), ({ groupId }) => groupId!);
  const staffOf = groupedBy(staff.filter(({ groupId }) => groupId !== null), ({ groupId }) => groupId!);

  const groups = rows.flatMap((row): ReportedGroup[] => {
    const facility = facilities.get(row.facility_id);
    if (!facility) return [];
    const children = none();
    for (const { bornOn } of childrenOf.get(row.id) ?? []) {
      const band = bornOn === null ? undefined : ageBandOn(bornOn, on);
      if (band) children[band] += 1;
    }
    return [{
      groupId: row.id, facilityId: facility.id, facilityName: facility.name, organizationName: facility.organizationName, name: row.name, rulePack: row.rule_pack, form: row.form,
      formName: findGroupForm(row.rule_pack as RulePack, row.form, on)?.name ?? row.form, licensedPlaces: row.licensed_places, inclusivePlaces: row.inclusive_places, sharedPlaces: row.shared_places,
      coreFrom: row.core_from?.slice(0, 5) ?? null, coreUntil: row.core_until?.slice(0, 5) ?? null, children, staff: staffOf.get(row.id) ?? [],
    }];
  }).sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de') || one.name.localeCompare(other.name, 'de'));

  const byKind = groupedBy(placements.filter(({ bornOn }) => bornOn !== null && ageBandOn(bornOn, on) !== undefined), ({ facilityId, seatTypeId, bornOn }) => `${facilityId} ${ageBandOn(bornOn!, on)} ${seatTypes.get(seatTypeId)?.weeklyHours}`);
  const children = [...byKind.values()].map((own): ReportedChildren => {
    const [first] = own;
    const facility = facilities.get(first!.facilityId);
    return {
      facilityName: facility?.name ?? '', organizationName: facility?.organizationName ?? '', band: ageBandOn(first!.bornOn!, on)!, weeklyHours: seatTypes.get(first!.seatTypeId)?.weeklyHours ?? 0,
      children: own.length, inclusive: own.filter(({ seatTypeId }) => seatTypes.get(seatTypeId)?.isInclusive).length,
    };
  }).sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de') || one.band.localeCompare(other.band) || one.weeklyHours - other.weeklyHours);

  const wholeKita = new Map([...groupedBy(staff.filter(({ groupId }) => groupId === null), ({ facilityId }) => facilityId)].map(([id, own]) => [id, {
    facilityName: facilities.get(id)?.name ?? '', people: own.length, hours: own.reduce((sum, { weeklyHours }) => sum + weeklyHours, 0),
  }]));
  const withoutGroup = [...groupedBy(placements.filter(({ groupId }) => groupId === null), ({ facilityId }) => facilityId)].map(([id, own]) => ({ facilityName: facilities.get(id)?.name ?? '', children: own.length }))
    .sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de'));
  return { on, groups, children, withoutGroup, wholeKita };
}
