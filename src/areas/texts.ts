import { defineTexts } from '../platform/texts.ts';
import tables from '../platform/table-file/messages/staff.de.json' with { type: 'json' };
import imports from './messages/staff-import.de.json' with { type: 'json' };
import staff from './messages/staff.de.json' with { type: 'json' };

/** Staff pages only, so German only; with what reading a table may say. */
export const areasTexts = defineTexts({ de: { ...tables, ...imports, ...staff } });
export type AreasKey = (typeof areasTexts)['keys'][number];

const say = areasTexts.in('de');

/** Says a refusal of a row or file; a code without a text of its own is a fault of ours and shown as such by the test beside. */
export function sayCode(code: string, values?: Record<string, string | number>): string {
  return areasTexts.has('de', code as AreasKey) ? say(code as AreasKey, values) : code;
}
