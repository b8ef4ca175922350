import { defineTexts } from '../platform/texts.ts';
import freshness from './messages/staff-freshness.de.json' with { type: 'json' };
import staff from './messages/staff.de.json' with { type: 'json' };

/** Mails and pages by which providers keep their entries true, and the settings of it: German only. Faults of the entry's form are said as there. */
export const freshnessTexts = defineTexts({ de: { ...staff, ...freshness } });
