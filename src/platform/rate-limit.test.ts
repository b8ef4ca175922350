import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fixedClock } from './clock.ts';
import { connectDatabase, type Database } from './database.ts';
import { newId } from './id.ts';
import { countAttempt, forgetAttempts, type RateLimit } from './rate-limit.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';

const limit: RateLimit = { name: 'test', max: 3, minutes: 15 };
const secretKey = randomBytes(32);
const nine = fixedClock('2026-11-22T09:00:00Z');

let test_: TestDatabase;
let database: Database;
let otherProcess: Database;

beforeAll(async () => {
  test_ = await testDatabase();
  database = connectDatabase(test_.app);
  otherProcess = connectDatabase(test_.app);
});
afterAll(async () => {
  await database.close();
  await otherProcess.close();
  await test_.drop();
});

const attempt = (town: ReturnType<typeof newId>, of: string, at = nine, through = database) => countAttempt({ database: through, secretKey, clock: at }, town, { limit, of });

describe('attempts', () => {
  test('are allowed up to the limit, then refused with the minutes to wait', async () => {
    const town = newId();
    for (let count = 0; count < 3; count++) expect(await attempt(town, 'konto')).toEqual({ allowed: true });
    expect(await attempt(town, 'konto')).toEqual({ allowed: false, waitMinutes: 15 });
    expect(await attempt(town, 'konto', fixedClock('2026-11-22T09:10:30Z'))).toEqual({ allowed: false, waitMinutes: 5 });
  });

  test('are allowed again after the window, however many were refused in it', async () => {
    const town = newId();
    for (let count = 0; count < 9; count++) await attempt(town, 'konto');
    expect(await attempt(town, 'konto', fixedClock('2026-11-22T09:15:00Z'))).toEqual({ allowed: true });
  });

  test('of one account or municipality do not count for another', async () => {
    const town = newId();
    for (let count = 0; count < 4; count++) await attempt(town, 'konto');
    expect(await attempt(town, 'anderes')).toEqual({ allowed: true });
    expect(await attempt(newId(), 'konto')).toEqual({ allowed: true });
  });

  test('at the same time, through two processes, let exactly as many pass as the limit says', async () => {
    const town = newId();
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => attempt(town, 'konto', nine, index % 2 ? database : otherProcess)));
    expect(all.filter((one) => one.allowed)).toHaveLength(3);
  });

  test('are forgotten after success', async () => {
    const town = newId();
    for (let count = 0; count < 3; count++) await attempt(town, 'konto');
    await database.write(town, (tx) => forgetAttempts(tx, secretKey, town, { limit, of: 'konto' }));
    expect(await attempt(town, 'konto')).toEqual({ allowed: true });
  });

  test('leave no account and no address in the database', async () => {
    const town = newId();
    await attempt(town, 'lena.muster@example.de');
    const rows = await database.read(town, (tx) => tx.selectFrom('platform.rate_limit').selectAll().execute());
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('muster');
  });
});
