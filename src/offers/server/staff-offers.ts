import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Who } from '../../platform/permission.ts';
import type { Ages } from '../age.ts';
import { worksForAll } from '../permissions.ts';
import type { ServiceStatus } from '../service.ts';

/** A line of the list of those who keep the directory. */
export interface StaffOffer extends Ages {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  organizationName: string;
  status: ServiceStatus;
  fieldIds: readonly Uuid[];
  assuredAt?: Day;
  updatedAt: Date;
}

/** Every offer this person works with, whatever its state; two statements. Provider editors see those of their organizations. */
export async function listStaffOffers(tx: Read, municipalityId: Uuid, who: Who): Promise<StaffOffer[]> {
  const rows = await tx.selectFrom('offers.service as service')
    .innerJoin('network.organization as organization', (join) => join
      .onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .select(['service.id', 'service.name', 'service.organization_id', 'organization.name as organization_name', 'service.status', 'service.assured_at', 'service.updated_at',
      'service.minimum_age_months', 'service.maximum_age_months', sql<Uuid[] | null>`service.search_facts -> 'fields'`.as('fields')])
    .where('service.municipality_id', '=', municipalityId)
    .$if(!worksForAll(who), (query) => query.where('service.organization_id', '=', sql<Uuid>`any(${[...who.organizationIds]}::uuid[])`))
    .execute();
  return rows.map((row) => ({
    id: row.id, name: row.name, organizationId: row.organization_id, organizationName: row.organization_name, status: row.status as ServiceStatus,
    fieldIds: row.fields ?? [], assuredAt: row.assured_at ?? undefined, updatedAt: row.updated_at,
    minimumAgeMonths: row.minimum_age_months ?? undefined, maximumAgeMonths: row.maximum_age_months ?? undefined,
  }));
}
