import { listGroups, type CareGroup } from '../../src/kita/server/care-groups.ts';
import { listAllFacilities } from '../../src/kita/server/facilities.ts';
import { storeGroupStaff, type NewStaff } from '../../src/kita/server/group-staff.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';

/** More than a full week nobody works (Tarifvertrag: 39 hours). */
const FULL_WEEK = 39;

/**
 * Invented staff of the demo town's groups, numbers without names: two people in the core and edge time of each group, a third in a Krippe, somebody for inclusion where
 * there are inclusive places, and in three groups something the office has to ask about.
 */
export async function loadKitaStaffOfDemo(tx: Write, municipalityId: Uuid, clock: Clock): Promise<void> {
  const today = clock.today();
  const groups = (await listGroups(tx, municipalityId)).filter(({ validFrom, validUntil }) => validFrom <= today && (validUntil === null || today < validUntil));
  const rows = groups.flatMap((group, at) => staffOf(group, at));
  const kitas = (await listAllFacilities(tx, municipalityId)).filter(({ kind, id }) => kind === 'kita' && groups.filter(({ facilityId }) => facilityId === id).length >= 3);
  const wholeKita = kitas.flatMap(({ id }): NewStaff[] => [
    { facilityId: id, groupId: null, label: 'Leitung', qualification: 'extra', weeklyHours: FULL_WEEK, coreHours: null, edgeHours: null, validFrom: groups.find(({ facilityId }) => facilityId === id)!.validFrom },
    { facilityId: id, groupId: null, label: 'Ausbildung im ersten Jahr', qualification: 'training', weeklyHours: 30, coreHours: null, edgeHours: null, validFrom: groups.find(({ facilityId }) => facilityId === id)!.validFrom },
  ]);
  await storeGroupStaff(tx, municipalityId, clock, [...rows, ...wholeKita]);
}

function staffOf({ id, facilityId, form, inclusivePlaces, coreFrom, coreUntil, openFrom, openUntil, validFrom }: CareGroup, at: number): NewStaff[] {
  const week = coreFrom && coreUntil ? (minutes(coreUntil) - minutes(coreFrom)) / 12 : 0;
  const edge = openFrom && openUntil ? (minutes(openUntil) - minutes(openFrom)) / 12 - week : 0;
  if (week === 0) return [];
  const person = (label: string, qualification: string, coreHours: number | null, preparation: number, edgeHours: number | null = 0): NewStaff => ({
    facilityId: facilityId as Uuid, groupId: id, label, qualification, weeklyHours: Math.min(FULL_WEEK, (coreHours ?? week) + (edgeHours ?? 0) + preparation), coreHours, edgeHours, validFrom,
  });
  // Every fourth second person is two who share the week; one has not said when, one is missing part of the week.
  const second = at === 5 ? [person('Zweite Kraft', 'assistant', null, 3, null)]
    : at === 9 ? [person('Zweite Kraft', 'assistant', week - 6, 2, edge)]
    : at % 4 === 3 ? [person('Zweite Kraft, vormittags', 'assistant', Math.floor(week / 2), 2, edge / 2), person('Zweite Kraft, mittags', 'skilled', Math.ceil(week / 2), 2, edge / 2)]
    : [person('Zweite Kraft', form === 'krippe' ? 'skilled' : 'assistant', week, 3, at === 12 ? edge / 2 : edge)];
  return [
    person('Gruppenleitung', 'skilled', week, 39 - week - edge > 7.5 ? 7.5 : 39 - week - edge, edge), ...second,
    ...(form === 'krippe' ? [person('Dritte Kraft', 'assistant', 20, 0)] : []),
    ...(inclusivePlaces > 0 ? [person('Inklusion', 'curative', week, 5)] : []),
  ];
}

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
