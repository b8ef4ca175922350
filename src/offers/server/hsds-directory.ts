import { sql } from 'kysely';
import { listAllAreas } from '../../areas/server/list-areas.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Town } from '../../platform/town.ts';
import type { HsdsDirectory } from '../hsds/directory.ts';
import type { HsdsTerm } from '../hsds/hsds.ts';
import { atLocationId } from '../hsds/schedule-object.ts';
import { termObjects } from '../hsds/term-object.ts';
import { loadDayCalendar } from './day-calendar.ts';
import { listLocations } from './locations.ts';
import { listFields, listPhases, listTransitions } from './phases.ts';

export interface LoadedDirectory extends HsdsDirectory {
  terms: ReadonlyMap<Uuid, HsdsTerm>;
}

/** What the objects of the interface refer to; eight statements, whatever the number of offers. */
export async function loadHsdsDirectory(tx: Read, town: Town, base: string, today: Day): Promise<LoadedDirectory> {
  const byId = <Thing extends { id: Uuid }>(things: readonly Thing[]) => new Map(things.map((thing) => [thing.id, thing]));
  const directory: HsdsDirectory = {
    municipalityId: town.id, base, land: town.land, today, calendar: await loadDayCalendar(tx, town.id),
    organizations: byId(await listOrganizations(tx, town.id)), locations: byId(await listLocations(tx, town.id)), areas: byId(await listAllAreas(tx, town.id)),
    phases: await listPhases(tx, town.id), transitions: await listTransitions(tx, town.id), fields: await listFields(tx, town.id),
  };
  return { ...directory, terms: byId(termObjects(directory)) };
}

/** What tells public offers apart without loading them. */
export interface PublicService {
  id: Uuid;
  organizationId: Uuid;
  updatedAt: Date;
  createdAt: Date;
}

/** The public offers of a day, oldest first: pages stay what they were while new ones come behind. `after`: changed on or after that instant. */
export async function listPublicServices(tx: Read, municipalityId: Uuid, on: Day, { after, organizationId }: { after?: Date; organizationId?: Uuid } = {}): Promise<PublicService[]> {
  let query = tx.selectFrom('offers.service').select(['id', 'organization_id', 'updated_at', 'created_at'])
    .where('municipality_id', '=', municipalityId).where('status', '=', 'active')
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)]));
  if (after) query = query.where('updated_at', '>=', after);
  if (organizationId) query = query.where('organization_id', '=', organizationId);
  const rows = await query.orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, organizationId: row.organization_id, updatedAt: row.updated_at, createdAt: row.created_at }));
}

/** Offers that say they help with a transition. */
export async function servicesWithTransitions(tx: Read, municipalityId: Uuid, transitionIds: readonly Uuid[]): Promise<Set<Uuid>> {
  const rows = await tx.selectFrom('offers.service_transition').select('service_id')
    .where('municipality_id', '=', municipalityId).where('transition_id', '=', sql<Uuid>`any(${transitionIds}::uuid[])`).execute();
  return new Set(rows.map((row) => row.service_id));
}

/** The offer whose place has that id in the interface. The ids follow from offer and place, so they are worked out and compared. O(places). */
export async function findServiceAtLocation(tx: Read, municipalityId: Uuid, id: string): Promise<Uuid | undefined> {
  const rows = await tx.selectFrom('offers.service_at_location').select(['service_id', 'location_id']).where('municipality_id', '=', municipalityId).execute();
  return rows.find((row) => atLocationId(row.service_id, row.location_id) === id)?.service_id;
}
