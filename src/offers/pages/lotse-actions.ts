import { typed, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languages, type Language } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { addEntry, annotate, emptyList, MAX_NOTE, phrases, refOf, type PersonalList, type Phrase } from '../personal-list.ts';
import { rearranged } from './list-actions.ts';
import type { Changed } from './list-change.ts';
import { ADD_BUTTON } from './list-save.tsx';
import { FIND, LOTSE_PATH } from './lotse-paths.ts';

/** What the buttons at the counter do; each takes along what was typed, so that no sentence is lost by pressing another button. */
export function changeLotseList(view: View, list: PersonalList, form: FormState): Outcome<Changed> {
  const search = typed(form, FIND).trim().slice(0, 200);
  const to = view.href(LOTSE_PATH, { [FIND]: search });
  if (typed(form, 'leeren')) return accepted({ list: emptyList(view.clock.today()), to: view.href(LOTSE_PATH) });
  const tooLong = list.entries.find(({ ref }) => [...typed(form, `notiz.${ref}`)].length > MAX_NOTE);
  if (tooLong) return refused('too-long', { field: `notiz.${tooLong.ref}`, values: { max: MAX_NOTE } });
  const written = withSentences(list, form);
  const language = written.language ?? 'de';
  if (typed(form, 'ansehen')) return accepted({ list: written, to: view.hrefIn(language, '/merkliste/blatt') });
  if (typed(form, 'mitgeben')) return accepted({ list: written, to: view.hrefIn(language, '/merkliste') });
  const added = typed(form, ADD_BUTTON);
  if (isUuid(added)) {
    const outcome = addEntry(written, refOf(added));
    return outcome.ok ? accepted({ list: outcome.value, to }) : outcome;
  }
  return accepted({ list: rearranged(written, form), to });
}

function withSentences(list: PersonalList, form: FormState): PersonalList {
  const language = languageNamed(typed(form, 'sprache'));
  const chosen: PersonalList = { ...list, noteLanguage: languageNamed(typed(form, 'notizsprache')) ?? list.noteLanguage, ...(language ? { language } : {}) };
  return list.entries.reduce((changed, { ref, note, phrase }) => {
    const isTyped = form.values[`notiz.${ref}`] !== undefined;
    const number = Number(typed(form, `satz.${ref}`)) as Phrase;
    return isTyped ? annotate(changed, ref, typed(form, `notiz.${ref}`), phrases.includes(number) ? number : undefined) : annotate(changed, ref, note, phrase);
  }, chosen);
}

/** A language that does not exist changes nothing. */
function languageNamed(text: string): Language | undefined {
  return languages.find((language) => language === text);
}
