import type { NavigationEntry } from '../platform/navigation.ts';
import { callPaths } from './call-paths.ts';
import { callTexts } from './call-texts.ts';
import { duplicatePaths } from './duplicate-paths.ts';
import { duplicatesTexts } from './duplicates-texts.ts';
import { HOLIDAYS } from './holiday-paths.ts';
import { holidayTexts } from './holiday-texts.ts';
import { configureHolidays, logCalls, mergeDuplicates } from './permissions.ts';

/** Keeping the directory true: entries by age, duplicates, holidays. */
export const duplicateNavigation: readonly NavigationEntry[] = [
  { path: callPaths.records, label: () => callTexts.in('de')('navigation'), may: logCalls, area: 'work' },
  { path: duplicatePaths.list, label: () => duplicatesTexts.in('de')('navigation'), may: mergeDuplicates, area: 'work' },
  { path: HOLIDAYS, label: () => holidayTexts.in('de')('navigation'), may: configureHolidays, area: 'settings' },
];
