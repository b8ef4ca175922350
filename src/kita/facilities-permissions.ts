import { permit, permitEverybody } from '../accounts/permit.ts';

export const readFacilities = permitEverybody('kita.facility.read');
/** What there is, what is licensed and how full it is: numbers without names. Providers see their own. */
export const listFacilitiesForStaff = permit('kita.facility.list', 'internal', ['kita-office', 'kita-provider', 'planner', 'department-head', 'auditor']);
/** Contact, concept, languages, opening and closing times: providers for their own. */
export const editFacility = permit('kita.facility.edit', 'internal', ['kita-office', 'kita-provider']);
/** Which children share a place, with their names: providers of their own facilities. */
export const readSeatShares = permit('kita.seat-share.read', 'personal', ['kita-office', 'kita-provider']);
/** Only the office gives a place to two children. */
export const shareSeats = permit('kita.seat-share.edit', 'personal', ['kita-office']);
/** Licences, groups, pools and kinds of places; who leads; new facilities. */
export const configureFacilities = permit('kita.facility.configure', 'internal', ['kita-office']);
