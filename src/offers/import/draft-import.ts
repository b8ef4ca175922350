import type { Organization } from '../../network/organization.ts';
import type { StreetList } from '../../areas/street-list.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { Location } from '../location.ts';
import type { LifePhase, Transition } from '../phase.ts';
import type { ServiceRecord, ServiceStatus } from '../service.ts';
import { locationBook, organizationBook, type PlaceDifference } from './import-directory.ts';
import { differingFields, mergeOffer } from './merge-offer.ts';
import { fieldHeader, type OfferField, type OfferMapping } from './offer-fields.ts';
import { offerIdentity } from './offer-record.ts';
import { planImport } from './plan-import.ts';
import type { OfferPreview, ReadOffer } from './read-offer-rows.ts';

/** All of the directory an import can touch. */
export interface Directory {
  phases: readonly LifePhase[];
  transitions: readonly Transition[];
  fields: readonly FieldOfAction[];
  organizations: readonly Organization[];
  locations: readonly Location[];
  services: readonly ServiceRecord[];
  streets: StreetList;
}

/** Everything an import would do, worked out before anything is stored. */
export interface ImportDraft {
  added: { service: ServiceRecord; lines: number[] }[];
  changed: { service: ServiceRecord; lines: number[]; what: OfferField[] }[];
  unchanged: number;
  /** rows that are not imported, those of the reading included, by line */
  refusedRows: RefusedRow[];
  organizations: Organization[];
  locations: Location[];
  filledLocations: Location[];
  locationsByStreet: Location[];
  placeDifferences: PlaceDifference[];
}

/** Works out what the rows of a file do to the directory. The same file again gives nothing but unchanged offers. O(offers). */
export function draftImport(preview: OfferPreview, directory: Directory, choices: { mapping: OfferMapping; status: ServiceStatus }): ImportDraft {
  const organizations = organizationBook(directory.organizations);
  const { offers, doubles } = underOneName(preview.offers, organizations);
  const names = new Map(directory.organizations.map(({ id, name }) => [id, name]));
  const services = new Map(directory.services.map((service) => [service.id, service]));
  const plan = planImport(offers, directory.services.map((service) => ({ ...service, organizationName: names.get(service.organizationId) ?? '' })));
  const locations = locationBook(directory.locations, directory.streets);
  const idsOf = (things: readonly { key: string; id: Uuid }[]) => new Map(things.map(({ key, id }) => [key, id]));
  const words = { phaseIds: idsOf(directory.phases), transitionIds: idsOf(directory.transitions), fieldIds: idsOf(directory.fields) };

  const merged = (id: Uuid, { record }: ReadOffer): ServiceRecord => mergeOffer(id, record, services.get(id), {
    ...choices, ...words, organizationId: organizations.find(record.organizationName).id, locationIds: record.at.map(({ place }) => place && locations.find(place)),
  });
  const added = plan.added.map((offer) => ({ service: merged(newId(), offer), lines: offer.lines }));
  const touched = plan.changed.map(({ id, offer }) => {
    const service = merged(id, offer);
    return { service, lines: offer.lines, what: differingFields(services.get(id)!, service) };
  });
  const changed = touched.filter(({ what }) => what.length > 0);
  const used = new Set([...added, ...changed].map(({ service }) => service.organizationId));
  return {
    added, changed, unchanged: plan.unchanged.length + touched.length - changed.length,
    refusedRows: [...preview.refusedRows, ...doubles, ...plan.refused].sort((one, other) => one.line - other.line),
    organizations: organizations.added.filter(({ id }) => used.has(id)), locations: locations.added(), filledLocations: locations.filled(),
    locationsByStreet: locations.byStreet(), placeDifferences: locations.differences(),
  };
}

/** Offers under the name their organization has in the directory; two that become the same by that are one too many. */
function underOneName(read: readonly ReadOffer[], organizations: ReturnType<typeof organizationBook>): { offers: ReadOffer[]; doubles: RefusedRow[] } {
  const first = new Map<string, number>();
  const offers: ReadOffer[] = [];
  const doubles: RefusedRow[] = [];
  for (const { record, lines } of read) {
    const named = { ...record, organizationName: organizations.find(record.organizationName).name };
    const otherLine = first.get(offerIdentity(named));
    if (otherLine === undefined) {
      first.set(offerIdentity(named), lines[0]!);
      offers.push({ record: named, lines });
    } else doubles.push({ line: lines[0]!, column: fieldHeader('name'), code: 'offer-twice', values: { otherLine } });
  }
  return { offers, doubles };
}
