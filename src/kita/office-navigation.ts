import { systemClock } from '../platform/clock.ts';
import type { NavigationEntry } from '../platform/navigation.ts';
import { officePaths } from './office-paths.ts';
import { readOffice } from './office-permissions.ts';
import { officeTexts } from './office-texts.ts';
import { countWaitingWork } from './server/office-work.ts';

export const officeNavigation: NavigationEntry[] = [
  {
    path: officePaths.dashboard, label: (language) => officeTexts.in(language)('navigation'), may: readOffice, area: 'staff',
    waiting: (tx, municipalityId) => countWaitingWork(tx, municipalityId, systemClock.today()),
  },
];
