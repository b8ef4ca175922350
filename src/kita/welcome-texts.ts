import { tableMessages } from '../platform/table-file/table-texts.ts';
import { defineTexts } from '../platform/texts.ts';
import own from './messages/staff-welcome.de.json' with { type: 'json' };

/** The office's pages of welcome letters. */
export const welcomeTexts = defineTexts({ de: { ...tableMessages, ...own } });
