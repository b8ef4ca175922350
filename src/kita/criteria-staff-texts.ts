import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-criteria.de.json' with { type: 'json' };
import simulation from './messages/staff-simulation.de.json' with { type: 'json' };

/** Staff pages of criteria, so German only. */
export const criteriaStaffTexts = defineTexts({ de: { ...staff, ...simulation } });
