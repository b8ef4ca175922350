import { raw } from 'hono/html';
import { addDays, type Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts } from '../../platform/language.ts';
import { PageContext } from '../../platform/page-context.ts';
import { stylesheet } from '../../ui/assets.ts';
import { Island } from '../../ui/island.tsx';
import { LanguageTag } from '../../ui/language-tag.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { eventTexts } from '../event-texts.ts';
import type { Location } from '../location.ts';
import { sayDay } from '../said.ts';
import { listDoorPlaces } from '../server/door-places.ts';
import { findLocations } from '../server/locations.ts';
import { loadWeekDates, type WeekDate } from '../server/week-dates.ts';
import { wallClock } from '../wall-time.ts';
import { DoorStyle } from './door-style.tsx';
import { dateWords, placeText, reasonOf, saySpecial, sayDateTimes } from './event-words.tsx';
import { QrCode } from './list-qr.tsx';
import { WEEK } from './week-page.tsx';

export const DOOR = '/tuer';
const EVERYWHERE = 'alle';
const AHEAD_DAYS = 8;
const MOST_AHEAD = 8;
/** Changes of the day are at the door within two minutes. */
const REFRESH_SECONDS = 120;

/** Which door: one for each place with dates, or all of the town. */
export async function doorsPage(view: View): Promise<Sheet> {
  const t = eventTexts.in(view.language);
  const places = await listDoorPlaces(view.tx, view.town.id, view.clock.today());
  const link = (to: string, name: string) => (
    <li>
      <a href={view.href(`${DOOR}/${to}`)}><bdi>{name}</bdi></a> (<a href={view.href(`${DOOR}/${to}`, { ansicht: 'dunkel' })}>{t('door.dark')}<span class="visually-hidden">: {name}</span></a>)
    </li>
  );
  return {
    title: t('door.choose'), noIndex: true, breadcrumbs: [{ label: t('event.back'), href: view.href(WEEK) }, { label: t('door.choose') }],
    content: (
      <>
        <PageHead title={t('door.choose')} lead={t('door.choose.lead')} />
        <ul>{link(EVERYWHERE, t('door.everywhere'))}{places.map(({ id, name }) => link(id, name))}</ul>
      </>
    ),
  };
}

/**
 * The display beside a door: today and the next days, full-screen. It refreshes itself – by the browser alone where there is no script; with the
 * little script the last state stays on the screen, and says so, when the network is gone. No cookie, no session, nothing to press.
 */
export async function doorPage(view: View): Promise<Response> {
  const { language } = view;
  const named = view.param('place');
  const location = isUuid(named) ? (await findLocations(view.tx, view.town.id, [named])).get(named) : undefined;
  if (named !== EVERYWHERE && !location) throw new NotFound();
  const { tag, direction } = languageFacts[language];
  const title = `${location?.name ?? view.town.name} – ${eventTexts.in(language)('door.title')}`;
  const html = await (
    <PageContext.Provider value={view}>
      <>
        {raw('<!DOCTYPE html>')}
        <html lang={tag} dir={direction} class={view.query.get('ansicht') === 'dunkel' ? 'is-dark' : undefined}>
          <head>
            <meta charset="utf-8" />
            <title>{title}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="robots" content="noindex" />
            <noscript><meta http-equiv="refresh" content={String(REFRESH_SECONDS)} /></noscript>
            <link rel="stylesheet" href={stylesheet()} />
            <DoorStyle nonce={view.nonce} />
          </head>
          <body class={`door language-${language}`}>
            <door-refresh data-seconds={String(REFRESH_SECONDS)}>
              {await DoorContent({ view, location })}
              <p class="door-offline" role="status" hidden>{eventTexts.in(language)('door.offline')}</p>
            </door-refresh>
            <Island name="offers/door-refresh" />
          </body>
        </html>
      </>
    </PageContext.Provider>
  ).toString();
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' } });
}

async function DoorContent({ view, location }: { view: View; location: Location | undefined }) {
  const { language, clock } = view;
  const t = eventTexts.in(language);
  const { day: today, time } = wallClock(clock.now());
  const all = (await loadWeekDates(view.tx, view.town.id, today, addDays(today, AHEAD_DAYS))).filter((date) => !location || date.location?.id === location.id || (date.event?.locationId === location.id && date.state === 'on'));
  const isOver = (date: WeekDate) => date.listedOn === today && date.closesAt !== undefined && date.lastDay === undefined && date.closesAt <= time;
  const now = all.filter((date) => date.listedOn === today && !isOver(date));
  const ahead = all.filter((date) => date.listedOn > today).slice(0, MOST_AHEAD);
  const days = [...new Set(ahead.map(({ listedOn }) => listedOn))];
  return (
    <main id="inhalt">
      <header class="door-top">
        <div>
          <h1><bdi lang="de">{location?.name ?? view.town.name}</bdi></h1>
          <p>{sayDay(language, today, 'weekday')}</p>
        </div>
        <p class="door-scan"><QrCode text={`${view.configuration.baseUrl.origin}${view.href(WEEK)}`} label={t('door.scan')} />{t('door.scan')}</p>
      </header>
      <section data-day={today}>
        <h2>{t('door.title')}</h2>
        {now.length === 0 ? <p>{t('door.nothing-today')}</p> : <ul>{now.map((date) => <DoorDate view={view} date={date} here={location} time={time} today={today} />)}</ul>}
      </section>
      {days.length === 0 ? null : <h2>{t('door.next')}</h2>}
      {days.map((day) => (
        <section data-day={day}>
          <h3>{sayDay(language, day, 'weekday')}</h3>
          <ul>{ahead.filter(({ listedOn }) => listedOn === day).map((date) => <DoorDate view={view} date={date} here={location} time={time} today={today} />)}</ul>
        </section>
      ))}
      <p class="door-foot">{t('door.as-of', { day: sayDay(language, today), time })}{view.town.contact.phone ? <> · {t('sheet.ask')} <bdi dir="ltr">{view.town.contact.phone}</bdi></> : null}</p>
    </main>
  );
}

interface DoorDateProps {
  view: View;
  date: WeekDate;
  here: Location | undefined;
  time: string;
  today: Day;
}

function DoorDate({ view, date, here, time, today }: DoorDateProps) {
  const { language } = view;
  const t = eventTexts.in(language);
  const words = dateWords(date, language);
  const special = saySpecial(language, date);
  const reason = reasonOf(language, date);
  const isNow = date.state === 'on' && date.listedOn === today && date.opensAt !== undefined && date.opensAt <= time && date.closesAt !== undefined && time < date.closesAt;
  // Whoever stands at the door knows where it is.
  const place = date.location?.id === here?.id ? date.placeNote : placeText(date, false);
  return (
    <li class={date.state === 'on' ? undefined : 'door-off'}>
      <p class="door-time"><bdi>{sayDateTimes(language, date)}</bdi>{isNow ? <> <span class="door-flag door-now">{t('door.now')}</span></> : null}</p>
      <div class="door-what">
        <p class="door-name"><LanguageTag language={words.language}>{words.name}</LanguageTag></p>
        {special ? <p><span class="door-flag">{special}</span>{reason ? <> <LanguageTag language={reason.language}>{reason.text}</LanguageTag></> : null}</p> : null}
        {place ? <p class="door-soft"><bdi lang="de">{place}</bdi></p> : null}
      </div>
    </li>
  );
}
