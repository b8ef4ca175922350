import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn, type AgeBand } from '../facilities/age-band.ts';
import { findGroupForm } from '../facilities/licence.ts';
import { isHeldOn } from '../facilities/placement.ts';
import type { ReportedGroup } from '../office/group-report.ts';
import { listGroups } from './care-groups.ts';
import { listAllFacilities, listSeatTypes } from './facilities.ts';
import { listGroupStaff } from './group-staff.ts';
import { listPlacements } from './placements.ts';
import { townRulePack } from './town-rules.ts';

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
  const pack = await townRulePack(tx, municipalityId);
  const all = await listGroups(tx, municipalityId);
  const rows = all.filter(({ validFrom, validUntil }) => validFrom <= on && (validUntil === null || on < validUntil));
  // A licence that changes is a new row of the same group: children and staff stay in it by its name.
  const keyOf = new Map(all.map((row) => [row.id, `${row.facilityId} ${row.name}`]));
  // The children of a pool with one group are in that group, whether or not somebody wrote it down.
  const onlyGroup = new Map([...groupedBy(rows.filter(({ poolId }) => poolId !== null), ({ poolId }) => poolId!)].flatMap(([poolId, own]) => (own.length === 1 ? [[poolId, own[0]!.id] as const] : [])));
  const inGroup = ({ groupId, poolId }: { groupId: Uuid | null; poolId?: Uuid }) => {
    const id = groupId ?? (poolId && onlyGroup.get(poolId));
    return id ? keyOf.get(id) : undefined;
  };
  const present = new Set(rows.map((row) => keyOf.get(row.id)!));
  const childrenOf = groupedBy(placements, inGroup);
  const staffOf = groupedBy(staff, inGroup);

  const groups = rows.flatMap((row): ReportedGroup[] => {
    const facility = facilities.get(row.facilityId);
    if (!facility) return [];
    const children = none();
    for (const { bornOn } of childrenOf.get(keyOf.get(row.id)) ?? []) {
      const band = bornOn === null ? undefined : ageBandOn(bornOn, on, pack);
      if (band) children[band] += 1;
    }
    return [{
      groupId: row.id, facilityId: facility.id, facilityName: facility.name, organizationName: facility.organizationName, name: row.name, rulePack: row.rulePack, form: row.form,
      formName: findGroupForm(row.rulePack, row.form, on)?.name ?? row.form, licensedPlaces: row.licensedPlaces, inclusivePlaces: row.inclusivePlaces, sharedPlaces: row.sharedPlaces,
      coreFrom: row.coreFrom ?? null, coreUntil: row.coreUntil ?? null, openFrom: row.openFrom ?? null, openUntil: row.openUntil ?? null, children, staff: staffOf.get(keyOf.get(row.id)) ?? [],
    }];
  }).sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de') || one.name.localeCompare(other.name, 'de'));

  const byKind = groupedBy(placements.filter(({ bornOn }) => bornOn !== null && ageBandOn(bornOn, on, pack) !== undefined), ({ facilityId, seatTypeId, bornOn }) => `${facilityId} ${ageBandOn(bornOn!, on, pack)} ${seatTypes.get(seatTypeId)?.weeklyHours}`);
  const children = [...byKind.values()].map((own): ReportedChildren => {
    const [first] = own;
    const facility = facilities.get(first!.facilityId);
    return {
      facilityName: facility?.name ?? '', organizationName: facility?.organizationName ?? '', band: ageBandOn(first!.bornOn!, on, pack)!, weeklyHours: seatTypes.get(first!.seatTypeId)?.weeklyHours ?? 0,
      children: own.length, inclusive: own.filter(({ seatTypeId }) => seatTypes.get(seatTypeId)?.isInclusive).length,
    };
  }).sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de') || one.band.localeCompare(other.band) || one.weeklyHours - other.weeklyHours);

  const wholeKita = new Map([...groupedBy(staff.filter((one) => !present.has(inGroup(one) ?? '')), ({ facilityId }) => facilityId)].map(([id, own]) => [id, {
    facilityName: facilities.get(id)?.name ?? '', people: own.length, hours: own.reduce((sum, { weeklyHours }) => sum + weeklyHours, 0),
  }]));
  const withoutGroup = [...groupedBy(placements.filter((placement) => !present.has(inGroup(placement) ?? '')), ({ facilityId }) => facilityId)].map(([id, own]) => ({ facilityName: facilities.get(id)?.name ?? '', children: own.length }))
    .sort((one, other) => one.facilityName.localeCompare(other.facilityName, 'de'));
  return { on, groups, children, withoutGroup, wholeKita };
}
