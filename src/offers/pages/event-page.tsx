import { NotFound } from '../../platform/failure.ts';
import { isUuid } from '../../platform/id.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { addDays } from '../../platform/day.ts';
import { LinkButton } from '../../ui/button.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { sayAges } from '../age.ts';
import { eventTexts } from '../event-texts.ts';
import { datesOf, nextEventDates, type EventDate } from '../events/dates.ts';
import { isShown } from '../events/event.ts';
import { eventWordsIn } from '../events/event-text.ts';
import { placesLeftOn, registrationOn, type RegistrationState } from '../events/places-left.ts';
import { sayDay, sayLanguage } from '../said.ts';
import { findShownEvent, type ShownEvent } from '../server/shown-events.ts';
import { guideTexts } from '../texts.ts';
import { sayMoney } from './event-money.ts';
import { DateMarks, EventMarks, sayDateTimes } from './event-words.tsx';
import { EventJsonLd } from './interfaces-json-ld.tsx';
import { eventJsonLd } from '../feeds/event-json-ld.ts';
import { InOwnLanguage, TextState } from './offer-marks.tsx';
import { Paragraphs } from './paragraphs.tsx';
import { EventWhere } from './event-where.tsx';

const DATES = 8;
const SEEN_DAYS = 120;

/** The event an address names, if families may see it. */
export async function eventOfPage(view: View): Promise<ShownEvent> {
  const id = view.param('id').replace(/\.ics$/, '');
  const shown = isUuid(id) ? await findShownEvent(view.tx, view.town.id, id) : undefined;
  if (!shown || !isShown(shown.event)) throw new NotFound();
  return shown;
}

/** One event or group with everything a family needs to come; prints as it is. */
export async function eventPage(view: View): Promise<Sheet> {
  const { language, clock } = view;
  const today = clock.today();
  const shown = await eventOfPage(view);
  const { event, calendar } = shown;
  const t = eventTexts.in(language);
  const words = eventWordsIn(event, language);
  const dates = datesOf(event, today, addDays(today, SEEN_DAYS), calendar).slice(0, DATES);
  const next = nextEventDates(event, today, 1, calendar)[0];
  const url = `${view.configuration.baseUrl.origin}${view.href(view.path)}`;
  return {
    title: words.name, description: words.summary || undefined, noIndex: next === undefined,
    breadcrumbs: [{ label: t('event.back'), href: view.href('/diese-woche') }, { label: words.name }],
    content: (
      <>
        <PageHead
          preline={<bdi lang="de">{shown.organizationName}</bdi>} title={<InOwnLanguage text={words}>{words.name}</InOwnLanguage>}
          lead={words.summary ? <LanguageTag language={words.summaryLanguage}>{words.summary}</LanguageTag> : undefined}
          actions={next ? <LinkButton look="secondary" icon="calendar" href={view.href(`/veranstaltungen/${event.id}.ics`)} download>{t('event.calendar')}</LinkButton> : null}
        />
        <TextState text={words} />
        {event.status === 'cancelled' ? <Notice kind="warning" title={t('event.cancelled')}>{event.cancelledBecause ? <p lang="de">{event.cancelledBecause}</p> : null}</Notice> : null}
        {event.status === 'active' && !next ? <Notice><p>{t('event.over')}</p></Notice> : null}
        <p class="cluster"><EventMarks event={event} today={today} /></p>
        <When view={view} shown={shown} dates={dates} />
        {await EventWhere({ view, shown, next })}
        <Register view={view} shown={shown} next={next} />
        <Costs view={view} shown={shown} />
        <section>
          <h2>{t('event.child-care')}</h2>
          <p>{t(`event.child-care.${event.childCare}`)}</p>
        </section>
        {words.description ? <section><h2>{guideTexts.in(language)('offer.about')}</h2><Paragraphs text={words.description} language={words.descriptionLanguage} /></section> : null}
        <ForWhom view={view} shown={shown} />
        {event.weatherNote ? <section><h2>{t('event.weather')}</h2><p lang="de">{event.weatherNote}</p></section> : null}
        <section>
          <h2>{t('event.by')}</h2>
          <p><bdi lang="de">{shown.organizationName}</bdi></p>
          {shown.service ? <p>{t('event.offer')}: <a href={view.href(`/angebote/${shown.service.id}`)}><bdi lang="de">{shown.service.name}</bdi></a></p> : null}
          {event.assuredAt ? <p class="small muted">{t('event.assured', { day: sayDay(language, event.assuredAt) })}</p> : null}
        </section>
        <EventJsonLd data={eventJsonLd({ event, organizationName: shown.organizationName, places: shown.places, dates: dates.slice(0, DATES) }, { url, words })} />
        <p class="only-print">{url} · {sayDay(language, today)}</p>
      </>
    ),
  };
}

interface Props {
  view: View;
  shown: ShownEvent;
}

function When({ view, shown, dates }: Props & { dates: readonly EventDate[] }) {
  const { language } = view;
  const t = eventTexts.in(language);
  const isSingle = shown.event.recurrence === 'once' && dates.length <= 1;
  return (
    <section>
      <h2>{t('event.when')}</h2>
      {dates.length === 0 ? <p>{sayDay(language, shown.event.firstDay, 'weekday')}</p> : null}
      {isSingle || dates.length === 0 ? null : <h3>{t('event.next-dates')}</h3>}
      <ul class="plain-list">
        {dates.map((date) => (
          <li>
            <p>
              <time datetime={date.opensAt ? `${date.day}T${date.opensAt}` : date.day}><strong>{sayDay(language, date.day, 'weekday')}</strong>, <bdi>{sayDateTimes(language, date)}</bdi></time>
              {' '}<DateMarks date={{ ...date, listedOn: date.day, name: shown.event.name, organizationName: '', event: withoutMarks(shown) }} today={view.clock.today()} />
              {isSingle ? null : <LeftOf view={view} shown={shown} date={date} />}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What holds for all dates stands above them once. */
function withoutMarks({ event }: ShownEvent): ShownEvent['event'] {
  return { ...event, kind: 'event', freeOfCharge: 'unknown', childCare: 'unknown', registration: 'none', placesLeft: new Map() };
}

function LeftOf({ view, shown, date }: Props & { date: EventDate }) {
  const left = placesLeftOn(shown.event, shown.event.placesLeft, date);
  if (left === undefined || date.state !== 'on') return null;
  const t = eventTexts.in(view.language);
  return <span class="small"> – {left === 0 ? t('entry.full') : t('entry.left', { count: left })}</span>;
}

function Register({ view, shown: { event }, next }: Props & { next: EventDate | undefined }) {
  const { language } = view;
  const t = eventTexts.in(language);
  const left = next && placesLeftOn(event, event.placesLeft, next);
  const state = registrationOn(event, view.clock.today(), left);
  const isOpen = state.kind === 'open' || state.kind === 'later' || state.kind === 'unknown';
  return (
    <section>
      <h2>{t('event.register')}</h2>
      <p>{sayRegistration(state, t, (day) => sayDay(language, day))}</p>
      {event.places !== undefined ? <p>{t('event.places', { count: event.places })}{left === undefined ? ` – ${t('event.left.unknown')}` : left > 0 ? ` – ${t('entry.left', { count: left })}` : ''}</p> : null}
      {isOpen && event.registrationPhone ? <p><PhoneLink number={event.registrationPhone} large /></p> : null}
      {isOpen && event.registrationEmail ? <p><a href={`mailto:${event.registrationEmail}`}><bdi dir="ltr">{event.registrationEmail}</bdi></a></p> : null}
      {isOpen && event.registrationWebsite ? <p><a href={event.registrationWebsite} rel="external noopener"><bdi dir="ltr">{event.registrationWebsite.replace(/^https?:\/\//, '')}</bdi></a></p> : null}
      {event.registrationNote ? <p lang="de">{event.registrationNote}</p> : null}
    </section>
  );
}

function sayRegistration(state: RegistrationState, t: ReturnType<typeof eventTexts.in>, day: (day: NonNullable<EventDate['lastDay']>) => string): string {
  if (state.kind === 'open') return state.lastDay ? t('event.register.open-until', { day: day(state.lastDay) }) : t('event.register.open');
  return state.kind === 'later' ? t('event.register.later', { day: day(state.from) }) : t(`event.register.${state.kind}`);
}

function Costs({ view, shown: { event } }: Props) {
  const { language } = view;
  const t = eventTexts.in(language);
  const amounts = [
    event.costCents === undefined ? '' : sayMoney(language, event.costCents),
    event.reducedCents === undefined ? '' : t('event.costs.reduced', { amount: sayMoney(language, event.reducedCents) }),
  ].filter(Boolean).join(', ');
  return (
    <section>
      <h2>{t('event.costs')}</h2>
      <p>{event.freeOfCharge === 'yes' ? t('event.costs.free') : amounts || (event.costNote ? '' : t('event.costs.unknown'))}{event.reducedFor ? <span lang="de"> ({event.reducedFor})</span> : null}</p>
      {event.costNote ? <p lang="de">{event.costNote}</p> : null}
    </section>
  );
}

function ForWhom({ view, shown: { event } }: Props) {
  const { language } = view;
  const hasAge = event.minimumAgeMonths !== undefined || event.maximumAgeMonths !== undefined;
  if (!hasAge && !event.audience && event.languages.length === 0) return null;
  const guide = guideTexts.in(language);
  return (
    <section>
      <h2>{eventTexts.in(language)('event.for')}</h2>
      {event.audience ? <p lang="de">{event.audience}</p> : null}
      {hasAge ? <p>{guide('offer.age')}: {sayAges(event, guide)}</p> : null}
      {event.languages.length > 0 ? <p>{guide('offer.languages')}: {event.languages.map((code) => sayLanguage(language, code)).join(', ')}</p> : null}
    </section>
  );
}

