import type { Reporter } from './feed-problem.ts';
import { isRaw, says, type Raw } from './record-reader.ts';

/**
 * The services in pages, lists and single records of JSON, each with its organization. A feed may name the organization only by its id where
 * it sends organizations in another list of the same file.
 */
export function nestJson(values: readonly unknown[], problems: Reporter): Raw[] {
  const services: Raw[] = [];
  const organizations = new Map<string, Raw>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isRaw(value)) return problems.report('line', '', 'not-a-record', undefined, value);
    const lists = ['contents', 'services', 'organizations'].filter((name) => Array.isArray(value[name]) && !says(value, 'id'));
    if (lists.length > 0) return lists.forEach((name) => visit(value[name]));
    if (isService(value)) services.push(value);
    else if (says(value, 'id')) {
      const { services: _own, ...organization } = value;
      organizations.set(String(value['id']), organization);
      // An organization sent whole brings its services along, and is the one they belong to.
      for (const own of Array.isArray(value['services']) ? value['services'] : []) if (isRaw(own) && isService(own)) services.push({ ...own, organization });
    } else problems.report('line', '', 'not-a-record', undefined, value);
  };
  values.forEach(visit);
  return services.map((service) => {
    const organization = isRaw(service['organization']) ? undefined : organizations.get(String(service['organization_id']));
    return organization ? { ...service, organization } : service;
  });
}

function isService(value: Raw): boolean {
  return says(value, 'organization_id') || isRaw(value['organization']) || Object.hasOwn(value, 'status') || Array.isArray(value['service_at_locations']);
}

/** table → where its rows belong: the table of the parent, the column that names it, the property they become there. Children before parents. */
const NESTING: readonly [table: string, parents: readonly [parent: string, column: string][], property: string][] = [
  ['addresses', [['locations', 'location_id']], 'addresses'],
  ['accessibility', [['locations', 'location_id']], 'accessibility'],
  ['contacts', [['services', 'service_id']], 'contacts'],
  ['phones', [['contacts', 'contact_id'], ['services', 'service_id']], 'phones'],
  ['schedules', [['service_at_location', 'service_at_location_id'], ['services', 'service_id']], 'schedules'],
  ['languages', [['phones', 'phone_id'], ['services', 'service_id']], 'languages'],
  ['service_areas', [['services', 'service_id']], 'service_areas'],
  ['cost_options', [['services', 'service_id']], 'cost_options'],
  ['attributes', [['services', 'link_id']], 'attributes'],
  ['service_at_location', [['services', 'service_id']], 'service_at_locations'],
];

const OTHER_NAMES: Record<string, string> = { service_at_locations: 'service_at_location', accessibilities: 'accessibility', accessibility_for_disabilities: 'accessibility' };

/** The services of a tabular data package with their rows of other tables. A row whose parent is not there is reported; nothing is hung elsewhere. */
export function nestTables(given: ReadonlyMap<string, readonly Raw[]>, problems: Reporter): Raw[] {
  const tables = new Map([...given].map(([name, rows]) => [OTHER_NAMES[name] ?? name, rows.map((row): Record<string, unknown> => ({ ...row }))]));
  const byId = new Map([...tables].map(([name, rows]) => [name, new Map(rows.map((row) => [String(row['id'] ?? ''), row]))]));
  const one = (table: string, id: unknown) => byId.get(table)?.get(String(id ?? ''));

  for (const row of tables.get('service_at_location') ?? []) {
    const location = one('locations', row['location_id']);
    if (location) row['location'] = location;
  }
  for (const row of tables.get('attributes') ?? []) {
    const term = one('taxonomy_terms', row['taxonomy_term_id']);
    if (term) row['taxonomy_term'] = term;
  }
  for (const [table, parents, property] of NESTING) {
    for (const row of tables.get(table) ?? []) {
      if (table === 'attributes' && says(row, 'link_entity') && row['link_entity'] !== 'service') continue;
      const named = parents.filter(([, column]) => says(row, column));
      const parent = named.map(([parentTable, column]) => one(parentTable, row[column])).find((found) => found !== undefined);
      if (parent) {
        if (Array.isArray(parent[property])) parent[property].push(row);
        else parent[property] = [row];
      }
      else if (named[0]) problems.report(table === 'addresses' ? 'address' : table.replace(/s$/, ''), String(row['id'] ?? ''), 'orphaned', named[0][1], row[named[0][1]]);
    }
  }
  for (const service of tables.get('services') ?? []) {
    const organization = one('organizations', service['organization_id']);
    if (organization) service['organization'] = organization;
  }
  return tables.get('services') ?? [];
}
