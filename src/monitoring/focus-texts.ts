import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-focus.de.json' with { type: 'json' };

/** Staff pages only, so German only. */
export const focusTexts = defineTexts({ de: staff });
