import type { Selectable } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { NetworkOrganization } from '../../platform/database-types.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Organization, Sector } from '../organization.ts';

/** All organizations of a municipality, by name. */
export async function listOrganizations(tx: Read, municipalityId: Uuid): Promise<Organization[]> {
  const rows = await tx.selectFrom('network.organization').selectAll().where('municipality_id', '=', municipalityId).execute();
  return rows.map(organizationOf).sort((a, b) => a.name.localeCompare(b.name, 'de'));
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
