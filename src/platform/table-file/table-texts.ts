import { defineTexts } from '../texts.ts';
import de from './messages/staff.de.json' with { type: 'json' };

/** Sentences about files and cells, for a part to put among its own: `defineTexts({ de: { ...tableMessages, ...own } })`. */
export const tableMessages = de;

/** What reading a table may say; staff pages only, so German only. */
export const tableTexts = defineTexts({ de });
