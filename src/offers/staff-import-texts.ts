import { defineTexts } from '../platform/texts.ts';
import { tableMessages } from '../platform/table-file/table-texts.ts';
import pages from './messages/staff-import-pages.de.json' with { type: 'json' };
import rows from './messages/staff-import.de.json' with { type: 'json' };

/** What the pages of the import say, with what reading a table and its rows may refuse; staff pages only, so German only. */
export const staffImportTexts = defineTexts({ de: { ...tableMessages, ...rows, ...pages } });
type Key = (typeof staffImportTexts)['keys'][number];

/** Says a code of a row, a file or a note; a code without a text is a fault of ours. */
export function sayImportCode(code: string, values?: Record<string, string | number>): string {
  return staffImportTexts.has('de', code as Key) ? staffImportTexts.in('de')(code as Key, values) : code;
}
