import type { NavigationEntry } from '../platform/navigation.ts';
import { OWN_PATH } from './registration-paths.ts';
import { enterRegistration, ownRegistration } from './registration-permissions.ts';
import { officePaths } from './office-paths.ts';
import { registrationTexts } from './registration-texts.ts';
import { staffRegistrationTexts } from './staff-registration-texts.ts';

/** Families come to the registration from /kitas: one entry of the menu is enough. */
export const registrationNavigation: readonly NavigationEntry[] = [
  // Staff have an account as well; only who has no role is a family here.
  { path: OWN_PATH, label: (language) => registrationTexts.in(language)('navigation.own'), may: { ...ownRegistration, allows: (who) => ownRegistration.allows(who) && who.roles.length === 0 }, area: 'family' },
  { path: officePaths.entry, label: () => staffRegistrationTexts.in('de')('navigation'), may: enterRegistration, area: 'work' },
];
