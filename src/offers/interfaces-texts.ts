import { defineTexts } from '../platform/texts.ts';
import ar from './messages/interfaces.ar.json' with { type: 'json' };
import easy from './messages/interfaces.de-easy.json' with { type: 'json' };
import de from './messages/interfaces.de.json' with { type: 'json' };
import en from './messages/interfaces.en.json' with { type: 'json' };
import ru from './messages/interfaces.ru.json' with { type: 'json' };
import tr from './messages/interfaces.tr.json' with { type: 'json' };
import uk from './messages/interfaces.uk.json' with { type: 'json' };
import staff from './messages/staff-interfaces.de.json' with { type: 'json' };

/** The list on another website, in all languages. */
export const embedTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });

/** Pages of those who open the directory to others and read others' directories: German only. */
export const staffInterfacesTexts = defineTexts({ de: staff });
export type StaffInterfacesKey = (typeof staffInterfacesTexts)['keys'][number];

/** A refusal or a problem in words; a code without words stands for itself. */
export function sayCode(code: string, values?: Record<string, string | number>): string {
  const key = code as StaffInterfacesKey;
  return staffInterfacesTexts.has('de', key) ? staffInterfacesTexts.in('de')(key, values) : code;
}
