import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Uuid } from '../../platform/id.ts';

/** A person as the administrator sees them. */
export interface ListedPerson {
  id: Uuid;
  name: string;
  email: string;
  roles: string[];
  hasSecondFactor: boolean;
  createdAt: Date;
  deactivatedAt: Date | null;
}

/** Everybody of a municipality by name, with the roles of today: two queries, however many people. */
export async function listPeople(tx: Read, municipalityId: Uuid, clock: Clock): Promise<ListedPerson[]> {
  const people = await listedPeople(tx, municipalityId).orderBy('display_name').orderBy('id').execute();
  const today = clock.today();
  const assignments = await tx.selectFrom('accounts.role_assignment').select(['person_id', 'role']).distinct()
    .where('municipality_id', '=', municipalityId).where('starts_on', '<=', today)
    .where((where) => where.or([where('ends_on', 'is', null), where('ends_on', '>', today)])).execute();
  const roles = new Map<Uuid, string[]>();
  for (const { person_id: personId, role } of assignments) roles.set(personId, [...(roles.get(personId) ?? []), role]);
  return people.map((row) => listed(row, roles.get(row.id) ?? []));
}

/** One of them, without roles. */
export async function findListedPerson(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ListedPerson | undefined> {
  const row = await listedPeople(tx, municipalityId).where('person.id', '=', id).executeTakeFirst();
  return row && listed(row, []);
}

/** The same for a use case: a person of another municipality looks like one there never was. */
export async function demandPerson(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ListedPerson> {
  const person = await findListedPerson(tx, municipalityId, id);
  if (!person) throw new NotFound();
  return person;
}

/** Names for a list of ids or a choice. */
export async function listNames(tx: Read, municipalityId: Uuid): Promise<{ id: Uuid; name: string }[]> {
  const rows = await tx.selectFrom('accounts.person').select(['id', 'display_name']).where('municipality_id', '=', municipalityId).orderBy('display_name').execute();
  return rows.map((row) => ({ id: row.id, name: row.display_name }));
}

function listedPeople(tx: Read, municipalityId: Uuid) {
  return tx.selectFrom('accounts.person as person')
    .select(['person.id', 'person.display_name', 'person.email', 'person.created_at', 'person.deactivated_at', 'person.totp_confirmed_at'])
    .select((select) => select.exists(select.selectFrom('accounts.passkey as passkey').select('passkey.id')
      .where('passkey.municipality_id', '=', municipalityId).whereRef('passkey.person_id', '=', 'person.id')).as('has_passkey'))
    .where('person.municipality_id', '=', municipalityId);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof listedPeople>['executeTakeFirst']>>>;

function listed(row: Row, roles: string[]): ListedPerson {
  return {
    id: row.id, name: row.display_name, email: row.email, roles, hasSecondFactor: row.totp_confirmed_at !== null || Boolean(row.has_passkey),
    createdAt: row.created_at, deactivatedAt: row.deactivated_at,
  };
}
