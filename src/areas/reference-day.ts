import type { Day } from '../platform/day.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';
import { readDay } from '../platform/table-file/cell-value.ts';
import type { TableFile } from '../platform/table-file/table-file.ts';

const DAY_IN_TEXT = /(?:\d{4}-\d{2}-\d{2})|(?:\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]{3,9})\s?\d{4})/gi;

/** Days named in the title and the header of a table: „Stand: 31.12.2025“, „Anzahl (31. Dezember 2025)“. */
export function daysInHeader(table: Pick<TableFile, 'title' | 'header'>): Day[] {
  const texts = [...table.title.flatMap(({ cells }) => cells), ...table.header].map((text) => text.slice(0, 1000));
  const found = texts.flatMap((text) => [...text.matchAll(DAY_IN_TEXT)].map(([words]) => readDay(words)));
  return [...new Set(found.flatMap((day) => (day.ok ? [day.value] : [])))];
}

/**
 * The Stichtag of rows that name none: the one of the form or the one of the header; where both say one, they must agree.
 * Undefined if neither does. Refuses `stichtag-differs` and `stichtag-unclear` (several days in the header, none chosen).
 */
export function commonReferenceDay(inHeader: readonly Day[], chosen: Day | undefined): Outcome<Day | undefined> {
  if (inHeader.length === 0) return accepted(chosen);
  if (chosen !== undefined) {
    return inHeader.includes(chosen) ? accepted(chosen) : refused('stichtag-differs', { field: 'stichtag', values: { chosen, found: inHeader.join(', ') } });
  }
  if (inHeader.length > 1) return refused('stichtag-unclear', { field: 'stichtag', values: { found: inHeader.join(', ') } });
  return accepted(inHeader[0]);
}

/**
 * The Stichtag of one row: its own if it names one, else the common one. A year alone counts only where the common day lies in it.
 * Refuses `stichtag-missing`, `stichtag-differs`, `stichtag-in-future` and what `readDay` refuses.
 */
export function rowReferenceDay(text: string, common: Day | undefined, today: Day): Outcome<Day> {
  if (text.trim() === '' && common === undefined) return refused('stichtag-missing');
  const own = text.trim() === '' || (common !== undefined && text.trim() === common.slice(0, 4)) ? accepted(common as Day) : readDay(text);
  if (!own.ok) return own;
  if (common !== undefined && own.value !== common) return refused('stichtag-differs', { values: { chosen: common, found: own.value } });
  return own.value > today ? refused('stichtag-in-future', { values: { found: own.value } }) : own;
}
