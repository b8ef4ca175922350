import { usePage } from '../../platform/page-context.ts';
import type { Day } from '../../platform/day.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { sayAges } from '../age.ts';
import { sayTimes } from '../opening.ts';
import { phoneHref } from '../phone.ts';
import { nextDates } from '../schedule.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { SaveButton } from './list-save.tsx';
import { AssuredText, InOwnLanguage, OfferBadges, PlaceLine, SpokenLanguages, TextState } from './offer-marks.tsx';
import { sayDay } from '../said.ts';

interface OfferCardProps {
  offer: ShownOffer;
  today: Day;
  areaName(id: string): string | undefined;
  /** id of the page's form behind the buttons „Merken“; without it there is none */
  saveForm?: string;
  /** place of its first phase, for the colour */
  phase?: number;
}

/** An offer in a list: what, for whom, where, when – and the telephone, because a call is the shortest way to help. */
export function OfferCard({ offer, today, areaName, saveForm, phase }: OfferCardProps) {
  const page = usePage();
  const t = guideTexts.in(page.language);
  const { service } = offer;
  const { head } = textsIn(service, page.language);
  const from = service.validFrom !== undefined && service.validFrom > today ? service.validFrom : today;
  const next = nextDates(service.schedules.filter((rule) => !rule.byAppointment), service.exceptions, offer.calendar, from, 1)[0];
  const phone = service.phones[0];
  return (
    <Card
      href={page.href(`/angebote/${service.id}`)}
      level={2}
      phase={phase}
      preline={<bdi lang="de">{offer.organizationName}</bdi>}
      title={<InOwnLanguage text={head}>{head.name}</InOwnLanguage>}
      footer={<><OfferBadges service={service} places={offer.places} /><AssuredText offer={offer} today={today} /></>}
    >
      {head.summary ? <p><InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage></p> : null}
      <TextState text={head} />
      <ul class="plain-list facts">
        <li><Icon name="child" size="small" /> <span class="visually-hidden">{t('offer.age')}: </span>{sayAges(service, t)}</li>
        <li><Icon name="pin" size="small" /> <span class="visually-hidden">{t('offer.where')}: </span><PlaceLine places={offer.places} areaName={areaName} /></li>
        {next ? <li><Icon name="calendar" size="small" /> {t('card.next')}: <time datetime={`${next.day}T${next.opensAt}`}>{sayDay(page.language, next.day, 'weekday')}, <bdi dir="ltr">{sayTimes(next.opensAt, next.closesAt, t)}</bdi></time></li> : null}
        {service.languages.some((code) => code !== 'de') ? <li><Icon name="talk" size="small" /> <span class="visually-hidden">{t('card.languages')}: </span><SpokenLanguages codes={service.languages} /></li> : null}
      </ul>
      <p class="card-ways cluster">
        {phone ? (phoneHref(phone.number) ? <PhoneLink number={phone.number} label={t('offer.phone')} /> : <bdi dir="ltr">{phone.number}</bdi>) : null}
        {saveForm ? <SaveButton form={saveForm} id={service.id} name={head.name} small /> : null}
      </p>
    </Card>
  );
}
