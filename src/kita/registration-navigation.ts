import type { NavigationEntry } from '../platform/navigation.ts';
import { BEGIN_PATH, OWN_PATH } from './registration-paths.ts';
import { beginRegistration, enterRegistration, ownRegistration } from './registration-permissions.ts';
import { officePaths } from './office-paths.ts';
import { registrationTexts } from './registration-texts.ts';
import { staffRegistrationTexts } from './staff-registration-texts.ts';

export const registrationNavigation: readonly NavigationEntry[] = [
  { path: BEGIN_PATH, label: (language) => registrationTexts.in(language)('navigation'), may: beginRegistration, area: 'family' },
  // Staff have an account as well; only who has no role is a family here.
  { path: OWN_PATH, label: (language) => registrationTexts.in(language)('navigation.own'), may: { ...ownRegistration, allows: (who) => ownRegistration.allows(who) && who.roles.length === 0 }, area: 'family' },
  { path: officePaths.entry, label: () => staffRegistrationTexts.in('de')('navigation'), may: enterRegistration, area: 'work' },
];
