import { permit, permitEverybody, permitSignedIn } from '../accounts/permit.ts';

/** What a registration is and how it begins. */
export const beginRegistration = permitEverybody('kita.registration.begin');
/** One's own children and registrations: whose they are is looked up in each case, foreign ones are as if they were not there. */
export const ownRegistration = permitSignedIn('kita.own-registration', 'social');
/** The office enters what a family brings on paper. */
export const enterRegistration = permit('kita.registration.enter', 'social', ['kita-office']);
/** Letters to families with newborn children: nobody's data but an address that was typed in. */
export const writeWelcome = permit('kita.welcome.write', 'internal', ['kita-office']);
/** Lists of births and arrivals: names and addresses, for as long as the letters take. */
export const writeWelcomeLetters = permit('kita.welcome-list.print', 'personal', ['kita-office']);
