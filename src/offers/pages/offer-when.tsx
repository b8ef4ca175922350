import { usePage } from '../../platform/page-context.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { Notice } from '../../ui/notice.tsx';
import { pausesAhead } from '../holidays/pauses.ts';
import { openingLines, sayOpening, sayTimes } from '../opening.ts';
import { nextDates, timetableOn, type Occurrence } from '../schedule.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { isForeign, noteIn } from '../service-text.ts';
import { sayClosure } from './closure-words.ts';
import { OfferNote } from './offer-marks.tsx';
import { sayDay, sayWeekday } from '../said.ts';

const DATES = 4;
/** As far as families plan. */
const PAUSE_DAYS = 42;

/** Regular times in words, then the next dates – with what falls away or is moved said as well, and why. */
export function WhenBlock({ offer, today }: { offer: ShownOffer; today: Day }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const { service, calendar } = offer;
  const from = service.validFrom !== undefined && service.validFrom > today ? service.validFrom : today;
  const current = service.schedules.filter((rule) => rule.validUntil === undefined || rule.validUntil > today);
  const rules = current.filter((rule) => !rule.byAppointment);
  const dates = nextDates(rules, service.exceptions, calendar, from, DATES);
  const pauses = pausesAhead(rules, service.exceptions, calendar, from, PAUSE_DAYS).filter(({ day }) => day > today).slice(0, DATES);
  return (
    <section>
      <h2>{t('offer.when')}</h2>
      {service.validFrom !== undefined && service.validFrom > today ? <p>{t('offer.begins', { day: sayDay(language, service.validFrom) })}</p> : null}
      {service.validUntil !== undefined ? <p>{t('offer.ends', { day: sayDay(language, addDays(service.validUntil, -1)) })}</p> : null}
      {from === today ? <ClosedToday offer={offer} today={today} /> : null}
      {current.length === 0 && dates.length === 0 ? <p>{t('offer.no-times')}</p> : null}
      {current.length > 0 ? <RegularTimes offer={offer} rules={current} /> : null}
      {dates.length > 0 ? (
        <>
          <h3>{t('offer.next-dates')}</h3>
          <ul>{dates.map((date) => <li><DateLine offer={offer} date={date} /></li>)}</ul>
        </>
      ) : null}
      {pauses.length > 0 ? (
        <ul class="plain-list">
          {pauses.map(({ day, opensAt, closesAt, closure }) => (
            <li>
              <strong>{t(closure.kind === 'moved' ? 'offer.moved' : closure.kind === 'school-holiday' ? 'offer.pauses' : 'offer.cancelled')}:</strong>{' '}
              {closure.kind === 'school-holiday' ? null : <>{sayDay(language, day, 'weekday')}{closure.kind === 'moved' ? <>, <bdi dir="ltr">{sayTimes(opensAt, closesAt, t)}</bdi></> : null} – </>}
              {closure.kind === 'cancelled' && closure.note ? <OfferNote service={service} kind="day-note" text={closure.note} /> : sayClosure(language, closure)}
              {closure.kind === 'moved' && closure.note ? <> (<OfferNote service={service} kind="day-note" text={closure.note} />)</> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

/** Why it is closed today, where one would go there by the weekly times. */
function ClosedToday({ offer, today }: { offer: ShownOffer; today: Day }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const { held, closed } = timetableOn(offer.service.schedules.filter((rule) => !rule.byAppointment), offer.service.exceptions, offer.calendar, today);
  if (closed.length === 0) return null;
  const sayNote = (german: string) => {
    const note = noteIn(offer.service, language, 'day-note', german);
    return isForeign(note.language, language) ? `\u2068${note.text}\u2069` : note.text;
  };
  const reasons = [...new Map(closed.map((time) => [sayClosure(language, time.closure, sayNote), time]))];
  return (
    <Notice kind="info">
      {reasons.map(([reason, { opensAt, closesAt }]) => (
        <p>{held.length === 0 ? t('closed.today', { reason }) : t('closed.today-time', { times: sayTimes(opensAt, closesAt, t), reason })}</p>
      ))}
    </Notice>
  );
}

/** A single date; where it is not at one of the offer's own places, the place is named. */
function DateLine({ offer, date }: { offer: ShownOffer; date: Occurrence }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const isElsewhere = date.locationId !== undefined && !date.rule;
  const place = isElsewhere ? offer.elsewhere.get(date.locationId!)?.name : undefined;
  const mark = date.movedFrom ? t('date.moved-from', { day: sayDay(language, date.movedFrom, 'weekday') }) : date.rule ? undefined : t('offer.extra');
  return (
    <>
      <time datetime={`${date.day}T${date.opensAt}`}>{sayDay(language, date.day, 'weekday')}, <bdi dir="ltr">{sayTimes(date.opensAt, date.closesAt, t)}</bdi></time>
      {place ? <span lang="de">, {place}</span> : null}
      {mark ? ` (${mark})` : null}
      {!date.rule && date.note ? <> <OfferNote service={offer.service} kind="day-note" text={date.note} /></> : null}
    </>
  );
}

function RegularTimes({ offer: { service, places }, rules }: { offer: ShownOffer; rules: ShownOffer['service']['schedules'] }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const placeName = (id: string | undefined) => (places.length > 1 ? places.find(({ location }) => location.id === id)?.location.name : undefined);
  return (
    <>
      <h3>{t('offer.hours')}</h3>
      <ul class="plain-list">
        {openingLines(rules).map((line) => {
          const { days, times, more, note } = sayOpening(line, t, (day) => sayWeekday(language, day), (day) => sayDay(language, day, 'short'));
          const place = placeName(line.locationId);
          return <li><strong>{days}</strong>: <bdi dir="ltr">{times}</bdi>{more ? ` (${more})` : ''}{note ? <>, <OfferNote service={service} kind="time-note" text={note} /></> : null}{place ? <span lang="de"> – {place}</span> : null}</li>;
        })}
      </ul>
    </>
  );
}
