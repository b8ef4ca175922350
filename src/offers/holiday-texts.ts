import { defineTexts } from '../platform/texts.ts';
import holidays from './messages/staff-holidays.de.json' with { type: 'json' };

/** Pages on holidays; German only. */
export const holidayTexts = defineTexts({ de: holidays });
