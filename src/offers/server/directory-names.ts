import { organizationNames } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { loadTerms } from './directory-terms.ts';
import { listLocations } from './locations.ts';

/** Names of everything an entry points to: organizations, places, topics, phases, areas. */
export type DirectoryNames = ReadonlyMap<Uuid, string>;

export async function loadDirectoryNames(tx: Read, municipalityId: Uuid): Promise<DirectoryNames> {
  const terms = await loadTerms(tx, municipalityId);
  const locations = await listLocations(tx, municipalityId);
  return new Map([
    ...(await organizationNames(tx, municipalityId)),
    ...locations.map(({ id, name }) => [id, name] as const),
    ...[...terms.fields, ...terms.phases, ...terms.transitions].map(({ id, names }) => [id, names.de] as const),
    ...terms.areas.map(({ id, name }) => [id, name] as const),
  ]);
}
