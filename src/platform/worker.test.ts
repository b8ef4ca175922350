import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from './clock.ts';
import { readConfiguration } from './configuration.ts';
import { connectDatabase, type Database } from './database.ts';
import { newId, type Uuid } from './id.ts';
import { createLog } from './log.ts';
import type { WorkerHouse } from './perform-job.ts';
import { sameCommit } from './same-commit.ts';
import { sendMail } from './send-mail.ts';
import { smtpServer, type SmtpServer } from './smtp-server.fixture.ts';
import { outsideTask, transactionTask, type BackgroundWork, type Task } from './task.ts';
import { testDatabase, type TestDatabase } from './test-database.ts';
import { runJobsOnce, startWorker } from './worker.ts';

const clock = fixedClock('2026-11-22T02:00:00Z');
const lines: string[] = [];

let server: TestDatabase;
let database: Database;
let superuser: Database;
let smtp: SmtpServer;
let town: Uuid;

beforeAll(async () => {
  server = await testDatabase();
  database = connectDatabase(server.app);
  superuser = connectDatabase(server.superuser, { poolSize: 1 });
  smtp = await smtpServer();
});
beforeEach(async () => {
  town = newId();
  lines.length = 0;
  smtp.mails.length = 0;
  smtp.refuseWith(undefined);
  await superuser.pool.query('delete from graphile_worker._private_jobs');
});
afterAll(async () => {
  await smtp.close();
  await database.close();
  await superuser.close();
  await server.drop();
});

function house(mode: 'development' | 'production' = 'production'): WorkerHouse {
  const read = readConfiguration({
    MODE: mode, DATABASE_URL: 'postgresql://app@db.example/x', BASE_URL: 'https://kette.example.de', SECRET_KEY: randomBytes(32).toString('base64'),
    ...(mode === 'production' ? { SMTP_URL: smtp.url } : {}),
  });
  if (!read.ok) throw new Error(read.faults.join(' '));
  return { database, clock, configuration: { ...read.configuration, secretKey: read.configuration.secretKey! }, log: createLog('info', (line) => lines.push(line)) };
}

const work = (tasks: Record<string, Task>, more: Partial<BackgroundWork> = {}): BackgroundWork => ({ tasks: { 'send-mail': sendMail, ...tasks }, housekeeping: [], municipalities: async () => [town], ...more });
const runNow = (tasks: Record<string, Task> = {}, inHouse = house()) => runJobsOnce({ house: inHouse, connection: server.app, tasks: work(tasks) });
const plan = (task: string, payload = {}) => database.write(town, (tx) => sameCommit(tx, town, clock).later(task, payload));
const post = () => database.write(town, (tx) => sameCommit(tx, town, clock).post({ to: 'lena.muster@example.de', subject: 'Ihr Link', text: 'Guten Tag,\nhttps://kette.example.de/musterstadt/anmelden/link/abc\n' }));
const jobs = () => database.read(town, (tx) => tx.selectFrom('platform.job').selectAll().orderBy('planned_at').execute());
const mails = () => database.read(town, (tx) => tx.selectFrom('platform.mail').selectAll().execute());
const queued = async () => (await superuser.pool.query<{ last_error: string | null }>('select last_error from graphile_worker._private_jobs')).rows;
/** The queue waits longer after each failure; the tests do not. */
const dueAgain = () => superuser.pool.query('update graphile_worker._private_jobs set run_at = now()');

const noteTask = (name: string, fail: () => boolean = () => false) => transactionTask(async ({ tx, municipalityId }) => {
  await tx.insertInto('platform.setting').values({ municipality_id: municipalityId, id: newId(), name: `${name}-${newId()}`, value: '1', changed_at: clock.now() }).execute();
  if (fail()) throw Object.assign(new Error('Lena Muster, Kinderweg 3'), { code: 'ECONNREFUSED' });
});
const notes = () => database.read(town, (tx) => tx.selectFrom('platform.setting').select('name').execute());

describe('planned work', () => {
  test('is done and seen as done', async () => {
    await plan('note');
    await runNow({ note: noteTask('note') });
    expect(await notes()).toHaveLength(1);
    expect(await jobs()).toMatchObject([{ task: 'note', state: 'done', attempts: 1, finished_at: clock.now(), last_error: null }]);
    expect(await queued()).toEqual([]);
  });

  test('is not planned at all if what caused it is rolled back', async () => {
    await expect(database.write(town, async (tx) => {
      await sameCommit(tx, town, clock).later('note', {});
      throw new Error('rolled back');
    })).rejects.toThrow('rolled back');
    await runNow({ note: noteTask('note') });
    expect([await jobs(), await notes(), await queued()]).toEqual([[], [], []]);
  });

  test('that fails leaves nothing behind, is tried again, and then done once', async () => {
    let fails = true;
    await plan('note');
    await runNow({ note: noteTask('note', () => fails) });
    expect(await notes()).toEqual([]);
    expect(await jobs()).toMatchObject([{ state: 'failing', attempts: 1, last_error: 'Error ECONNREFUSED', finished_at: null }]);
    fails = false;
    await dueAgain();
    await runNow({ note: noteTask('note', () => fails) });
    expect(await notes()).toHaveLength(1);
    expect(await jobs()).toMatchObject([{ state: 'done', attempts: 2, last_error: null }]);
  });

  test('says nothing of its content when it fails: not in its row, not in the queue, not in the log', async () => {
    await plan('note');
    await runNow({ note: noteTask('note', () => true) });
    const traces = JSON.stringify([await jobs(), await queued(), lines]);
    expect(traces).not.toContain('Muster');
    expect(traces).toContain('ECONNREFUSED');
  });

  test('that never succeeds is given up visibly', async () => {
    await plan('note');
    await superuser.pool.query('update graphile_worker._private_jobs set attempts = max_attempts - 1');
    await runNow({ note: noteTask('note', () => true) });
    expect(await jobs()).toMatchObject([{ state: 'failed', finished_at: clock.now() }]);
  });

  test('given to the queue twice is done once', async () => {
    await plan('note');
    const [job] = await jobs();
    await superuser.pool.query(`select graphile_worker.add_job('note', $1::json)`, [JSON.stringify({ municipalityId: town, jobId: job!.id })]);
    await runNow({ note: noteTask('note') });
    expect(await notes()).toHaveLength(1);
  });

  test('of another municipality is not touched by a job that names the wrong one', async () => {
    await plan('note');
    const [job] = await jobs();
    await superuser.pool.query('delete from graphile_worker._private_jobs');
    await superuser.pool.query(`select graphile_worker.add_job('note', $1::json)`, [JSON.stringify({ municipalityId: newId(), jobId: job!.id })]);
    await runNow({ note: noteTask('note') });
    expect(await notes()).toEqual([]);
    expect(await jobs()).toMatchObject([{ state: 'planned' }]);
  });
});

describe('a mail', () => {
  test('is sent after the commit, and then neither recipient nor content is kept', async () => {
    await post();
    await runNow();
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.to.join()).toContain('lena.muster@example.de');
    expect(smtp.mails[0]!.data).toContain('anmelden/link/abc');
    expect(await mails()).toMatchObject([{ sent_at: clock.now(), attempts: 1, recipient: '', body_text: '' }]);
  });

  test('already sent is not sent again when its job runs again', async () => {
    await post();
    await runNow();
    const [job] = await jobs();
    const [mail] = await mails();
    await database.write(town, (tx) => tx.updateTable('platform.job').set({ state: 'planned' }).where('id', '=', job!.id).execute());
    await superuser.pool.query(`select graphile_worker.add_job('send-mail', $1::json)`, [JSON.stringify({ municipalityId: town, jobId: job!.id, mailId: mail!.id })]);
    await runNow();
    expect(smtp.mails).toHaveLength(1);
  });

  test('the server refuses is kept, tried again, and its address stays out of every trace', async () => {
    smtp.refuseWith('450 lena.muster@example.de: mailbox busy');
    await post();
    await runNow();
    expect(await mails()).toMatchObject([{ sent_at: null, attempts: 1, last_error: 'EENVELOPE 450', recipient: 'lena.muster@example.de' }]);
    expect(JSON.stringify([await jobs(), await queued(), lines])).not.toContain('muster@');
    smtp.refuseWith(undefined);
    await dueAgain();
    await runNow();
    expect(smtp.mails).toHaveLength(1);
    expect(await mails()).toMatchObject([{ attempts: 2, last_error: null }]);
    expect(smtp.mails[0]!.data).toMatch(new RegExp(`Message-ID: <${(await mails())[0]!.id}@kette.example.de>`, 'i'));
  });

  test('in development without a mail server stays readable', async () => {
    await post();
    await runNow({}, house('development'));
    expect(smtp.mails).toEqual([]);
    expect(await mails()).toMatchObject([{ sent_at: clock.now(), recipient: 'lena.muster@example.de' }]);
  });
});

describe('housekeeping', () => {
  const keepHouse = async (mode: 'development' | 'production' = 'production', more: Partial<BackgroundWork> = {}) => {
    await superuser.pool.query(`select graphile_worker.add_job('housekeeping')`);
    await runJobsOnce({ house: house(mode), connection: server.app, tasks: work({}, more) });
  };
  const days = (count: number) => new Date(clock.now().getTime() - count * 86_400_000);

  test('removes submissions after 30 days and keeps younger ones', async () => {
    const row = (at: Date) => ({ municipality_id: town, id: newId(), action: 'x', location: '/', at });
    await database.write(town, (tx) => tx.insertInto('platform.submission').values([row(days(31)), row(days(29))]).execute());
    await keepHouse();
    expect(await database.read(town, (tx) => tx.selectFrom('platform.submission').select('at').execute())).toEqual([{ at: days(29) }]);
  });

  test('empties mails that could not be sent for 30 days, and keeps the others', async () => {
    const row = (created_at: Date) => ({ municipality_id: town, id: newId(), recipient: 'a@b.example', subject: 's', body_text: 't', created_at });
    await database.write(town, (tx) => tx.insertInto('platform.mail').values([row(days(31)), row(days(1))]).execute());
    await keepHouse();
    const kept = await database.read(town, (tx) => tx.selectFrom('platform.mail').select(['recipient', 'body_text']).orderBy('created_at').execute());
    expect(kept).toEqual([{ recipient: '', body_text: '' }, { recipient: 'a@b.example', body_text: 't' }]);
  });

  test('of one municipality goes on when that of another fails', async () => {
    const other = newId();
    const seen: Uuid[] = [];
    await keepHouse('production', {
      municipalities: async () => [other, town],
      housekeeping: [async (_tx, { municipalityId }) => {
        if (municipalityId === other) throw new Error('broken');
        seen.push(municipalityId);
      }],
    });
    expect(seen).toEqual([town]);
  });
});

test('work that talks to others may be called again after a crash: it was not marked as done', async () => {
  let calls = 0;
  const unstable = outsideTask(async () => {
    calls++;
    if (calls === 1) throw new Error('crash');
  });
  await plan('unstable');
  await runNow({ unstable });
  await dueAgain();
  await runNow({ unstable });
  expect(calls).toBe(2);
  expect(await jobs()).toMatchObject([{ state: 'done' }]);
});

describe('running workers', () => {
  /** A task that tells when it was called so many times. */
  function countedTask(expected: number) {
    const calls: unknown[] = [];
    let tell: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => void (tell = resolve));
    const task = outsideTask(async (_context, { number }) => {
      calls.push(number);
      if (calls.length >= expected) tell();
    });
    return { task, calls, reached };
  }

  test('of two processes share the queue: each job is done once', async () => {
    const { task, calls, reached } = countedTask(30);
    const workers = await Promise.all([1, 2].map(() => startWorker({ house: house(), connection: server.app, tasks: work({ counted: task }) })));
    await Promise.all(Array.from({ length: 30 }, (_, number) => plan('counted', { number })));
    await reached;
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(new Set(calls).size).toBe(30);
    expect(calls).toHaveLength(30);
    expect((await jobs()).every((job) => job.state === 'done')).toBe(true);
  });

  describe('and somebody who waits for a sign-in link', () => {
    const link = { to: 'lena.muster@example.de', subject: 'Ihr Link', text: 'https://kette.example.de/musterstadt/anmelden/link/abc', isAwaited: true };
    /** As `post` plans them, in one statement instead of three thousand. */
    const bulk = (count: number) => superuser.pool.query(`
      with mails as (insert into platform.mail (municipality_id, id, recipient, subject, body_text, created_at)
          select $1, gen_random_uuid(), 'familie.' || n || '@example.de', 'Rundbrief', 'Guten Tag', $2 from generate_series(1, $3::int) n returning id),
        planned as (insert into platform.job (municipality_id, id, task, planned_at, run_after) select $1, id, 'send-mail', $2, $2 from mails returning id)
      select graphile_worker.add_job('send-mail', json_build_object('municipalityId', $1::uuid, 'jobId', id, 'mailId', id), run_at := $2) from planned`, [town, clock.now(), count]);
    /** The two steps of a link: looked up in the background, then sent. */
    const linkTask: Task = transactionTask(async ({ post: postLink }) => postLink(link), { isAwaited: true });
    const ask = () => database.write(town, (tx) => sameCommit(tx, town, clock).later('link', {}, { isAwaited: true }));

    test('sends it next, though a thousand other mails were planned before', async () => {
      await bulk(1_000);
      await ask();
      const worker = await startWorker({ house: house(), connection: server.app, tasks: work({ link: linkTask }) });
      const place = await smtp.placeOf('lena.muster@example.de');
      await worker.stop();
      expect(place).toBeLessThan(20);
    }, 30_000);

    test('sends it while work of many minutes holds all other slots', async () => {
      let end: () => void = () => undefined;
      const ended = new Promise<void>((resolve) => void (end = resolve));
      const long = outsideTask(() => ended);
      for (const number of [1, 2, 3, 4, 5]) await plan('long', { number });
      const worker = await startWorker({ house: house(), connection: server.app, tasks: work({ link: linkTask, long }) });
      await ask();
      await smtp.placeOf('lena.muster@example.de');
      end();
      await worker.stop();
      expect((await jobs()).filter((job) => job.task !== 'long').map((job) => job.state)).toEqual(['done', 'done']);
    });
  });

  test('take over what a killed process had begun', async () => {
    const { task, reached } = countedTask(1);
    await plan('counted', { number: 1 });
    await superuser.pool.query("update graphile_worker._private_jobs set locked_by = 'killed', locked_at = now(), attempts = 1");
    const alone = { ...house(), configuration: { ...house().configuration, database: undefined } } as WorkerHouse;
    const worker = await startWorker({ house: alone, connection: server.app, tasks: work({ counted: task }) });
    await reached;
    await worker.stop();
    expect(await jobs()).toMatchObject([{ state: 'done' }]);
  });
});
