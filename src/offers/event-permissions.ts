import { permit, permitEverybody } from '../accounts/permit.ts';
import { staffRoles, type Role } from '../accounts/role.ts';

/** Who keeps the dates of the whole municipality; provider editors keep those of their own organization. */
const editors: readonly Role[] = ['coordinator', 'planner', 'administrator'];

export const readEvents = permitEverybody('offers.event.read');
export const listEvents = permit('offers.event.list', 'internal', [...staffRoles, 'provider-editor']);
export const editEvent = permit('offers.event.edit', 'internal', [...editors, 'provider-editor']);
/** Places are given away where people stand: also at the counter. */
export const countPlaces = permit('offers.event.places', 'internal', [...editors, 'navigator', 'kita-office', 'provider-editor']);
