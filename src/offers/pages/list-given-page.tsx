import { csrfField } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { questionPaths } from '../guide/answers.ts';
import { listTexts } from '../list-texts.ts';
import type { PersonalList } from '../personal-list.ts';
import { questionTexts } from '../question-texts.ts';
import { placeNotesOf } from '../server/location-texts.ts';
import { loadListContent } from '../server/personal-list-offers.ts';
import { openList } from '../server/personal-list-seal.ts';
import { guideTexts } from '../texts.ts';
import { PersonToCall } from './guide-question-page.tsx';
import { GuideStyle } from './guide-style.tsx';
import { GoneNotice, ListEntryCard } from './list-entry.tsx';
import { SAVE_PATH } from './list-save.tsx';
import { GIVEN_PATH } from './list-take.tsx';

/** A list somebody put together, opened by link or QR code. */
export async function givenListPage(view: View): Promise<Sheet> {
  const sealed = view.param('sealed');
  const list = givenList(view);
  if (!list) return brokenLinkSheet(view);
  const t = listTexts.in(view.language);
  const content = await loadListContent(view.tx, view.town.id, list, view.clock.today());
  const notes = await placeNotesOf(view.tx, view.town.id, content.listed.map(({ offer }) => offer), view.language);
  return {
    title: t('given.title'),
    noIndex: true,
    content: (
      <>
        <GuideStyle />
        <PageHead
          title={t('given.title')}
          lead={t('given.lead')}
          actions={<LinkButton icon="print" look="secondary" href={view.href(`${GIVEN_PATH}/${sealed}/blatt`)}>{t('list.print')}</LinkButton>}
        />
        <GoneNotice gone={content.gone} />
        <form method="post" action={view.href(SAVE_PATH)} class="no-print">
          <input type="hidden" name={csrfField} value={view.csrfToken} />
          <Button name="uebernehmen" value={sealed} icon="heart">{t('given.take')}</Button>
        </form>
        <ol class="suggestions">
          {content.listed.map((listed, index) => <li><ListEntryCard view={view} list={list} listed={listed} notes={notes} place={index + 1} /></li>)}
        </ol>
        <PersonToCall view={view} />
      </>
    ),
  };
}

/** The list in the address; undefined if it was forged, cut off, of another municipality, or is too old. */
export function givenList(view: View): PersonalList | undefined {
  return openList(view.configuration.secretKey, view.town.id, view.param('sealed'), view.clock.today());
}

/** Whoever stands there with a link that opens nothing gets ways on, not an error. */
export function brokenLinkSheet(view: View): Sheet {
  const t = listTexts.in(view.language);
  return {
    title: t('broken.title'),
    status: 404,
    noIndex: true,
    content: (
      <>
        <PageHead title={t('broken.title')} lead={t('broken.text')} />
        <p class="cluster">
          <LinkButton href={view.href(questionPaths.topic)}>{t('broken.guide')}</LinkButton>
          <LinkButton look="secondary" href={view.href('/angebote')}>{guideTexts.in(view.language)('front.all')}</LinkButton>
        </p>
        <PersonToCall view={view} />
        <p class="small muted">{questionTexts.in(view.language)('guide.privacy')}</p>
      </>
    ),
  };
}
