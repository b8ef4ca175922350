import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogueIndicators, catalogueMeasures } from '../../src/monitoring/catalogue.ts';
import { computeIndicators, SHOWN, type ComputedColumn } from '../../src/monitoring/compute.ts';
import type { IndicatorDefinition } from '../../src/monitoring/indicator.ts';
import { emptyPack, mergePack, type MeasurePack } from '../../src/monitoring/pack.ts';
import { periodKey } from '../../src/monitoring/period.ts';
import { openImport, readerOf } from '../../src/monitoring/import/open-import.ts';
import { readPrintedPercent } from '../../src/areas/printed-figure.ts';
import { newId } from '../../src/platform/id.ts';
import { facts as factsShape } from './format-papers.ts';
import { readDemoJson } from './demo-json.fixture.ts';
import { demoSlugs, readDemoFiles, type DemoSlug } from './demo-files.ts';
import type { Day } from '../../src/platform/day.ts';

function read(slug: DemoSlug) {
  const files = readDemoFiles(slug).areas.areas;
  const ids = new Map(files.map(({ key }) => [key, newId()]));
  const areas = files.map(({ key, parent, validFrom, validUntil, ...area }) => ({
    ...area, key, id: ids.get(key)!, validFrom: validFrom as Day, ...(parent ? { parentId: ids.get(parent)! } : {}), ...(validUntil ? { validUntil: validUntil as Day } : {}),
  }));
  const ground = { areas, measures: catalogueMeasures };
  const opened = openImport(readFileSync(join(import.meta.dirname, slug, 'observations.csv')), 'observations.csv', ground);
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
  const reader = readerOf(opened.value, opened.value.recipe, ground);
  for (const row of opened.value.grid.rows()) reader.take(row);
  const packs: MeasurePack[] = [...reader.drafts.values()].map(({ measure, period, draft }) => ({ measure, period, pack: mergePack(emptyPack, draft, newId()).pack }));
  const definitions: IndicatorDefinition[] = catalogueIndicators.map((indicator) => ({ ...indicator, id: newId() }));
  const columns = computeIndicators(packs, definitions, areas);
  const value = (indicator: string, area: string, time: string): number | undefined => {
    const column = columns.find((one: ComputedColumn) => one.definition.key === indicator && periodKey(one.period) === time);
    const at = areas.findIndex(({ key }) => key === area);
    return column && column.states[at] === SHOWN ? column.values[at] : undefined;
  };
  return { tally: reader.tally, columns, value };
}

describe.each(demoSlugs)('the figures of %s', (slug) => {
  test('are read whole by the importer, every line of them', () => {
    const { tally, columns } = read(slug);
    expect(tally.refusedRows).toEqual([]);
    expect([tally.strangers, tally.dissolved, Object.keys(tally.measuresLeftOut)]).toEqual([0, 0, []]);
    expect(columns.length).toBeGreaterThan(10);
  });
});

test('the catalogue names no indicator twice, and every measure it counts', () => {
  expect(new Set(catalogueIndicators.map(({ key }) => key)).size).toBe(catalogueIndicators.length);
  const measures = new Set(catalogueMeasures.map(({ key }) => key));
  const named = catalogueIndicators.flatMap(({ formula }) => ('numerator' in formula ? [...formula.numerator, ...('denominator' in formula ? formula.denominator : [])] : [])).map(({ measure }) => measure);
  expect(named.filter((measure) => !measures.has(measure))).toEqual([]);
});

describe('Voerde’s quarter as the paper describes it', () => {
  const { value } = read('voerde');
  const two = (indicator: string, time: string) => value(indicator, 'voerde-mitte-bezirk', time)! + value(indicator, 'buschmannshof', time)!;
  const stichtag = '2022-12-31';
  const recomputed: Record<string, number | undefined> = {
    'anteil-quartier-an-stadt': value('population-part', 'voerde-mitte', stichtag),
    'anteil-zwei-bezirke': two('population-part-of-quarter', stichtag),
    'anteil-familien': value('families-part', 'voerde-mitte', stichtag),
    'anteil-unter-20': value('under-20-part', 'voerde-mitte', stichtag),
    'anteil-unter-20-zwei-bezirke': two('under-20-part-of-quarter', stichtag),
    'anteil-migration-quartier-an-stadt': value('migration-part', 'voerde-mitte', stichtag),
    'anteil-migration-im-quartier': value('migration-share', 'voerde-mitte', stichtag),
    'anteil-migration-in-stadt': value('migration-share', 'voerde', stichtag),
    'anteil-migration-zwei-bezirke': two('migration-part-of-quarter', stichtag),
    'anteil-migration-voerde-mitte': value('migration-share', 'voerde-mitte-bezirk', stichtag),
    'anteil-unter-40-migration': value('migration-under-40-share', 'voerde-mitte', stichtag),
    'anteil-unter-20-migration-quartier': value('migration-of-under-20-share', 'voerde-mitte', stichtag),
    'anteil-unter-20-migration-stadt': value('migration-of-under-20-share', 'voerde', stichtag),
    'anteil-sgb-2': value('unemployed-sgb2-share', 'voerde', '2017-12-31'),
    'anteil-bis-15000-stadt': value('income-up-to-15000', 'voerde', stichtag),
    'anteil-bis-15000-quartier': value('income-up-to-15000', 'voerde-mitte', stichtag),
    'anteil-hilfen-quartier': value('hze-part', 'voerde-mitte', '2022'),
    'anteil-hilfen-zwei-bezirke': two('hze-part-of-quarter', '2022'),
    'anteil-stationaer-quartier': value('hze-residential-part', 'voerde-mitte', '2022'),
    'anteil-stationaer-zwei-bezirke': two('hze-residential-part-of-quarter', '2022'),
  };
  const shares = readDemoJson('voerde', 'facts.json', factsShape).facts.filter(({ kind }) => kind === 'share');

  test('has every printed share recomputed: nineteen agree, one was cut off instead of rounded', () => {
    expect(Object.keys(recomputed).sort()).toEqual(shares.map(({ id }) => id).sort());
    const differing = shares.filter(({ id, printed }) => {
      const { percent, decimals } = readPrintedPercent(printed)!;
      return Number(recomputed[id]!.toFixed(decimals)) !== percent;
    });
    expect(differing.map(({ id }) => id)).toEqual(['anteil-migration-im-quartier']);
    expect(recomputed['anteil-migration-im-quartier']).toBeCloseTo(24.26, 2);
  });

  test('has the counts the paper prints', () => {
    expect([value('population', 'voerde-mitte', stichtag), value('families', 'voerde-mitte', stichtag), value('under-20', 'voerde-mitte', stichtag)]).toEqual([14_565, 1_446, 2_666]);
    expect([value('migration', 'voerde', stichtag), value('migration', 'voerde-mitte', stichtag), value('hze-cases', 'voerde', '2022'), value('hze-cases', 'voerde-mitte', '2022')]).toEqual([7_609, 3_533, 559, 265]);
  });
});

test('Krefeld’s NEF quota is 25 % in June 2017, and the denominator is told to be of another day', () => {
  const { columns, value } = read('krefeld');
  expect(value('sgb2-under-15', 'krefeld', '2017-06-30')).toBeCloseTo(25, 2);
  const column = columns.find(({ definition, period }) => definition.key === 'sgb2-under-15' && periodKey(period) === '2017-06-30')!;
  expect(periodKey(column.basePeriod!)).toBe('2016-12-31');
  expect(value('sgb2-households-children-share', 'krefeld', '2017-06-30')).toBeCloseTo(31.6, 1);
});

test('Alfeld has 32.59 places for a hundred children under three, and eight inclusive ones', () => {
  const { value } = read('alfeld');
  expect(value('kita-supply-under-3', 'alfeld', '2024-03-01')).toBeCloseTo(32.59, 2);
  expect(value('kita-places-inclusive', 'foehrste', '2024-03-01')).toBe(8);
});

test('Peine’s figures know Lahstedt until 2014 and not after', () => {
  const { value } = read('peine');
  expect(value('population', '031570004004', '2014-12-31')).toBeGreaterThan(9_000);
  expect(value('population', '031570004004', '2015-12-31')).toBeUndefined();
});
