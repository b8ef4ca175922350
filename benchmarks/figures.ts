import type { MultiPolygon } from 'geojson';
import { measure } from '../src/areas/geometry/boundaries.ts';
import { storeAreas, storeBoundaries, type NewArea } from '../src/areas/server/store-areas.ts';
import { catalogueIndicators, catalogueMeasures } from '../src/monitoring/catalogue.ts';
import { addIndicators, addMeasures, listDefinitions } from '../src/monitoring/server/definitions.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Write } from '../src/platform/database.ts';
import { day } from '../src/platform/day.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { addTown } from '../tests/drills/coordinators.ts';
import { NETWORK, openBrowser, paintedAfter } from './browser.ts';
import { openMeasuredHouse } from './measured-house.ts';
import { quantile, type Section } from './report.ts';

const KEY = 'sgb2-under-15';
const YEARS = [2020, 2021, 2022, 2023, 2024];
const QUARTERS = 40;
const TIMES = 40;
/** The map's legend follows its drawing: when it stands, all of the map does. */
const MAP = '#karte .map-legend';

/** The public page of a figure for very many areas: on the server, as HTML, and until its map is seen on a slow phone. */
export async function measureFigures(isQuick: boolean): Promise<Section> {
  const districts = isQuick ? 200 : 2_000;
  const house = await openMeasuredHouse();
  try {
    const town = await addTown(house.owner, 'grossstadt', systemClock);
    await house.database.write(town.id, (tx) => storeFigures(tx, town.id, districts));
    await house.settle();
    const path = `/${town.slug}/zahlen/${KEY}`;
    const [large, usual] = [await times(() => page(path)), await times(() => page(`${path}?ebene=quarter`))];
    const html = await page(path);
    const map = html.slice(html.indexOf('<figure class="chart" id="karte"'), html.indexOf('</figure>', html.indexOf('id="karte"')));
    const origin = await house.listen();
    const browser = await openBrowser();
    const [painted, usualPainted]: { first: number; element: number }[][] = [[], []];
    try {
      for (let number = 0; number < (isQuick ? 1 : 5); number++) {
        painted!.push(await paintedAfter(browser, `${origin}${path}`, MAP));
        usualPainted!.push(await paintedAfter(browser, `${origin}${path}?ebene=quarter`, MAP));
      }
    } finally {
      await browser.close();
    }
    const median = (runs: typeof painted, of: 'first' | 'element') => quantile(runs!.map((run) => run[of]), 0.5) / 1000;
    return {
      title: `Page of a figure: ${districts.toLocaleString('en')} Bezirke and ${QUARTERS} quarters with boundaries, ${YEARS.length} years`,
      conditions: [
        `server: ${TIMES} times after 3 to warm up, one after the other`,
        `browser: Chromium, 360 × 740, empty cache, ${NETWORK.megabitsPerSecond} Mbit/s, ${NETWORK.roundTripMs} ms, processor ÷ ${NETWORK.cpuSlowdown}: median of ${painted!.length}; a map is painted in the frame after its whole drawing and legend stand in the page`,
      ],
      measurements: [
        { what: `page of ${districts.toLocaleString('en')} Bezirke on the server, p95`, value: quantile(large, 0.95), unit: 'ms', goal: { atMost: 200 } },
        { what: `page of ${QUARTERS} quarters on the server, p95`, value: quantile(usual, 0.95), unit: 'ms', goal: { atMost: 200 } },
        { what: `map of ${districts.toLocaleString('en')} Bezirke with its list, HTML before compression`, value: Buffer.byteLength(map) / 1000, unit: 'KB', goal: { atMost: 400 } },
        { what: 'the whole page, HTML before compression', value: Buffer.byteLength(html) / 1000, unit: 'KB' },
        { what: `first paint on a slow phone, ${districts.toLocaleString('en')} Bezirke`, value: median(painted, 'first'), unit: 's', goal: { atMost: 2.5 } },
        { what: `map painted on a slow phone, ${districts.toLocaleString('en')} Bezirke`, value: median(painted, 'element'), unit: 's', goal: { atMost: 2.5 } },
        { what: `map painted on a slow phone, ${QUARTERS} quarters`, value: median(usualPainted, 'element'), unit: 's', goal: { atMost: 2.5 } },
      ],
    };

    async function page(address: string): Promise<string> {
      const response = await house.door.request(address);
      const text = await response.text();
      if (response.status !== 200 || !text.includes('class="map"')) throw new Error(`The figure did not show: ${response.status}`);
      return text;
    }
  } finally {
    await house.close();
  }
}

async function times(work: () => unknown): Promise<number[]> {
  const durations: number[] = [];
  for (let number = -3; number < TIMES; number++) {
    const since = performance.now();
    await work();
    if (number >= 0) durations.push(performance.now() - since);
  }
  return durations;
}

/** Areas on a grid, each of some ten corners, and one published release of figures for all of them. */
async function storeFigures(tx: Write, town: Uuid, districts: number): Promise<void> {
  await addMeasures(tx, town, catalogueMeasures, systemClock, true);
  await addIndicators(tx, town, catalogueIndicators, systemClock, true);
  const validFrom = day('1990-01-01');
  const areas: NewArea[] = [
    { key: 'stadt', level: 'municipality', name: 'Großstadt', position: 0, validFrom },
    ...Array.from({ length: QUARTERS }, (_, at): NewArea => ({ key: `q${at}`, level: 'quarter', name: `Quartier ${at + 1}`, position: at, parentKey: 'stadt', validFrom })),
    ...Array.from({ length: districts }, (_, at): NewArea => ({ key: `b${at}`, level: 'district', name: `Bezirk ${at + 1}`, position: at, parentKey: `q${at % QUARTERS}`, validFrom })),
  ];
  const ids = await storeAreas(tx, town, areas);
  const bounded = areas.filter(({ level }) => level !== 'municipality').map(({ key, level, position }) => {
    const geometry = level === 'quarter' ? tile(position, 8, 0.05) : tile(position, 50, 0.008);
    return { areaId: ids.get(key)!, geometry, ...measure(geometry) };
  });
  await storeBoundaries(tx, town, bounded, 'Messung', systemClock);
  const definition = (await listDefinitions(tx, town)).find(({ key }) => key === KEY)!;
  const release = newId();
  await tx.insertInto('monitoring.release').values({
    municipality_id: town, id: release, title: 'Messung', state: 'published', method: 'flow', criterion: 'T', minimum_frequency: 5, choice: JSON.stringify({ indicators: [KEY], levels: ['quarter', 'district'] }),
    certificate: '{}', publisher: 'Messung', created_at: systemClock.now(), published_at: systemClock.now(),
  }).execute();
  let seed = 7;
  const random = (most: number) => { seed = (seed * 48_271) % 2_147_483_647; return seed % most; };
  const rows = areas.flatMap(({ key }) => YEARS.map((year) => {
    const [numerator, denominator] = [5 + random(90), 200 + random(400)];
    const on = day(`${year}-12-31`);
    const isHidden = random(20) === 0;
    return {
      municipality_id: town, id: newId(), release_id: release, indicator_key: KEY, definition_id: definition.id, area_id: ids.get(key)!, starts_on: on, ends_on: on,
      state: isHidden ? 'suppressed' : 'shown', value: isHidden ? null : (numerator / denominator) * 100, numerator: isHidden ? null : numerator, denominator: isHidden ? null : denominator,
    };
  }));
  for (let from = 0; from < rows.length; from += 1_000) await tx.insertInto('monitoring.released_value').values(rows.slice(from, from + 1_000)).execute();
}

/** A tile of a grid with two corners more on each side, so that a boundary has as many as simplified real ones. */
function tile(position: number, columns: number, size: number): MultiPolygon {
  const [west, south] = [9 + (position % columns) * size, 52 + Math.floor(position / columns) * size * 0.6];
  const [east, north] = [west + size, south + size * 0.6];
  const bulge = size * 0.06;
  const between = (one: number, other: number, share: number) => one + (other - one) * share;
  const ring: [number, number][] = [
    [west, south], [between(west, east, 0.33), south + bulge], [between(west, east, 0.66), south - bulge], [east, south], [east + bulge, between(south, north, 0.5)],
    [east, north], [between(west, east, 0.66), north - bulge], [between(west, east, 0.33), north + bulge], [west, north], [west + bulge, between(south, north, 0.5)], [west, south],
  ];
  return { type: 'MultiPolygon', coordinates: [[ring]] };
}
