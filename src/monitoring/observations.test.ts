import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { connectDatabase, type Database } from '../platform/database.ts';
import { NotDecryptable } from '../platform/encryption.ts';
import type { Uuid } from '../platform/id.ts';
import { testDatabase, type TestDatabase } from '../platform/test-database.ts';
import { indicatorColumn } from './computed-values.ts';
import { periodKey } from './period.ts';
import { listImportRuns } from './server/import-runs.ts';
import { listPackHeads, openPacks } from './server/packs.ts';
import { rawValues } from './server/raw-values.ts';
import { storeDrafts, withdrawObservations } from './server/store-observations.ts';
import { Draft } from './draft.ts';
import { newId } from '../platform/id.ts';
import { listMeasures } from './server/definitions.ts';
import { listAllAreas } from '../areas/server/list-areas.ts';
import { yearPeriod } from './period.ts';

const clock = { now: () => new Date('2026-11-22T09:00:00Z'), today: () => '2026-11-22' as never };
const secretKey = randomBytes(32);
let test_: TestDatabase;
let database: Database;
let voerde: Uuid;

beforeAll(async () => {
  test_ = await testDatabase();
  await loadDemo({ owner: test_.owner, clock, slugs: ['voerde'], secretKey });
  database = connectDatabase(test_.app);
  voerde = (await database.readPublic((tx) => tx.selectFrom('accounts.municipality').select('id').executeTakeFirstOrThrow())).id;
});
afterAll(async () => {
  await database.close();
  await test_.drop();
});

describe('raw counts', () => {
  test('lie encrypted: outside stands only how many there are, and no area can be read', async () => {
    const rows = await database.read(voerde, (tx) => tx.selectFrom('monitoring.pack').select(['sealed', 'observations']).execute());
    const areas = await database.read(voerde, (tx) => listAllAreas(tx, voerde));
    expect(rows.length).toBeGreaterThan(50);
    for (const { sealed } of rows) for (const { id } of areas.slice(0, 3)) expect(sealed.includes(Buffer.from(id))).toBe(false);
  });

  test('cannot be opened with another key', async () => {
    await expect(database.read(voerde, (tx) => openPacks(tx, voerde, { secretKey: randomBytes(32) }, { measures: ['population'] }))).rejects.toBeInstanceOf(NotDecryptable);
  });

  test('become indicators: the share of children on benefits in each Bezirk, with numerator and denominator', async () => {
    const { columns, areas } = await database.read(voerde, (tx) => rawValues(tx, voerde, { secretKey }, ['sgb2-under-15']));
    expect(columns.map(({ period }) => periodKey(period))).toEqual(['2018-12-31', '2019-12-31', '2020-12-31', '2021-12-31', '2022-12-31', '2023-12-31', '2024-12-31']);
    const column = indicatorColumn(columns[4]!, areas);
    const buschmannshof = areas.find(({ key }) => key === 'buschmannshof')!;
    expect(column.values.find(({ areaId }) => areaId === buschmannshof.id)!.result).toEqual({ state: 'shown', value: (148 / 574) * 100, numerator: 148, denominator: 574 });
  });

  test('keep where each of them came from, and the same figures again change nothing', async () => {
    const [run] = await database.read(voerde, (tx) => listImportRuns(tx, voerde));
    const heads = await database.read(voerde, (tx) => listPackHeads(tx, voerde));
    expect(heads.every(({ runIds }) => runIds.length === 1 && runIds[0] === run!.id)).toBe(true);
    const again = await store([['births', 'buschmannshof', 38]]);
    expect(again).toEqual({ added: 0, changed: 0, unchanged: 1 });
    const corrected = await store([['births', 'buschmannshof', 39]]);
    expect(corrected).toEqual({ added: 0, changed: 1, unchanged: 0 });
  });

  test('of an import can be taken back without touching the others', async () => {
    const runId = newId();
    await store([['deaths', 'stockum', 3], ['deaths', 'mehrum', 4]], runId);
    expect(await database.write(voerde, (tx) => withdrawObservations(tx, voerde, { secretKey }, clock, runId))).toBe(2);
    const heads = await database.read(voerde, (tx) => listPackHeads(tx, voerde));
    expect(heads.filter(({ measure }) => measure === 'deaths')).toEqual([]);
  });
});

async function store(figures: readonly (readonly [measure: string, area: string, value: number])[], runId = newId()) {
  return database.write(voerde, async (tx) => {
    const areas = new Map((await listAllAreas(tx, voerde)).map(({ key, id }) => [key, id]));
    const measureIds = new Map((await listMeasures(tx, voerde)).map(({ key, id }) => [key, id]));
    const draft = new Draft();
    for (const [, area, value] of figures) draft.put(areas.get(area)!, '', { kind: 'number', value }, 1);
    return storeDrafts(tx, voerde, { secretKey }, clock, { drafts: [{ measure: figures[0]![0], period: yearPeriod(2022), draft }], measureIds, runId });
  });
}
