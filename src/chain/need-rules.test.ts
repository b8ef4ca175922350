import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import type { Uuid } from '../platform/id.ts';

/** Voerde with its released figures and its rules of need. */
let house: TestApp;
let voerde: Uuid;
let coordinator: string;
let head: string;

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['voerde'], secretKey: house.house.configuration.secretKey });
  voerde = (await house.database.read(house.town.id, (tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', 'voerde').executeTakeFirstOrThrow())).id;
  coordinator = await house.signIn(['coordinator'], { town: voerde });
  head = await house.signIn(['department-head'], { town: voerde });
}, 120_000);
afterAll(() => house.close());

const RULES = '/voerde/verwaltung/kette/richtwerte';
const html = async (path: string, cookie = coordinator) => (await house.get(path, cookie)).text();
const set = (fields: Record<string, string>, cookie = coordinator) => house.submit(RULES, { indicatorKey: 'sgb2-under-15', measure: 'above-average', value: '', fieldId: '', phaseId: '', factor: '1,5', ...fields }, { cookie, to: '/voerde/verwaltung/kette/bedarf' });

/** The page of the cell „Beratung, 0 bis 3 Jahre“ of an area. */
async function cellOf(areaKey: string): Promise<string> {
  const ids = await house.database.read(voerde, async (tx) => ({
    area: (await tx.selectFrom('areas.area').select('id').where('municipality_id', '=', voerde).where('key', '=', areaKey).executeTakeFirstOrThrow()).id,
    phase: (await tx.selectFrom('offers.life_phase').select('id').where('municipality_id', '=', voerde).where('key', '=', 'von-0-bis-3').executeTakeFirstOrThrow()).id,
    field: (await tx.selectFrom('offers.field_of_action').select('id').where('municipality_id', '=', voerde).where('key', '=', 'beratung').executeTakeFirstOrThrow()).id,
  }));
  return `/voerde/verwaltung/kette/zelle/${ids.area}/${ids.phase}/${ids.field}`;
}

test('a cell names the released figure that makes its need high, and leads to it', async () => {
  const page = await html(await cellOf('voerde-mitte'));
  expect(page).toContain('Der Bedarf ist hoch: Kinder unter 15 Jahren im Bezug von SGB II (NEF-Quote) 20,3');
  expect(page).toContain('deutlich über dem Durchschnitt (17,0');
  expect(page).toContain('Gebraucht wird das 1,5-Fache je Kind.');
  const link = /href="(\/voerde\/zahlen\/sgb2-under-15\?[^"]*)"[^>]*>Zahl ansehen/.exec(page)![1]!.replaceAll('&amp;', '&');
  expect((await house.get(link)).status).toBe(200);
  expect(await html('/voerde/verwaltung/kette')).not.toContain('hoher Bedarf');
  expect(await html(await cellOf('rheindoerfer'))).toContain('Der Bedarf ist nicht erhöht');
});

test('a rule is set, changed by setting it again, and taken back; a factor out of range is refused beside its field', async () => {
  expect((await set({ factor: '2', measure: 'from-value', value: '10' })).status).toBe(303);
  expect((await set({ factor: '3', measure: 'from-value', value: '10,5' })).status).toBe(303);
  const rules = await house.database.read(voerde, (tx) => tx.selectFrom('chain.need_rule').select(['id', 'value', 'factor']).where('field_id', 'is', null).execute());
  expect(rules).toMatchObject([{ value: 10.5, factor: 3 }]);
  expect(await html(await cellOf('voerde-mitte'))).toContain('hoch ist er ab 10,5');
  const refusedAnswer = await set({ factor: '9' });
  expect([refusedAnswer.status, (await refusedAnswer.text()).includes('value="9"')]).toEqual([422, true]);
  expect((await set({ measure: 'from-value', value: '' })).status).toBe(422);
  expect((await house.submit(RULES, { rule: rules[0]!.id }, { cookie: coordinator, to: '/voerde/verwaltung/kette/bedarf/zuruecknehmen' })).status).toBe(303);
  expect(await html(await cellOf('voerde-mitte'))).not.toContain('hoch ist er ab');
});

test('an indicator that is neither good nor bad says nothing of the need, and those who only read set no rule', async () => {
  expect((await set({ indicatorKey: 'population' })).status).toBe(422);
  expect((await set({ indicatorKey: 'gibt-es-nicht' })).status).toBe(422);
  const read = await html(RULES, head);
  expect([read.includes('Wann ist der Bedarf hoch?'), read.includes('Regel setzen')]).toEqual([true, false]);
});

test('a figure that is withdrawn leaves the need unknown', async () => {
  const cell = await cellOf('voerde-mitte');
  await house.database.write(voerde, (tx) => tx.updateTable('monitoring.release').set({ state: 'withdrawn', withdrawn_at: house.house.clock.now() }).where('municipality_id', '=', voerde).execute());
  const page = await html(cell);
  expect(page).toContain('Ob der Bedarf hoch ist, ist nicht bekannt');
  expect(page).not.toContain('20,3');
});

test('a gap keeps its evidence’s way to the figure behind it', async () => {
  const gaps = await html('/voerde/verwaltung/luecken');
  const pages = await Promise.all([...new Set([...gaps.matchAll(/href="(\/voerde\/verwaltung\/luecken\/[0-9a-f-]{36})"/g)].map((match) => match[1]!))].map((path) => html(path)));
  expect(pages.some((page) => page.includes('/voerde/zahlen/migration-share?zeit=2022-12-31'))).toBe(true);
});
