import { usePage } from '../../platform/page-context.ts';
import { addDays, type Day } from '../../platform/day.ts';
import { openingLines, sayOpening, sayTimes } from '../opening.ts';
import { nextDates } from '../schedule.ts';
import type { StoredService } from '../server/load-services.ts';
import type { ShownOffer } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { sayDay, sayWeekday } from './said.ts';

const DATES = 4;

/** Regular times in words, then the next dates – with what is cancelled said as well. */
export function WhenBlock({ service, places, today }: { service: StoredService; places: ShownOffer['places']; today: Day }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const from = service.validFrom !== undefined && service.validFrom > today ? service.validFrom : today;
  const current = service.schedules.filter((rule) => rule.validUntil === undefined || rule.validUntil > today);
  const dates = nextDates(current.filter((rule) => !rule.byAppointment), service.exceptions, from, DATES);
  const cancelled = service.exceptions.filter((exception) => exception.kind === 'closed' && exception.onDay >= today).slice(0, DATES);
  return (
    <section>
      <h2>{t('offer.when')}</h2>
      {service.validFrom !== undefined && service.validFrom > today ? <p>{t('offer.begins', { day: sayDay(language, service.validFrom) })}</p> : null}
      {service.validUntil !== undefined ? <p>{t('offer.ends', { day: sayDay(language, addDays(service.validUntil, -1)) })}</p> : null}
      {current.length === 0 && dates.length === 0 ? <p>{t('offer.no-times')}</p> : null}
      {current.length > 0 ? <RegularTimes rules={current} places={places} /> : null}
      {dates.length > 0 ? (
        <>
          <h3>{t('offer.next-dates')}</h3>
          <ul>
            {dates.map((date) => (
              <li>
                <time datetime={`${date.day}T${date.opensAt}`}>{sayDay(language, date.day, 'weekday')}, <bdi dir="ltr">{sayTimes(date.opensAt, date.closesAt, t)}</bdi></time>
                {date.rule ? null : ` (${t('offer.extra')})`}
                {!date.rule && date.note ? <span lang="de"> {date.note}</span> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {cancelled.length > 0 ? (
        <ul class="plain-list">
          {cancelled.map(({ onDay, note }) => <li><strong>{t('offer.cancelled')}:</strong> {sayDay(language, onDay, 'weekday')}{note ? <span lang="de"> – {note}</span> : null}</li>)}
        </ul>
      ) : null}
    </section>
  );
}

function RegularTimes({ rules, places }: { rules: StoredService['schedules']; places: ShownOffer['places'] }) {
  const { language } = usePage();
  const t = guideTexts.in(language);
  const placeName = (id: string | undefined) => (places.length > 1 ? places.find(({ location }) => location.id === id)?.location.name : undefined);
  return (
    <>
      <h3>{t('offer.hours')}</h3>
      <ul class="plain-list">
        {openingLines(rules).map((line) => {
          const { days, times, more } = sayOpening(line, t, (day) => sayWeekday(language, day), (day) => sayDay(language, day, 'short'));
          const place = placeName(line.locationId);
          return <li><strong>{days}</strong>: <bdi dir="ltr">{times}</bdi>{more ? ` (${more})` : ''}{place ? <span lang="de"> – {place}</span> : null}</li>;
        })}
      </ul>
    </>
  );
}
