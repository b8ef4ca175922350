import type { Day } from '../../platform/day.ts';
import { readDay } from '../../platform/table-file/cell-value.ts';

/** What somebody typed into the search of children. */
export interface SearchQuestion {
  /** without days and numbers */
  names: string;
  bornOn?: Day;
  /** number of a registration; where it might be a name, it stands among the names too */
  number?: string;
}

const DAY = /\b(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{4}-\d{2}-\d{2})(?!\d)/;
const NUMBER = /(?:^|\s)(?=\S*\d)([\p{L}\d][\p{L}\d/-]{3,30})(?=\s|$)/u;

/** Numbers of registrations; some of them have no digit and might be a name. */
const OWN_NUMBER = /(?:^|\s)([2-9a-z]{4}-[2-9a-z]{4})(?=\s|$)/i;

/** Reads names, a birthday (`12.3.2024`, `12.3.24`, `2024-03-12`) and a number, in any order. A two-digit year is the last such year up to `today`. */
export function readQuestion(typed: string, today: Day): SearchQuestion {
  const text = typed.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 200);
  const written = DAY.exec(text)?.[0];
  const bornOn = written === undefined ? undefined : readBirthday(written, today);
  const rest = written === undefined ? text : text.replace(written, ' ');
  const sure = NUMBER.exec(rest)?.[1];
  const names = (sure === undefined ? rest : rest.replace(sure, ' ')).replace(/\s+/g, ' ').trim();
  const number = sure ?? OWN_NUMBER.exec(rest)?.[1];
  return { names, ...(bornOn ? { bornOn } : {}), ...(number ? { number: number.toUpperCase() } : {}) };
}

function readBirthday(written: string, today: Day): Day | undefined {
  const short = /^(\d{1,2}\.\s?\d{1,2}\.\s?)(\d{2})$/.exec(written);
  const read = readDay(short ? `${short[1]}20${short[2]}` : written);
  if (!read.ok) return undefined;
  return short && read.value > today ? undefined : read.value;
}
