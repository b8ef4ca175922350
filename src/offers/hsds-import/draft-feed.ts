import { withNotesOf } from '../service-text.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Organization } from '../../network/organization.ts';
import { streetList } from '../../areas/street-list.ts';
import type { Area } from '../../areas/area-tree.ts';
import type { Directory } from '../import/draft-import.ts';
import { locationBook, organizationBook } from '../import/import-directory.ts';
import { differingFields, mergeOffer } from '../import/merge-offer.ts';
import type { OfferField } from '../import/offer-fields.ts';
import { planImport } from '../import/plan-import.ts';
import type { Location } from '../location.ts';
import type { ServiceRecord, ServiceStatus } from '../service.ts';
import { fieldsOfFeed, saysAny } from './feed-fields.ts';
import { reporter, type FeedProblem } from './feed-problem.ts';
import { readService, type FeedRecord, type ReadService } from './read-service.ts';

/** One offer that would be added or changed; `fields` as in the table of offers. */
export interface FeedChange {
  what: 'added' | 'changed';
  name: string;
  organization: string;
  fields: OfferField[];
}

/** Everything a feed would do to the directory, worked out before anything is stored. */
export interface FeedDraft {
  added: ServiceRecord[];
  changed: ServiceRecord[];
  unchanged: number;
  /** the same by name, for the person who decides */
  changes: FeedChange[];
  /** services that are not taken */
  refused: number;
  problems: FeedProblem[];
  organizations: Organization[];
  locations: Location[];
  filledLocations: Location[];
}

/**
 * Works out what a feed does to the directory: services are recognised by the feed's own ids, as in the import of tables. The same feed again
 * changes nothing. New services whose status the feed does not say are kept as drafts, whatever was chosen. O(services).
 */
export function draftFeed(services: readonly unknown[], directory: Directory & { areas: readonly Area[] }, { status }: { status: ServiceStatus }): FeedDraft {
  const problems = reporter();
  const keys = (things: readonly { key: string }[]) => new Set(things.map(({ key }) => key));
  const words = {
    phases: keys(directory.phases), fields: keys(directory.fields), transitions: keys(directory.transitions),
    areaIds: new Map(directory.areas.flatMap((area) => [area.id, area.regionalKey, `${area.level}:${area.key}`].flatMap((key) => (key ? [[key, area.id] as const] : [])))),
  };
  const read = underOneName(distinct(services.flatMap((service) => readService(service, words, problems) ?? []), problems), directory.organizations);
  const organizations = organizationBook(directory.organizations);
  const offers = read.map(({ record }, index) => ({ record: { ...record, organizationName: organizations.find(record.organizationName).name }, lines: [index] }));
  const names = new Map(directory.organizations.map(({ id, name }) => [id, name]));
  const plan = planImport(offers, directory.services.map((service) => ({ ...service, organizationName: names.get(service.organizationId) ?? '' })));
  for (const { line, code } of plan.refused) problems.report('service', read[line]!.record.externalId, code as 'offer-ambiguous', 'name', read[line]!.record.name);

  const locations = locationBook(directory.locations, directory.streets ?? streetList([]));
  const stored = new Map(directory.services.map((service) => [service.id, service]));
  const idsOf = (things: readonly { key: string; id: Uuid }[]) => new Map(things.map(({ key, id }) => [key, id]));
  const context = { mapping: fieldsOfFeed(services), phaseIds: idsOf(directory.phases), transitionIds: idsOf(directory.transitions), fieldIds: idsOf(directory.fields) };
  const only = { exceptions: saysAny(services, 'schedule_exceptions'), contacts: saysAny(services, 'contacts'), texts: saysAny(services, 'translations') };
  const merged = (id: Uuid, record: FeedRecord): ServiceRecord => {
    const base = stored.get(id);
    const service = mergeOffer(id, record, base, {
      ...context, status, organizationId: organizations.find(record.organizationName).id, locationIds: record.at.map(({ place }) => place && locations.find(place)),
    });
    return {
      ...service, status: statusOf(record.status, base?.status, status), phones: context.mapping.phone === undefined ? service.phones : record.phones,
      exceptions: only.exceptions ? record.exceptions : service.exceptions, texts: only.texts ? withNotesOf(service.texts, record.texts) : service.texts,
      contacts: only.contacts ? [...record.contacts, ...(base?.contacts.filter(({ isPublic }) => !isPublic) ?? [])] : service.contacts,
    };
  };
  const added = plan.added.map(({ record }) => merged(newId(), record as FeedRecord));
  const touched = plan.changed.map(({ id, offer }) => merged(id, offer.record as FeedRecord));
  const changed = touched.filter((service) => differs(stored.get(service.id)!, service));
  const organizationName = new Map([...directory.organizations, ...organizations.added].map(({ id, name }) => [id, name]));
  const change = (what: FeedChange['what'], service: ServiceRecord): FeedChange => ({
    what, name: service.name, organization: organizationName.get(service.organizationId) ?? '', fields: what === 'added' ? [] : differingFields(stored.get(service.id)!, service),
  });
  const used = new Set([...added, ...changed].map(({ organizationId }) => organizationId));
  return {
    added, changed, changes: [...added.map((one) => change('added', one)), ...changed.map((one) => change('changed', one))], unchanged: plan.unchanged.length + touched.length - changed.length, refused: services.length - read.length + plan.refused.length, problems: problems.problems,
    organizations: organizations.added.filter(({ id }) => used.has(id)).map((one) => described(one, read)), locations: locations.added(), filledLocations: locations.filled(),
  };
}

/** A feed that says a service is over is believed; one that says nothing changes nothing, and publishes nothing new. */
function statusOf(said: ServiceStatus | undefined, before: ServiceStatus | undefined, chosen: ServiceStatus): ServiceStatus {
  if (said === undefined) return before ?? 'draft';
  if (said === 'active') return before ?? chosen;
  return said;
}

/** What is not in a table and so not among the fields compared there. */
function differs(before: ServiceRecord, after: ServiceRecord): boolean {
  const rest = ({ status, exceptions, contacts, texts }: ServiceRecord) => JSON.stringify([status, exceptions, contacts, texts.map(({ language, name, summary, description }) => [language, name, summary, description])]);
  return differingFields(before, after).length > 0 || rest(before) !== rest(after);
}

/** An organization is known by the key it came with, also when it is called differently now; a key names one organization only. */
function underOneName(read: readonly ReadService[], stored: readonly Organization[]): ReadService[] {
  const byKey = new Map(stored.flatMap(({ externalId, name }) => (externalId ? [[externalId, name] as const] : [])));
  return read.map(({ record, organization }) => {
    const { externalId, name } = organization;
    if (externalId && !byKey.has(externalId)) byKey.set(externalId, name);
    const known = (externalId && byKey.get(externalId)) || name;
    return { record: { ...record, organizationName: known }, organization: { ...organization, name: known } };
  });
}

function distinct(read: readonly ReadService[], problems: ReturnType<typeof reporter>): ReadService[] {
  const met = new Set<string>();
  return read.filter(({ record }) => {
    if (!met.has(record.externalId)) return met.add(record.externalId), true;
    problems.report('service', record.externalId, 'id-twice', 'id', record.name);
    return false;
  });
}

/** An organization nobody knew, with what the feed says of it. */
function described(organization: Organization, read: readonly ReadService[]): Organization {
  const said = read.find(({ organization: { name } }) => name === organization.name)?.organization;
  return said ? { ...said, id: organization.id, isDemo: false } : organization;
}
