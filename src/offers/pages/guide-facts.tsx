import { usePage } from '../../platform/page-context.ts';
import type { Uuid } from '../../platform/id.ts';
import { Icon } from '../../ui/icon.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { addressText } from '../address.ts';
import type { TimeState } from '../guide/time-state.ts';
import type { Way } from '../guide/way.ts';
import { sayTimes, shortTime } from '../opening.ts';
import { phoneHref } from '../phone.ts';
import { questionTexts } from '../question-texts.ts';
import type { PlaceNotes } from '../server/location-texts.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { SpokenLanguages } from './offer-marks.tsx';
import { sayDay } from '../said.ts';
import type { Language } from '../../platform/language.ts';

interface FactsProps {
  offer: ShownOffer;
  /** of places, in the page's language (server/location-texts.ts) */
  notes: ReadonlyMap<Uuid, PlaceNotes>;
  time: TimeState;
  way?: Way;
  /** the family's area, from whose middle the way is reckoned */
  areaName?: string;
}

/** When, where and in which languages: what one needs to know before going there. */
export function OfferFactList({ offer: { service, places }, notes, time, way, areaName }: FactsProps) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const first = places[0]?.location;
  const transport = first && notes.get(first.id)?.transport;
  return (
    <ul class="fact-list">
      <li><Icon name="clock" /><span class={time.kind === 'open' ? 'is-open' : undefined}>{sayTimeState(time, language)}</span></li>
      {first ? (
        <li>
          <Icon name="pin" />
          <span>
            <LanguageTag language="de">{[first.name, addressText(first)].filter(Boolean).join(', ')}</LanguageTag>
            <br />{t(`step-free.${first.stepFree}`)}
            {way && areaName ? <><br />{sayWay(way, areaName, language)}</> : null}
            {transport?.text ? <><br /><LanguageTag language={transport.language}>{transport.text}</LanguageTag></> : null}
          </span>
        </li>
      ) : null}
      {service.outreach === 'yes' ? <li><Icon name="home" /><span>{t('offer.outreach')}</span></li> : null}
      {!first && service.outreach !== 'yes' ? <li><Icon name="pin" /><span>{t('offer.no-place')}</span></li> : null}
      {service.languages.some((code) => code !== 'de') ? <li><Icon name="talk" /><span><span class="visually-hidden">{t('card.languages')}: </span><SpokenLanguages codes={service.languages} /></span></li> : null}
    </ul>
  );
}

/** The number to call; where there is none, the next best way to ask. */
export function FirstContact({ service }: Pick<ShownOffer, 'service'>) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const phone = service.phones[0];
  if (phone) return phoneHref(phone.number) ? <PhoneLink number={phone.number} label={t('offer.phone')} large /> : <strong><bdi dir="ltr">{phone.number}</bdi></strong>;
  if (service.email) return <a href={`mailto:${service.email}`}><bdi dir="ltr">{service.email}</bdi></a>;
  if (service.website) return <a href={service.website} rel="noopener noreferrer external">{t('offer.website')}</a>;
  return null;
}

function sayTimeState(time: TimeState, language: Language): string {
  const t = questionTexts.in(language);
  switch (time.kind) {
    case 'open': return t('time.open', { time: shortTime(time.until) });
    case 'next': {
      const times = sayTimes(time.opensAt, time.closesAt, guideTexts.in(language));
      return time.isToday ? t('time.today', { times }) : t('time.next', { day: sayDay(language, time.day, 'weekday'), times });
    }
    case 'by-appointment': return t('time.by-appointment');
    case 'unknown': return t('time.unknown');
  }
}

function sayWay(way: Way, area: string, language: Language): string {
  const t = questionTexts.in(language);
  return way.kind === 'walk' ? t('way.walk', { minutes: way.minutes, area }) : t('way.ride', { kilometres: way.kilometres, area });
}
