import type { Language } from '../../../platform/language.ts';
import { headerKey } from '../../../platform/table-file/header-names.ts';
import type { RefusedRow } from '../../../platform/table-file/refused-row.ts';
import { columnName, type TableFile, type TableRow } from '../../../platform/table-file/table-file.ts';
import { accepted, refused, type Outcome } from '../../../platform/outcome.ts';
import { missingColumns, welcomeColumns, type WelcomeColumn, type WelcomePlaces } from './welcome-columns.ts';
import { spokenLanguage } from './spoken-language.ts';

/** A family that gets one letter. */
export interface WelcomeFamily {
  /** the first of its lines */
  line: number;
  /** one or two persons */
  names: readonly string[];
  /** given names, where the list says them */
  children: readonly string[];
  address: { street: string; houseNumber: string; addition: string; postalCode: string; city: string };
  language: Language;
}

export interface WelcomeRows {
  families: WelcomeFamily[];
  /** rows with a wrong cell: nothing of them is printed */
  refusedRows: RefusedRow[];
  /** blocked addresses and those of the same household: left out, and nothing of them is said but the line */
  leftOut: RefusedRow[];
  /** lines of a language no letter is made in: the letter is German */
  otherLanguages: number;
}

/** So many fit into one document: a thousand pages take half a gigabyte to set. */
const MOST_LETTERS = 500;

const YES = new Set(['ja', 'j', 'x', '1', 'yes', 'wahr', 'true']);
const NO = new Set(['', 'nein', 'n', '0', 'no', 'falsch', 'false', '-']);

interface Row extends Omit<WelcomeFamily, 'children'> {
  child: string;
  isBlocked: boolean;
  saysOther: boolean;
}

/**
 * Reads a list. One wrong cell refuses its row, with its line; nothing is guessed. Rows of the same persons at one address are one family. A blocked row takes
 * its household with it: the letter of a sibling's row would go to the same blocked address. `isBlockedHere` knows persons whose address is blocked in
 * the office's own records. Refuses `columns-missing`, `too-many-letters`. O(rows).
 */
export function readWelcomeRows(table: TableFile, places: WelcomePlaces, isBlockedHere: (name: string) => boolean = () => false): Outcome<WelcomeRows> {
  const missing = missingColumns(places);
  if (missing.length > 0) return refused('columns-missing', { values: { columns: missing.map((column) => `„${welcomeColumns[column][0]}“`).join(', ') } });
  const found: WelcomeRows = { families: [], refusedRows: [], leftOut: [], otherLanguages: 0 };
  const read: Row[] = [];
  const blockedAt = new Map<string, string[][]>();
  for (const row of table.rows) {
    const reader = readerOf(row, places, table.header);
    const one = readRow(row.line, reader);
    if (one?.isBlocked) {
      blockedAt.set(homeOf(one), [...(blockedAt.get(homeOf(one)) ?? []), wordsOf(one)]);
      found.leftOut.push({ line: row.line, code: 'address-blocked', values: {} });
    } else if (reader.faults.length > 0) found.refusedRows.push(...reader.faults);
    else if (one) read.push(one);
  }
  const families = new Map<string, WelcomeFamily & { children: string[] }>();
  for (const row of read) {
    const own = new Set(wordsOf(row));
    if (blockedAt.get(homeOf(row))?.some((words) => words.some((word) => own.has(word)))) found.leftOut.push({ line: row.line, code: 'household-blocked', values: {} });
    else if (row.names.some(isBlockedHere)) found.leftOut.push({ line: row.line, code: 'blocked-here', values: {} });
    else {
      const key = `${row.names.map(headerKey).join(' ')} ${homeOf(row)}`;
      const { child, isBlocked: _isBlocked, saysOther, ...rest } = row;
      const family = families.get(key) ?? { ...rest, children: [] };
      if (child !== '' && !family.children.includes(child)) family.children.push(child);
      if (saysOther) found.otherLanguages += 1;
      families.set(key, family);
    }
  }
  found.families = [...families.values()];
  found.leftOut.sort((one, other) => one.line - other.line);
  return found.families.length > MOST_LETTERS ? refused('too-many-letters', { values: { limit: MOST_LETTERS } }) : accepted(found);
}

const homeOf = ({ address: { street, houseNumber, postalCode } }: Row) => headerKey(`${street}${houseNumber}${postalCode}`);
const wordsOf = ({ names }: Row) => names.flatMap((name) => name.split(/[\s,;-]+/)).map(headerKey).filter((word) => word.length > 2);

interface Reader {
  cell(column: WelcomeColumn): string;
  refuse(column: WelcomeColumn, code: string, values?: RefusedRow['values']): undefined;
  faults: RefusedRow[];
}

function readerOf({ line, cells }: TableRow, places: WelcomePlaces, header: readonly string[]): Reader {
  const faults: RefusedRow[] = [];
  return {
    faults,
    cell: (column) => (places[column] === undefined ? '' : (cells[places[column]] ?? '').replace(/\s+/g, ' ').trim()),
    refuse: (column, code, values = {}) => void faults.push({ line, column: places[column] === undefined ? welcomeColumns[column][0] : columnName([...header], places[column]), code, values }) as undefined,
  };
}

function readRow(line: number, reader: Reader): Row | undefined {
  const cell = (column: WelcomeColumn, most: number, isNeeded = true) => {
    const typed = reader.cell(column);
    if (typed === '' && isNeeded) reader.refuse(column, 'cell-empty');
    if (typed.length > most) reader.refuse(column, 'cell-too-long', { limit: most });
    return typed;
  };
  const blocked = reader.cell('isBlocked').toLowerCase();
  if (!YES.has(blocked) && !NO.has(blocked)) reader.refuse('isBlocked', 'not-yes-or-no', { text: blocked.slice(0, 40) });
  const first = reader.cell('guardians') || [reader.cell('guardianGiven'), reader.cell('guardianFamily')].filter(Boolean).join(' ');
  if (first === '') reader.refuse('guardians', 'cell-empty');
  if (first.length > 120) reader.refuse('guardians', 'cell-too-long', { limit: 120 });
  const second = cell('second', 120, false);
  const address = { street: cell('street', 80), houseNumber: cell('houseNumber', 20, false), addition: cell('addition', 80, false), postalCode: cell('postalCode', 10), city: cell('city', 60) };
  if (address.postalCode !== '' && !/^\d{5}$/.test(address.postalCode)) reader.refuse('postalCode', 'not-a-postal-code', { text: address.postalCode });
  const said = cell('language', 60, false);
  const language = said === '' ? 'de' : spokenLanguage(said);
  const row = { line, names: second && headerKey(second) !== headerKey(first) ? [first, second] : [first], child: cell('child', 120, false), address, language: language ?? 'de', saysOther: language === undefined, isBlocked: YES.has(blocked) };
  // A blocked row is left out whatever else is wrong with it.
  return row.isBlocked || reader.faults.length === 0 ? row : undefined;
}
