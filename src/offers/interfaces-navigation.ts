import type { NavigationEntry } from '../platform/navigation.ts';
import { staffInterfacesTexts } from './interfaces-texts.ts';
import { importServices } from './permissions.ts';

/** Open doors: what others read of us, and what we read of others. */
export const interfacesNavigation: NavigationEntry[] = [
  { path: '/verwaltung/schnittstellen', label: () => staffInterfacesTexts.in('de')('navigation'), may: importServices, area: 'settings' },
  { path: '/verwaltung/angebote/hsds', label: () => staffInterfacesTexts.in('de')('import.navigation'), may: importServices, area: 'settings' },
];
