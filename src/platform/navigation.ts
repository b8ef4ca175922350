import type { Read } from './database.ts';
import type { Uuid } from './id.ts';
import type { Language } from './language.ts';
import type { Permission } from './permission.ts';

/** An entry of a town's menu. Parts export theirs, src/routes.ts puts them in order. */
export interface NavigationEntry {
  /** path inside the town */
  path: string;
  label(language: Language): string;
  /** shown to whom may open it */
  may: Permission;
  /** `staff` stands in the menu; `work` (done now and then) and `settings` (set up once) on the overview of the administration only */
  area: 'family' | 'staff' | 'work' | 'settings';
  /** how much waits there for somebody to work it off; told on the overview */
  waiting?(tx: Read, municipalityId: Uuid): Promise<number>;
}
