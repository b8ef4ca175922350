import type { NavigationEntry } from '../platform/navigation.ts';
import { configurationTexts } from './configuration-texts.ts';
import { configurePhases, editLocation, importServices } from './permissions.ts';
import { staffImportTexts } from './staff-import-texts.ts';

/** What those do who keep the directory's ground: words, places, tables. */
export const configurationNavigation: NavigationEntry[] = [
  { path: '/verwaltung/angebote/import', label: (language) => staffImportTexts.in(language)('navigation.import'), may: importServices, area: 'settings' },
  { path: '/verwaltung/orte', label: (language) => configurationTexts.in(language)('navigation.locations'), may: editLocation, area: 'settings' },
  { path: '/verwaltung/lebensphasen', label: (language) => configurationTexts.in(language)('navigation.phases'), may: configurePhases, area: 'settings' },
  { path: '/verwaltung/handlungsfelder', label: (language) => configurationTexts.in(language)('navigation.fields'), may: configurePhases, area: 'settings' },
];
