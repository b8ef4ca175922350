import { defineTexts } from '../platform/texts.ts';
import calls from './messages/staff-calls.de.json' with { type: 'json' };

/** Entries by age, and calls; German only. */
export const callTexts = defineTexts({ de: calls });
