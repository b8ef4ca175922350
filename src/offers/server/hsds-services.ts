import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { stableId } from '../hsds/stable-id.ts';
import type { HsdsQuery } from '../hsds/query.ts';
import { taxonomyKeys } from '../hsds/term-object.ts';
import { listPublicServices, servicesWithTransitions, type LoadedDirectory, type PublicService } from './hsds-directory.ts';
import { listOffers } from './list-offers.ts';
import { loadOfferFacts } from './offer-facts.ts';

type Asked = Pick<HsdsQuery, 'search' | 'modifiedAfter' | 'termId' | 'taxonomyId' | 'organizationId'>;

/** The public offers a query asks for; found by words, the best come first. */
export async function findPublicServices(tx: Read, directory: LoadedDirectory, asked: Asked): Promise<PublicService[]> {
  const { municipalityId, today, phases } = directory;
  let services = await listPublicServices(tx, municipalityId, today, {
    ...(asked.modifiedAfter ? { after: asked.modifiedAfter } : {}), ...(asked.organizationId ? { organizationId: asked.organizationId } : {}),
  });
  if (asked.termId || asked.taxonomyId) {
    const withTerms = await servicesWithTerms(tx, directory, asked);
    services = services.filter(({ id }) => withTerms.has(id));
  }
  if (asked.search === '') return services;
  const byId = new Map(services.map((service) => [service.id, service]));
  const found = await listOffers(tx, municipalityId, today, phases, asked.search, {});
  return found.ids.flatMap((id) => byId.get(id) ?? []);
}

/** Offers with one of the terms asked for; phases that follow from the ages count, as on the pages for families. */
async function servicesWithTerms(tx: Read, directory: LoadedDirectory, { termId, taxonomyId }: Asked): Promise<Set<Uuid>> {
  const { municipalityId, today } = directory;
  const ofTaxonomy = (key: (typeof taxonomyKeys)[number]) => taxonomyId === undefined || taxonomyId === stableId(municipalityId, 'taxonomy', key);
  const wanted = (key: (typeof taxonomyKeys)[number], things: readonly { id: Uuid }[]) => new Set(ofTaxonomy(key) ? things.map(({ id }) => id).filter((id) => termId === undefined || id === termId) : []);
  const [phases, fields, transitions] = [wanted('life-phases', directory.phases), wanted('fields-of-action', directory.fields), wanted('transitions', directory.transitions)];
  const facts = await loadOfferFacts(tx, municipalityId, today, directory.phases);
  const found = new Set(facts.filter((offer) => offer.phaseIds.some((id) => phases.has(id)) || offer.fieldIds.some((id) => fields.has(id))).map(({ id }) => id));
  if (transitions.size > 0) for (const id of await servicesWithTransitions(tx, municipalityId, [...transitions])) found.add(id);
  return found;
}
