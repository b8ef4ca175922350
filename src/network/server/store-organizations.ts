import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Organization } from '../organization.ts';

/** Stores organizations, new or changed, by their ids; thousands in one statement. For imports and forms alike. */
export async function storeOrganizations(tx: Write, municipalityId: Uuid, organizations: readonly Organization[], clock: Clock): Promise<void> {
  if (organizations.length === 0) return;
  const rows = organizations.map((one) => ({
    municipality_id: municipalityId, id: one.id, external_id: one.externalId ?? null, name: one.name, alternate_name: one.alternateName ?? null,
    description: one.description ?? null, legal_form: one.legalForm ?? null, sector: one.sector, email: one.email ?? null, phone: one.phone ?? null,
    website: one.website ?? null, is_demo: one.isDemo, created_at: clock.now(), updated_at: clock.now(),
  }));
  await sql`insert into network.organization
    select * from json_populate_recordset(null::network.organization, ${JSON.stringify(rows)}::json) order by id
    on conflict (municipality_id, id) do update set external_id = excluded.external_id, name = excluded.name, alternate_name = excluded.alternate_name,
      description = excluded.description, legal_form = excluded.legal_form, sector = excluded.sector, email = excluded.email, phone = excluded.phone,
      website = excluded.website, is_demo = excluded.is_demo, updated_at = excluded.updated_at`.execute(tx);
}
