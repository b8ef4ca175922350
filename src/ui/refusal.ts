import { usePage } from '../platform/page-context.ts';
import type { Refusal } from '../platform/outcome.ts';
import type { Texts } from '../platform/texts.ts';
import { uiTexts } from './texts.ts';

/**
 * Says a refusal: in the words of the part if it has them, else in those every form shares
 * (`required`, `too-long`, …), else in a general sentence. A code is never shown to a person.
 */
export function useSayRefusal<Key extends string>(texts?: Texts<Key>): (refusal: Refusal) => string {
  const { language } = usePage();
  const shared = uiTexts.in(language);
  const own = texts?.in(language);
  return ({ code, values }) => {
    const key = `refusal.${code}` as (typeof uiTexts.keys)[number];
    try {
      if (own && texts?.has('de', code as Key)) return own(code as Key, values);
      if (uiTexts.has('de', key)) return shared(key, values);
    } catch {
      // A value the text needs was not given: the person still gets a sentence, and the form with all that was typed.
    }
    return shared('refusal.other');
  };
}
