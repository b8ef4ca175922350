import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff.de.json' with { type: 'json' };

/** Staff pages only, so German only. */
export const networkTexts = defineTexts({ de: staff });
