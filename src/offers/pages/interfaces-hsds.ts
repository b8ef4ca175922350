import { NotFound } from '../../platform/failure.ts';
import type { HouseContext, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { badQuery, cacheable } from './interfaces-answer.ts';
import { HSDS_VERSION, hsdsPage, type HsdsServiceAtLocation } from '../hsds/hsds.ts';
import { organizationObject } from '../hsds/place-object.ts';
import { formatOf, readHsdsQuery, type HsdsQuery } from '../hsds/query.ts';
import { atLocations, serviceHead, serviceObject } from '../hsds/service-object.ts';
import { taxonomyKeys, taxonomyObject } from '../hsds/term-object.ts';
import { isPublic } from '../service.ts';
import { findServiceAtLocation, listPublicServices, loadHsdsDirectory, type LoadedDirectory, type PublicService } from '../server/hsds-directory.ts';
import { wayToSurvivor } from './duplicate-redirect.ts';
import { findPublicServices } from '../server/hsds-services.ts';
import { loadServices } from '../server/load-services.ts';

/** Address of a town, without a slash at the end; the language of the asker makes no difference to machines. */
export function townBase(view: View): string {
  return `${view.configuration.baseUrl.origin}/${view.town.slug}`;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function json(value: unknown): Response {
  return cacheable(JSON.stringify(value), JSON_TYPE);
}

export function directoryOf(view: View): Promise<LoadedDirectory> {
  return loadHsdsDirectory(view.tx, view.town, townBase(view), view.clock.today());
}

/** What this interface is. (HSDS API reference, `/`) */
export function hsdsAbout(view: View): Response {
  const base = `${townBase(view)}/hsds`;
  return json({ version: HSDS_VERSION, profile: `${base}/profile`, openapi_url: `${base}/openapi.json` });
}

/** One page of a list, or all of it as lines of JSON. `render` makes what stands on the page, `items` are cheap to list. */
export async function list<Item>(
  view: View, context: HouseContext, find: (asked: HsdsQuery, directory: LoadedDirectory) => Promise<Item[]>, render: (items: Item[], asked: HsdsQuery, directory: LoadedDirectory) => Promise<unknown[]> | unknown[],
): Promise<Response> {
  const asked = readHsdsQuery(view.query);
  if (!asked.ok) return badQuery(asked.refusals);
  const format = formatOf(view.query, context.req.header('Accept'));
  if (!format) return badQuery([{ code: 'unknown-format', field: 'format' }]);
  const directory = await directoryOf(view);
  const items = await find(asked.value, directory);
  const { page, perPage, minimal } = asked.value;
  if (format === 'ndjson') {
    const lines = await render(items, asked.value, directory);
    return cacheable(lines.map((line) => `${JSON.stringify(line)}\n`).join(''), 'application/x-ndjson; charset=utf-8', { Vary: 'Accept' });
  }
  const at = minimal ? { page: 1, perPage: Math.max(1, items.length) } : { page, perPage };
  const contents = await render(items.slice((at.page - 1) * at.perPage, at.page * at.perPage), asked.value, directory);
  return cacheable(JSON.stringify(hsdsPage(contents, { total: items.length, ...at })), JSON_TYPE, { Vary: 'Accept' });
}

export function hsdsServices(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, (asked, directory) => findPublicServices(view.tx, directory, asked), async (items, { full, minimal }, directory) => {
    const services = await loadServices(view.tx, view.town.id, items.map(({ id }) => id));
    if (minimal) return services.map(({ id, name, updatedAt }) => ({ id, name, status: 'active', modified_date: updatedAt.toISOString(), last_modified: updatedAt.toISOString() }));
    return services.map((service) => (full ? serviceObject(directory, service, directory.terms) : serviceHead(directory, service)));
  });
}

/** An offer families may see; missing, foreign, drafts and those that are over look the same. */
async function publicService(view: View, id: string) {
  const [service] = isUuid(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  if (!service || !isPublic(service, view.clock.today())) throw new NotFound();
  return service;
}

/** One offer; of one that was merged into another, the way there. */
export async function hsdsService(view: View): Promise<Response> {
  const moved = await wayToSurvivor(view, (survivor) => `/hsds/services/${survivor}`);
  if (moved) return moved;
  const service = await publicService(view, view.param('id'));
  const directory = await directoryOf(view);
  return json(serviceObject(directory, service, directory.terms));
}

/** Organizations that offer something families may see; the others are nobody's business. */
export function hsdsOrganizations(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, async (asked, directory) => offering(directory, await findPublicServices(view.tx, directory, { ...asked, search: '' }), asked.search), async (items, asked, directory) => {
    if (!asked.full && !asked.fullService) return items.map(({ id }) => organizationObject(directory.organizations.get(id)!));
    const ids = items.flatMap(({ services }) => services);
    return withServices(view, directory, items.map(({ id }) => id), ids, asked.fullService);
  });
}

function offering(directory: LoadedDirectory, services: readonly PublicService[], search: string): { id: Uuid; services: Uuid[] }[] {
  const own = new Map<Uuid, Uuid[]>();
  for (const { id, organizationId } of services) own.set(organizationId, [...(own.get(organizationId) ?? []), id]);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return [...own].map(([id, ids]) => ({ id, services: ids })).filter(({ id }) => {
    const organization = directory.organizations.get(id);
    const text = [organization?.name, organization?.alternateName, organization?.description].join(' ').toLowerCase();
    return organization !== undefined && words.every((word) => text.includes(word));
  }).sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function withServices(view: View, directory: LoadedDirectory, organizationIds: readonly Uuid[], serviceIds: readonly Uuid[], full: boolean) {
  const services = await loadServices(view.tx, view.town.id, serviceIds);
  return organizationIds.map((id) => ({
    ...organizationObject(directory.organizations.get(id)!),
    services: services.filter(({ organizationId }) => organizationId === id)
      .map((service) => (full ? serviceObject(directory, service, directory.terms) : { id: service.id, name: service.name, status: 'active' as const })),
  }));
}

export async function hsdsOrganization(view: View): Promise<Response> {
  const asked = readHsdsQuery(view.query);
  if (!asked.ok) return badQuery(asked.refusals);
  const id = view.param('id');
  const services = isUuid(id) ? await listPublicServices(view.tx, view.town.id, view.clock.today(), { organizationId: id }) : [];
  if (services.length === 0) throw new NotFound();
  const [organization] = await withServices(view, await directoryOf(view), [id as Uuid], services.map((service) => service.id), asked.value.fullService);
  return json(organization);
}

/** Offers at their places. The list is made of the offers found, so it grows with them. */
export function hsdsServiceAtLocations(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, async (asked, directory) => {
    const found = await findPublicServices(view.tx, directory, asked);
    const services = await loadServices(view.tx, view.town.id, found.map(({ id }) => id));
    return services.flatMap((service) => atLocations(directory, service).map((at) => ({ at, service })))
      .filter(({ at }) => asked.postcode === undefined || directory.locations.get(at.location_id)?.postalCode === asked.postcode);
  }, (items, { full }, directory) => items.map(({ at, service }): HsdsServiceAtLocation => (full
    ? { ...at, service: serviceObject(directory, service, directory.terms) }
    : { id: at.id, service_id: at.service_id, location_id: at.location_id, ...(at.description ? { description: at.description } : {}), ...(at.location ? { location: withoutLists(at.location) } : {}) })));
}

/** Only what there is one of. */
function withoutLists<Thing extends object>(thing: Thing): Thing {
  return Object.fromEntries(Object.entries(thing).filter(([, value]) => !Array.isArray(value))) as Thing;
}

export async function hsdsServiceAtLocation(view: View): Promise<Response> {
  const id = view.param('id');
  const service = await publicService(view, await findServiceAtLocation(view.tx, view.town.id, id) ?? '');
  const directory = await directoryOf(view);
  const at = atLocations(directory, service).find((one) => one.id === id);
  if (!at) throw new NotFound();
  return json({ ...at, service: serviceObject(directory, service, directory.terms) });
}

export function hsdsTaxonomies(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, async ({ search }, directory) => taxonomyKeys.map((key) => taxonomyObject(directory, key)).filter((one) => holds(one, search)), (items) => items);
}

export async function hsdsTaxonomy(view: View): Promise<Response> {
  const directory = await directoryOf(view);
  const found = taxonomyKeys.map((key) => taxonomyObject(directory, key)).find(({ id }) => id === view.param('id'));
  if (!found) throw new NotFound();
  return json(found);
}

/** Our terms have no parents: asked for the children of one, there are none. */
export function hsdsTerms(view: View, context: HouseContext): Promise<Response> {
  return list(view, context, async ({ search, taxonomyId }, directory) => (view.query.get('parent_id') ? [] : [...directory.terms.values()])
    .filter((term) => (taxonomyId === undefined || term.taxonomy_id === taxonomyId) && holds(term, search)), (items) => items);
}

export async function hsdsTerm(view: View): Promise<Response> {
  const term = (await directoryOf(view)).terms.get(view.param('id') as Uuid);
  if (!term) throw new NotFound();
  return json(term);
}

export function holds({ name, description }: { name: string; description: string }, search: string): boolean {
  const text = `${name} ${description}`.toLowerCase();
  return search.toLowerCase().split(/\s+/).filter(Boolean).every((word) => text.includes(word));
}
