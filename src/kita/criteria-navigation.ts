import type { NavigationEntry } from '../platform/navigation.ts';
import { criteriaPaths } from './criteria-paths.ts';
import { listCatalogues, readCriteria } from './criteria-permissions.ts';
import { criteriaStaffTexts } from './criteria-staff-texts.ts';
import { criteriaTexts } from './criteria-texts.ts';

export const criteriaNavigation: readonly NavigationEntry[] = [
  { path: criteriaPaths.public, label: (language) => criteriaTexts.in(language)('navigation'), may: readCriteria, area: 'family' },
  { path: criteriaPaths.list, label: (language) => criteriaStaffTexts.in(language)('navigation'), may: listCatalogues, area: 'work' },
];
