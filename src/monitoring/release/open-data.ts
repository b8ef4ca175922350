import { politicalGeocoding } from '../../areas/political-geocoding.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import type { Area } from '../../areas/area-tree.ts';
import type { IndicatorColumn } from '../indicator-value.ts';
import type { IndicatorDefinition } from '../indicator.ts';

/** Columns of the open table; the CSVW description is made of the same list. */
export const openColumns = [
  { name: 'gebiet_schluessel', title: 'Schlüssel des Gebiets', datatype: 'string' },
  { name: 'gebiet', title: 'Name des Gebiets', datatype: 'string' },
  { name: 'ebene', title: 'Ebene: land, county, municipality, quarter, district', datatype: 'string' },
  { name: 'ars', title: 'Amtlicher Regionalschlüssel, wo es einen gibt', datatype: 'string' },
  { name: 'kennzahl', title: 'Kurzname der Kennzahl', datatype: 'string' },
  { name: 'kennzahl_name', title: 'Name der Kennzahl', datatype: 'string' },
  { name: 'von', title: 'Erster Tag des Zeitraums; beim Stichtag derselbe wie „bis“', datatype: 'date' },
  { name: 'bis', title: 'Letzter Tag des Zeitraums oder Stichtag', datatype: 'date' },
  { name: 'nenner_stand', title: 'Stand des Nenners, wo er ein anderer ist', datatype: 'date' },
  { name: 'wert', title: 'Wert; leer, wenn der Zustand nicht „gezeigt“ ist', datatype: 'decimal' },
  { name: 'einheit', title: 'Einheit', datatype: 'string' },
  { name: 'zaehler', title: 'Zähler, wo gezeigt', datatype: 'decimal' },
  { name: 'nenner', title: 'Nenner, wo gezeigt', datatype: 'decimal' },
  { name: 'zustand', title: 'gezeigt, verborgen (zum Schutz), unbekannt, nenner-zu-klein – nie 0 für etwas davon', datatype: 'string' },
  { name: 'quelle', title: 'Quelle', datatype: 'string' },
] as const;

const STATES = { shown: 'gezeigt', suppressed: 'verborgen', 'too-small': 'nenner-zu-klein', unknown: 'unbekannt' } as const;

/** A release's values as rows of the open table, in the order of indicators, times and areas. Rounded to the definition's decimals. */
export function openRows(columns: readonly IndicatorColumn[], areas: readonly Area[], definitions: readonly IndicatorDefinition[]): CellContent[][] {
  const areaOf = new Map(areas.map((area, order) => [area.id, { area, order }]));
  const definitionOf = new Map(definitions.map((definition) => [definition.id, definition]));
  return columns.flatMap((column) => {
    const definition = definitionOf.get(column.definitionId);
    const values = column.values.flatMap((value) => {
      const found = areaOf.get(value.areaId);
      return found ? [{ ...found, result: value.result }] : [];
    }).sort((one, other) => one.order - other.order);
    return values.map(({ area, result }): CellContent[] => {
      const shown = result.state === 'shown' ? result : undefined;
      return [
        area.key, area.name, area.level, area.regionalKey ?? '', column.indicatorKey, definition?.names.de ?? column.indicatorKey, { day: column.period.from }, { day: column.period.until },
        column.basePeriod ? { day: column.basePeriod.until } : null, shown ? rounded(shown.value, definition?.decimals ?? 1) : null, definition?.unit ?? '', shown?.numerator ?? null, shown?.denominator ?? null,
        STATES[result.state], definition?.source ?? '',
      ];
    });
  });
}

function rounded(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals;
}

export interface OpenDataset {
  id: string;
  title: string;
  note: string;
  publisher: string;
  licence: string;
  publishedAt: Date;
  /** days the figures are of */
  from: string;
  until: string;
  indicators: readonly string[];
  minimumFrequency: number;
}

export interface OpenTown {
  name: string;
  base: string;
  email?: string;
  regionalKey?: string;
}

const csvOf = (town: OpenTown, { id }: Pick<OpenDataset, 'id'>) => `${town.base}/zahlen/daten/${id}/daten.csv`;

/** CSV on the Web (W3C 2015): what each column of the open table means. */
export function csvwDocument(town: OpenTown, dataset: OpenDataset): Record<string, unknown> {
  return {
    '@context': ['http://www.w3.org/ns/csvw', { '@language': 'de' }], url: csvOf(town, dataset), 'dc:title': dataset.title, 'dc:description': dataset.note, 'dc:publisher': dataset.publisher,
    'dc:license': { '@id': dataset.licence }, 'dc:issued': { '@value': dataset.publishedAt.toISOString().slice(0, 10), '@type': 'xsd:date' },
    'dc:accessRights': `Zahlen von 1 bis ${dataset.minimumFrequency - 1} und Zahlen, aus denen sie sich berechnen ließen, sind verborgen.`,
    dialect: { delimiter: ';', header: true, encoding: 'utf-8' },
    tableSchema: {
      columns: openColumns.map(({ name, title, datatype }) => ({ name, titles: name, 'dc:description': title, datatype: datatype === 'decimal' ? { base: 'decimal', format: { decimalChar: ',' } } : datatype })),
      primaryKey: ['gebiet_schluessel', 'ebene', 'kennzahl', 'von', 'bis'],
    },
  };
}

const THEME = 'http://publications.europa.eu/resource/authority/data-theme/SOCI';
const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', dcatde: 'http://dcat-ap.de/def/dcatde/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/** The released tables as DCAT-AP.de 3.0 in JSON-LD: a catalogue with a data set for each release. */
export function dcatDocument(town: OpenTown, datasets: readonly OpenDataset[]): Record<string, unknown> {
  const catalogueId = `${town.base}/zahlen/dcat.jsonld`;
  const date = (day: string) => ({ '@type': 'xsd:date', '@value': day });
  const parts = datasets.flatMap((dataset) => {
    const id = `${town.base}/zahlen/daten/${dataset.id}`;
    const publisher = { '@id': `${id}#herausgeber`, '@type': 'foaf:Organization', 'foaf:name': dataset.publisher || town.name };
    return [{
      '@id': id, '@type': 'dcat:Dataset', 'dct:identifier': id, 'dct:title': dataset.title, 'dct:description': dataset.note || `${dataset.indicators.join(', ')} – kleinräumig, geschützt vor Rückschluss auf einzelne Menschen.`,
      'dct:publisher': { '@id': publisher['@id'] }, 'dct:language': { '@id': 'http://publications.europa.eu/resource/authority/language/DEU' }, 'dcat:theme': [{ '@id': THEME }],
      'dcat:keyword': ['Sozialraum', 'Monitoring', 'Kinder', 'Familien', ...dataset.indicators], 'dct:issued': { '@type': 'xsd:dateTime', '@value': dataset.publishedAt.toISOString() },
      'dct:temporal': { '@type': 'dct:PeriodOfTime', 'dcat:startDate': date(dataset.from), 'dcat:endDate': date(dataset.until) }, 'dct:accessRights': { '@id': 'http://publications.europa.eu/resource/authority/access-right/PUBLIC' },
      ...(town.email ? { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': dataset.publisher || town.name, 'vcard:hasEmail': { '@id': `mailto:${town.email}` } } } : {}),
      ...politicalGeocoding(town.regionalKey), 'dcat:landingPage': { '@id': `${town.base}/zahlen` }, 'dcat:distribution': { '@id': csvOf(town, dataset) },
    }, {
      '@id': csvOf(town, dataset), '@type': 'dcat:Distribution', 'dct:title': `${dataset.title} (CSV)`, 'dcat:accessURL': { '@id': csvOf(town, dataset) }, 'dcat:downloadURL': { '@id': csvOf(town, dataset) },
      'dcat:mediaType': { '@id': 'https://www.iana.org/assignments/media-types/text/csv' }, 'dct:format': { '@id': 'http://publications.europa.eu/resource/authority/file-type/CSV' },
      'dct:license': { '@id': dataset.licence }, 'dcatde:licenseAttributionByText': `Datenquelle: ${dataset.publisher || town.name}`, 'dct:conformsTo': { '@id': 'https://www.w3.org/TR/tabular-metadata/' }, 'foaf:page': { '@id': `${csvOf(town, dataset)}-metadata.json` },
    }, publisher];
  });
  const catalogue = {
    '@id': catalogueId, '@type': 'dcat:Catalog', 'dct:title': `Zahlen über Familien und Kinder: ${town.name}`, 'dct:description': `Veröffentlichte kleinräumige Zahlen von ${town.name}.`, 'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': town.name },
    'foaf:homepage': { '@id': `${town.base}/zahlen` }, 'dcat:dataset': datasets.map(({ id }) => ({ '@id': `${town.base}/zahlen/daten/${id}` })),
  };
  return { '@context': CONTEXT, '@graph': [catalogue, ...parts] };
}
