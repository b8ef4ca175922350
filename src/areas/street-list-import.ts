import { accepted, refused, type Outcome, type Refusal } from '../platform/outcome.ts';
import { findColumns } from '../platform/table-file/header-names.ts';
import { forbiddenCharacter } from '../platform/table-file/hidden-character.ts';
import { acceptRows, type RefusedRow } from '../platform/table-file/refused-row.ts';
import { columnName, type TableFile, type TableRow } from '../platform/table-file/table-file.ts';
import { areaNames, type AreaNames, type NamedArea } from './area-name.ts';
import { areaOfRow } from './area-of-row.ts';
import { compareHouseNumbers, readHouseNumber, type HouseNumber } from './house-number.ts';
import { findHoles, findOverlaps, hasNumberOf, type StreetHole, type StreetOverlap } from './street-check.ts';
import { streetKey } from './street-key.ts';
import { streetList, type StreetSection, type StreetSide } from './street-list.ts';

const NAMES = {
  street: ['Straße', 'Straßenname', 'Strasse', 'Str', 'Name der Straße', 'Street'],
  first: ['von', 'Hausnummer von', 'Hausnr von', 'HNR von', 'Nr von', 'von Hausnummer', 'von Hausnr', 'from'],
  firstSuffix: ['von Zusatz', 'Zusatz von', 'Hausnummer von Zusatz', 'HNZ von'],
  last: ['bis', 'Hausnummer bis', 'Hausnr bis', 'HNR bis', 'Nr bis', 'bis Hausnummer', 'bis Hausnr', 'to'],
  lastSuffix: ['bis Zusatz', 'Zusatz bis', 'Hausnummer bis Zusatz', 'HNZ bis'],
  side: ['gerade/ungerade', 'g/u', 'Seite', 'Straßenseite', 'Hausnummernart', 'Art', 'gerade ungerade', 'Side'],
  area: ['Bezirk', 'Bezirksname', 'Statistischer Bezirk', 'Ortsteil', 'Ortschaft', 'Stadtteil', 'Sozialraum', 'Quartier', 'Gebiet', 'Gebietsname', 'Area'],
  key: ['Bezirksnummer', 'Bezirksnr', 'Schlüssel', 'Gebietsschlüssel', 'Stadtteilnummer', 'Ortsteilnummer', 'Key'],
} as const;

type Field = keyof typeof NAMES;
type Columns = Partial<Record<Field, number>>;

const SIDES: [StreetSide, readonly string[]][] = [
  ['all', ['', 'alle', 'a', 'beide', 'beidseitig', 'b', 'fortlaufend', 'f', 'ganz', 'g+u', 'g/u', 'gerade und ungerade', 'all']],
  ['even', ['gerade', 'g', 'gerade hausnummern', 'even']],
  ['odd', ['ungerade', 'u', 'ungerade hausnummern', 'odd']],
];
const OPEN_START = new Set(['', 'alle', 'anfang', 'beginn', 'alles', '-']);
const OPEN_END = new Set(['', 'alle', 'ende', 'schluss', 'offen', 'alles', '-', 'ff', 'ff.']);

/** A section with the line of the file it came from. */
export interface ListedSection extends StreetSection {
  line: number;
}

export interface StreetListPreview {
  headerLine: number;
  sections: ListedSection[];
  streets: number;
  refusedRows: RefusedRow[];
  overlaps: StreetOverlap<ListedSection>[];
  holes: StreetHole[];
}

const MOST_REPORTED = 500;

/**
 * Reads a street list: street, numbers from and to (letters allowed, open ends too), even or odd, area. Every row is taken whole or
 * refused with its reasons; overlaps and holes are reported, the list decides. Refuses `columns-not-found` (which). O(rows log rows).
 */
export function readStreetList(table: TableFile, areas: readonly NamedArea[]): Outcome<StreetListPreview> {
  const columns = findColumns<Field>(table.header, NAMES);
  if (columns.street === undefined) return refused('columns-not-found', { values: { missing: 'street' } });
  if (columns.area === undefined && columns.key === undefined) return refused('columns-not-found', { values: { missing: 'area' } });
  const names = areaNames(areas);
  const sections: ListedSection[] = [];
  const refusedRows: RefusedRow[] = [];
  for (const row of table.rows) {
    const read = readSection(table, columns, names, row);
    if (read.section) sections.push(read.section);
    else refusedRows.push(...read.refused);
  }
  const streets = [...streetList(sections).values()];
  return accepted({
    headerLine: table.headerLine, sections, streets: streets.length, refusedRows,
    overlaps: takeSome(streets, findOverlaps), holes: takeSome(streets, findHoles),
  });
}

/** The sections to store; see {@link acceptRows}. */
export function acceptStreetList(preview: StreetListPreview, seen: { refusedRowsSeen: boolean }): Outcome<ListedSection[]> {
  return acceptRows(preview.sections, preview.refusedRows, seen);
}

function takeSome<Found>(streets: readonly (readonly ListedSection[])[], find: (street: readonly ListedSection[]) => Found[]): Found[] {
  const found: Found[] = [];
  for (const street of streets) {
    found.push(...find(street));
    if (found.length >= MOST_REPORTED) return found.slice(0, MOST_REPORTED);
  }
  return found;
}

function readSection(table: TableFile, columns: Columns, names: AreaNames, { line, cells }: TableRow): { section?: ListedSection; refused: RefusedRow[] } {
  const refusedHere: RefusedRow[] = [];
  const cell = (field: Field) => (columns[field] === undefined ? '' : (cells[columns[field]] ?? '').trim());
  const refuse = (field: Field, refusals: readonly Refusal[]): undefined => {
    const place = columns[field] === undefined ? {} : { column: columnName(table.header, columns[field]) };
    for (const { code, values } of refusals) refusedHere.push({ line, ...place, code, values: values ?? {} });
  };
  const end = (field: 'first' | 'last', suffix: 'firstSuffix' | 'lastSuffix', open: ReadonlySet<string>): HouseNumber | undefined => {
    const text = cell(field);
    if (open.has(text.toLowerCase())) return undefined;
    const number = readHouseNumber(`${text}${cell(suffix)}`);
    return number.ok ? number.value : refuse(field, number.refusals);
  };

  const street = cell('street').replace(/\s+/g, ' ').normalize('NFC');
  const key = streetKey(street);
  if (key === '') refuse('street', [{ code: 'street-missing' }]);
  const hidden = forbiddenCharacter(street);
  if (hidden) refuse('street', [{ code: 'hidden-character', values: { character: hidden.character } }]);
  if (street.length > 200) refuse('street', [{ code: 'street-too-long', values: { limit: 200 } }]);
  const area = areaOfRow(names, cell('key'), cell('area'));
  if (!area.ok) refuse(columns.area === undefined ? 'key' : 'area', area.refusals);
  const side = SIDES.find(([, words]) => words.includes(cell('side').toLowerCase()))?.[0];
  if (!side) refuse('side', [{ code: 'side-not-read', values: { text: cell('side').slice(0, 40) } }]);
  // „12 ff.“ in the first column: from 12 on
  const fromOn = /^(.*\d\s*[a-z]?)\s*ff\.?$/i.exec(cell('first').slice(0, 20));
  const first = fromOn ? openFrom(fromOn[1]!, cell('last'), refuse) : end('first', 'firstSuffix', OPEN_START);
  const last = end('last', 'lastSuffix', OPEN_END);
  if (first && last && compareHouseNumbers(first, last) > 0) refuse('last', [{ code: 'range-backwards', values: { first: cell('first').slice(0, 40), last: cell('last').slice(0, 40) } }]);
  else if (first && last && side && side !== 'all' && !hasNumberOf(side, first.number, last.number)) refuse('side', [{ code: 'range-empty', values: { first: first.number, side } }]);

  if (refusedHere.length > 0 || !area.ok || !side) return { refused: refusedHere };
  return { section: { line, areaId: area.value.id, street, streetKey: key, ...(first ? { first } : {}), ...(last ? { last } : {}), side }, refused: [] };
}

function openFrom(text: string, last: string, refuse: (field: 'first', refusals: readonly Refusal[]) => undefined): HouseNumber | undefined {
  const number = readHouseNumber(text);
  if (!number.ok) return refuse('first', number.refusals);
  if (!OPEN_END.has(last.toLowerCase())) refuse('first', [{ code: 'range-end-unclear', values: { last: last.slice(0, 40) } }]);
  return number.value;
}
