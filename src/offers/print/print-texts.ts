import { defineTexts } from '../../platform/texts.ts';
import ar from '../messages/print.ar.json' with { type: 'json' };
import easy from '../messages/print.de-easy.json' with { type: 'json' };
import de from '../messages/print.de.json' with { type: 'json' };
import en from '../messages/print.en.json' with { type: 'json' };
import ru from '../messages/print.ru.json' with { type: 'json' };
import tr from '../messages/print.tr.json' with { type: 'json' };
import uk from '../messages/print.uk.json' with { type: 'json' };
import staff from '../messages/staff-print.de.json' with { type: 'json' };

/** Words of booklets and posters, and of the page where families find them. */
export const printTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });

/** Pages of those who make them: German only. */
export const staffPrintTexts = defineTexts({ de: staff });
export type StaffPrintKey = (typeof staffPrintTexts)['keys'][number];
