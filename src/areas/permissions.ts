import { permit } from '../accounts/permit.ts';
import { staffRoles } from '../accounts/role.ts';

/** Figures of small areas stay inside the administration; the public sees what is released of them. */
export const readAreas = permit('areas.area.read', 'internal', staffRoles);
export const editAreas = permit('areas.area.edit', 'internal', ['planner', 'coordinator', 'administrator']);
