import type { Day } from '../../platform/day.ts';
import { readDay } from '../../platform/table-file/cell-value.ts';

/** What somebody typed into the search of children. */
export interface SearchQuestion {
  /** without days and numbers */
  names: string;
  bornOn?: Day;
  /** number of a registration or decision */
  number?: string;
}

const DAY = /\b(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)/;
const NUMBER = /(?:^|\s)(?=\S*\d)([\p{L}\d][\p{L}\d/-]{3,30})(?=\s|$)/u;

/** Reads names, a birthday (`12.3.2024`, `12.3.24`, `2024-03-12`) and a number, in any order. A two-digit year is the last such year up to `today`. */
export function readQuestion(typed: string, today: Day): SearchQuestion {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 200);
  const written = DAY.exec(text)?.[0];
  const bornOn = written === undefined ? undefined : readBirthday(written, today);
  const rest = written === undefined ? text : text.replace(written, ' ');
  const number = NUMBER.exec(rest)?.[1];
  const names = (number === undefined ? rest : rest.replace(number, ' ')).replace(/\s+/g, ' ').trim();
  return { names, ...(bornOn ? { bornOn } : {}), ...(number ? { number: number.toUpperCase() } : {}) };
}

function readBirthday(written: string, today: Day): Day | undefined {
  const short = /^(\d{1,2}\.\s?\d{1,2}\.\s?)(\d{2})$/.exec(written);
  const read = readDay(short ? `${short[1]}20${short[2]}` : written);
  if (!read.ok) return undefined;
  return short && read.value > today ? undefined : read.value;
}
