import { nameKey } from '../../../network/organization.ts';
import { parseDay, type Day } from '../../../platform/day.ts';
import type { Uuid } from '../../../platform/id.ts';
import { accepted, type Outcome } from '../../../platform/outcome.ts';
import { headerKey } from '../../../platform/table-file/header-names.ts';
import type { RefusedRow } from '../../../platform/table-file/refused-row.ts';
import type { TableFile, TableRow } from '../../../platform/table-file/table-file.ts';
import type { FacilityKind, SeatPool, SeatType } from '../facility.ts';
import { groupForms } from '../licence.ts';
import type { RulePack } from '../rule-pack.ts';
import { columnsOf, facilityColumns, type FacilityColumn } from './facility-columns.ts';

/** What a table says of a facility; missing cells say nothing and change nothing. */
export interface FacilityDraft {
  lines: number[];
  name: string;
  externalId?: string;
  organizationId: Uuid;
  kind?: FacilityKind;
  street?: string;
  houseNumber?: string;
  postalCode?: string;
  city?: string;
  phone?: string;
  email?: string;
  opensAt?: string;
  closesAt?: string;
  pools: PoolDraft[];
  groups: GroupDraft[];
}

export interface PoolDraft {
  line: number;
  name: string;
  seats: number;
  types: SeatPool['types'];
  from: Day;
}

export interface GroupDraft {
  line: number;
  name: string;
  pool?: string;
  form: string;
  licensedPlaces: number;
  inclusivePlaces: number;
  sharedPlaces: number;
  from: Day;
}

/** What rows are read against. */
export interface KnownWords {
  organizations: readonly { id: Uuid; name: string; alternateName?: string; formerNames?: readonly string[] }[];
  seatTypes: readonly SeatType[];
  rulePack: RulePack;
  /** for rows that do not say from when they hold */
  from: Day;
}

export interface FacilityPreview {
  facilities: FacilityDraft[];
  refusedRows: RefusedRow[];
}

type Cell = (column: FacilityColumn) => string;
type Refuse = (column: FacilityColumn, code: string, values?: RefusedRow['values']) => undefined;

const MOST_SEATS = 1000;
const kinds: Record<string, FacilityKind> = { kita: 'kita', kindertagesstaette: 'kita', kindergarten: 'kita', krippe: 'kita', hort: 'hort', kindertagespflege: 'childminder', tagespflege: 'childminder' };

/**
 * Reads a table of facilities: one row for each pool or group (or both), rows of one facility name the same facility. A row with a fault is not
 * read at all, and each fault says its line and column. Refuses `facility-columns-missing`. O(rows).
 */
export function readFacilityRows(table: TableFile, known: KnownWords): Outcome<FacilityPreview> {
  const columns = columnsOf(table.header);
  if (!columns.ok) return columns;
  const refusedRows: RefusedRow[] = [];
  const byName = new Map<string, FacilityDraft>();
  for (const row of table.rows) {
    const faults: RefusedRow[] = [];
    const cell: Cell = (column) => cellOf(row, columns.value[column]);
    const refuse: Refuse = (column, code, values = {}) => void faults.push({ line: row.line, column: table.header[columns.value[column] ?? -1] ?? facilityColumns[column][0], code, values });
    if (row.cells.every((text) => text.trim() === '')) continue;
    readRow(row, cell, refuse, known, byName, faults);
    refusedRows.push(...faults);
  }
  return accepted({ facilities: [...byName.values()], refusedRows });
}

const cellOf = (row: TableRow, index: number | undefined) => (index === undefined ? '' : (row.cells[index] ?? '').normalize('NFC').trim());

function readRow(row: TableRow, cell: Cell, refuse: Refuse, known: KnownWords, byName: Map<string, FacilityDraft>, faults: readonly RefusedRow[]): void {
  const name = cell('name');
  if (!name || name.length > 200) refuse('name', name ? 'text-too-long' : 'cell-empty');
  const key = nameKey(cell('organization'));
  const organization = known.organizations.find((one) => [one.name, one.alternateName ?? '', ...(one.formerNames ?? [])].some((text) => text !== '' && nameKey(text) === key));
  if (!organization) refuse('organization', cell('organization') ? 'organization-unknown' : 'cell-empty', { text: cell('organization').slice(0, 80) });
  const facts = readFacts(cell, refuse);
  const from = cell('from') ? readDay(cell('from')) : known.from;
  if (!from) refuse('from', 'day-not-read', { text: cell('from').slice(0, 40) });
  const pool = cell('pool') || cell('seats') ? readPool(cell, refuse, known) : undefined;
  const group = cell('group') || cell('form') || cell('licensedPlaces') ? readGroup(cell, refuse, known, from ?? known.from) : undefined;
  const earlier = byName.get(headerKey(name));
  if (earlier && organization && earlier.organizationId !== organization.id) refuse('organization', 'row-contradicts', { otherLine: earlier.lines[0]! });
  const sameKey = facts.externalId && [...byName.values()].find((one) => one !== earlier && one.externalId === facts.externalId);
  if (sameKey) refuse('externalId', 'key-twice', { otherLine: sameKey.lines[0]! });
  if (earlier?.pools.some((one) => pool && headerKey(one.name) === headerKey(pool.name))) {
    // One pool of several groups: the rows repeat its places; another number would be a contradiction.
    const same = earlier.pools.find((one) => headerKey(one.name) === headerKey(pool!.name))!;
    if (same.seats !== pool!.seats) refuse('seats', 'row-contradicts', { otherLine: same.line });
  }
  const taken = pool && earlier?.pools.find((one) => headerKey(one.name) !== headerKey(pool.name) && one.types.some(({ seatTypeId }) => pool.types.some((type) => type.seatTypeId === seatTypeId)));
  if (taken) refuse('seatTypes', 'kind-in-another-row', { otherLine: taken.line });
  if (earlier?.groups.some((one) => group && headerKey(one.name) === headerKey(group.name))) refuse('group', 'row-twice', { otherLine: earlier.groups.find((one) => headerKey(one.name) === headerKey(group!.name))!.line });
  if (faults.length > 0 || !organization || !from) return;

  const facility: FacilityDraft = earlier ?? { lines: [], name, organizationId: organization.id, pools: [], groups: [] };
  facility.lines.push(row.line);
  // The first row that says something of the facility counts.
  Object.assign(facility, { ...facts, ...Object.fromEntries(Object.entries(facility)) });
  if (pool && !facility.pools.some((one) => headerKey(one.name) === headerKey(pool.name))) facility.pools.push({ ...pool, line: row.line, from });
  if (group) facility.groups.push({ ...group, line: row.line, from, ...(pool ? { pool: pool.name } : {}) });
  byName.set(headerKey(name), facility);
}

function readFacts(cell: Cell, refuse: Refuse): Partial<FacilityDraft> {
  const facts: Partial<Record<keyof FacilityDraft, string>> = {};
  for (const column of ['externalId', 'street', 'houseNumber', 'city', 'phone'] as const) {
    if (cell(column).length > 200) refuse(column, 'text-too-long');
    else if (cell(column)) facts[column] = cell(column);
  }
  const postalCode = cell('postalCode').replace(/^D\s?-\s?/i, '');
  if (postalCode && !/^\d{5}$/.test(postalCode)) refuse('postalCode', 'postal-code-wrong', { text: postalCode.slice(0, 20) });
  else if (postalCode) facts.postalCode = postalCode;
  if (cell('email') && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u.test(cell('email'))) refuse('email', 'email-wrong', { text: cell('email').slice(0, 60) });
  else if (cell('email')) facts.email = cell('email');
  if (cell('kind')) {
    const kind = kinds[headerKey(cell('kind'))];
    if (kind) facts.kind = kind;
    else refuse('kind', 'kind-unknown', { text: cell('kind').slice(0, 60) });
  }
  for (const column of ['opensAt', 'closesAt'] as const) {
    const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::00)?(?: Uhr)?$/.exec(cell(column));
    if (cell(column) && !time) refuse(column, 'time-not-read', { text: cell(column).slice(0, 20) });
    else if (time) facts[column] = `${time[1]!.padStart(2, '0')}:${time[2]}`;
  }
  if ((facts.opensAt === undefined) !== (facts.closesAt === undefined) || (facts.opensAt && facts.closesAt && facts.closesAt <= facts.opensAt)) refuse('closesAt', 'times-wrong');
  return facts as Partial<FacilityDraft>;
}

function readPool(cell: Cell, refuse: Refuse, { seatTypes }: KnownWords): Omit<PoolDraft, 'line' | 'from'> | undefined {
  const name = cell('pool');
  if (!name || name.length > 100) refuse('pool', name ? 'text-too-long' : 'cell-empty');
  const seats = readCount(cell('seats'));
  if (seats === undefined) refuse('seats', cell('seats') ? 'number-not-read' : 'cell-empty', { text: cell('seats').slice(0, 20) });
  const types: { seatTypeId: Uuid; atMost: number | null }[] = [];
  for (const { word, type, atMost } of readKinds(cell('seatTypes'), seatTypes)) {
    if (type) types.push({ seatTypeId: type.id, atMost });
    else refuse('seatTypes', 'seat-type-unknown', { text: word.slice(0, 60) });
  }
  if (types.length === 0 && cell('seatTypes') === '') refuse('seatTypes', 'cell-empty');
  return seats === undefined ? undefined : { name, seats, types };
}

/** Kinds of places, parted by commas or semicolons; a name may have a comma itself („Krippe, 30 Stunden“), so the longest one that is known counts. */
function readKinds(text: string, seatTypes: readonly SeatType[]): { word: string; type: SeatType | undefined; atMost: number | null }[] {
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
  const found: ReturnType<typeof readKinds> = [];
  for (let at = 0; at < parts.length;) {
    let until = parts.length;
    let kind = readKind(parts.slice(at, until).join(', '), seatTypes);
    while (!kind.type && until > at + 1) kind = readKind(parts.slice(at, until -= 1).join(', '), seatTypes);
    found.push(kind);
    at = until;
  }
  return found;
}

function readKind(text: string, seatTypes: readonly SeatType[]) {
  const [, word = '', most] = /^(.*?)(?:\s*\((?:höchstens|max\.?)\s*(\d{1,4})\))?$/i.exec(text) ?? [];
  const type = seatTypes.find(({ key, names }) => headerKey(key) === headerKey(word) || headerKey(names.de ?? '') === headerKey(word));
  return { word, type, atMost: most === undefined ? null : Number(most) };
}

function readGroup(cell: Cell, refuse: Refuse, { rulePack }: KnownWords, on: Day): Omit<GroupDraft, 'line' | 'from' | 'pool'> | undefined {
  if (!cell('group')) refuse('group', 'cell-empty');
  const word = headerKey(cell('form'));
  const form = groupForms(rulePack, on).find((one) => headerKey(one.form) === word || headerKey(one.name) === word);
  if (!form) refuse('form', cell('form') ? 'form-unknown' : 'cell-empty', { text: cell('form').slice(0, 60) });
  const licensed = readCount(cell('licensedPlaces'));
  if (licensed === undefined) refuse('licensedPlaces', cell('licensedPlaces') ? 'number-not-read' : 'cell-empty', { text: cell('licensedPlaces').slice(0, 20) });
  const optional = (column: 'inclusivePlaces' | 'sharedPlaces') => {
    const count = cell(column) === '' ? 0 : readCount(cell(column));
    if (count === undefined) refuse(column, 'number-not-read', { text: cell(column).slice(0, 20) });
    else if (licensed !== undefined && count > licensed) refuse(column, 'more-than-licensed');
    return count ?? 0;
  };
  const [inclusivePlaces, sharedPlaces] = [optional('inclusivePlaces'), optional('sharedPlaces')];
  return form && licensed !== undefined ? { name: cell('group'), form: form.form, licensedPlaces: licensed, inclusivePlaces, sharedPlaces } : undefined;
}

function readCount(text: string): number | undefined {
  const digits = text.replace(/[.,]0+$/, '');
  return /^\d{1,4}$/.test(digits) && Number(digits) <= MOST_SEATS ? Number(digits) : undefined;
}

function readDay(text: string): Day | undefined {
  const german = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})$/.exec(text);
  return parseDay(german ? `${german[3]}-${german[2]!.padStart(2, '0')}-${german[1]!.padStart(2, '0')}` : text);
}
