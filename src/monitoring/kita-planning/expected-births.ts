import { accepted, refused, type Outcome } from '../../platform/outcome.ts';

/**
 * Births somebody expects, as typed: `2027: 40; 2028: 55`, years in any order, separated by semicolons, commas or lines. Refused: a year outside
 * of the plan, a year twice, anything that is not „year: whole number“ – said with the piece that was not understood. Empty is none.
 */
export function readExpectedBirths(typed: string, firstYear: number, lastYear: number): Outcome<Map<number, number>> {
  const births = new Map<number, number>();
  for (const piece of typed.split(/[;,\n]/).map((one) => one.trim()).filter(Boolean)) {
    const match = /^(\d{4})\s*[:=]?\s+(\d{1,5})$|^(\d{4})\s*[:=]\s*(\d{1,5})$/.exec(piece);
    if (!match) return refused('births-unreadable', { field: 'births', values: { piece: piece.slice(0, 30) } });
    const [year, count] = [Number(match[1] ?? match[3]), Number(match[2] ?? match[4])];
    if (year < firstYear || year > lastYear) return refused('births-outside', { field: 'births', values: { year: String(year), first: String(firstYear), last: String(lastYear) } });
    if (births.has(year)) return refused('births-twice', { field: 'births', values: { year: String(year) } });
    births.set(year, count);
  }
  return accepted(births);
}

export function writeExpectedBirths(births: ReadonlyMap<number, number>): string {
  return [...births].sort(([one], [other]) => one - other).map(([year, count]) => `${year}: ${count}`).join('; ');
}
