import { parseDay, type Day } from '../../platform/day.ts';
import { hiddenCharacters, withoutHidden } from '../../platform/table-file/hidden-character.ts';
import { plainEmail, webAddress } from '../hsds/web-address.ts';
import type { ProblemCode, Reporter } from './feed-problem.ts';

export type Raw = Readonly<Record<string, unknown>>;

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a record says anything under a name; empty texts and null say nothing. */
export function says(raw: Raw, name: string): boolean {
  return Object.hasOwn(raw, name) && raw[name] !== null && raw[name] !== undefined && raw[name] !== '' && !(Array.isArray(raw[name]) && raw[name].length === 0);
}

/**
 * Reads the values of one foreign record. What cannot be read is reported with the record's id and left out: unknown is better than guessed.
 */
export function recordReader(entity: string, value: unknown, { report }: Reporter) {
  const raw: Raw = isRaw(value) ? value : {};
  const id = typeof raw['id'] === 'string' ? raw['id'] : '';
  const fault = (code: ProblemCode, field?: string, shown?: unknown) => report(entity, id, code, field, shown);
  if (!isRaw(value)) fault('not-a-record', undefined, value);

  const text = (field: string, max: number): string => {
    if (!says(raw, field)) return '';
    const given = raw[field];
    if (typeof given !== 'string' && typeof given !== 'number') return fault('word-unknown', field, given), '';
    let said = String(given).normalize('NFC').replace(/\r\n?/g, '\n');
    if (hiddenCharacters(said).some(({ kind }) => kind !== 'invisible' && kind !== 'mark')) {
      fault('hidden-characters', field, withoutHidden(said));
      said = withoutHidden(said);
    }
    said = said.trim();
    if (said.length > max) return fault('text-too-long', field, `${said.length} > ${max}`), '';
    // Bounded, so that a text of nothing but beginnings of tags takes no longer than another.
    if (/<\/?[a-z][^<>]{0,300}>|&[a-z]{2,8};|&#\d{1,7};/i.test(said)) fault('markup', field, said);
    return said;
  };
  const parsed = <Value>(field: string, code: ProblemCode, parse: (said: string) => Value | undefined): Value | undefined => {
    const said = text(field, 2_000);
    if (said === '') return undefined;
    const result = parse(said);
    if (result === undefined) fault(code, field, said);
    return result;
  };
  return {
    raw, id, fault, text,
    list(field: string): readonly unknown[] {
      if (!says(raw, field)) return [];
      if (Array.isArray(raw[field])) return raw[field];
      return fault('not-a-record', field, raw[field]), [];
    },
    number: (field: string, min: number, max: number, code: ProblemCode = 'number-unreadable') => parsed(field, code, (said) => {
      const number = /^-?\d+(?:\.\d+)?$/.test(said) ? Number(said) : NaN;
      return number >= min && number <= max ? number : undefined;
    }),
    day: (field: string): Day | undefined => parsed(field, 'day-unreadable', (said) => parseDay(said.replace(/T00:00(:00(\.0+)?)?Z?$/, ''))),
    url: (field: string) => parsed(field, /^[\w-]+(\.[\w-]+)+([/?#]|$)/.test(String(raw[field] ?? '').trim()) ? 'url-without-scheme' : 'url-unreadable', (said) => (said.length <= 500 ? webAddress(said) : undefined)),
    email: (field: string) => parsed(field, 'email-unreadable', plainEmail),
    word<const Word extends string>(field: string, words: readonly Word[]): Word | undefined {
      return parsed(field, 'word-unknown', (said) => words.find((word) => word === said));
    },
  };
}

export type RecordReader = ReturnType<typeof recordReader>;
