import type { NavigationEntry } from '../platform/navigation.ts';
import { configureFacilities, listFacilitiesForStaff, readFacilities } from './facilities-permissions.ts';
import { facilitiesTexts, staffFacilitiesTexts } from './facilities-texts.ts';

const staff = staffFacilitiesTexts.in('de');

export const facilitiesNavigation: readonly NavigationEntry[] = [
  { path: '/kitas', label: (language) => facilitiesTexts.in(language)('navigation'), may: readFacilities, area: 'family' },
  { path: '/verwaltung/kita/einrichtungen', label: () => staff('navigation'), may: listFacilitiesForStaff, area: 'staff' },
  { path: '/verwaltung/kita/belegung', label: () => staff('navigation.occupancy'), may: listFacilitiesForStaff, area: 'work' },
  { path: '/verwaltung/kita/platzarten', label: () => staff('navigation.seat-types'), may: configureFacilities, area: 'settings' },
];
