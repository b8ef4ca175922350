import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { lotseTexts } from '../lotse-texts.ts';
import { emptyList, type PersonalList } from '../personal-list.ts';
import { readHandedOver } from '../permissions.ts';
import { loadListContent } from '../server/personal-list-offers.ts';
import { GuideStyle } from './guide-style.tsx';
import { GoneNotice } from './list-entry.tsx';
import { LotseCount } from './lotse-count.tsx';
import { LotseEntries } from './lotse-entries.tsx';
import { LotseSearch } from './lotse-search.tsx';
import { FIND, LOTSE_PATH } from './lotse-paths.ts';
import { LotseStyle } from './lotse-style.tsx';

/** At the counter, with the family beside one: search, lay together, say a sentence to each, choose the language, print. */
export async function lotsePage(view: View, list: PersonalList, form: FormState = filled(view, list)): Promise<Sheet> {
  const t = lotseTexts.in('de');
  const content = await loadListContent(view.tx, view.town.id, list, view.clock.today());
  return {
    title: t('title'),
    wide: true,
    ...(view.query.has('neu') ? { flash: { kind: 'success' as const, text: t('added') } } : {}),
    content: (
      <>
        <GuideStyle />
        <LotseStyle />
        <PageHead
          title={t('title')}
          lead={t('lead')}
          actions={readHandedOver.allows(view.who) ? <LinkButton look="secondary" icon="chart" href={view.href(`${LOTSE_PATH}/zahlen`)}>{t('figures')}</LinkButton> : undefined}
        />
        <GoneNotice gone={content.gone} />
        <Form form={form} texts={lotseTexts} id="zettel" action={view.href(LOTSE_PATH)}>
          <div class="lotse-grid">
            {await LotseSearch({ view, list })}
            <section aria-labelledby="auf-dem-zettel">
              <h2 id="auf-dem-zettel">{t('list')}</h2>
              <LotseEntries view={view} listed={content.listed} />
              {content.listed.length > 0 ? (
                <div class="panel">
                  <Select name="sprache" label={t('language')} prompt={false} optional options={languages.map((language) => ({ value: language, label: languageFacts[language].name }))} />
                  <Select name="notizsprache" label={t('note-language')} prompt={false} optional options={languages.map((language) => ({ value: language, label: languageFacts[language].name }))} />
                  <ButtonRow>
                    <Button name="ansehen" value="ja" icon="print">{t('print')}</Button>
                    <Button name="mitgeben" value="ja" look="secondary" icon="phone">{t('hand-over')}</Button>
                    <Button name="behalten" value="ja" look="secondary">{t('keep')}</Button>
                    <Button name="leeren" value="ja" look="tertiary" icon="trash">{t('clear')}</Button>
                  </ButtonRow>
                </div>
              ) : null}
            </section>
          </div>
        </Form>
        <LotseCount view={view} list={list} listed={content.listed} />
      </>
    ),
  };
}

/** The form as the list fills it. */
function filled(view: View, list: PersonalList): FormState {
  return filledForm({
    [FIND]: view.query.get(FIND) ?? '', sprache: list.language ?? 'de', notizsprache: list.noteLanguage,
    ...Object.fromEntries(list.entries.flatMap(({ ref, note, phrase }) => [[`notiz.${ref}`, note], [`satz.${ref}`, phrase ? String(phrase) : '']])),
  });
}

/** Nothing on the sheet exists any more: said on an empty one, since only the browser knows the list. */
export function countAgain(view: View, form: FormState): Promise<Sheet> {
  const list = emptyList(view.clock.today());
  return lotsePage(view, list, { ...filled(view, list), refusals: form.refusals });
}

