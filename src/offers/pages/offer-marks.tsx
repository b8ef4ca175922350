import type { Child } from '../../platform/house.ts';
import { usePage } from '../../platform/page-context.ts';
import type { Day } from '../../platform/day.ts';
import { Badge } from '../../ui/badge.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { addressText } from '../address.ts';
import { correctionTexts } from '../correction-texts.ts';
import { isMarked } from '../freshness/freshness.ts';
import type { StoredService } from '../server/load-services.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import type { ShownText } from '../service-text.ts';
import { isForeign, noteIn } from '../service-text.ts';
import type { NoteKind } from '../note-part.ts';
import { guideTexts } from '../texts.ts';
import { translationTexts } from '../translation-texts.ts';
import { sayDay, sayLanguage } from '../said.ts';

/** What makes an offer easy to use, in a word each. */
export function OfferBadges({ service, places }: Pick<ShownOffer, 'service' | 'places'>) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  return (
    <>
      {service.freeOfCharge === 'yes' ? <Badge tone="good" icon="free">{t('card.free')}</Badge> : null}
      {service.walkIn === 'yes' ? <Badge tone="info">{t('card.walk-in')}</Badge> : null}
      {service.outreach === 'yes' ? <Badge tone="info" icon="home">{t('card.outreach')}</Badge> : null}
      {places.some(({ location }) => location.stepFree === 'yes') ? <Badge icon="wheelchair">{t('card.step-free')}</Badge> : null}
    </>
  );
}

/** Languages spoken there, if anybody told; German alone goes without saying. */
export function SpokenLanguages({ codes }: { codes: readonly string[] }) {
  const { language } = usePage();
  return <>{codes.map((code) => sayLanguage(language, code)).join(', ')}</>;
}

/** When somebody last said that the entry is true; and that this is long ago, where the municipality says it is. */
export function AssuredText({ offer: { service, freshness }, today }: { offer: Pick<ShownOffer, 'service' | 'freshness'>; today: Day }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const said = service.assuredAt ? t('card.assured', { day: sayDay(language, service.assuredAt) }) : t('card.not-assured');
  if (!isMarked(service.assuredAt, freshness, today)) return <span class="small muted">{said}</span>;
  return <span class="small"><Icon name="warning" size="small" /> {said} <strong>{correctionTexts.in(language)('mark')}</strong></span>;
}

/** A text in its own language, where that is not the page's. */
export function InOwnLanguage({ text, children }: { text: Pick<ShownText, 'language'>; children: Child }) {
  return <LanguageTag language={text.language}>{children as never}</LanguageTag>;
}

/** A note beside a time, place, cost … in the page's language; German where nobody translated these very words. */
export function OfferNote({ service, kind, text }: { service: Pick<StoredService, 'texts'>; kind: NoteKind; text: string }) {
  const { language } = usePage();
  const note = noteIn(service, language, kind, text);
  return <LanguageTag language={note.language}>{note.text}</LanguageTag>;
}

/** Says what is to be known of a text: made by a machine, read by nobody yet, older than the German one, or only German. */
export function TextState({ text }: { text: Pick<ShownText, 'language' | 'state'> }) {
  const { language } = usePage();
  const state = text.state === undefined || text.state === 'reviewed' ? undefined : translationTexts.in(language)(`state.${text.state}`);
  const said = state ?? (isForeign(text.language, language) ? guideTexts.in(language)('text.german') : undefined);
  return said ? <p class="small muted">{said}</p> : null;
}

/** Place and district in one line. */
export function PlaceLine({ places, areaName }: { places: ShownOffer['places']; areaName(id: string): string | undefined }) {
  const { language } = usePage();
  const first = places[0];
  if (!first) return <>{guideTexts.in(language)('card.no-place')}</>;
  const { location } = first;
  const area = location.areaId === undefined ? undefined : areaName(location.areaId);
  const more = places.length > 1 ? ` + ${places.length - 1}` : '';
  return <bdi lang="de">{[location.name, addressText({ street: location.street, houseNumber: location.houseNumber }), area].filter(Boolean).join(', ')}{more}</bdi>;
}
