import { defineTexts } from '../platform/texts.ts';
import ar from './messages/seals.ar.json' with { type: 'json' };
import easy from './messages/seals.de-easy.json' with { type: 'json' };
import de from './messages/seals.de.json' with { type: 'json' };
import en from './messages/seals.en.json' with { type: 'json' };
import ru from './messages/seals.ru.json' with { type: 'json' };
import tr from './messages/seals.tr.json' with { type: 'json' };
import uk from './messages/seals.uk.json' with { type: 'json' };
import staff from './messages/staff-seals.de.json' with { type: 'json' };

/** Points, seals and what a sticker leads to, in all languages. */
export const sealTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });
/** Those who check and award; the words for equipment and criteria are those of families. */
export const staffSealTexts = defineTexts({ de: { ...de, ...staff } });
