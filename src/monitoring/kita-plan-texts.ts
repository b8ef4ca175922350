import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-kita-plan.de.json' with { type: 'json' };

/** Staff pages only, so German only. */
export const kitaPlanTexts = defineTexts({ de: staff });
