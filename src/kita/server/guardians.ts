import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Language } from '../../platform/language.ts';
import type { Address } from '../registration/address.ts';
import type { Delivery, DeliveryChoice } from '../registration/delivery.ts';
import type { Relation } from '../registration/relation.ts';
import { nameKey } from '../registration/name-key.ts';
import { addDelivery } from './delivery-choices.ts';
import { openJson, place, sealJson } from './sealed-json.ts';

export interface GuardianRecord {
  id: Uuid;
  personId: Uuid | null;
  givenNames: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  language: Language;
  isAddressBlocked: boolean;
  /** how decisions are wanted; null: never said */
  delivery: DeliveryChoice | null;
  /** missing if none was told or it is blocked (§§ 51, 52 BMG): nobody is shown a blocked address, letters are handed over */
  address?: Address;
  relation: Relation;
  mayRead: boolean;
  mayDecide: boolean;
  getsLetters: boolean;
}

export interface NewGuardian {
  /** an existing guardian, written anew */
  id?: Uuid | undefined;
  personId?: Uuid | undefined;
  givenNames: string;
  familyName: string;
  email?: string | undefined;
  phone?: string | undefined;
  language: Language;
  address?: Address | undefined;
  /** the address stored before stays */
  keepsAddress?: boolean;
  isAddressBlocked?: boolean;
  relation?: Relation;
  mayRead?: boolean;
  mayDecide?: boolean;
  getsLetters?: boolean;
  /** what the guardian chose now; what was chosen before stays if missing */
  delivery?: Delivery | undefined;
  isDemo?: boolean;
}

/**
 * The guardians of each child with what letters and calls need. For the office's pages, letters, and a guardian's own record: guardians of
 * one child never see each other's address, phone or mail.
 */
export async function guardiansOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, childIds: readonly Uuid[]): Promise<Map<Uuid, GuardianRecord[]>> {
  const found = new Map<Uuid, GuardianRecord[]>();
  if (childIds.length === 0) return found;
  const rows = await tx.selectFrom('kita.guardianship as bond')
    .innerJoin('kita.guardian as guardian', (join) => join.onRef('guardian.municipality_id', '=', 'bond.municipality_id').onRef('guardian.id', '=', 'bond.guardian_id'))
    .select(['bond.child_id', 'bond.relation', 'bond.may_read', 'bond.may_decide', 'bond.gets_letters', 'guardian.id', 'guardian.person_id', 'guardian.given_names', 'guardian.family_name',
      'guardian.email', 'guardian.phone', 'guardian.language', 'guardian.is_address_blocked', 'guardian.address_sealed',
      sql<DeliveryChoice | null>`(select choice.choice from kita.delivery_choice choice where choice.municipality_id = guardian.municipality_id and choice.guardian_id = guardian.id order by choice.chosen_at desc, choice.id desc limit 1)`.as('delivery')])
    .where('bond.municipality_id', '=', municipalityId).where('bond.child_id', 'in', [...childIds]).orderBy('bond.id').execute();
  for (const row of rows) {
    const guardian: GuardianRecord = {
      id: row.id, personId: row.person_id, givenNames: row.given_names, familyName: row.family_name, email: row.email, phone: row.phone, language: row.language as Language,
      isAddressBlocked: row.is_address_blocked, relation: row.relation as Relation, mayRead: row.may_read, mayDecide: row.may_decide, getsLetters: row.gets_letters, delivery: row.delivery,
      ...(row.address_sealed && !row.is_address_blocked ? { address: openJson<Address>(secretKey, place(municipalityId, 'kita.guardian', 'address_sealed', row.id), row.address_sealed) } : {}),
    };
    const own = found.get(row.child_id);
    if (own) own.push(guardian);
    else found.set(row.child_id, [guardian]);
  }
  return found;
}

/** The guardian's own record of somebody signed in. */
export async function guardianOfPerson(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<{ id: Uuid; givenNames: string; familyName: string; language: Language } | undefined> {
  const row = await tx.selectFrom('kita.guardian').select(['id', 'given_names', 'family_name', 'language']).where('municipality_id', '=', municipalityId).where('person_id', '=', personId).executeTakeFirst();
  return row && { id: row.id, givenNames: row.given_names, familyName: row.family_name, language: row.language as Language };
}

/**
 * All guardian records that are this person: their own, and those another guardian or the office made with the mail address the person
 * proves by signing in. Whoever is not signed in is none.
 */
export async function guardianIdsOfPerson(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<Uuid[]> {
  return (await recordsOfPerson(tx, municipalityId, personId).execute()).map(({ id }) => id);
}

/** As one statement, because every page a family opens asks it; each half finds its rows by an index. */
function recordsOfPerson(tx: Read, municipalityId: Uuid, personId: Uuid) {
  const records = () => tx.selectFrom('accounts.person as person').where('person.municipality_id', '=', municipalityId).where('person.id', '=', personId).where('person.deactivated_at', 'is', null)
    .innerJoin('kita.guardian as guardian', 'guardian.municipality_id', 'person.municipality_id').select('guardian.id');
  return records().whereRef('guardian.person_id', '=', 'person.id')
    // Whom a child is hidden from must not find out by what another guardian wrote of them.
    .unionAll(records().where('guardian.person_id', 'is', null).whereRef('guardian.email_key', '=', 'person.email_key')
      .where((where) => where.exists(where.selectFrom('kita.guardianship as bond').select('bond.id').whereRef('bond.municipality_id', '=', 'guardian.municipality_id').whereRef('bond.guardian_id', '=', 'guardian.id').where('bond.may_read', '=', true))));
}

/** A person without a guardian record of their own takes over the one made with their mail address: from then on it is theirs to write. */
export async function claimGuardian(tx: Write, municipalityId: Uuid, personId: Uuid): Promise<void> {
  if (await guardianOfPerson(tx, municipalityId, personId)) return;
  const [id] = (await guardianIdsOfPerson(tx, municipalityId, personId)).sort();
  if (id) await tx.updateTable('kita.guardian').set({ person_id: personId }).where('municipality_id', '=', municipalityId).where('id', '=', id).where('person_id', 'is', null).execute();
}

export interface OwnChild {
  childId: Uuid;
  guardianId: Uuid;
  mayDecide: boolean;
}

/** The children a person may see, and whether they may decide. Children hidden from the person are missing, like those of others. */
export async function childrenOfPerson(tx: Read, municipalityId: Uuid, personId: Uuid): Promise<OwnChild[]> {
  const rows = await tx.selectFrom('kita.guardianship').select(['child_id', 'guardian_id', 'may_decide']).where('municipality_id', '=', municipalityId)
    .where('guardian_id', 'in', recordsOfPerson(tx, municipalityId, personId)).where('may_read', '=', true).orderBy('child_id').orderBy('may_decide', 'desc').execute();
  const seen = new Set<Uuid>();
  return rows.filter(({ child_id }) => !seen.has(child_id) && seen.add(child_id)).map((row) => ({ childId: row.child_id, guardianId: row.guardian_id, mayDecide: row.may_decide }));
}

/** Stores a guardian, or writes an existing one anew (their own account's, or the one named by id); returns its id. */
export async function storeGuardian(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, guardian: NewGuardian, recordedBy?: Uuid): Promise<Uuid> {
  const existing = guardian.id ?? (guardian.personId ? (await guardianOfPerson(tx, municipalityId, guardian.personId))?.id : undefined);
  const id = existing ?? newId();
  const now = clock.now();
  const columns = {
    given_names: guardian.givenNames, family_name: guardian.familyName, name_key: nameKey(guardian.familyName, guardian.givenNames), email: guardian.email ?? null, phone: guardian.phone ?? null,
    language: guardian.language, is_address_blocked: guardian.isAddressBlocked ?? false, updated_at: now,
    ...(guardian.keepsAddress ? {} : { address_sealed: guardian.address ? sealJson(secretKey, place(municipalityId, 'kita.guardian', 'address_sealed', id), guardian.address) : null }),
  };
  if (existing) await tx.updateTable('kita.guardian').set(columns).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  else await tx.insertInto('kita.guardian').values({ municipality_id: municipalityId, id, person_id: guardian.personId ?? null, is_demo: guardian.isDemo ?? false, created_at: now, ...columns }).execute();
  if (guardian.delivery) await addDelivery(tx, municipalityId, clock, id, guardian.delivery, recordedBy);
  return id;
}

/** Says what a guardian may do about a child; said again it replaces what was. */
export async function bindGuardian(tx: Write, municipalityId: Uuid, childId: Uuid, guardianId: Uuid, { relation = 'parent', mayRead = true, mayDecide = true, getsLetters = true }: NewGuardian): Promise<void> {
  const rights = { relation, may_read: mayRead, may_decide: mayRead && mayDecide, gets_letters: getsLetters };
  await tx.insertInto('kita.guardianship').values({ municipality_id: municipalityId, id: newId(), child_id: childId, guardian_id: guardianId, ...rights })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'child_id', 'guardian_id']).doUpdateSet(rights)).execute();
}
