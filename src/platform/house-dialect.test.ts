import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit } from './audit.ts';
import { verifyAudit } from './audit-verify.ts';
import { systemClock } from './clock.ts';
import { connectDatabase, type Database, type Write } from './database.ts';
import { newId, type Uuid } from './id.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

let own: TestDatabase;
let database: Database;
let town: Uuid;

beforeAll(async () => {
  own = await testDatabase();
  database = connectDatabase(own.app, { poolSize: 3 });
});
beforeEach(() => { town = newId(); });
afterAll(async () => {
  await database.close();
  await own.drop();
});

const note = (tx: Write, name = 'kita.round.opened', outcome: 'done' | 'read' = 'done') => appendAudit(tx, systemClock, { municipalityId: town, roles: [], organizationIds: [] }, { name, outcome });
const submission = (tx: Write) => tx.insertInto('platform.submission').values({ municipality_id: town, id: newId(), action: 'kita.round.opened', location: '', at: systemClock.now() }).execute();
const stored = () => database.read(town, async (tx) => ({
  names: (await tx.selectFrom('platform.audit_entry').select('name').where('municipality_id', '=', town).orderBy('sequence').execute()).map(({ name }) => name),
  submissions: (await tx.selectFrom('platform.submission').select('id').where('municipality_id', '=', town).execute()).length,
}));

describe('the audit entry of a transaction', () => {
  test('holds nobody up: a page that is still being made lets others of the town write', async () => {
    await database.write(town, async (tx) => {
      await note(tx, 'slow');
      await database.write(town, (other) => note(other, 'quick'));
    });
    expect((await stored()).names).toEqual(['quick', 'slow']);
    expect(await database.read(town, (tx) => verifyAudit(tx, town))).toMatchObject({ intact: true, entries: 2 });
  });

  test('is there only together with what it is about', async () => {
    await expect(database.write(town, async (tx) => {
      await submission(tx);
      await note(tx);
      throw new Error('refused');
    })).rejects.toThrow('refused');
    await expect(database.write(town, async (tx) => {
      await submission(tx);
      await note(tx, 'impossible', 'nonsense' as 'done');
    })).rejects.toMatchObject({ code: '23514' });
    expect(await stored()).toEqual({ names: [], submissions: 0 });
    await database.write(town, async (tx) => {
      await submission(tx);
      await note(tx);
    });
    expect(await stored()).toEqual({ names: ['kita.round.opened'], submissions: 1 });
  });

  test('is seen by what the same transaction asks afterwards, and keeps signs that mean something to SQL', async () => {
    await database.write(town, async (tx) => {
      await note(tx, `o'clock \\ "x"; drop table`);
      expect(await tx.selectFrom('platform.audit_entry').select('name').where('municipality_id', '=', town).execute()).toHaveLength(1);
      await note(tx, 'second');
    });
    expect((await stored()).names).toEqual([`o'clock \\ "x"; drop table`, 'second']);
  });
});

describe('a transaction', () => {
  test('sees rows of its municipality alone, also on a connection that another one used before', async () => {
    const other = newId();
    await database.write(town, (tx) => submission(tx));
    const seen = await Promise.all(Array.from({ length: 40 }, (_, number) => database.read(number % 2 === 0 ? town : other, async (tx) => (await tx.selectFrom('platform.submission').select('municipality_id').execute()).length)));
    expect(seen).toEqual(Array.from({ length: 40 }, (_, number) => (number % 2 === 0 ? 1 : 0)));
    expect(await database.readPublic(async (tx) => tx.selectFrom('platform.submission').select('id').execute())).toEqual([]);
  });

  test('that only reads cannot write', async () => {
    await expect(database.read(town, (tx) => submission(tx as Write))).rejects.toMatchObject({ code: '25006' });
  });
});

test('a table that gets another column while the application runs costs a connection, not the application', async () => {
  const owner = connectDatabase(own.superuser, { poolSize: 1 });
  const ask = () => owner.readPublic(async (tx) => (await sql<{ id: number }>`select * from public.grown where id = ${1}`.execute(tx)).rows);
  await owner.pool.query('create table public.grown (id integer); insert into public.grown values (1)');
  for (let count = 0; count < 20; count++) await ask();
  await owner.pool.query('alter table public.grown add column name text');
  await ask().catch(() => undefined);
  expect(await ask()).toEqual([{ id: 1, name: null }]);
  await owner.close();
});
