import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-lotse.de.json' with { type: 'json' };

/** Pages of those who hand over lists at a counter: German only. */
export const lotseTexts = defineTexts({ de: staff });
