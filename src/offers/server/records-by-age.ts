import { sql } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CallOutcome } from '../calls/verification-call.ts';
import type { SavedFacts } from '../offer-facts.ts';

/** A public offer with what the work on its age needs. */
export interface AgedRecord {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  organizationName: string;
  assuredAt?: Day;
  /** day of the first question of the open round */
  askedOn?: Day;
  phone?: string;
  email?: string;
  /** areas of its places, or those it says it serves; none: the whole municipality, or not known */
  areaIds: readonly Uuid[];
  lastOutcome?: CallOutcome;
  nextCallOn?: Day;
}

/** The public offers of a municipality, oldest confirmation first, those never confirmed before all; one statement. */
export async function listRecordsByAge(tx: Read, municipalityId: Uuid, on: Day): Promise<AgedRecord[]> {
  const rows = await tx.selectFrom('offers.service as service')
    .innerJoin('network.organization as organization', (join) => join.onRef('organization.municipality_id', '=', 'service.municipality_id').onRef('organization.id', '=', 'service.organization_id'))
    .leftJoin('offers.confirmation_request as request', (join) => join.onRef('request.municipality_id', '=', 'service.municipality_id').onRef('request.service_id', '=', 'service.id').on('request.state', '=', 'open'))
    .leftJoinLateral((query) => query.selectFrom('offers.verification_call as call').select(['call.outcome', 'call.next_call_on'])
      .whereRef('call.municipality_id', '=', 'service.municipality_id').whereRef('call.service_id', '=', 'service.id').orderBy('call.recorded_at', 'desc').orderBy('call.id', 'desc').limit(1).as('latest'), (join) => join.onTrue())
    .leftJoinLateral((query) => query.selectFrom('offers.phone as own').select('own.number')
      .whereRef('own.municipality_id', '=', 'service.municipality_id').whereRef('own.service_id', '=', 'service.id').orderBy('own.position').limit(1).as('phone'), (join) => join.onTrue())
    .select(['service.id', 'service.name', 'service.organization_id', 'organization.name as organization_name', 'service.assured_at', 'request.asked_on', 'service.search_facts',
      'latest.outcome', 'latest.next_call_on', sql<string | null>`coalesce(phone.number, organization.phone)`.as('phone'), sql<string | null>`coalesce(service.email, organization.email)`.as('email')])
    .where('service.municipality_id', '=', municipalityId).where('service.status', '=', 'active')
    .where((where) => where.or([where('service.valid_until', 'is', null), where('service.valid_until', '>', on)]))
    .orderBy(sql`service.assured_at asc nulls first`).orderBy('service.name').execute();
  return rows.map((row): AgedRecord => {
    const facts = row.search_facts as unknown as SavedFacts | null;
    return {
      id: row.id, name: row.name, organizationId: row.organization_id, organizationName: row.organization_name,
      areaIds: facts?.at.length ? facts.at : facts?.areas ?? [],
      ...(row.assured_at ? { assuredAt: row.assured_at } : {}), ...(row.asked_on ? { askedOn: row.asked_on } : {}), ...(row.phone ? { phone: row.phone } : {}), ...(row.email ? { email: row.email } : {}),
      ...(row.outcome ? { lastOutcome: row.outcome as CallOutcome } : {}), ...(row.next_call_on ? { nextCallOn: row.next_call_on } : {}),
    };
  });
}
