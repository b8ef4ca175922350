import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-awareness.de.json' with { type: 'json' };

/** Which offers are known, beside the computed state of a cell; staff only. */
export const awarenessTexts = defineTexts({ de: staff });
