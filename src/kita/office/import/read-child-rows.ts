import { addDays, addMonths, type Day } from '../../../platform/day.ts';
import type { Uuid } from '../../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../../platform/outcome.ts';
import { readDay } from '../../../platform/table-file/cell-value.ts';
import type { RefusedRow } from '../../../platform/table-file/refused-row.ts';
import type { TableFile, TableRow } from '../../../platform/table-file/table-file.ts';
import { childColumns, placesOfColumns, wordKey, type ChildColumn } from './child-columns.ts';

export interface KnownFacility {
  id: Uuid;
  name: string;
  externalId?: string | undefined;
  pools: readonly { id: Uuid; seatTypeIds: readonly Uuid[]; validFrom: Day; validUntil: Day | null }[];
  groups: readonly { id: Uuid; name: string }[];
}

/** What rows are read against. */
export interface ChildWords {
  facilities: readonly KnownFacility[];
  seatTypes: readonly { id: Uuid; key: string; name: string }[];
  today: Day;
}

export interface DraftGuardian {
  givenNames: string;
  familyName: string;
  email?: string;
  phone?: string;
  isBlocked: boolean;
  address?: { street: string; houseNumber: string; addition: string; postalCode: string; city: string };
}

export interface DraftPlace {
  facilityId: Uuid;
  poolId: Uuid;
  seatTypeId: Uuid;
  groupId: Uuid | null;
  startsOn: Day;
  /** first day without the place */
  endsOn: Day | null;
}

export interface DraftChild {
  line: number;
  externalId: string;
  familyName: string;
  givenNames: string;
  bornOn: Day;
  guardian?: DraftGuardian;
  place?: DraftPlace;
}

export interface ChildRows {
  children: DraftChild[];
  refusedRows: RefusedRow[];
}

const OLDEST_MONTHS = 15 * 12;
const MOST_ROWS = 20_000;
const YES = new Set(['ja', 'j', 'x', '1', 'yes', 'wahr', 'true']);
const NO = new Set(['', 'nein', 'n', '0', 'no', 'falsch', 'false']);

/**
 * Reads children and their places. A row with one wrong cell is refused as a whole, with its line; nothing is guessed: an unknown Kita, a kind of
 * place it does not have, a day that may be two. Refuses `columns-missing` {columns} and `too-many-rows`. O(rows).
 */
export function readChildRows(table: TableFile, words: ChildWords): Outcome<ChildRows> {
  const places = placesOfColumns(table.header);
  const missing = (['externalId', 'familyName', 'givenNames', 'bornOn'] as const).filter((column) => places[column] === undefined);
  if (missing.length > 0) return refused('columns-missing', { values: { columns: missing.map((column) => `„${childColumns[column][0]}“`).join(', ') } });
  if (table.rows.length > MOST_ROWS) return refused('too-many-rows', { values: { limit: MOST_ROWS } });
  const rows: ChildRows = { children: [], refusedRows: [] };
  const seen = new Map<string, number>();
  for (const row of table.rows) {
    const reader = rowReader(row, places, table.header);
    const child = readChild(row.line, reader, words);
    if (child) {
      const first = seen.get(child.externalId);
      if (first !== undefined) reader.refuse('externalId', 'id-twice', { line: first });
      else seen.set(child.externalId, row.line);
    }
    if (reader.faults.length > 0) rows.refusedRows.push(...reader.faults);
    else if (child) rows.children.push(child);
  }
  return accepted(rows);
}

interface RowReader {
  cell(column: ChildColumn): string;
  refuse(column: ChildColumn, code: string, values?: RefusedRow['values']): undefined;
  faults: RefusedRow[];
}

function rowReader({ line, cells }: TableRow, places: Partial<Record<ChildColumn, number>>, header: readonly string[]): RowReader {
  const faults: RefusedRow[] = [];
  return {
    faults,
    cell: (column) => (places[column] === undefined ? '' : (cells[places[column]!] ?? '').replace(/\s+/g, ' ').trim()),
    refuse: (column, code, values = {}) => {
      const at = places[column];
      faults.push({ line, ...(at === undefined ? {} : { column: header[at] || childColumns[column][0] }), code, values });
    },
  };
}

function readChild(line: number, reader: RowReader, words: ChildWords): DraftChild | undefined {
  const text = (column: ChildColumn, most: number) => {
    const typed = reader.cell(column);
    if (typed === '') return reader.refuse(column, 'cell-empty');
    return typed.length > most ? reader.refuse(column, 'cell-too-long', { limit: most }) : typed;
  };
  const externalId = text('externalId', 80);
  const familyName = text('familyName', 120);
  const givenNames = text('givenNames', 120);
  const bornOn = readDate(reader, 'bornOn');
  if (bornOn && bornOn > words.today) reader.refuse('bornOn', 'birth-in-future');
  else if (bornOn && bornOn < addMonths(words.today, -OLDEST_MONTHS)) reader.refuse('bornOn', 'birth-too-early');
  const guardian = readGuardian(reader);
  const place = readPlace(reader, words, bornOn);
  if (!externalId || !familyName || !givenNames || !bornOn || reader.faults.length > 0) return undefined;
  return { line, externalId, familyName, givenNames, bornOn, ...(guardian ? { guardian } : {}), ...(place ? { place } : {}) };
}

function readDate(reader: RowReader, column: ChildColumn): Day | undefined {
  const typed = reader.cell(column);
  if (typed === '') return reader.refuse(column, 'cell-empty');
  const day = readDay(typed);
  return day.ok ? day.value : reader.refuse(column, day.refusals[0]!.code, { text: typed.slice(0, 40) });
}

function readGuardian(reader: RowReader): DraftGuardian | undefined {
  const [familyName, givenNames, email, phone] = (['guardianFamily', 'guardianGiven', 'email', 'phone'] as const).map((column) => reader.cell(column)) as [string, string, string, string];
  const [street, houseNumber, postalCode, city] = (['street', 'houseNumber', 'postalCode', 'city'] as const).map((column) => reader.cell(column)) as [string, string, string, string];
  const blocked = reader.cell('isBlocked').toLowerCase();
  // Whether an address is blocked is never guessed: a slip here would send it out.
  if (!YES.has(blocked) && !NO.has(blocked)) reader.refuse('isBlocked', 'not-yes-or-no', { text: blocked.slice(0, 40) });
  if (email && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u.test(email)) reader.refuse('email', 'not-an-email');
  const said = [familyName, givenNames, email, phone, street, postalCode, city].some(Boolean);
  if (!said) return undefined;
  if (familyName === '') return reader.refuse('guardianFamily', 'guardian-without-name');
  const isWhole = street !== '' && postalCode !== '' && city !== '';
  if (!isWhole && (street !== '' || postalCode !== '' || city !== '')) return reader.refuse('street', 'address-incomplete');
  return {
    givenNames, familyName, isBlocked: YES.has(blocked), ...(email ? { email } : {}), ...(phone ? { phone } : {}),
    ...(isWhole ? { address: { street, houseNumber, addition: '', postalCode, city } } : {}),
  };
}

function readPlace(reader: RowReader, words: ChildWords, bornOn: Day | undefined): DraftPlace | undefined {
  const [facilityName, typeName, groupName] = [reader.cell('facility'), reader.cell('seatType'), reader.cell('group')];
  if (facilityName === '') {
    const lonely = (['seatType', 'group', 'startsOn', 'endsOn'] as const).find((column) => reader.cell(column) !== '');
    return lonely ? reader.refuse(lonely, 'place-without-facility') : undefined;
  }
  const same = (one: string | undefined, typed: string) => one !== undefined && wordKey(one) === wordKey(typed);
  const facilities = words.facilities.filter(({ name, externalId }) => same(name, facilityName) || externalId === facilityName);
  const types = words.seatTypes.filter(({ key, name }) => same(name, typeName) || key === typeName);
  if (facilities.length !== 1) return reader.refuse('facility', facilities.length === 0 ? 'facility-unknown' : 'facility-ambiguous', { text: facilityName.slice(0, 60) });
  if (types.length !== 1) return reader.refuse('seatType', typeName === '' ? 'cell-empty' : types.length === 0 ? 'seat-type-unknown' : 'seat-type-ambiguous', { text: typeName.slice(0, 60) });
  const startsOn = readDate(reader, 'startsOn');
  const lastDay = reader.cell('endsOn') === '' ? undefined : readDate(reader, 'endsOn');
  if (!startsOn) return undefined;
  if (bornOn && startsOn < bornOn) return reader.refuse('startsOn', 'place-before-birth');
  if (lastDay && lastDay < startsOn) return reader.refuse('endsOn', 'end-before-start');
  const [facility, type] = [facilities[0]!, types[0]!];
  const pools = facility.pools.filter(({ seatTypeIds, validFrom, validUntil }) => seatTypeIds.includes(type.id) && validFrom <= startsOn && (validUntil === null || startsOn < validUntil));
  if (pools.length !== 1) return reader.refuse('seatType', pools.length === 0 ? 'no-such-places' : 'pool-ambiguous', { text: typeName.slice(0, 60) });
  const groups = groupName === '' ? [] : facility.groups.filter(({ name }) => same(name, groupName));
  if (groupName !== '' && groups.length === 0) return reader.refuse('group', 'group-unknown', { text: groupName.slice(0, 60) });
  return { facilityId: facility.id, poolId: pools[0]!.id, seatTypeId: type.id, groupId: groups.at(-1)?.id ?? null, startsOn, endsOn: lastDay ? addDays(lastDay, 1) : null };
}
