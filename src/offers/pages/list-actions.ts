import { nextPath } from '../../accounts/next-path.ts';
import { typed, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { addEntry, emptyList, mergeLists, moveEntry, refOf, removeEntry, type PersonalList } from '../personal-list.ts';
import { openList } from '../server/personal-list-seal.ts';
import { findPublicOffer } from '../server/shown-offers.ts';
import { isAtCounter, type Changed } from './list-change.ts';
import { ADD_BUTTON, BACK_FIELD, SAVE_PATH } from './list-save.tsx';

/** What the buttons of family pages do to the personal list. */
export async function changeOwnList(view: View, list: PersonalList, form: FormState): Promise<Outcome<Changed>> {
  const back = nextPath(typed(form, BACK_FIELD));
  const to = view.href(SAVE_PATH, back === '/' ? {} : { [BACK_FIELD]: back });
  const added = typed(form, ADD_BUTTON);
  if (isUuid(added)) {
    if (!(await findPublicOffer(view.tx, view.town.id, added, view.clock.today()))) return accepted({ list, to });
    const outcome = addEntry(list, refOf(added));
    if (!outcome.ok) return outcome;
    const after = isAtCounter(view.who) ? '/verwaltung/zettel' : SAVE_PATH;
    return accepted({ list: outcome.value, to: view.href(after, { neu: 1, ...(back === '/' ? {} : { [BACK_FIELD]: back }) }) });
  }
  const given = typed(form, 'uebernehmen');
  if (given) {
    const other = openList(view.configuration.secretKey, view.town.id, given, view.clock.today());
    return other ? accepted({ list: mergeLists(list, other), to: view.href(SAVE_PATH, { neu: 1 }) }) : refused('list-unreadable');
  }
  if (typed(form, 'leeren')) return accepted({ list: emptyList(view.clock.today()), to });
  return accepted({ list: rearranged(list, form), to });
}

/** Nothing but an offer to be added: what another site could do with it is put an offer onto a list. */
export function isOnlyAdding(form: FormState): boolean {
  return Object.keys(form.values).every((name) => name === ADD_BUTTON || name === BACK_FIELD) && isUuid(typed(form, ADD_BUTTON));
}

/** Up, down or away with one entry; anything else changes nothing. */
export function rearranged(list: PersonalList, form: FormState): PersonalList {
  if (typed(form, 'weg')) return removeEntry(list, typed(form, 'weg'));
  if (typed(form, 'hoch')) return moveEntry(list, typed(form, 'hoch'), -1);
  if (typed(form, 'runter')) return moveEntry(list, typed(form, 'runter'), 1);
  return list;
}
