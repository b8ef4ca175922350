import { defineTexts } from '../platform/texts.ts';
import staff from './messages/staff-translation.de.json' with { type: 'json' };
import ar from './messages/translation.ar.json' with { type: 'json' };
import easy from './messages/translation.de-easy.json' with { type: 'json' };
import de from './messages/translation.de.json' with { type: 'json' };
import en from './messages/translation.en.json' with { type: 'json' };
import ru from './messages/translation.ru.json' with { type: 'json' };
import tr from './messages/translation.tr.json' with { type: 'json' };
import uk from './messages/translation.uk.json' with { type: 'json' };

/** What families read about the translation before them. */
export const translationTexts = defineTexts({ de, 'de-easy': easy, en, uk, tr, ar, ru });

/** The translators' pages; German only. */
export const staffTranslationTexts = defineTexts({ de: staff });
export type StaffTranslationKey = (typeof staffTranslationTexts)['keys'][number];
