import { defineTexts } from '../platform/texts.ts';
import age from './messages/age.de.json' with { type: 'json' };
import duplicates from './messages/staff-duplicates.de.json' with { type: 'json' };

/** Pages on duplicates; German only. */
export const duplicatesTexts = defineTexts({ de: { ...age, ...duplicates } });
