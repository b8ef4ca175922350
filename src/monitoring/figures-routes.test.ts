import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { testApp, type TestApp } from '../../tests/app.ts';
import type { Uuid } from '../platform/id.ts';

/** Voerde with its demo figures, raw and released. */
let house: TestApp;
let voerde: Uuid;
let planner: string;
let coordinator: string;

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['voerde'], secretKey: house.house.configuration.secretKey });
  voerde = (await house.database.read(house.town.id, (tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', 'voerde').executeTakeFirstOrThrow())).id;
  planner = await house.signIn(['planner'], { town: voerde });
  coordinator = await house.signIn(['coordinator'], { town: voerde });
}, 120_000);
afterAll(() => house.close());

const raw = '/voerde/verwaltung/monitoring/zahlen';
const html = async (path: string, cookie?: string) => (await house.get(path, cookie)).text();

describe('figures before their release', () => {
  test('are for planners only, and each reading is in the audit', async () => {
    expect((await house.get(`${raw}/sgb2-under-15`, coordinator)).status).toBe(403);
    expect((await house.get(`${raw}/sgb2-under-15`)).status).toBe(303);
    expect((await house.get(`${raw}/sgb2-under-15`, planner)).status).toBe(200);
    const entries = await house.database.read(voerde, (tx) => tx.selectFrom('platform.audit_entry').select('name').where('name', '=', 'monitoring.observation.read').execute());
    expect(entries.length).toBeGreaterThan(0);
  });

  test('show interval, comparison in words, funnel, years and shares of the whole', async () => {
    const page = await html(`${raw}/sgb2-under-15`, planner);
    for (const said of ['Rangfolge', 'Mehr als Zufall?', 'Im Lauf der Jahre', 'Wo sich etwas ballt', 'nicht vom Durchschnitt zu unterscheiden', 'Spanne (95 %)']) expect(page).toContain(said);
    expect(page).not.toContain('geglättet</th>');
    expect(await html(`${raw}/sgb2-under-15?geglaettet=on`, planner)).toContain('geglättet');
  });

  test('go along as table and as picture', async () => {
    const csv = await html(`${raw}/sgb2-under-15.csv`, planner);
    expect(csv.split('\r\n')[0]).toContain('Stand;Quelle;Gebiet;Wert');
    const svg = await html(`${raw}/sgb2-under-15/rangfolge.svg`, planner);
    expect(svg).toMatch(/^<svg xmlns=/);
    const png = new Uint8Array(await (await house.get(`${raw}/sgb2-under-15/trichter.png`, planner)).arrayBuffer());
    expect(Array.from(png.slice(1, 4))).toEqual([...Buffer.from('PNG')]);
    const map = await html(`${raw}/sgb2-under-15/karte.svg`, planner);
    expect(map).toMatch(/^<svg xmlns=.*<title>Kinder unter 15 Jahren.*Stand: .*Bundesagentur/);
    expect((await house.get(`${raw}/sgb2-under-15/karte.png`, planner)).headers.get('content-type')).toBe('image/png');
    expect((await house.get(`${raw}/sgb2-under-15/constructor.svg`, planner)).status).toBe(404);
    expect((await house.get(`${raw}/gibt-es-nicht`, planner)).status).toBe(404);
  });
});

describe('the profile of a quarter', () => {
  test('has every share the paper prints of Voerde-Mitte: of the quarter, of the town beside it, and of its two Bezirke together', async () => {
    const areas = new Map((await house.database.read(voerde, (tx) => tx.selectFrom('areas.area').select(['id', 'key']).where('municipality_id', '=', voerde).execute())).map(({ id, key }) => [key, id]));
    const page = async (key: string, query: string) => (await html(`${raw}/gebiet/${areas.get(key)}?${query}`, planner)).replaceAll('\u00a0', ' ').replace(/<[^>]+>/g, '|').replace(/\|+/g, '|');
    const quarter = await page('voerde-mitte', `stand=2022-12-31&teil=${areas.get('voerde-mitte-bezirk')}&teil=${areas.get('buschmannshof')}`);
    const cells = (of: string, name: string, count: number) => of.split(`|${name}|`)[1]?.split('|').slice(0, count) ?? [];
    const told: [indicator: string, printed: string][] = [
      ['Anteil an der Bevölkerung der Kommune', '39,9 %'], ['Anteil an den Familien der Kommune', '42,9 %'], ['Anteil an den unter 20-Jährigen der Kommune', '58,3 %'],
      ['Anteil an den Menschen mit Migrationshintergrund der Kommune', '46,4 %'], ['Anteil der Menschen mit Migrationshintergrund', '24,3 %'], ['Anteil der Menschen mit Migrationshintergrund', '20,8 %'],
      ['Anteil der unter 40-Jährigen an den Menschen mit Migrationshintergrund', '58,4 %'], ['Anteil der unter 20-Jährigen an den Menschen mit Migrationshintergrund', '28,0 %'],
      ['Anteil der unter 20-Jährigen an den Menschen mit Migrationshintergrund', '25,8 %'], ['Familien mit höchstens 15.000 € im Jahr', '29,8 %'], ['Familien mit höchstens 15.000 € im Jahr', '23,8 %'],
      ['Anteil an den Hilfen zur Erziehung der Kommune', '47,4 %'], ['Anteil an den stationären Hilfen der Kommune', '48,2 %'],
      ['Anteil an der Bevölkerung des übergeordneten Gebiets', '59,1 %'], ['Anteil an den unter 20-Jährigen des übergeordneten Gebiets', '63,0 %'],
      ['Anteil an den Menschen mit Migrationshintergrund des übergeordneten Gebiets', '72,1 %'], ['Anteil an den Hilfen zur Erziehung des übergeordneten Gebiets', '79,2 %'],
      ['Anteil an den stationären Hilfen des übergeordneten Gebiets', '85,4 %'],
    ];
    const ofParts = quarter.slice(quarter.indexOf('Verteilung innerhalb'));
    // Its own value and the town's; of the parts what the two Bezirke have together.
    for (const [indicator, printed] of told) expect(indicator.includes('übergeordneten') ? cells(ofParts, indicator, 5).slice(-1) : cells(quarter, indicator, 2), indicator).toContain(printed);
    expect(cells(quarter, 'Familien mit höchstens 36.000 € im Jahr', 1)[0]).toMatch(/^5\d,\d %$/);
    expect(cells(await page('voerde-mitte-bezirk', 'stand=2022-12-31'), 'Anteil der Menschen mit Migrationshintergrund', 1)).toEqual(['35,3 %']);
    expect(cells(await page('voerde', 'stand=2017-12-31'), 'Anteil der Arbeitslosen im Bezug von SGB II', 1)).toEqual(['73,6 %']);
  });
});

describe('an area the address asks for', () => {
  test('is marked in every drawing and table, also without the island', async () => {
    const page = await html('/voerde/zahlen/sgb2-under-15');
    const area = /href="([^"]*gebiet=([0-9a-f-]+))#jahre"/.exec(page)!;
    const marks = [...new Set([...page.matchAll(/data-of="(\d+)"/g)].map((match) => match[1]!))];
    expect(marks.length).toBeGreaterThan(3);
    // map, list beside it, ranking with table, shares with table, years, table of everything: each area stands in all of them
    for (const mark of marks) expect(page.split(`data-of="${mark}"`).length - 1, mark).toBeGreaterThanOrEqual(8);
    const asked = await html(`/voerde/zahlen/sgb2-under-15?gebiet=${area[2]}`);
    expect(page).not.toContain('data-chosen=');
    expect(asked).toContain('data-chosen=');
    expect(asked).toContain('aria-current="true"');
    expect(asked).toContain('font-weight="700"');
  });
});

describe('the profile of a quarter', () => {
  const share = (page: string, name: string) => new RegExp(`>${name}</a></th><td[^>]*>([^<]*)</td>`).exec(page)?.[1]?.replace('\u00a0', ' ');

  test('is Voerde’s quarter as the paper prints it, each figure with its day and source', async () => {
    const list = await html(raw, planner);
    const path = /href="([^"]*\/zahlen\/gebiet\/[^"]*)">Voerde-Mitte</.exec(list)![1]!;
    const page = await html(`${path}?stand=2022-12-31`, planner);
    const printed = { 'Anteil an der Bevölkerung der Kommune': '39,9 %', 'Anteil an den Familien der Kommune': '42,9 %', 'Anteil an den unter 20-Jährigen der Kommune': '58,3 %', 'Anteil an den Hilfen zur Erziehung der Kommune': '47,4 %' };
    for (const [name, value] of Object.entries(printed)) expect(share(page, name), name).toBe(value);
    expect(page).toContain('Diese Zahlen haben');
    expect(page).toContain('Melderegister');
    expect((await house.get(path, coordinator)).status).toBe(403);
    expect(await html(`${path}.csv?stand=2022-12-31`, planner)).toContain('Voerde-Mitte;Anteil an den unter 20-Jährigen der Kommune;58,');
    expect((await house.get(`${raw}/gebiet/01900000-0000-7000-8000-000000000000`, planner)).status).toBe(404);
  });

  test('shows everybody only what was released', async () => {
    const path = /href="([^"]*\/zahlen\/gebiet\/[^"]*)">Voerde-Mitte</.exec(await html('/voerde/zahlen'))![1]!;
    const page = await html(path);
    expect(page).toContain('Anteil an den unter 20-Jährigen der Kommune');
    expect(page).not.toContain('Arbeitslose je 100');
  });
});

describe('released figures', () => {
  test('are everybody’s, and only what was released', async () => {
    const list = await html('/voerde/zahlen');
    const keys = [...list.matchAll(/href="[^"]*\/zahlen\/([a-z0-9-]+)"/g)].map((match) => match[1]!);
    expect(keys.length).toBeGreaterThan(0);
    const open = await house.get(`/voerde/zahlen/${keys[0]}`);
    expect(open.status).toBe(200);
    expect(await open.text()).toContain('geprüft und freigegeben');
    // Figures nobody released look as if there were none.
    expect((await house.get('/voerde/zahlen/hze-rate')).status).toBe(keys.includes('hze-rate') ? 200 : 404);
    expect((await house.get('/voerde/ar/zahlen')).status).toBe(200);
    expect(await html('/voerde/ar/zahlen')).toContain('Diese Seite gibt es nur auf Deutsch');
  });
});

describe('focus areas', () => {
  const path = '/voerde/verwaltung/monitoring/schwerpunkte/neu?grundlage=raw&ebene=district&anzahl=2&gewicht-sgb2-under-15=1&gewicht-single-parent-share=0,5';
  const decide = (fields: Record<string, string | string[]>) => house.submit(path, {
    level: 'district', size: '2', basis: 'raw', method: 'berlin', weights: 'sgb2-under-15:1;single-parent-share:0.5', title: 'Auswahl', decidedBy: 'Steuerungsgruppe', decidedOn: '2026-11-20', note: '', ...fields,
  }, { cookie: planner, to: path.split('?')[0]! });

  test('are chosen by open criteria, and another choice needs a reason', async () => {
    const page = await html(path, planner);
    const chosen = [...page.matchAll(/name="areas"[^>]*value="([^"]+)"[^>]*checked/g)].map((match) => match[1]!);
    const all = [...page.matchAll(/name="areas"[^>]*value="([^"]+)"/g)].map((match) => match[1]!);
    expect([chosen.length, page.includes('Würde ein anderes Gewicht anders wählen?')]).toEqual([2, true]);
    expect(await (await decide({ areas: [] })).text()).toContain('Wählen Sie mindestens ein Gebiet');
    const other = [chosen[0]!, all.find((area) => !chosen.includes(area))!];
    expect(await (await decide({ areas: other })).text()).toContain('Begründen Sie, warum anders entschieden wurde');
    const decided = await decide({ areas: chosen });
    expect(decided.status).toBe(303);
    expect(await html(decided.headers.get('location')!, planner)).toContain('Diese Tabelle ist eingefroren');
    expect((await house.get(decided.headers.get('location')!, coordinator)).status).toBe(403);
  });

  test('are sorted by Hamburg’s seven indicators too, which says what is missing for it and takes no weights', async () => {
    const page = await html('/voerde/verwaltung/monitoring/schwerpunkte/neu?verfahren=hamburg&grundlage=raw&ebene=district&anzahl=2', planner);
    expect(page).toContain('Von den sieben Hamburger Indikatoren fehlen Zahlen: Kinder von Alleinerziehenden, Menschen ab 65 Jahren in der Grundsicherung');
    expect(page).toContain('nur Gebiete mit mindestens 300 Menschen');
    expect(page).toContain('Anteil der Menschen mit Migrationshintergrund an den unter 20-Jährigen, Gewicht 1');
    expect(page).toContain('Würde ein anderes Gewicht anders wählen?');
    expect(page).not.toContain('name="gewicht-');
    const chosen = [...page.matchAll(/name="areas"[^>]*value="([^"]+)"[^>]*checked/g)].map((match) => match[1]!);
    const decided = await decide({ method: 'hamburg', weights: '', areas: chosen });
    expect(decided.status).toBe(303);
    expect(await html(decided.headers.get('location')!, planner)).toContain('Verfahren nach dem Hamburger Sozialmonitoring');
    expect((await decide({ method: 'gibt-es-nicht', areas: chosen })).status).toBe(422);
  });
});
