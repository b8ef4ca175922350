import type { Language } from './language.ts';
import type { Permission } from './permission.ts';

/** An entry of a town's menu. Parts export theirs, src/routes.ts puts them in order. */
export interface NavigationEntry {
  /** path inside the town */
  path: string;
  label(language: Language): string;
  /** shown to whom may open it */
  may: Permission;
  /** `settings` is opened now and then: it stands on the overview of the administration, not in the menu itself */
  area: 'family' | 'staff' | 'settings';
}
