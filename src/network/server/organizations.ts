import type { Selectable } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { NetworkOrganization } from '../../platform/database-types.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Organization, Sector } from '../organization.ts';

/** All organizations of a municipality, by name; those that were merged into another are its former names. */
export async function listOrganizations(tx: Read, municipalityId: Uuid): Promise<Organization[]> {
  const rows = await tx.selectFrom('network.organization').selectAll().where('municipality_id', '=', municipalityId).execute();
  const gone = new Map<Uuid, Uuid>(rows.flatMap((row) => (row.merged_into ? [[row.id, row.merged_into] as const] : [])));
  const formerNames = new Map<Uuid, string[]>();
  for (const { id, name } of rows) {
    let survivor = gone.get(id);
    while (survivor !== undefined && gone.has(survivor)) survivor = gone.get(survivor);
    if (survivor !== undefined) formerNames.set(survivor, [...(formerNames.get(survivor) ?? []), name]);
  }
  return rows.filter(({ id }) => !gone.has(id)).map((row) => ({ ...organizationOf(row), ...(formerNames.has(row.id) ? { formerNames: formerNames.get(row.id)! } : {}) }))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'));
}

export async function findOrganization(tx: Read, municipalityId: Uuid, id: Uuid): Promise<Organization | undefined> {
  const row = await tx.selectFrom('network.organization').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && organizationOf(row);
}

/** id → name, for lists of other parts. */
export async function organizationNames(tx: Read, municipalityId: Uuid): Promise<Map<Uuid, string>> {
  const rows = await tx.selectFrom('network.organization').select(['id', 'name']).where('municipality_id', '=', municipalityId).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

function organizationOf(row: Selectable<NetworkOrganization>): Organization {
  return {
    id: row.id, name: row.name, sector: row.sector as Sector, isDemo: row.is_demo,
    externalId: row.external_id ?? undefined, alternateName: row.alternate_name ?? undefined, description: row.description ?? undefined,
    legalForm: row.legal_form ?? undefined, email: row.email ?? undefined, phone: row.phone ?? undefined, website: row.website ?? undefined,
  };
}
