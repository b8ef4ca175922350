import type { NamedArea } from '../../areas/area-name.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import { breakdownKey } from '../breakdown.ts';
import type { Measure } from '../indicator.ts';
import { periodKey } from '../period.ts';
import { areaLookup } from './area-lookup.ts';
import { breakdownOfWords, readBreakdownWord } from './breakdown-text.ts';
import type { GridRow } from './csv-rows.ts';
import { looksLikeFigure } from './figure-text.ts';
import type { Layout } from './layout.ts';
import { periodOfTitle, titleWords } from './layout.ts';
import { periodOfFileName, readPeriod, type YearMeans } from './period-text.ts';
import type { ColumnRole, ImportFormat, Recipe, RecipeColumn } from './recipe.ts';

export interface LookedAt {
  fileName: string;
  kind: 'csv' | 'xlsx';
  sheet?: string;
  layout: Layout;
  /** some lines of data */
  sample: readonly GridRow[];
}

/** Variables of GENESIS that are areas; all others tell people or cases apart. */
const AREA_VARIABLES = /^(?:dinsg|dland|gemein|kreise?|regbez|geodl\d|geobl\d|geork\d|geogm\d|gebiet|kreis|bundld)/i;
const FLAT_LONG = ['statistics_code', 'time', '1_variable_attribute_code', 'value'];
const FLAT_WIDE = ['Statistik_Code', 'Zeit', '1_Auspraegung_Code'];
const KEY_NAMES = /^(?:\w+[_ -](?:nr|nummer|key|code|id)|schlüssel|schluessel|kennung|id|key|nr|nummer|ags|ars|gkz|code|regionalschlüssel|amtlicher.*schlüssel|bezirksnummer|sb|gebietsschlüssel)\b/i;
const TIME_NAMES = /^(?:stichtag|datum|jahr|zeit|stand|berichtsmonat|monat|zeitpunkt|berichtsjahr|quartal)\b/i;
const MEASURE_NAMES = /^(?:merkmal|kennzahl|indikator|variable|messgröße|größe|measure|kennziffer)\b/i;
const CATEGORY_NAMES = /kategorie|stufe|einkommensgruppe|hilfeart|^art\b/i;
const VALUE_NAMES = /^(?:wert|anzahl|value|zahl|messwert|insgesamt)\b/i;

/** What a file is and how it may be read: a first guess a person corrects. Never guesses a measure that no word names. */
export function suggestRecipe(file: LookedAt, areas: readonly NamedArea[], measures: readonly Measure[]): Recipe {
  const format = formatOfFile(file);
  const yearMeans: YearMeans = titleWords(file.layout).some((words) => /stichtag|31\.12\./i.test(words)) ? 'stichtag' : 'year';
  const columns = format === 'genesis-flat-long' || format === 'genesis-flat-wide'
    ? flatColumns(file, measures) : plainColumns(file, areas, measures, yearMeans);
  const known = new Set(columns.flatMap(({ measure }) => measure ?? []));
  const stocks = measures.filter(({ key }) => known.has(key)).every(({ kind }) => kind === 'stock');
  const means: YearMeans = yearMeans === 'stichtag' || (known.size > 0 && stocks) ? 'stichtag' : 'year';
  const hasTime = columns.some(({ role, period }) => role === 'time' || period !== undefined);
  const period = hasTime ? undefined : (periodOfTitle(file.layout, means) ?? periodOfFileName(file.fileName, means));
  const isOfficial = format === 'genesis-table' || format === 'genesis-flat-long' || format === 'genesis-flat-wide' || format === 'report';
  const measureWords = columns.some(({ role }) => role === 'measure') ? wordsOf(file, columns.find(({ role }) => role === 'measure')!.index, measures) : undefined;
  return {
    version: 1, format, columns, ...(file.sheet ? { sheet: file.sheet } : {}), ...(period ? { period: periodKey(period) } : {}),
    ...(measureWords ? { measures: measureWords } : {}),
    dash: isOfficial ? 'nothing' : 'unknown', numbers: 'auto', yearMeans: means, lastYearIncluded: false,
    strangers: isOfficial ? 'skip' : 'refuse', dissolvedByDashes: format === 'genesis-table',
  };
}

function formatOfFile({ layout, kind }: LookedAt): ImportFormat {
  const names = new Set(layout.headers);
  if (FLAT_LONG.every((name) => names.has(name))) return 'genesis-flat-long';
  if (FLAT_WIDE.every((name) => names.has(name))) return 'genesis-flat-wide';
  if (titleWords(layout).some((words) => /^genesis-tabelle|regionale tiefe|regionalstatistik|fortschreibung des bevölkerungsstandes/i.test(words))) return 'genesis-table';
  if (kind === 'xlsx' && layout.headerLines[0]! >= 6) return 'report';
  return layout.headers.filter((header) => VALUE_NAMES.test(header)).length === 1 && layout.headers.filter((_, index) => index > 0).length <= 7 && layout.headers.some((header) => MEASURE_NAMES.test(header) || /alter|geschlecht|staatsang/i.test(header))
    ? 'long' : 'wide';
}

/** Old: a column for each figure, `BEVSTD__Bevoelkerungsstand__Anzahl`. New: one column `value`, its measure in `value_variable_code`. */
function flatColumns({ layout, sample }: LookedAt, measures: readonly Measure[]): RecipeColumn[] {
  const isArea = new Set<string>();
  layout.headers.forEach((header, index) => {
    const variable = /^(\d+)_(?:Merkmal_Code|variable_code)$/.exec(header)?.[1];
    if (variable && sample.some(({ cells }) => AREA_VARIABLES.test(cells[index]?.trim() ?? ''))) isArea.add(variable);
  });
  return layout.headers.map((header, index): RecipeColumn => {
    const base = { index, header };
    if (header === 'Zeit' || header === 'time') return { ...base, role: 'time' };
    const attribute = /^(\d+)_(?:Auspraegung|variable_attribute)_(Code|Label|code|label)$/.exec(header);
    if (attribute) {
      const isLabel = attribute[2]!.toLowerCase() === 'label';
      if (isArea.has(attribute[1]!)) return { ...base, role: isLabel ? 'area-name' : 'area-key' };
      return { ...base, role: isLabel ? 'people' : 'ignore' };
    }
    if (header === 'value') return { ...base, role: 'value' };
    if (header === 'value_variable_code') return { ...base, role: 'measure' };
    if (/^[A-Z0-9]{3,8}_*__/.test(header) && !header.endsWith('_q')) return { ...base, role: 'value', ...measureOf([header], measures) };
    return { ...base, role: 'ignore' };
  });
}

function plainColumns({ layout, sample, fileName }: LookedAt, areas: readonly NamedArea[], measures: readonly Measure[], yearMeans: YearMeans): RecipeColumn[] {
  const lookup = areaLookup(areas);
  const cellsOf = (index: number) => sample.map(({ cells }) => cells[index] ?? '').filter((cell) => cell.trim() !== '');
  const share = (index: number, fits: (cell: string) => boolean) => {
    const cells = cellsOf(index);
    return cells.length === 0 ? 0 : cells.filter(fits).length / cells.length;
  };
  const given = new Set<ColumnRole>();
  const once = (role: ColumnRole) => (given.has(role) ? false : Boolean(given.add(role)));
  const about = [...titleWords(layout), fileName.replace(/\.[a-z]+$/i, '')];
  let left: string | undefined;
  return layout.headers.map((header, index): RecipeColumn => {
    const base = { index, header };
    const isTime = (cell: string) => readPeriod(cell, yearMeans) !== undefined;
    if ((TIME_NAMES.test(header) || header === '') && share(index, isTime) > 0.8 && once('time')) return { ...base, role: 'time' };
    const asKey = share(index, (cell) => lookup.find(cell, '', undefined).ok);
    const keyLike = share(index, (cell) => /^\d[\d ]*(?:[.,]0+)?$/.test(cell.trim()) || /^(?:DG|\d{2,12})$/.test(cell.trim()));
    if ((KEY_NAMES.test(header) && (asKey > 0.3 || keyLike >= 0.75)) || (header === '' && keyLike > 0.8 && index < 3)) {
      if (once('area-key')) return { ...base, role: 'area-key' };
    }
    const isWord = share(index, (cell) => !looksLikeFigure(cell)) > 0.5;
    if (isWord || asKey > 0.8 && index < 2) {
      if (asKey > 0.5 && share(index, (cell) => areas.some((area) => area.key === cell.trim())) > 0.5 && once('area-key')) return { ...base, role: 'area-key' };
      if ((share(index, (cell) => lookup.find('', cell, undefined).ok) > 0.2 || /gebiet|bezirk|ortsteil|gemeinde|kreis|region|name|stadtteil|quartier/i.test(header) || (header === '' && index < 3)) && once('area-name')) return { ...base, role: 'area-name' };
      if (MEASURE_NAMES.test(header) && once('measure')) return { ...base, role: 'measure' };
      if (CATEGORY_NAMES.test(header)) return { ...base, role: 'category' };
      if (share(index, (cell) => readBreakdownWord(cell) !== undefined) > 0.5) return { ...base, role: 'people' };
      return { ...base, role: 'ignore' };
    }
    if (/^alter/i.test(header) && share(index, (cell) => readBreakdownWord(cell) !== undefined) > 0.8 && layout.headers.some((name, at) => at > index && VALUE_NAMES.test(name))) return { ...base, role: 'people' };
    if (share(index, looksLikeFigure) < 0.5) return { ...base, role: 'ignore' };
    const value = valueOf(layout.headerWords[index]!, about, measures, yearMeans, left);
    left = value.measure ?? left;
    return { ...base, role: 'value', ...value };
  });
}

const DAY_OR_YEAR = /\d{1,2}\.\d{1,2}\.(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?<!\d)(?:19|20)\d\d(?!\d)/;

/** What a column of figures counts, as far as its header says: time, people, measure. `left`: the measure of the column before it. */
function valueOf(words: readonly string[], about: readonly string[], measures: readonly Measure[], yearMeans: YearMeans, left: string | undefined): Partial<RecipeColumn> {
  const times = words.map((word) => readPeriod(word, yearMeans) ?? readPeriod(DAY_OR_YEAR.exec(word)?.[0] ?? '', yearMeans));
  const time = times.find((period) => period !== undefined);
  const parts = words.map((word) => word.replace(DAY_OR_YEAR, '').trim()).filter((word) => word !== '')
    // „Einwohner, unter 3 Jahre“, „Einwohner: weiblich“
    .flatMap((word) => (measures.some(({ names }) => headerKey(names.de) === headerKey(word)) ? [word] : word.split(/,\s+|:\s+|\s[-–]\s/)))
    // ew_u15, families_ae: short names of exports
    .flatMap((word) => (/^[\p{Ll}\p{Lu}\d]+(?:_[\p{Ll}\p{Lu}\d]+)+$/u.test(word) && measureOf([word], measures).measure === undefined ? word.split('_') : [word]));
  const { breakdown, rest } = breakdownOfWords(parts);
  const inherited = rest.length === 0 && words.some((word) => /^(?:davon|darunter|dar\.|dav\.)/i.test(word)) ? left : undefined;
  const measure = measureOf(rest, measures).measure ?? inherited ?? measureOf(about, measures).measure;
  const under = /(?:unter|<|u) ?(\d{1,2})(?:[- ]?jahren?| ?j\.?|-jährige)?/i.exec(rest.join(' '));
  const named = measures.find(({ key }) => key === measure)?.names.de ?? '';
  if (under && measure && breakdown.age === undefined && !/unter|mit|haushalt|famil/i.test(named)) breakdown.age = { from: 0, until: Number(under[1]) - 1 };
  const key = breakdownKey(breakdown);
  return { ...(measure ? { measure } : {}), ...(key === '' ? {} : { breakdown: key }), ...(time ? { period: periodKey(time) } : {}) };
}

/** Other words under which official tables name a measure. */
const WORDS: Readonly<Record<string, RegExp>> = {
  population: /bev(?:ö|oe)lkerung(?!.*migration)|bevstd|einwohner(?!dichte)|^ew$/i,
  'population-migration': /migrationshintergrund/i,
  'families-single-parent': /alleinerziehend.*(?:famil|haushalt)|famil.*alleinerziehend|hh_alleinerz|^alleinerziehende$|^famil\w*_ae$/i,
  'families-large': /(?:famil|haushalt).*(?:3|drei) (?:oder|und) mehr kind|kinderreich|hh_ab3kind|^famil\w*_3k$/i,
  families: /^famil(?:ien)?(?: mit kindern)?(?: unter 18.*)?$/i,
  'sgb2-households-children': /^(?:bedarfsgemeinschaften|bg)\b.*\bmit (?:minderjährigen )?kind/i,
  'sgb2-households-single-parent': /^(?:bedarfsgemeinschaften|bg)\b.*alleinerziehend|alleinerziehenden?-bg/i,
  'sgb2-households': /^(?:bedarfsgemeinschaften|bg)(?: insgesamt| \(bg\))?$/i,
  'sgb2-recipients': /nicht erwerbsfähige leistungsberechtigte|\bnef\b|regelleistungsberechtigte|leistungsberechtigte.*sgb ii/i,
  'unemployed-sgb2': /arbeitslose?.*sgb ii$/i,
  unemployed: /^arbeitslose?(?: gemeldete)?(?: insgesamt)?$|^bestand an arbeitslosen/i,
  'hze-residential': /station(?:ä|ae)re hilfen/i,
  'hze-cases': /hilfen zur erziehung|^hze\b/i,
  hectares: /^fläche|^hektar/i,
  births: /lebendgebor|^geburten$|^geborene/i,
  households: /^haushalte$|^hh$|privathaushalte/i,
};

function measureOf(words: readonly string[], measures: readonly Measure[]): { measure?: string } {
  for (const word of words) {
    const exact = measures.find(({ key, names }) => headerKey(word) === headerKey(key) || headerKey(word) === headerKey(names.de));
    if (exact) return { measure: exact.key };
  }
  const joined = words.map((word) => word.trim());
  for (const [key, pattern] of Object.entries(WORDS)) {
    if (measures.some((measure) => measure.key === key) && joined.some((word) => pattern.test(word))) return { measure: key };
  }
  return {};
}

/** Words of a column that names measures, each with its measure where one is clear. */
function wordsOf({ layout, sample }: LookedAt, index: number, measures: readonly Measure[]): Record<string, string> {
  const label = layout.headers.findIndex((header) => header === 'value_variable_label');
  const labels = new Map(sample.map(({ cells }) => [cells[index]?.trim() ?? '', label >= 0 ? [cells[label] ?? ''] : []]));
  return Object.fromEntries(wordsIn(sample, index).map((word) => [word, measureOf([word, ...labels.get(word)!], measures).measure ?? '']));
}

/** The words of a column, each once. */
export function wordsIn(sample: readonly GridRow[], index: number): string[] {
  return [...new Set(sample.map(({ cells }) => cells[index]?.trim() ?? ''))].filter((word) => word !== '');
}
