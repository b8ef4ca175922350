import { defineTexts } from '../texts.ts';
import de from './messages/staff.de.json' with { type: 'json' };

/** What reading a table may say; staff pages only, so German only. */
export const tableTexts = defineTexts({ de });
