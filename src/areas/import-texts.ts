import { tableMessages } from '../platform/table-file/table-texts.ts';
import { defineTexts } from '../platform/texts.ts';
import de from './messages/staff-import.de.json' with { type: 'json' };

/** What the imports of children and streets may say; staff pages only, so German only. */
export const importTexts = defineTexts({ de: { ...tableMessages, ...de } });
