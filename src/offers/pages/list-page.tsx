import { nextPath } from '../../accounts/next-path.ts';
import { csrfField, emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { questionPaths } from '../guide/answers.ts';
import { listTexts } from '../list-texts.ts';
import { questionTexts } from '../question-texts.ts';
import type { PersonalList } from '../personal-list.ts';
import { placeNotesOf } from '../server/location-texts.ts';
import { loadListContent, type ListedOffer } from '../server/personal-list-offers.ts';
import { lotseTexts } from '../lotse-texts.ts';
import { textsIn } from '../service-text.ts';
import { GuideStyle } from './guide-style.tsx';
import { isAtCounter } from './list-change.ts';
import { GoneNotice, ListEntryCard } from './list-entry.tsx';
import { BACK_FIELD, SAVE_PATH } from './list-save.tsx';
import { TakeAlong } from './list-take.tsx';

/** The personal list of this browser: nobody signed in, nothing kept here. */
export async function listPage(view: View, list: PersonalList, form: FormState = emptyForm): Promise<Sheet> {
  const t = listTexts.in(view.language);
  const content = await loadListContent(view.tx, view.town.id, list, view.clock.today());
  const notes = await placeNotesOf(view.tx, view.town.id, content.listed.map(({ offer }) => offer), view.language);
  const back = nextPath(view.query.get(BACK_FIELD));
  const refusal = form.refusals.find(({ field }) => field === undefined);
  return {
    title: t('list.title'),
    noIndex: true,
    ...(view.query.has('neu') ? { flash: { kind: 'success' as const, text: t('list.saved') } } : {}),
    content: (
      <>
        <GuideStyle />
        <PageHead
          title={t('list.title')}
          lead={content.listed.length > 0 ? t('list.lead') : undefined}
          actions={content.listed.length > 0 ? <LinkButton icon="print" href={view.href('/merkliste/blatt')}>{t('list.print')}</LinkButton> : undefined}
        />
        {refusal && (refusal.code === 'list-full' || refusal.code === 'list-too-long' || refusal.code === 'list-unreadable') ? <Notice kind="error" live><p>{t(refusal.code, refusal.values)}</p></Notice> : null}
        {back === '/' ? null : <p class="no-print"><LinkButton look="tertiary" icon="previous" href={view.href(back)}>{t('list.back')}</LinkButton></p>}
        {isAtCounter(view.who) ? <p class="no-print"><LinkButton look="secondary" icon="edit" href={view.hrefIn('de', '/verwaltung/zettel')}><span lang="de">{lotseTexts.in('de')('open')}</span></LinkButton></p> : null}
        <GoneNotice gone={content.gone} />
        {content.listed.length === 0 ? <EmptyState icon="heart" title={t('list.empty')} explanation={t('list.empty.text')} action={<><LinkButton href={view.href(questionPaths.topic)}>{questionTexts.in(view.language)('guide.title')}</LinkButton><LinkButton look="secondary" href={view.href('/angebote')}>{questionTexts.in(view.language)('guide.search')}</LinkButton></>} /> : null}
        {list.entries.length > 0 ? (
          <form method="post" action={view.href(SAVE_PATH)} class="stack">
            <input type="hidden" name={csrfField} value={view.csrfToken} />
            <ol class="suggestions">
              {content.listed.map((listed, index) => (
                <li><ListEntryCard view={view} list={list} listed={listed} notes={notes} place={index + 1} tools={<EntryTools view={view} listed={listed} isFirst={index === 0} isLast={index === content.listed.length - 1} />} /></li>
              ))}
            </ol>
            <p class="no-print"><Button name="leeren" value="ja" look="tertiary" icon="trash">{t('list.clear')}</Button></p>
          </form>
        ) : null}
        {content.listed.length > 0 ? <TakeAlong view={view} list={list} form={form} /> : null}
        <p class="small muted no-print">{t('list.private')}</p>
      </>
    ),
  };
}

/** Up, down, away – by buttons, so that it works with keyboard, switch and voice. */
export function EntryTools({ view, listed: { entry, offer }, isFirst, isLast }: { view: View; listed: ListedOffer; isFirst: boolean; isLast: boolean }) {
  const t = listTexts.in(view.language);
  const { name } = textsIn(offer.service, view.language).head;
  return (
    <>
      {isFirst ? null : <Button name="hoch" value={entry.ref} look="secondary" icon="up" iconOnly>{t('list.up.name', { name })}</Button>}
      {isLast ? null : <Button name="runter" value={entry.ref} look="secondary" icon="down" iconOnly>{t('list.down.name', { name })}</Button>}
      <Button name="weg" value={entry.ref} look="secondary" icon="trash"><span aria-hidden="true">{t('list.remove')}</span><span class="visually-hidden">{t('list.remove.name', { name })}</span></Button>
    </>
  );
}
