import { raw } from 'hono/html';
import type { HouseContext, View } from '../../platform/house.ts';
import { languageFacts } from '../../platform/language.ts';
import { PageContext } from '../../platform/page-context.ts';
import { stylesheet } from '../../ui/assets.ts';
import { sayAges } from '../age.ts';
import { eventTexts } from '../event-texts.ts';
import { nextEventDates } from '../events/dates.ts';
import { eventWordsIn } from '../events/event-text.ts';
import { embedTexts } from '../interfaces-texts.ts';
import { parameters, readOfferQuery, SEARCH } from '../offer-query.ts';
import { sayTimes } from '../opening.ts';
import { nextDates } from '../schedule.ts';
import { loadWords } from '../server/directory-words.ts';
import { listOffers } from '../server/list-offers.ts';
import { shownOffers, type ShownOffer } from '../server/shown-offers.ts';
import { textsIn } from '../service-text.ts';
import { guideTexts } from '../texts.ts';
import { placeText, sayDateTimes } from './event-words.tsx';
import { eventsAmong } from './interfaces-events.ts';
import { InOwnLanguage } from './offer-marks.tsx';
import { sayDay } from '../said.ts';

export const EMBED = '/einbetten';
const MOST_SHOWN = 50;
const MOST_EVENTS = 10;

/**
 * The list of offers and the next events for a frame on another website: no script, no form, no cookie, nothing that could be done by mistake – so any site may frame
 * it. Links open the directory itself in a window of its own.
 */
export async function embedPage(view: View, context: HouseContext): Promise<Response> {
  const { tx, town, clock, language } = view;
  const words = await loadWords(tx, town.id, clock.today());
  const asked = readOfferQuery(view.query, words);
  const { ids } = await listOffers(tx, town.id, clock.today(), words.phases, asked.text, asked.filter);
  const offers = await shownOffers(tx, town.id, ids.slice(0, MOST_SHOWN));
  const t = embedTexts.in(language);
  const { tag, direction } = languageFacts[language];
  const query = new URLSearchParams([...view.query].filter(([name]) => name === SEARCH || Object.values(parameters).includes(name)));
  const events = await nextEvents(view, query, ids);
  const title = `${t('embed.title')} – ${town.name}`;
  const html = await (
    <PageContext.Provider value={view}>
      <>
        {raw('<!DOCTYPE html>')}
        <html lang={tag} dir={direction} data-kern-theme="light">
          <head>
            <meta charset="utf-8" />
            <title>{title}</title>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="robots" content="noindex" />
            <meta name="format-detection" content="telephone=no" />
            <link rel="stylesheet" href={stylesheet()} />
          </head>
          <body class={`language-${language}`}>
            <main id="inhalt" class="page stack">
              <h1>{t('embed.title')} – <bdi>{town.name}</bdi></h1>
              <p>{t('embed.count', { count: ids.length })}. <a href={view.href('/angebote', query)} target="_blank" rel="noopener">{t('embed.all')}<span class="visually-hidden"> ({t('embed.window')})</span></a></p>
              <ul class="card-list">{offers.map((offer) => <li class="card"><Entry view={view} offer={offer} /></li>)}</ul>
              {ids.length > offers.length ? <p><a href={view.href('/angebote', query)} target="_blank" rel="noopener">{t('embed.all')}<span class="visually-hidden"> ({t('embed.window')})</span></a></p> : null}
              {events.length > 0 ? (
                <section class="stack">
                  <h2>{eventTexts.in(language)('event.embedded')}</h2>
                  <ul class="card-list">{events.map((one) => <li class="card"><EventEntry view={view} next={one} /></li>)}</ul>
                </section>
              ) : null}
            </main>
          </body>
        </html>
      </>
    </PageContext.Provider>
  ).toString();
  context.set('framing', 'anywhere');
  return new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'public, max-age=300' } });
}

function Entry({ view, offer }: { view: View; offer: ShownOffer }) {
  const { language, clock } = view;
  const t = guideTexts.in(language);
  const { service, organizationName, places } = offer;
  const { head } = textsIn(service, language);
  const from = service.validFrom !== undefined && service.validFrom > clock.today() ? service.validFrom : clock.today();
  const next = nextDates(service.schedules.filter((rule) => !rule.byAppointment), service.exceptions, offer.calendar, from, 1)[0];
  return (
    <>
      <p class="small muted"><bdi lang="de">{organizationName}</bdi></p>
      <h2 class="card-title"><a href={view.href(`/angebote/${service.id}`)} target="_blank" rel="noopener"><InOwnLanguage text={head}>{head.name}</InOwnLanguage><span class="visually-hidden"> ({embedTexts.in(language)('embed.window')})</span></a></h2>
      {head.summary ? <p><InOwnLanguage text={{ language: head.summaryLanguage }}>{head.summary}</InOwnLanguage></p> : null}
      <p class="small">{[sayAges(service, t), places.map(({ location }) => location.name).join(', ')].filter(Boolean).join(' · ')}</p>
      {next ? <p class="small">{t('card.next')}: <time datetime={`${next.day}T${next.opensAt}`}>{sayDay(language, next.day, 'weekday')}, <bdi dir="ltr">{sayTimes(next.opensAt, next.closesAt, t)}</bdi></time></p> : null}
    </>
  );
}

/** The next date of each event, the soonest first. */
async function nextEvents(view: View, query: URLSearchParams, ids: Parameters<typeof eventsAmong>[2]) {
  const today = view.clock.today();
  return (await eventsAmong(view, query, ids))
    .flatMap((shown) => nextEventDates(shown.event, today, 1, shown.calendar).map((date) => ({ ...shown, date })))
    .sort((one, other) => one.date.day.localeCompare(other.date.day) || (one.date.opensAt ?? '').localeCompare(other.date.opensAt ?? '')).slice(0, MOST_EVENTS);
}

function EventEntry({ view, next }: { view: View; next: Awaited<ReturnType<typeof nextEvents>>[number] }) {
  const { event, date, organizationName, places } = next;
  const words = eventWordsIn(event, view.language);
  const location = date.locationId && places.get(date.locationId);
  const where = placeText({ placeNote: date.placeNote, ...(location ? { location } : {}) });
  return (
    <>
      <p class="small muted"><bdi lang="de">{organizationName}</bdi></p>
      <h3 class="card-title"><a href={view.href(`/veranstaltungen/${event.id}`)} target="_blank" rel="noopener"><InOwnLanguage text={words}>{words.name}</InOwnLanguage><span class="visually-hidden"> ({embedTexts.in(view.language)('embed.window')})</span></a></h3>
      {words.summary ? <p><InOwnLanguage text={{ language: words.summaryLanguage }}>{words.summary}</InOwnLanguage></p> : null}
      <p class="small"><time datetime={date.opensAt ? `${date.day}T${date.opensAt}` : date.day}>{sayDay(view.language, date.day, 'weekday')}, <bdi>{sayDateTimes(view.language, date)}</bdi></time>{where ? <> · <bdi lang="de">{where}</bdi></> : null}</p>
    </>
  );
}
