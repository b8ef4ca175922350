import { defineTexts } from '../platform/texts.ts';
import de from './messages/correction.de.json' with { type: 'json' };
import easy from './messages/correction.de-easy.json' with { type: 'json' };
import en from './messages/correction.en.json' with { type: 'json' };
import uk from './messages/correction.uk.json' with { type: 'json' };
import tr from './messages/correction.tr.json' with { type: 'json' };
import ar from './messages/correction.ar.json' with { type: 'json' };
import ru from './messages/correction.ru.json' with { type: 'json' };

/** Saying what is wrong in an entry, and how old it is: in all languages. */
export const correctionTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
