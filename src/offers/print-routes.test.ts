import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { jobTasks } from '../job-tasks.ts';
import { fixedClock } from '../platform/clock.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { sampleDirectory, type SampleDirectory } from './server/sample-directory.ts';
import { storeServices } from './server/store-services.ts';
import type { ServiceRecord } from './service.ts';

const PRINT = '/musterstadt/verwaltung/druck';
let house: TestApp;
let directory: SampleDirectory;
let group: ServiceRecord;
let coordinator: string;

beforeAll(async () => {
  house = await testApp(fixedClock('2020-01-14T09:00:00Z'));
  directory = await house.database.write(house.town.id, (tx) => sampleDirectory(tx, house.town.id, house.house.clock));
  group = directory.service('Krabbelgruppe 🎈', { minimumAgeMonths: 6, maximumAgeMonths: 18, phones: [{ number: '05181 70300', description: '', languages: [] }] });
  await house.database.write(house.town.id, (tx) => storeServices(tx, house.town.id, [group, directory.service('Entwurf', { status: 'draft' })], house.house.clock));
  coordinator = await house.signIn(['coordinator']);
});
afterAll(() => house.close());

async function order(fields: Record<string, string>): Promise<string> {
  const answer = await house.submit(PRINT, { language: 'de', paper: 'a5', ...fields }, { cookie: coordinator });
  expect(answer.status).toBe(303);
  await runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });
  return answer.headers.get('Location')!;
}

describe('the directory on paper', () => {
  test('a booklet is made in the background and offered to families at an address that stays', async () => {
    const run = await order({ isPublic: 'on', phaseId: directory.phases.early });
    const page = await (await house.get(run, coordinator)).text();
    expect(page).toContain('Das Heft ist fertig.');
    expect(page).toContain('1 Zeichen');
    const shelf = await (await house.get('/musterstadt/druck')).text();
    const file = /href="([^"]*\/druck\/heft\/[^"]+)"/.exec(shelf)![1]!;
    for (const path of [file, '/musterstadt/druck/heft.pdf?phase=null-bis-drei']) {
      const answer = await house.get(path);
      expect(answer.headers.get('Content-Type')).toBe('application/pdf');
      expect(Buffer.from(await answer.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    }
    expect((await house.get('/musterstadt/druck/heft.pdf?papier=a4')).status).toBe(404);
  });

  test('one that is not for everybody is nobody’s but those who make them', async () => {
    const id = (await order({})).split('/').at(-1);
    expect((await house.get(`/musterstadt/druck/heft/${id}`)).status).toBe(404);
    expect((await house.get(`/musterstadt/druck/heft/${id}`, coordinator)).status).toBe(200);
    expect((await house.get(`/nachbarstadt/druck/heft/${id}`)).status).toBe(404);
  });

  test('an earlier one of the same kind goes a week after the next', async () => {
    await order({ language: 'tr' });
    await order({ language: 'tr' });
    const files = await house.database.read(house.town.id, (tx) => tx.selectFrom('offers.print_run as run').innerJoin('platform.file as file', (join) => join.onRef('file.municipality_id', '=', 'run.municipality_id').onRef('file.id', '=', 'run.file_id'))
      .select('file.expires_at').where('run.municipality_id', '=', house.town.id).where('run.language', '=', 'tr').orderBy('run.created_at').orderBy('run.id').execute());
    expect(files.map(({ expires_at: at }) => at?.toISOString() ?? null)).toEqual(['2020-01-21T09:00:00.000Z', null]);
  });

  test('where there is nothing to print, that is said instead', async () => {
    expect(await (await house.get(await order({ phaseId: directory.phases.kita }), coordinator)).text()).toContain('Hier gibt es noch kein Angebot');
  });

  test('the booklet is a page as well, for machines without a printer’s setter', async () => {
    const page = await (await house.get('/musterstadt/ar/druck/ansicht')).text();
    expect(page).toContain('Krabbelgruppe');
    expect(page).not.toContain('Entwurf');
  });

  test('posters open at once, and say beside the field what is missing', async () => {
    for (const query of ['worauf=guide&sprache=ar&papier=a3', 'worauf=start', `worauf=offer&angebot=${group.id}`]) {
      expect((await house.get(`${PRINT}/plakat.pdf?${query}`, coordinator)).headers.get('Content-Type'), query).toBe('application/pdf');
    }
    const answer = await house.get(`${PRINT}/plakat.pdf?worauf=area`, coordinator);
    expect(answer.status).toBe(303);
    expect(await (await house.get(answer.headers.get('Location')!.split('#')[0]!, coordinator)).text()).toContain('Bitte wählen Sie ein Gebiet.');
  });

  test('families cannot order paper', async () => {
    expect((await house.get(PRINT)).status).not.toBe(200);
    expect((await house.get(PRINT, await house.signIn(['kita-office']))).status).toBe(403);
  });
});
