import type { NavigationEntry } from '../platform/navigation.ts';
import { criteriaPaths } from './criteria-paths.ts';
import { listCatalogues } from './criteria-permissions.ts';
import { criteriaStaffTexts } from './criteria-staff-texts.ts';

export const criteriaNavigation: readonly NavigationEntry[] = [
  { path: criteriaPaths.list, label: (language) => criteriaStaffTexts.in(language)('navigation'), may: listCatalogues, area: 'work' },
];
