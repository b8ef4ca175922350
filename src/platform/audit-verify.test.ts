import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from './audit-verify.ts';
import { appendAudit } from './audit.ts';
import { fixedClock } from './clock.ts';
import { connectDatabase, type Database } from './database.ts';
import { newId, type Uuid } from './id.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let server: TestDatabase;
let database: Database;
let superuser: Database;
let town: Uuid;

beforeAll(async () => {
  server = await testDatabase();
  database = connectDatabase(server.app);
  superuser = connectDatabase(server.superuser, { poolSize: 1 });
});
beforeEach(async () => {
  town = newId();
  for (let count = 0; count < 5; count++) await write(town);
});
afterAll(async () => {
  await database.close();
  await superuser.close();
  await server.drop();
});

/** Microseconds, umlauts, empty and several fields: all of it goes into the hash. */
async function write(municipalityId: Uuid): Promise<void> {
  await database.write(municipalityId, async (tx) => {
    await appendAudit(tx, fixedClock('2026-11-22T09:00:00.123Z'), { municipalityId, personId: newId(), roles: [], organizationIds: [] }, { name: 'chain.gap.closed', outcome: 'done', subject: newId(), fields: ['title', 'größe'] });
    await appendAudit(tx, fixedClock('2026-11-22T09:00:01Z'), { municipalityId, roles: [], organizationIds: [] }, { name: 'offers.list.read', outcome: 'denied' });
  });
}

/** As somebody with full access to the database and bad intentions. */
async function tamper(statement: string): Promise<void> {
  await superuser.pool.query(`begin; alter table platform.audit_entry disable trigger all; ${statement}; alter table platform.audit_entry enable trigger all; commit`);
}
const verify = (id: Uuid = town) => database.read(id, (tx) => verifyAudit(tx, id));

describe('the audit chain', () => {
  test('holds as it was written', async () => {
    expect(await verify()).toMatchObject({ intact: true, entries: 10 });
  });

  test('can be compared with an end noted earlier: a chain written anew ends differently', async () => {
    const noted = await verify();
    const again = newId();
    for (let count = 0; count < 5; count++) await write(again);
    expect(noted).toMatchObject({ intact: true, end: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await verify(again)).not.toEqual(noted);
  });

  test('of a municipality without entries holds', async () => {
    expect(await verify(newId())).toMatchObject({ intact: true, entries: 0 });
  });

  test('holds over instants finer than a millisecond', async () => {
    const other = newId();
    await database.write(other, (tx) => sql`select platform.append_audit(${newId()}::uuid, '2026-11-22 09:00:00.000001+00', null, 'x', 'read', null, '{}')`.execute(tx));
    expect(await verify(other)).toMatchObject({ intact: true, entries: 1 });
  });

  test.each([
    ['one byte of a hash', 'hash = set_byte(hash, 7, get_byte(hash, 7) # 1)', 'changed'],
    ['one byte of the previous hash', 'previous_hash = set_byte(previous_hash, 0, get_byte(previous_hash, 0) # 1)', 'changed'],
    ['who it was', 'person_id = gen_random_uuid()', 'changed'],
    ['when it was, by a microsecond', "at = at + interval '1 microsecond'", 'changed'],
    ['what was done', "name = 'chain.gap.opened'", 'changed'],
    ['that it was denied', "outcome = 'done', name = name || '.'", 'changed'],
    ['whom it concerned', 'subject_id = null, person_id = null', 'changed'],
    ['a field', "field_names = field_names || array['title']", 'changed'],
  ])('shows that somebody changed %s', async (_what, change, fault) => {
    await tamper(`update platform.audit_entry set ${change} where municipality_id = '${town}' and sequence = 7`);
    expect(await verify()).toEqual({ intact: false, entries: 6, sequence: 7, fault });
  });

  test('shows that an entry was removed', async () => {
    await tamper(`delete from platform.audit_entry where municipality_id = '${town}' and sequence = 4`);
    expect(await verify()).toEqual({ intact: false, entries: 3, sequence: 4, fault: 'missing' });
  });

  test('shows that the last entries were cut off', async () => {
    await tamper(`delete from platform.audit_entry where municipality_id = '${town}' and sequence > 8`);
    expect(await verify()).toEqual({ intact: false, entries: 8, sequence: 9, fault: 'end' });
  });

  test('shows that an entry was exchanged even with a fitting hash of its own', async () => {
    await tamper(`update platform.audit_entry as entry set name = 'forged', hash = sha256(convert_to(platform.audit_text(
      row(entry.municipality_id, entry.id, entry.sequence, entry.at, entry.person_id, 'forged', entry.outcome, entry.subject_id, entry.field_names, entry.previous_hash, entry.hash)::platform.audit_entry), 'UTF8'))
      where municipality_id = '${town}' and sequence = 7`);
    expect(await verify()).toEqual({ intact: false, entries: 7, sequence: 8, fault: 'torn' });
  });

  test('of one municipality says nothing about another', async () => {
    const other = newId();
    await write(other);
    await tamper(`update platform.audit_entry set name = 'x' where municipality_id = '${town}'`);
    expect(await verify(other)).toMatchObject({ intact: true, entries: 2 });
  });
});
