import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDemoFiles } from '../../database/demo/demo-files.ts';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import { staffRoles } from '../accounts/role.ts';
import type { Uuid } from '../platform/id.ts';
import type { Task } from '../platform/task.ts';
import { attack, readOpenTable } from './release/attacker.fixture.ts';
import { cellIdOf } from './release/task.ts';
import { checkReleaseTask, recheckReleaseTask, releaseTasks } from './server/check-release.ts';
import { importObservationsTask } from './server/import-observations.ts';
import { listImportRuns } from './server/import-runs.ts';
import { listPackHeads } from './server/packs.ts';
import { releasedValues } from './server/released-values.ts';
import { findRelease } from './server/releases.ts';

let house: TestApp;
let voerde: Uuid;
let planner: string;
let head: string;
const HOME = '/voerde/verwaltung/monitoring';

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['voerde'], secretKey: house.house.configuration.secretKey });
  voerde = (await house.database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', 'voerde').executeTakeFirstOrThrow())).id;
  planner = await house.signIn(['planner'], { town: voerde });
  head = await house.signIn(['department-head'], { town: voerde });
}, 120_000);
afterAll(() => house.close());

const sample = (name: string) => new File([readFileSync(join(import.meta.dirname, '../../database/demo/monitoring/samples', name))], name);
const runTask = (task: Task, payload: Record<string, unknown>) => {
  if (task.kind !== 'outside') throw new Error('not outside');
  return task.run({ ...house.house, municipalityId: voerde }, payload);
};
const location = (response: Response) => response.headers.get('location') ?? '';
const text = async (path: string, cookie?: string) => (await house.get(path, cookie)).text();
const auditNames = () => house.database.read(voerde, async (tx) => (await tx.selectFrom('platform.audit_entry').select(['name', 'outcome']).execute()).map(({ name, outcome }) => `${name} ${outcome}`));

describe('the pages of the monitoring', () => {
  test('show raw counts to planners alone, and every look at them is in the audit', async () => {
    for (const role of staffRoles) {
      const cookie = await house.signIn([role], { town: voerde });
      expect((await house.get(`${HOME}/import`, cookie)).status, role).toBe(role === 'planner' ? 200 : 403);
      expect((await house.get(HOME, cookie)).status, role).toBe(200);
    }
    expect((await house.get(HOME)).status).toBe(303);
    expect(await auditNames()).toEqual(expect.arrayContaining(['monitoring.observation.import read', 'monitoring.observation.import denied']));
  });

  test('tell what is there without a single figure', async () => {
    const page = await text(HOME, head);
    expect(page).toContain('Einwohnerinnen und Einwohner');
    expect(page).not.toContain('14.565');
  });
});

describe('a planner imports a file', () => {
  let run: string;

  test('sees what it would bring, with the rows that stay out and why, before anything is stored', async () => {
    const before = await house.database.read(voerde, (tx) => listPackHeads(tx, voerde));
    const answer = await house.submit(`${HOME}/import`, { file: sample('hilfen-voerde-lang.csv'), recipe: '' }, { cookie: planner });
    expect(answer.status).toBe(303);
    run = location(answer);
    const page = await text(run, planner);
    expect(page).toContain('Voerde Süd');
    expect(page).toContain('keine eindeutige Altersgruppe');
    expect(page).toContain('Die Angabe widerspricht Zeile 2.');
    expect(await house.database.read(voerde, (tx) => listPackHeads(tx, voerde))).toEqual(before);
    const [kept] = await house.database.read(voerde, (tx) => tx.selectFrom('platform.file').select('content').where('purpose', '=', 'monitoring.import').execute());
    expect(kept!.content.includes(Buffer.from('Voerde Mitte'))).toBe(false);
  });

  test('must say that rows may stay out', async () => {
    const refused = await house.submit(run, { source: 'Jugendamt', licence: 'intern', recipeName: '' }, { cookie: planner, to: `${run}/einlesen` });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Bitte sehen Sie sie an');
  });

  test('has it stored with where it came from, and the same file again changes nothing', async () => {
    const id = run.split('/').at(-1)!;
    const started = await house.submit(run, { source: 'Jugendamt Voerde', licence: 'nicht zur Weitergabe', recipeName: 'Hilfen lang', seen: 'on' }, { cookie: planner, to: `${run}/einlesen` });
    expect(started.status).toBe(303);
    await runTask(importObservationsTask, { runId: id, seen: true });
    const [done] = (await house.database.read(voerde, (tx) => listImportRuns(tx, voerde))).filter((one) => one.id === id);
    expect(done).toMatchObject({ state: 'done', source: 'Jugendamt Voerde', observations: 12, refusedRows: 3, unchanged: 8, added: 4 });
    expect(await text(run, planner)).toContain(done!.sha256.toString('hex'));

    const again = location(await house.submit(`${HOME}/import`, { file: sample('hilfen-voerde-lang.csv'), recipe: '' }, { cookie: planner }));
    await house.submit(again, { source: 'Jugendamt Voerde', licence: 'intern', recipeName: '', seen: 'on' }, { cookie: planner, to: `${again}/einlesen` });
    await runTask(importObservationsTask, { runId: again.split('/').at(-1)!, seen: true });
    const [second] = await house.database.read(voerde, (tx) => listImportRuns(tx, voerde, 1));
    expect(second).toMatchObject({ state: 'done', added: 0, changed: 0, unchanged: 12 });
  });

  test('finds the saved way of reading for next year’s file', async () => {
    expect(await text(`${HOME}/import`, planner)).toContain('Hilfen lang');
  });
});

describe('a release', () => {
  let release: string;
  const id = () => release.split('/').at(-1)!;

  test('with a cell that could be worked out is refused, naming it to the planner', async () => {
    const chosen = await house.submit(`${HOME}/veroeffentlichungen/neu`, {
      title: 'Kinder im Bezug von SGB II 2022', 'indicators-poverty': ['sgb2-under-15'], 'indicators-families': ['single-parent-share'], levels: ['quarter', 'district'], from: '2022-12-31', until: '2022-12-31', minimumFrequency: '5', note: '',
    }, { cookie: planner });
    expect(chosen.status).toBe(303);
    release = location(chosen);
    await runTask(checkReleaseTask, { releaseId: id() });
    const page = await text(release, planner);
    expect(page).toContain('So darf es nicht hinaus');
    expect(page).toMatch(/Löhnen|Mehrum|Götterswickerhamm|Ork/);
    expect((await house.get(release, head)).status).toBe(403);
  });

  test('cannot be published while it is unsafe', async () => {
    const answer = await house.submit(`${HOME}/veroeffentlichungen/neu`, { publisher: 'Stadt Voerde', replaces: '' }, { cookie: planner, to: `${release}/veroeffentlichen` });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Nur was der Angreifer nicht brechen konnte');
    expect((await house.get(`/voerde/zahlen/daten/${id()}/daten.csv`)).status).toBe(404);
  });

  test('is protected by the platform, published, and then open to the county as CSV with its description', async () => {
    await house.submit(release, { method: 'flow' }, { cookie: planner, to: `${release}/schuetzen` });
    await runTask(checkReleaseTask, { releaseId: id() });
    const safe = await text(release, planner);
    expect(safe).toContain('Der Angreifer findet nichts');
    expect((await house.get(`/voerde/zahlen/daten/${id()}/daten.csv`)).status).toBe(404);

    const published = await house.submit(release, { publisher: 'Stadt Voerde', replaces: '' }, { cookie: planner, to: `${release}/veroeffentlichen` });
    expect(published.status).toBe(303);
    const csv = await text(`/voerde/zahlen/daten/${id()}/daten.csv`);
    expect(csv).toContain('verborgen');
    expect(csv).toMatch(/voerde-mitte;Voerde-Mitte;quarter/);
    expect(await text(`/voerde/zahlen/daten/${id()}/daten.csv-metadata.json`)).toContain('http://www.w3.org/ns/csvw');
    const catalogue = JSON.parse(await text('/voerde/zahlen/dcat.jsonld')) as { '@graph': Record<string, unknown>[] };
    expect(catalogue['@graph'].map((one) => one['@type'])).toEqual(expect.arrayContaining(['dcat:Catalog', 'dcat:Dataset', 'dcat:Distribution']));
  });

  test('is found by the county without an account: table, description and catalogue from one page', async () => {
    const page = await text('/voerde/zahlen');
    expect(page).toContain('Daten zum Mitnehmen');
    const links = [...page.matchAll(/href="(\/voerde\/zahlen\/[^"]*(?:csv|csv-metadata\.json|jsonld))"/g)].map((match) => match[1]!);
    expect(links).toEqual(expect.arrayContaining(['/voerde/zahlen/dcat.jsonld', `/voerde/zahlen/daten/${id()}/daten.csv`, `/voerde/zahlen/daten/${id()}/daten.csv-metadata.json`]));
    for (const link of links) expect((await house.get(link)).status, link).toBe(200);
    expect(await text('/voerde/zahlen/dcat.jsonld')).toContain('"dcatde:licenseAttributionByText":"Datenquelle: Stadt Voerde"');
  });

  test('gives nothing away to a stranger who takes all open tables there are and reckons; he would have found the first draft, and the last secret if the others leaked', async () => {
    const page = await text('/voerde/zahlen');
    const links = [...new Set([...page.matchAll(/href="(\/voerde\/zahlen\/daten\/[^"]*\.csv)"/g)].map((match) => match[1]!))];
    expect(links.length).toBeGreaterThan(1);
    const rows = (await Promise.all(links.map((link) => text(link)))).flatMap(readOpenTable);
    const parents = new Map(readDemoFiles('voerde').areas.areas.flatMap(({ key, parent }) => (parent ? [[key, parent] as const] : [])));
    const hidden = rows.filter(({ until, state }) => until === '2022-12-31' && state === 'verborgen');
    expect(hidden.length).toBeGreaterThan(2);
    const { ranges, found } = attack(rows, '2022-12-31', parents);
    expect(found).toEqual([]);

    // His ranges are no guess: the truth lies in every one of them.
    const truth = new Map((await house.database.read(voerde, async (tx) => (await releaseTasks(tx, voerde, house.house.configuration, (await findRelease(tx, voerde, id() as Uuid))!)).tasks)).flatMap(({ wanted }) => wanted.map((cell) => [`${cell.measure}|${cell.breakdown}|${cell.areaId}`, cell.count])));
    const areaIds = new Map((await house.database.read(voerde, (tx) => tx.selectFrom('areas.area').select(['id', 'key']).where('municipality_id', '=', voerde).execute())).map((area) => [area.key, area.id]));
    const poor = hidden.filter(({ key }) => key === 'sgb2-under-15').map(({ area }) => ({ area, count: truth.get(`sgb2-recipients|age:0-14|${areaIds.get(area)}`)! }));
    expect(poor.length).toBeGreaterThan(1);
    for (const { area, count } of poor) {
      const [low, high] = ranges.get(`poor children|${area}`)!;
      expect([low <= count, count <= high], area).toEqual([true, true]);
    }
    // Told all but one of the hidden counts, he works out the last; and he would have found the first draft.
    const telling = (told: typeof poor) => rows.map((row) => {
      const leaked = row.key === 'sgb2-under-15' && row.until === '2022-12-31' ? told.find(({ area }) => area === row.area) : undefined;
      return leaked ? { ...row, state: 'gezeigt', numerator: String(leaked.count) } : row;
    });
    const small = poor.filter(({ count }) => count > 0 && count < 5);
    expect(small.length).toBeGreaterThan(0);
    for (const one of small) {
      const workedOut = attack(telling(poor.filter(({ area }) => area !== one.area)), '2022-12-31', parents).found.find(({ what, area }) => what === 'poor children' && area === one.area);
      expect(workedOut, one.area).toMatchObject({ low: one.count, high: one.count });
    }
    expect(attack(telling(poor), '2022-12-31', parents).found.filter(({ what }) => what.endsWith('(shown)')).map(({ area }) => area)).toEqual(expect.arrayContaining(small.map(({ area }) => area)));
  });

  test('is attacked once more when asked, knowing all that went out, and says what was corrected since', async () => {
    expect((await house.submit(release, {}, { cookie: planner, to: `${release}/nachpruefen` })).status).toBe(303);
    expect(await text(release, planner)).toContain('Der Angreifer rechnet noch einmal nach.');
    await runTask(recheckReleaseTask, { releaseId: id() });
    const page = await text(release, planner);
    expect(page).toContain('nachgerechnet: Der Angreifer findet auch mit allem, was seither hinausging, nichts.');
    expect(page).not.toContain('berichtigt');
    expect(await auditNames()).toContain('monitoring.release.rechecked done');
  });

  test('is found broken when a hidden count has leaked, each of them; a figure corrected since is told and is no hole', async () => {
    const hidden = await house.database.read(voerde, async (tx) => {
      const found = await findRelease(tx, voerde, id() as Uuid);
      const truth = new Map((await releaseTasks(tx, voerde, house.house.configuration, found!)).tasks.flatMap(({ wanted }) => wanted.map((cell) => [cell.id, cell.count])));
      const cells = await tx.selectFrom('monitoring.released_cell').selectAll().where('municipality_id', '=', voerde).where('release_id', '=', id() as Uuid).where('state', '=', 'suppressed').orderBy('id').execute();
      return cells.map((cell) => ({ id: cell.id, count: truth.get(cellIdOf({ measure: cell.measure_key, period: { from: cell.starts_on, until: cell.ends_on }, areaId: cell.area_id, breakdown: cell.breakdown }))! }));
    });
    const leak = (cell: string, value: number | null) => house.owner.write(voerde, (tx) => tx.updateTable('monitoring.released_cell')
      .set({ state: value === null ? 'suppressed' : 'shown', value }).where('municipality_id', '=', voerde).where('id', '=', cell as Uuid).execute());
    const small = hidden.filter(({ count }) => count > 0 && count < 5);
    expect(small.length).toBeGreaterThan(1);
    for (const cell of small) {
      await leak(cell.id, cell.count);
      await house.submit(release, {}, { cookie: planner, to: `${release}/nachpruefen` });
      await runTask(recheckReleaseTask, { releaseId: id() });
      const page = await text(release, planner);
      expect(page, String(cell.count)).toMatch(/lässt sich heute nachrechnen|lassen sich heute nachrechnen/);
      expect(page, String(cell.count)).not.toContain('berichtigt');
      await leak(cell.id, null);
    }
    const shown = await house.database.read(voerde, (tx) => tx.selectFrom('monitoring.released_cell').select(['id', 'value']).where('municipality_id', '=', voerde)
      .where('release_id', '=', id() as Uuid).where('state', '=', 'shown').where('value', '>', 1_000).orderBy('value', 'desc').executeTakeFirstOrThrow());
    await leak(shown.id, shown.value! + 3);
    await house.submit(release, {}, { cookie: planner, to: `${release}/nachpruefen` });
    await runTask(recheckReleaseTask, { releaseId: id() });
    expect(await text(release, planner)).toContain('Eine Zahl wurde seit der Veröffentlichung berichtigt.');
    await leak(shown.id, shown.value);
  });

  test('holds no count that is not shown: not in its cells, not in its values', async () => {
    const rows = await house.database.read(voerde, (tx) => tx.selectFrom('monitoring.released_cell').select(['state', 'value']).execute());
    expect(rows.filter(({ state }) => state === 'suppressed').length).toBeGreaterThan(2);
    expect(rows.filter(({ value }) => value !== null && value > 0 && value < 5)).toEqual([]);
    const columns = await house.database.read(voerde, (tx) => releasedValues(tx, voerde, { indicators: ['sgb2-under-15'] }));
    const states = columns.flatMap(({ values }) => values.map(({ result }) => result.state));
    expect(states).toContain('suppressed');
    expect(states).toContain('shown');
  });

  test('is not published on figures that changed after the attack', async () => {
    const next = location(await house.submit(`${HOME}/veroeffentlichungen/neu`, { title: 'Familien', 'indicators-families': ['families'], levels: ['quarter'], from: '2022-12-31', until: '2022-12-31', minimumFrequency: '5', note: '' }, { cookie: planner }));
    await runTask(checkReleaseTask, { releaseId: next.split('/').at(-1)! });
    await house.owner.write(voerde, (tx) => tx.updateTable('monitoring.pack').set({ changed_at: new Date('2027-01-01T00:00:00Z') }).where('municipality_id', '=', voerde).execute());
    const answer = await house.submit(next, { publisher: 'Stadt Voerde', replaces: '' }, { cookie: planner, to: `${next}/veroeffentlichen` });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Seit der Prüfung');
  });
});

describe('an indicator', () => {
  test('is redefined from a day on and keeps its earlier meaning', async () => {
    const path = `${HOME}/kennzahlen/sgb2-under-15`;
    const answer = await house.submit(path, {
      name: 'Kinder unter 18 Jahren im Bezug von SGB II', key: 'sgb2-under-15', topic: 'poverty', kind: 'share', numerator: 'sgb2-recipients [unter 18 Jahre]', denominator: 'population [unter 18 Jahre]',
      time: 'nearest', tolerance: '200', unit: '%', decimals: '1', polarity: 'burden', population: 'unter 18', stichtagRule: '31.12.', source: 'BA', minimumDenominator: '20', validFrom: '2026-01-01',
    }, { cookie: planner });
    expect(answer.status).toBe(303);
    const page = await text(path, planner);
    expect(page).toContain('sgb2-recipients [unter 15 Jahre]');
    expect(page).toContain('sgb2-recipients [unter 18 Jahre]');
  });

  test('that names a measure nobody counts is refused beside the field', async () => {
    const answer = await house.submit(`${HOME}/kennzahlen/neu`, {
      name: 'Neu', key: 'neu-1', topic: 'poverty', kind: 'count', numerator: 'gibt-es-nicht', unit: '', decimals: '0', polarity: 'neutral', minimumDenominator: '0', validFrom: '2020-01-01',
    }, { cookie: planner });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('ist keine Zählung');
  });
});
