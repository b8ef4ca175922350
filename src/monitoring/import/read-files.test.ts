import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NamedArea } from '../../areas/area-name.ts';
import { newId } from '../../platform/id.ts';
import { readDemoFiles, type DemoSlug } from '../../../database/demo/demo-files.ts';
import { catalogueMeasures } from '../catalogue.ts';
import { figureOf, type Figure } from '../figure.ts';
import { periodKey } from '../period.ts';
import { breakdownOfPhrase, sayBreakdown } from './breakdown-words.ts';
import { readBreakdownWord } from './breakdown-text.ts';
import { csvRows } from './csv-rows.ts';
import { readFigure } from './figure-text.ts';
import { openImport, readerOf, type OpenedImport } from './open-import.ts';
import { periodOfFileName, readPeriod } from './period-text.ts';
import type { Recipe } from './recipe.ts';
import { breakdownKey } from '../breakdown.ts';

const towns = new Map<DemoSlug, NamedArea[]>();
function areasOf(slug: DemoSlug): NamedArea[] {
  if (!towns.has(slug)) towns.set(slug, readDemoFiles(slug).areas.areas.map((area) => ({ ...area, id: newId() }) as unknown as NamedArea));
  return towns.get(slug)!;
}

function open(slug: DemoSlug, file: string, recipe?: Recipe, bytes: Uint8Array = readFileSync(join(import.meta.dirname, '../../../database/demo/monitoring/samples', file))): OpenedImport {
  const opened = openImport(bytes, file, { areas: areasOf(slug), measures: catalogueMeasures }, recipe);
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusals));
  return opened.value;
}

function read(slug: DemoSlug, opened: OpenedImport, recipe: Recipe = opened.recipe) {
  const reader = readerOf(opened, recipe, { areas: areasOf(slug), measures: catalogueMeasures });
  for (const row of opened.grid.rows()) reader.take(row);
  const figure = (measure: string, time: string, area: string, breakdown = ''): Figure | undefined => {
    const pack = reader.drafts.get(`${measure}|${time}`);
    const id = areasOf(slug).find(({ key }) => key === area)!.id;
    let found: Figure | undefined;
    pack?.draft.forEach((a, b, mark, value) => { if (pack.draft.areas[a] === id && pack.draft.breakdowns[b] === breakdown) found = figureOf(mark, value); });
    return found;
  };
  return { tally: reader.tally, figure, packs: [...reader.drafts.values()].map(({ measure, period }) => `${measure} ${periodKey(period)}`) };
}

describe('a table of the Regionalstatistik', () => {
  const opened = open('peine', '12411-02-03-5.csv');
  const { tally, figure } = read('peine', opened);

  test('is read through its five stacked headers, in ISO-8859-1', () => {
    expect([opened.grid.encoding, opened.recipe.format, opened.layout.headerLines]).toEqual(['ISO-8859-1', 'genesis-table', [6, 7, 8, 9, 10]]);
    expect(figure('population', '2022-12-31', '031570006006')).toEqual({ kind: 'number', value: 51_260 });
    expect(figure('population', '2022-12-31', '031570006006', 'age:3-5;nationality:foreign')).toMatchObject({ kind: 'number' });
  });

  test('finds its areas by their short key, leaves those of others out and knows the footer', () => {
    expect(tally.areas.size).toBe(8);
    expect([tally.refusedLines, tally.remarks]).toEqual([0, 1]);
    expect(tally.strangers).toBe(15);
  });

  test('does not take the dashes of a dissolved municipality for nobody', () => {
    expect(tally.dissolved).toBe(6);
    expect(figure('population', '2022-12-31', '031570004004')).toBeUndefined();
  });

  test('keeps what its symbols mean', () => {
    expect(figure('population', '2021-12-31', '031570002002', 'age:0-2;nationality:foreign')).toEqual({ kind: 'unknown', why: 'confidential' });
    expect(figure('population', '2023-12-31', '031570008008', 'age:3-5;nationality:foreign')).toEqual({ kind: 'unknown', why: 'later' });
  });
});

describe('the flat files of GENESIS', () => {
  test('are read in the old shape, a column for each figure', () => {
    const { figure, tally } = read('voerde', open('voerde', '12411-0015_flat.csv'));
    expect(figure('population', '2022-12-31', 'voerde')).toEqual({ kind: 'number', value: 36_520 });
    expect(figure('population', '2023-12-31', 'voerde', 'age:0-2')).toMatchObject({ kind: 'number' });
    expect(tally.strangers).toBe(16);
  });

  test('are read in the new shape out of their archive, and other figures in them are told, not mixed in', () => {
    const { figure, tally } = read('alfeld', open('alfeld', '12612-0100_de_flat.zip'));
    expect(figure('births', '2021', 'alfeld', 'sex:male')).toEqual({ kind: 'unknown', why: 'confidential' });
    expect(figure('births', '2022', 'alfeld')).toEqual({ kind: 'number', value: 136 });
    expect(tally.measuresLeftOut).toEqual({ BEVGEB: 3 });
  });
});

describe('a report of the Bundesagentur für Arbeit', () => {
  const { figure, tally } = read('krefeld', open('krefeld', 'kreisreport-krefeld-2017-06.xlsx'));

  test('has its header on line 10 and its month above it', () => {
    expect(figure('sgb2-households', '2017-06-30', 'krefeld')).toEqual({ kind: 'number', value: 16_146 });
    expect(figure('sgb2-recipients', '2017-06-30', 'bezirk-4', 'age:0-14')).toEqual({ kind: 'number', value: 1_905 });
  });

  test('hides small counts behind a star, which is never 0', () => {
    expect(figure('sgb2-recipients', '2017-06-30', 'bezirk-3', 'age:0-14')).toEqual({ kind: 'unknown', why: 'confidential' });
    expect(tally.nothing).toBe(0);
  });
});

describe('exports of municipalities', () => {
  test('name the year in the file only, write 1.0 for a key and decimal points', () => {
    const { figure, tally } = read('krefeld', open('krefeld', 'sozialdaten_bezirke_2023-12.csv'));
    expect(tally.refusedRows).toEqual([]);
    expect(figure('families', '2023-12-31', 'bezirk-1')).toEqual({ kind: 'number', value: 2_570 });
    expect(figure('sgb2-recipients', '2023-12-31', 'bezirk-1', 'age:0-14')).toEqual({ kind: 'number', value: 580 });
  });

  test('write decimal commas elsewhere, and their dash is unknown until somebody says it means nobody', () => {
    const opened = open('alfeld', 'Ortsteile_Alfeld_2023.csv');
    expect(read('alfeld', opened).figure('hectares', '2023-12-31', 'alfeld')).toEqual({ kind: 'number', value: 7_290.4 });
    expect(read('alfeld', opened).figure('population', '2023-12-31', 'luetgenholzen', 'nationality:foreign')).toEqual({ kind: 'unknown', why: 'missing' });
    expect(read('alfeld', opened, { ...opened.recipe, dash: 'nothing' }).figure('population', '2023-12-31', 'luetgenholzen', 'nationality:foreign')).toEqual({ kind: 'nothing' });
  });

  test('are read from wide workbooks with the day in the header', () => {
    const { packs, tally } = read('voerde', open('voerde', 'sozialraum-voerde-breit.xlsx'));
    expect(packs).toEqual(['population 2022-12-31', 'population 2023-12-31', 'families 2023-12-31']);
    expect(tally.refusedRows).toMatchObject([{ line: 6, code: 'area-unknown' }]);
  });

  test('have their bad rows refused with line, column and reason', () => {
    expect(read('voerde', open('voerde', 'hilfen-voerde-lang.csv')).tally.refusedRows.map(({ line, code }) => [line, code])).toEqual([[14, 'area-unknown'], [15, 'people-not-read'], [16, 'row-contradicts']]);
  });
});

test('a saved recipe reads next year’s file, whose columns moved and whose header names another year', () => {
  const { recipe } = open('voerde', 'sozialraum-voerde-breit.xlsx');
  const next = 'Gebiet;Familien mit Kindern unter 18 Jahren 31.12.2024;Schlüssel;Neu\r\nVoerde Mitte;515;voerde-mitte-bezirk;1\r\nVoerde Süd;300;voerde-sued;2\r\n';
  const opened = open('voerde', 'naechstes-jahr.csv', recipe, Buffer.from(next));
  expect(opened.missingColumns).toEqual(['Einwohnerinnen und Einwohner 31.12.2022', 'Einwohnerinnen und Einwohner 31.12.2023']);
  expect(opened.recipe.columns.map(({ role }) => role)).toEqual(['area-name', 'value', 'area-key', 'ignore']);
});

describe('words', () => {
  test.each([
    ['31.12.2022', '2022-12-31'], ['Stichtag: 31.12.2022', '2022-12-31'], ['2022', '2022'], ['Juni 2017', '2017-06'], ['2017-06', '2017-06'], ['4. Quartal 2022', '2022-Q4'], ['Schuljahr 2022/23', '2022-08-01..2023-07-31'],
  ])('„%s“ is %s', (words, key) => expect(periodKey(readPeriod(words, 'year')!)).toBe(key));

  test.each(['12/31/2022', '31.12.22', 'demnächst', '2022/24'])('„%s“ is no time', (words) => expect(readPeriod(words, 'year')).toBeUndefined());

  test.each([['einwohner_2022.csv', '2022-12-31'], ['Haushalte_SB_2017-12.txt', '2017-12-31'], ['hze-31-12-2022.csv', '2022-12-31']])('the file %s is of %s', (name, key) => {
    expect(periodKey(periodOfFileName(name, 'stichtag')!)).toBe(key);
  });

  test('a file with two years in its name has none', () => expect(periodOfFileName('vergleich-2021-2022.csv', 'year')).toBeUndefined());

  test.each([['unter 3 Jahre', 'age:0-2'], ['3 bis unter 6 Jahre', 'age:3-5'], ['65 Jahre und mehr', 'age:65-'], ['0-2', 'age:0-2'], ['weiblich', 'sex:female'], ['Ausländer', 'nationality:foreign']])('„%s“ are %s', (words, key) => {
    const read_ = readBreakdownWord(words);
    expect(read_?.kind === 'narrower' && breakdownKey(read_.breakdown)).toBe(key);
  });

  test('„3 bis 6 Jahre“ stays unread, because nobody knows whether the six-year-olds are in it', () => expect(readBreakdownWord('3 bis 6 Jahre')).toBeUndefined());

  test('whom a column counts can be said and read back', () => {
    fc.assert(fc.property(fc.record({ from: fc.integer({ min: 0, max: 90 }), width: fc.integer({ min: 0, max: 20 }), sex: fc.constantFrom(undefined, 'female' as const, 'male' as const), open: fc.boolean() }), ({ from, width, sex, open: isOpen }) => {
      const key = breakdownKey({ age: isOpen ? { from } : { from, until: from + width }, ...(sex ? { sex } : {}) });
      expect(breakdownOfPhrase(sayBreakdown(key))).toBe(key);
    }));
  });
});

describe('a cell', () => {
  const rules = { dash: 'nothing', format: 'german', whole: true } as const;
  test('can only be 0 by a dash or a zero', () => {
    const zeros = ['-', '–', '.', '...', '…', 'x', '/', '*', '', '0', '()', '?'].filter((symbol) => {
      const figure = readFigure(symbol, rules);
      return figure.ok && (figure.value.kind === 'nothing' || (figure.value.kind === 'number' && figure.value.value === 0));
    });
    expect(zeros).toEqual(['-', '–', '0']);
  });

  test('of a dash is unknown where the recipe does not say „nichts vorhanden“', () => {
    expect(readFigure('-', { ...rules, dash: 'unknown' })).toEqual({ ok: true, value: { kind: 'unknown', why: 'missing' } });
  });

  test('in brackets keeps that it is uncertain', () => expect(readFigure('(17)', rules)).toEqual({ ok: true, value: { kind: 'number', value: 17, reliability: 'limited' } }));
});

test('CSV text is split as it stands: quotes, breaks in cells, indentation', () => {
  const rows = [...csvRows('a;"b\n c";d\r\n  e;f;"g ""h"""\r\n\r\n;;\r\ni;j;k', ';')];
  expect(rows).toEqual([{ line: 1, cells: ['a', 'b\n c', 'd'] }, { line: 3, cells: ['  e', 'f', 'g "h"'] }, { line: 6, cells: ['i', 'j', 'k'] }]);
});
