import { permit } from '../accounts/permit.ts';

/** Sums of children by year and area, as the list of children shows them to all staff. */
export const readKitaPlan = permit('monitoring.kita-plan.read', 'internal', ['planner', 'coordinator', 'department-head', 'kita-office', 'auditor']);
export const editKitaPlan = permit('monitoring.kita-plan.edit', 'internal', ['planner', 'kita-office']);
