import { defineTexts } from '../platform/texts.ts';
import ar from './messages/events.ar.json' with { type: 'json' };
import easy from './messages/events.de-easy.json' with { type: 'json' };
import de from './messages/events.de.json' with { type: 'json' };
import en from './messages/events.en.json' with { type: 'json' };
import ru from './messages/events.ru.json' with { type: 'json' };
import tr from './messages/events.tr.json' with { type: 'json' };
import uk from './messages/events.uk.json' with { type: 'json' };
import staff from './messages/staff-events.de.json' with { type: 'json' };

/** Dates for families, in all languages. */
export const eventTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
/** Those who keep them; German only. */
export const staffEventTexts = defineTexts({ de: staff });
export type StaffEventKey = (typeof staffEventTexts)['keys'][number];
