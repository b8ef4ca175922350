import type { Sheet, View } from '../../platform/house.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ActiveFilters } from '../../ui/filter-bar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { phasesOf } from '../phase.ts';
import { parameters, readOfferQuery, SEARCH, type OfferQuery } from '../offer-query.ts';
import { loadWords, type DirectoryWords } from '../server/directory-words.ts';
import { searchOffers, type OfferList } from '../server/search-offers.ts';
import { shownOffers } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { OpenSaveForm } from './list-save.tsx';
import { OfferCard } from './offer-card.tsx';
import { activeFilters, OfferFilters } from './offer-filters.tsx';
import { OfferSearch } from './offer-search.tsx';
import { UnderstoodAs } from './understood-as.tsx';

const ON_A_PAGE = 20;

/** The list of offers: search, filters, and what they find – every state an address of its own. `onMissed` is told of needs nothing answers. */
export async function offersPage(view: View, onMissed?: (needKeys: readonly string[]) => void): Promise<Sheet> {
  const { tx, town, clock, language, query } = view;
  const t = guideTexts.in(language);
  const words = await loadWords(tx, town.id, clock.today());
  const asked = readOfferQuery(query, words);
  const list = await searchOffers(tx, town.id, { on: clock.today(), words }, asked.text, asked.filter);
  if (list.missed.length > 0) onMissed?.(list.missed);
  const pages = Math.max(1, Math.ceil(list.ids.length / ON_A_PAGE));
  const current = Math.min(Math.max(1, Number(query.get('seite')) || 1), pages);
  const offers = await shownOffers(tx, town.id, list.ids.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE));
  const areaName = (id: string) => words.areas.find(id as never)?.name;
  const active = activeFilters(asked, query, language);
  const isNarrowed = active.length > 0 || current > 1;
  return {
    title: t('list.title'),
    description: t('list.description', { town: town.name }),
    noIndex: isNarrowed,
    wide: true,
    content: (
      <>
        <PageHead title={t('list.title')} />
        <OfferSearch asked={asked.text} keep={[...query].filter(([name]) => Object.values(parameters).includes(name))} />
        <div class="with-side">
          <OfferFilters words={words} choices={list.choices} asked={asked} />
          <div class="stack">
            <p class="list-count" role="status"><strong>{t('list.found', { count: list.ids.length })}</strong></p>
            <ActiveFilters active={active} />
            <UnderstoodAs list={list} asked={asked.text} />
            <Hints asked={asked} list={list} typed={query.get(SEARCH) ?? ''} language={language} />
            {list.ids.length === 0
              ? <NothingFound view={view} asked={asked} list={list} />
              : <><OpenSaveForm id="merken" /><ul class="columns plain-list">{offers.map((offer) => <li><OfferCard offer={offer} today={clock.today()} areaName={areaName} saveForm="merken" phase={phaseOrder(offer.service, words)} /></li>)}</ul></>}
            <Pagination current={current} pages={pages} />
            {list.ids.length > 0 ? (
              <p class="no-print cluster">
                <a class="tool-link" href={view.href('/angebote.csv', query)} download><Icon name="download" />{t('list.export')} (CSV)</a>
                <a class="tool-link" href={view.href('/angebote.xlsx', query)} download><Icon name="download" />{t('list.export')} (Excel)</a>
                <a class="tool-link" href={view.href('/angebote.ics', query)} type="text/calendar"><Icon name="calendar" />{t('list.calendar')} (ICS)</a>
                <a class="tool-link" href={view.href('/angebote.atom', query)} type="application/atom+xml"><Icon name="link" />{t('list.feed')} (Atom)</a>
              </p>
            ) : null}
          </div>
        </div>
      </>
    ),
  };
}

/** Colour of the first phase an offer serves, if it does not serve most of them. */
function phaseOrder(service: Parameters<typeof phasesOf>[0], { phases }: DirectoryWords): number | undefined {
  const own = phasesOf(service, phases);
  return own.length > 0 && own.length <= 2 ? phases.indexOf(own[0] as (typeof phases)[number]) + 1 : undefined;
}

function Hints({ asked, list, typed, language }: { asked: OfferQuery; list: OfferList; typed: string; language: View['language'] }) {
  const t = guideTexts.in(language);
  if (typed.trim() !== '' && !/[\p{L}\p{N}]/u.test(asked.text)) return <Notice>{t('list.no-words')}</Notice>;
  if (list.unknownWords.length > 0 && list.ids.length > 0) return <Notice>{t('list.unknown-words', { words: list.unknownWords.join(', ') })}</Notice>;
  return null;
}

/** Nothing found is where a family gives up: says which part to let go, and whom to ask. */
function NothingFound({ view, asked, list }: { view: View; asked: OfferQuery; list: OfferList }) {
  const t = guideTexts.in(view.language);
  const labels = new Map(activeFilters(asked, view.query, view.language).map(({ parameter, label }) => [parameter, label]));
  const without = (parameter: string) => {
    const query = new URLSearchParams(view.query);
    query.delete(parameter);
    query.delete('seite');
    return view.href('/angebote', query);
  };
  const loosened = [...list.loosened].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  const hasQuery = asked.text !== '' && Object.keys(asked.filter).length > 0;
  const { contact } = view.town;
  return (
    <>
      <EmptyState
        title={t('empty.title')}
        explanation={list.unknownWords.length > 0 ? t('list.unknown-words', { words: list.unknownWords.join(', ') }) : t(labels.size > 0 ? 'empty.try' : 'empty.no-offers')}
        action={labels.size > 0 ? <LinkButton href={view.href('/angebote')}>{t('front.all')}</LinkButton> : undefined}
      />
      {loosened.length > 0 || hasQuery ? (
        <div class="panel">
          <p>{t('empty.loosen')}</p>
          <ul>
            {loosened.map(([name, count]) => <li><a href={without(parameters[name])}>{t('empty.without', { label: labels.get(parameters[name]) ?? '', count })}</a></li>)}
            {hasQuery ? <li><a href={without(SEARCH)}>{t('empty.without-search', { label: asked.text })}</a></li> : null}
          </ul>
        </div>
      ) : null}
      {contact.phone || contact.email ? <p>{t('front.contact')} <bdi dir="ltr">{[contact.phone, contact.email].filter(Boolean).join(' · ')}</bdi></p> : null}
    </>
  );
}
