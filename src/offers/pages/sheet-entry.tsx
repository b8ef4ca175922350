import type { View } from '../../platform/house.ts';
import { languageFacts } from '../../platform/language.ts';
import { Icon } from '../../ui/icon.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { addressText } from '../address.ts';
import { isMarked } from '../freshness/freshness.ts';
import { listTexts } from '../list-texts.ts';
import { openingLines, sayOpening } from '../opening.ts';
import type { PersonalList } from '../personal-list.ts';
import { phoneHref } from '../phone.ts';
import { questionTexts } from '../question-texts.ts';
import type { ListedOffer } from '../server/personal-list-offers.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { QrCode } from './list-qr.tsx';
import { InOwnLanguage, OfferNote } from './offer-marks.tsx';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';

const PHONES = 2;
const LINES = 3;

/** An offer on paper: name in the family's language and in German, telephone large, when, where, the Lotse's sentence, a code for more. */
export function SheetEntry({ view, list, listed: { entry, offer }, place }: { view: View; list: PersonalList; listed: ListedOffer; place: number }) {
  const { language } = view;
  const t = listTexts.in(language);
  const { service } = offer;
  const { head } = textsIn(service, language);
  const isTranslated = languageFacts[head.language].tag !== 'de';
  return (
    <li class="sheet-entry">
      <span class="sheet-number">{place}</span>
      <div>
        <h2><InOwnLanguage text={head}>{head.name}</InOwnLanguage></h2>
        <p class="sheet-german">
          {isTranslated ? <>{t('sheet.german')}: <LanguageTag language="de">{service.name}</LanguageTag> · </> : null}<bdi lang="de">{offer.organizationName}</bdi>
          {service.assuredAt && isMarked(service.assuredAt, offer.freshness, view.clock.today()) ? <> · <strong>{guideTexts.in(language)('card.assured', { day: sayDay(language, service.assuredAt, 'short') })}</strong></> : null}
        </p>
        <Contact listed={{ entry, offer }} view={view} />
        <ul class="sheet-facts">
          <li><Icon name="clock" /><span><Times listed={{ entry, offer }} view={view} /></span></li>
          <Place listed={{ entry, offer }} view={view} />
          {languageFacts[language].tag !== 'de' && service.languages.includes(languageFacts[language].tag)
            ? <li><Icon name="talk" /><span>{questionTexts.in(language)('reason.language', { language: sayLanguage(language, languageFacts[language].tag) })}</span></li> : null}
        </ul>
        {entry.phrase !== undefined || entry.note ? (
          <p class="sheet-note">
            {entry.phrase === undefined ? null : t(`phrase.${entry.phrase}`)}
            {entry.phrase !== undefined && entry.note ? <br /> : null}
            {entry.note ? <bdi><LanguageTag language={list.noteLanguage}>{entry.note}</LanguageTag></bdi> : null}
          </p>
        ) : null}
      </div>
      <QrCode text={`${view.configuration.baseUrl.origin}${view.href(`/angebote/${service.id}`)}`} label={t('sheet.scan.offer', { name: head.name })} />
    </li>
  );
}

interface Part {
  listed: ListedOffer;
  view: View;
}

function Contact({ listed: { offer: { service } }, view }: Part) {
  const t = guideTexts.in(view.language);
  if (service.phones.length === 0 && !service.email) return null;
  return (
    <p class="sheet-call">
      {service.phones.slice(0, PHONES).map(({ number }) => (phoneHref(number) ? <PhoneLink number={number} label={t('offer.phone')} /> : <strong><bdi dir="ltr">{number}</bdi></strong>))}
      {service.phones.length === 0 && service.email ? <bdi dir="ltr">{service.email}</bdi> : null}
    </p>
  );
}

function Times({ listed: { offer: { service } }, view }: Part) {
  const { language, clock } = view;
  const today = clock.today();
  const rules = service.schedules.filter((rule) => rule.validUntil === undefined || rule.validUntil > today);
  if (rules.length === 0) return <>{questionTexts.in(language)('time.unknown')}</>;
  const lines = openingLines(rules).slice(0, LINES).map((line) => sayOpening(line, guideTexts.in(language), (day) => sayWeekday(language, day), (day) => sayDay(language, day, 'short')));
  return <>{lines.map(({ days, times, more, note }, index) => <>{index > 0 ? '; ' : ''}{days} <bdi dir="ltr">{times}</bdi>{more ? ` (${more})` : ''}{note ? <>, <OfferNote service={service} kind="time-note" text={note} /></> : null}</>)}</>;
}

function Place({ listed: { offer: { service, places } }, view }: Part) {
  const t = guideTexts.in(view.language);
  const first = places[0]?.location;
  if (!first) return <li><Icon name={service.outreach === 'yes' ? 'home' : 'phone'} /><span>{t(service.outreach === 'yes' ? 'offer.outreach' : 'offer.no-place')}</span></li>;
  return (
    <li>
      <Icon name="pin" />
      <span>
        <LanguageTag language="de">{[first.name, addressText(first)].filter(Boolean).join(', ')}</LanguageTag>
        {first.stepFree === 'unknown' ? null : <> · {t(`step-free.${first.stepFree}`)}</>}
      </span>
    </li>
  );
}
