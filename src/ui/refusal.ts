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
    const ways = [() => (own && texts?.has('de', code as Key) ? own(code as Key, values) : ''), () => (uiTexts.has('de', key) ? shared(key, values) : '')];
    for (const say of ways) {
      try {
        const said = say();
        if (said !== '') return said;
      } catch {
        // A value this text needs was not given (a part may use the code of a form for something else): the next one may do without it.
      }
    }
    return shared('refusal.other');
  };
}
