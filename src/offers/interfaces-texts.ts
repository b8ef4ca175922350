import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-interfaces.de.json' with { type: 'json' };

/** Pages of those who open the directory to others and read others' directories: German only. */
export const staffInterfacesTexts = defineTexts({ de: staff });
export type StaffInterfacesKey = (typeof staffInterfacesTexts)['keys'][number];

/** A refusal or a problem in words; a code without words stands for itself. */
export function sayCode(code: string, values?: Record<string, string | number>): string {
  const key = code as StaffInterfacesKey;
  return staffInterfacesTexts.has('de', key) ? staffInterfacesTexts.in('de')(key, values) : code;
}
