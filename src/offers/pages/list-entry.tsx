import type { Child, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { timeStateAt } from '../guide/time-state.ts';
import { listTexts } from '../list-texts.ts';
import type { ListEntry, PersonalList } from '../personal-list.ts';
import type { PlaceNotes } from '../server/location-texts.ts';
import type { ListContent, ListedOffer } from '../server/personal-list-offers.ts';
import { textsIn } from '../service-text.ts';
import { FirstContact, OfferFactList } from './guide-facts.tsx';
import { AssuredText, InOwnLanguage, TextState } from './offer-marks.tsx';
import { Notice } from '../../ui/notice.tsx';
import { usePage } from '../../platform/page-context.ts';

interface ListEntryCardProps {
  view: View;
  list: PersonalList;
  listed: ListedOffer;
  notes: ReadonlyMap<Uuid, PlaceNotes>;
  place: number;
  tools?: Child;
}

/** An offer of a list with what was written to it, phone first. */
export function ListEntryCard({ view, list, listed: { entry, offer }, notes, place, tools }: ListEntryCardProps) {
  const { head } = textsIn(offer.service, view.language);
  return (
    <article class="suggestion suggestion--plain">
      <div class="suggestion-head">
        <span class="suggestion-place" aria-hidden="true">{place}</span>
        <div>
          <h2><a href={view.href(`/angebote/${offer.service.id}`)}><InOwnLanguage text={head}>{head.name}</InOwnLanguage></a></h2>
          <p class="small muted"><bdi lang="de">{offer.organizationName}</bdi></p>
          <TextState text={head} />
        </div>
      </div>
      <NoteBand entry={entry} list={list} />
      <div class="suggestion-call"><FirstContact service={offer.service} /></div>
      <OfferFactList offer={offer} notes={notes} time={timeStateAt({ ...offer.service, calendar: offer.calendar }, view.clock.now())} />
      <p><AssuredText offer={offer} today={view.clock.today()} /></p>
      {tools ? <div class="entry-tools no-print">{tools}</div> : null}
    </article>
  );
}

/** The sentence of a Lotse: a ready one in the language of the page, an own one in the language it was written in. */
function NoteBand({ entry, list }: { entry: ListEntry; list: PersonalList }) {
  const { language } = usePage();
  const t = listTexts.in(language);
  if (entry.phrase === undefined && entry.note === '') return null;
  return (
    <div class="note-band">
      <p class="small">{t('given.note')}</p>
      {entry.phrase === undefined ? null : <p>{t(`phrase.${entry.phrase}`)}</p>}
      {entry.note ? <p dir="auto"><LanguageTag language={list.noteLanguage}>{entry.note}</LanguageTag></p> : null}
    </div>
  );
}

/** Says what is no longer there; a shorter list without a word would be found out at a closed door. */
export function GoneNotice({ gone }: Pick<ListContent, 'gone'>) {
  const { language } = usePage();
  const t = listTexts.in(language);
  if (gone.length === 0) return null;
  const unnamed = gone.filter(({ name }) => name === undefined).length;
  return (
    <Notice kind="warning">
      {gone.map(({ name }) => (name === undefined ? null : <p>{t('list.gone', { name })}</p>))}
      {unnamed > 0 ? <p>{t('list.gone.unnamed', { count: unnamed })}</p> : null}
    </Notice>
  );
}
