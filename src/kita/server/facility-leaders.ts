import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { lockFacility } from './edit-facility.ts';

interface Leader {
  id: Uuid;
  personId: Uuid;
  name: string;
  startsOn: Day;
}

/** Who sees only this facility of its organization, today. */
export async function listLeaders(tx: Read, municipalityId: Uuid, facilityId: Uuid, today: Day): Promise<Leader[]> {
  const rows = await tx.selectFrom('kita.facility_leader as leader')
    .innerJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'leader.municipality_id').onRef('person.id', '=', 'leader.person_id'))
    .select(['leader.id', 'leader.person_id', 'person.display_name', 'leader.starts_on'])
    .where('leader.municipality_id', '=', municipalityId).where('leader.facility_id', '=', facilityId)
    .where((where) => where.or([where('leader.ends_on', 'is', null), where('leader.ends_on', '>', today)])).orderBy('person.display_name').execute();
  return rows.map((row) => ({ id: row.id, personId: row.person_id, name: row.display_name, startsOn: row.starts_on }));
}

/** People with the role of a Kita provider for the facility's organization today: whoever may be narrowed to it. */
export async function listProviders(tx: Read, municipalityId: Uuid, organizationId: Uuid, today: Day): Promise<{ id: Uuid; name: string }[]> {
  const rows = await tx.selectFrom('accounts.role_assignment as role')
    .innerJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'role.municipality_id').onRef('person.id', '=', 'role.person_id'))
    .select(['person.id', 'person.display_name']).distinct()
    .where('role.municipality_id', '=', municipalityId).where('role.role', '=', 'kita-provider').where('role.organization_id', '=', organizationId).where('role.starts_on', '<=', today)
    .where((where) => where.or([where('role.ends_on', 'is', null), where('role.ends_on', '>', today)])).orderBy('person.display_name').execute();
  return rows.map((row) => ({ id: row.id, name: row.display_name }));
}

/** From today on a person of the provider sees this facility only (and others named so). Refuses `choose-one`, `leads-already`. */
export const addLeader = action({
  may: configureFacilities,
  audit: 'kita.facility-leader.added',
  input: v.object({ facility: uuidField(), person: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { facility: id, person }): Promise<Outcome<{ facility: Uuid }>> {
    const facility = await lockFacility(tx, municipalityId, id);
    const today = clock.today();
    if (!(await listProviders(tx, municipalityId, facility.organizationId, today)).some((one) => one.id === person)) return refused('choose-one', { field: 'person' });
    if ((await listLeaders(tx, municipalityId, id, today)).some(({ personId }) => personId === person)) return refused('leads-already', { field: 'person' });
    // Ended and named again on the same day: it goes on.
    await tx.insertInto('kita.facility_leader').values({ municipality_id: municipalityId, id: newId(), facility_id: id, person_id: person, starts_on: today })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'facility_id', 'person_id', 'starts_on']).doUpdateSet({ ends_on: null })).execute();
    concerns(id, ['leaders']);
    return accepted({ facility: id });
  },
});

/** The person sees all facilities of the organization again, if they lead no other one. */
export const removeLeader = action({
  may: configureFacilities,
  audit: 'kita.facility-leader.removed',
  input: v.object({ facility: uuidField(), leader: uuidField() }),
  async run({ tx, municipalityId, clock, concerns }, { facility, leader }): Promise<Outcome<{ facility: Uuid }>> {
    const today = clock.today();
    const row = await tx.selectFrom('kita.facility_leader').select('starts_on').where('municipality_id', '=', municipalityId).where('facility_id', '=', facility).where('id', '=', leader).forUpdate().executeTakeFirst();
    if (!row) throw new NotFound();
    if (row.starts_on >= today) await tx.deleteFrom('kita.facility_leader').where('municipality_id', '=', municipalityId).where('id', '=', leader).execute();
    else await tx.updateTable('kita.facility_leader').set({ ends_on: today }).where('municipality_id', '=', municipalityId).where('id', '=', leader).execute();
    concerns(facility, ['leaders']);
    return accepted({ facility });
  },
});
