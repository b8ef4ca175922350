import { accepted, refused, type Outcome } from '../platform/outcome.ts';

/** A house number: 12, 12a. `suffix` is one small letter or ''. */
export interface HouseNumber {
  number: number;
  suffix: string;
}

/** Order along a street: 12 < 12a < 12b < 13. */
export function compareHouseNumbers(one: HouseNumber, other: HouseNumber): number {
  return one.number - other.number || (one.suffix < other.suffix ? -1 : one.suffix > other.suffix ? 1 : 0);
}

export function sayHouseNumber({ number, suffix }: HouseNumber): string {
  return `${number}${suffix}`;
}

/** Reads „12“, „12a“, „12 A“, „12.0“ (from a spreadsheet). Refuses `house-number-not-read`, also for 0 and „12 1/2“. */
export function readHouseNumber(text: string): Outcome<HouseNumber> {
  const short = text.trim().slice(0, 40);
  const match = /^(?:nr\.?\s*)?0*(\d{1,5})(?:[.,]0+)?\s*[-/]?\s*([a-zäöü])?$/i.exec(short);
  const number = Number(match?.[1] ?? 0);
  if (!match || number === 0) return refused('house-number-not-read', { values: { text: short } });
  return accepted({ number, suffix: (match[2] ?? '').toLowerCase() });
}

/** The numbers an address names: „12a“ is one, „12-14“ and „12 bis 14“ are two ends of one building. */
export function readAddressNumbers(text: string): Outcome<HouseNumber[]> {
  const parts = text.slice(0, 60).split(/\s*(?:-|–|\/|\+|,|\bbis\b|\bund\b)\s*(?=\d)/);
  if (parts.length > 4) return refused('house-number-not-read', { values: { text: text.trim().slice(0, 40) } });
  const numbers = parts.map(readHouseNumber);
  const bad = numbers.find(({ ok }) => !ok);
  if (bad && !bad.ok) return bad;
  return accepted(numbers.flatMap((one) => (one.ok ? [one.value] : [])));
}
