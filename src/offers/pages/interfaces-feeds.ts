import type { HouseContext, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { addressText } from '../address.ts';
import { eventTexts } from '../event-texts.ts';
import { eventWordsIn } from '../events/event-text.ts';
import { atomText, type AtomEntry } from '../feeds/atom.ts';
import { catalogueDocument } from '../feeds/catalogue.ts';
import { licences } from '../feeds/licence.ts';
import { openApiDocument } from '../feeds/open-api.ts';
import { sitemapText, type SitemapPage } from '../feeds/sitemap.ts';
import { profilePatches } from '../hsds/profile.ts';
import { stableId } from '../hsds/stable-id.ts';
import { nameIn } from '../names.ts';
import { parameters, readOfferQuery, SEARCH } from '../offer-query.ts';
import { calendarFile, serviceEvents } from '../service-calendar.ts';
import { textsIn } from '../service-text.ts';
import { loadWords, type DirectoryWords } from '../server/directory-words.ts';
import { listPublicServices } from '../server/hsds-directory.ts';
import { listOffers } from '../server/list-offers.ts';
import { sayDay } from '../said.ts';
import { readOpenDataSetting } from '../server/open-data-setting.ts';
import { shownOffers, type ShownOffer } from '../server/shown-offers.ts';
import { guideTexts } from '../texts.ts';
import { cacheable } from './interfaces-answer.ts';
import { eventsAmong } from './interfaces-events.ts';
import { json, townBase } from './interfaces-hsds.ts';

const MOST_ENTRIES = 50;

/** What a filter finds, with the words of the directory; the same as the list of offers shows. */
async function found(view: View): Promise<{ ids: ShownOffer['service']['id'][]; words: DirectoryWords; query: URLSearchParams }> {
  const { tx, town, clock } = view;
  const words = await loadWords(tx, town.id, clock.today());
  const asked = readOfferQuery(view.query, words);
  const { ids } = await listOffers(tx, town.id, clock.today(), words.phases, asked.text, asked.filter);
  const query = new URLSearchParams([...view.query].filter(([name]) => name === SEARCH || Object.values(parameters).includes(name)));
  return { ids, words, query };
}

const address = (view: View, path: string, query?: URLSearchParams) => `${view.configuration.baseUrl.origin}${view.href(path, query)}`;

/** All dates of the offers a filter finds, for calendars that subscribe. Events carry the time of the last change, so nothing seems new that is not. */
export async function calendarFeed(view: View): Promise<Response> {
  const { ids } = await found(view);
  const offers = await shownOffers(view.tx, view.town.id, ids);
  const t = guideTexts.in(view.language);
  const events = offers.flatMap(({ service, organizationName, places, elsewhere, calendar }) => {
    const { head } = textsIn(service, view.language);
    const place = (id: Uuid | undefined) => (id ? elsewhere.get(id) : undefined) ?? places[0]?.location;
    return serviceEvents(service, calendar, {
      name: head.name, description: [head.summary, organizationName, address(view, `/angebote/${service.id}`)].filter(Boolean).join('\n'), url: address(view, `/angebote/${service.id}`),
      host: view.configuration.baseUrl.hostname,
      location: (id) => {
        const at = place(id);
        return at ? [at.name, addressText(at)].filter(Boolean).join(', ') : '';
      },
    }, view.clock.today(), service.updatedAt);
  });
  const text = calendarFile([['X-WR-CALNAME', `${t('list.title')} – ${view.town.name}`.replace(/[\\;,]/g, '\\$&')], ['X-WR-TIMEZONE', 'Europe/Berlin'], ['REFRESH-INTERVAL;VALUE=DURATION', 'PT6H'], ['X-PUBLISHED-TTL', 'PT6H']], events);
  return cacheable(text, 'text/calendar; charset=utf-8');
}

/** The offers a filter finds that are new or changed, and events, the latest first. */
export async function atomFeed(view: View): Promise<Response> {
  const { ids, words, query } = await found(view);
  const among = new Set(ids);
  const latest = (await listPublicServices(view.tx, view.town.id, view.clock.today())).filter(({ id }) => among.has(id))
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime() || (one.id < other.id ? 1 : -1)).slice(0, MOST_ENTRIES);
  const offers = await shownOffers(view.tx, view.town.id, latest.map(({ id }) => id));
  const t = guideTexts.in(view.language);
  const { licence } = await readOpenDataSetting(view.tx, view.town.id);
  const text = atomText({
    ...(licence ? { rights: `${licences[licence].name}, ${licences[licence].text}` } : {}),
    id: `urn:uuid:${stableId(view.town.id, 'atom', view.language, query.toString())}`, title: `${t('list.title')} – ${view.town.name}`, language: languageFacts[view.language].tag,
    selfUrl: address(view, '/angebote.atom', query), url: address(view, '/angebote', query), author: view.town.name, updatedAt: new Date(0),
    entries: [...offers.map(({ service, organizationName }): AtomEntry => {
      const { head } = textsIn(service, view.language);
      return {
        id: `urn:uuid:${service.id}`, title: head.name, url: address(view, `/angebote/${service.id}`), summary: head.summary, author: organizationName, publishedAt: service.createdAt, updatedAt: service.updatedAt,
        categories: words.fields.filter(({ id }) => service.fieldIds.includes(id)).map(({ names }) => nameIn(names, view.language).text),
      };
    }), ...await eventEntries(view, query, ids)].sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime()).slice(0, MOST_ENTRIES),
  });
  return cacheable(text, 'application/atom+xml; charset=utf-8');
}

async function eventEntries(view: View, query: URLSearchParams, ids: readonly Uuid[]): Promise<AtomEntry[]> {
  const t = eventTexts.in(view.language);
  return (await eventsAmong(view, query, ids)).map(({ event, organizationName }) => {
    const { name, summary } = eventWordsIn(event, view.language);
    // The day of a single date is news in itself; a series has too many.
    const first = event.recurrence === 'once' ? `${sayDay(view.language, event.firstDay, 'weekday')}.` : '';
    return {
      id: `urn:uuid:${event.id}`, title: event.status === 'cancelled' ? `${name} – ${t('entry.cancelled')}` : name, url: address(view, `/veranstaltungen/${event.id}`),
      summary: [first, event.status === 'cancelled' ? event.cancelledBecause : '', summary].filter(Boolean).join(' '), author: organizationName, publishedAt: event.createdAt, updatedAt: event.updatedAt, categories: [t(`kind.${event.kind}`)],
    };
  });
}

/** What open data there is. (DCAT-AP.de) */
export async function catalogue(view: View): Promise<Response> {
  const { areas } = await loadWords(view.tx, view.town.id, view.clock.today());
  const services = await listPublicServices(view.tx, view.town.id, view.clock.today());
  const own = areas.all.find(({ level, name }) => level === (view.town.kind === 'county' ? 'county' : 'municipality') && (areas.roots.length === 1 || view.town.name.includes(name)));
  const { email, website } = view.town.contact;
  const modifiedAt = services.map(({ updatedAt }) => updatedAt).sort((a, b) => b.getTime() - a.getTime())[0];
  const text = JSON.stringify(catalogueDocument({
    name: view.town.name, land: view.town.land, base: townBase(view),
    openData: await readOpenDataSetting(view.tx, view.town.id), ...(email ? { email } : {}), ...(website ? { website } : {}), ...(own?.regionalKey ? { regionalKey: own.regionalKey } : {}), ...(modifiedAt ? { modifiedAt } : {}),
  }));
  return cacheable(text, 'application/ld+json; charset=utf-8');
}

/** The public pages of a town, each with its languages. Einfache Sprache has the tag of German: it is found from there. */
export async function sitemap(view: View): Promise<Response> {
  const services = await listPublicServices(view.tx, view.town.id, view.clock.today());
  const shown = languages.filter((language) => language !== 'de-easy');
  const origin = view.configuration.baseUrl.origin;
  const entry = (path: string, changedAt?: Date): SitemapPage => ({
    url: `${origin}${view.hrefIn('de', path)}`, ...(changedAt ? { changedOn: changedAt.toISOString().slice(0, 10) } : {}),
    languages: Object.fromEntries(shown.map((language) => [languageFacts[language].tag, `${origin}${view.hrefIn(language, path)}`])),
  });
  const pages = [...['/', '/angebote', '/wegweiser', '/diese-woche', '/still-und-wickelpunkte', '/guetesiegel-kinderschutz'].map((path) => entry(path)), ...services.map(({ id, updatedAt }) => entry(`/angebote/${id}`, updatedAt))];
  return cacheable(sitemapText(pages), 'application/xml; charset=utf-8');
}

export function profile(): Response {
  return json(profilePatches);
}

export async function openApi(view: View, _context: HouseContext): Promise<Response> {
  const { licence, contactEmail } = await readOpenDataSetting(view.tx, view.town.id);
  const email = contactEmail ?? view.town.contact.email;
  return cacheable(JSON.stringify(openApiDocument({ name: view.town.name, base: townBase(view), ...(email ? { email } : {}), ...(licence ? { licence } : {}) })), 'application/vnd.oai.openapi+json;version=3.1');
}
