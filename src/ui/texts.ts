import { languageFacts, type Language } from '../platform/language.ts';
import { usePage } from '../platform/page-context.ts';
import { defineTexts } from '../platform/texts.ts';
import ar from './messages/ui.ar.json' with { type: 'json' };
import deEasy from './messages/ui.de-easy.json' with { type: 'json' };
import de from './messages/ui.de.json' with { type: 'json' };
import en from './messages/ui.en.json' with { type: 'json' };
import ru from './messages/ui.ru.json' with { type: 'json' };
import tr from './messages/ui.tr.json' with { type: 'json' };
import uk from './messages/ui.uk.json' with { type: 'json' };

/** The words of the components themselves and of the refusals every form may give. */
export const uiTexts = defineTexts({ de, 'de-easy': deEasy, en, uk, tr, ar, ru });

/** Says the components' own texts in the language of the page being rendered. */
export function useUiTexts() {
  return uiTexts.in(usePage().language);
}

/**
 * BCP 47 tag for Intl. Digits stay 0–9 in every language: the same figures stand on buses, forms and phone keys
 * in Germany, and a phone number must be dialled as it is read. English is that of Europe: day before month.
 */
export function intlTag(language: Language): string {
  return `${language === 'en' ? 'en-GB' : languageFacts[language].tag}-u-nu-latn`;
}
