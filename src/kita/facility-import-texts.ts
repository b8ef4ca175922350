import tables from '../platform/table-file/messages/staff.de.json' with { type: 'json' };
import { defineTexts } from '../platform/texts.ts';
import imports from './messages/staff-facility-import.de.json' with { type: 'json' };

/** Import of facilities with what reading a table may say; German only. */
export const facilityImportTexts = defineTexts({ de: { ...tables, ...imports } });
type Key = (typeof facilityImportTexts)['keys'][number];

/** Says a refusal of a row or file; a code without a text of its own is a fault of ours and shown as such by the test beside. */
export function sayImportCode(code: string, values?: Record<string, string | number>): string {
  return facilityImportTexts.has('de', code as Key) ? facilityImportTexts.in('de')(code as Key, values) : code;
}
