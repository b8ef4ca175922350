import { organizationsOfRole } from '../../accounts/server/organizations-of-role.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Who } from '../../platform/permission.ts';

/**
 * The facilities a person works for: all for the Kita office; for a provider those of their organizations, narrowed to the ones they lead
 * if they lead any of them today; nothing for everybody else.
 */
export async function ownFacilityIds(tx: Read, who: Who, clock: Clock): Promise<readonly Uuid[] | 'all'> {
  if (who.roles.includes('kita-office')) return 'all';
  if (who.personId === undefined || !who.roles.includes('kita-provider')) return [];
  const organizationIds = await organizationsOfRole(tx, who.municipalityId, who.personId, 'kita-provider', clock);
  if (organizationIds.length === 0) return [];
  const today = clock.today();
  const rows = await tx.selectFrom('kita.facility as facility')
    .leftJoin('kita.facility_leader as leader', (join) => join
      .onRef('leader.municipality_id', '=', 'facility.municipality_id').onRef('leader.facility_id', '=', 'facility.id').on('leader.person_id', '=', who.personId!)
      .on('leader.starts_on', '<=', today).on((where) => where.or([where('leader.ends_on', 'is', null), where('leader.ends_on', '>', today)])))
    .select(['facility.id', 'facility.organization_id', 'leader.id as leader_id'])
    .where('facility.municipality_id', '=', who.municipalityId).where('facility.organization_id', 'in', organizationIds).orderBy('facility.id').execute();
  // Whoever leads single facilities of an organization sees only these of it.
  const narrowed = new Set(rows.filter(({ leader_id }) => leader_id !== null).map(({ organization_id }) => organization_id));
  return [...new Set(rows.filter((row) => row.leader_id !== null || !narrowed.has(row.organization_id)).map(({ id }) => id))];
}

/** Whether a facility is among a person's own. */
export const isOwn = (own: readonly Uuid[] | 'all', facilityId: Uuid): boolean => own === 'all' || own.includes(facilityId);

/** The facilities whose places and licences a person may look at: all for those who read the town's figures, the own ones for a provider. No names of children hang on this. */
export async function visibleFacilityIds(tx: Read, who: Who, clock: Clock): Promise<readonly Uuid[] | 'all'> {
  return who.roles.some((role) => ['planner', 'department-head', 'auditor'].includes(role)) ? 'all' : ownFacilityIds(tx, who, clock);
}
