/** A percentage as a paper prints it: `24,2 %` is 24.2 with 1 decimal. */
export interface PrintedPercent {
  percent: number;
  decimals: number;
}

/**
 * A share as a paper prints it, with the counts it is printed with. A count the paper does not print is null
 * – never 0, never worked out from the percentage itself.
 */
export interface PrintedShare extends PrintedPercent {
  part: number | null;
  whole: number | null;
}

/** Whole numbers from `least` to `most`, both included. */
export interface CountRange {
  least: number;
  most: number;
}

/**
 * - `agrees`: the counts give the printed percentage, rounded to the printed decimals;
 * - `disagrees`: they do not; `computed` is the percentage they give, with one decimal more than printed. Where only the
 *   whole is printed and no whole number of people makes the percentage, `computed` is the nearest one that exists;
 * - `not-checkable`: a count is missing. `possible` says which counts would fit the missing one, where one can say.
 */
export type ShareCheck =
  | { result: 'agrees' }
  | { result: 'disagrees'; computed: number }
  | { result: 'not-checkable'; missing: 'part' | 'whole' | 'both'; possible?: CountRange };

/**
 * Does a printed percentage agree with the counts it is printed with, given rounding to its printed decimals?
 * A result that lies exactly on the half agrees with both neighbours, since papers round halves up or to even.
 * Whole-number arithmetic throughout, so no percentage is refused for a rounding error of ours.
 *
 * @param share counts are whole numbers ≥ 0 below 10⁹, `decimals` 0 to 3
 * @throws RangeError for counts or percentages that are no such numbers, or a printed whole of 0
 */
export function checkPrintedShare(share: PrintedShare): ShareCheck {
  const { part, whole } = share;
  demandPrintable(share);
  if (part === null && whole === null) return { result: 'not-checkable', missing: 'both' };
  if (part === null) return checkWithoutPart(share, whole as number);
  if (whole === null) return { result: 'not-checkable', missing: 'whole', ...possibleWholes(share, part) };
  return agrees(share, part, whole) ? { result: 'agrees' } : { result: 'disagrees', computed: computedPercent(share, part, whole) };
}

function checkWithoutPart(share: PrintedShare, whole: number): ShareCheck {
  const nearest = Math.round((share.percent * whole) / 100);
  if (!agrees(share, nearest, whole)) return { result: 'disagrees', computed: computedPercent(share, nearest, whole) };
  let [least, most] = [nearest, nearest];
  while (least > 0 && agrees(share, least - 1, whole)) least -= 1;
  while (agrees(share, most + 1, whole)) most += 1;
  return { result: 'not-checkable', missing: 'part', possible: { least, most } };
}

/** The wholes that would make `part` the printed percentage; none can be named for 0 % (no upper end). */
function possibleWholes(share: PrintedShare, part: number): { possible?: CountRange } {
  const units = unitsOf(share);
  const scale = 200 * 10 ** share.decimals;
  const most = Math.floor((part * scale) / (2 * units - 1));
  const least = Math.ceil((part * scale) / (2 * units + 1));
  return units > 0 && part > 0 && least <= most ? { possible: { least, most } } : {};
}

/** |part / whole − printed| ≤ half a unit of the last printed decimal, multiplied out to whole numbers. */
function agrees(share: PrintedPercent, part: number, whole: number): boolean {
  const difference = 200 * 10 ** share.decimals * part - 2 * unitsOf(share) * whole;
  return Math.abs(difference) <= whole;
}

function computedPercent(share: PrintedPercent, part: number, whole: number): number {
  const scale = 10 ** (share.decimals + 1);
  return Math.round((100 * scale * part) / whole) / scale;
}

/** The percentage as a count of units of its last decimal: 24.2 → 242. */
function unitsOf({ percent, decimals }: PrintedPercent): number {
  return Math.round(percent * 10 ** decimals);
}

function demandPrintable({ part, whole, percent, decimals }: PrintedShare): void {
  const isCount = (count: number | null) => count === null || (Number.isInteger(count) && count >= 0 && count < 1e9);
  if (!isCount(part) || !isCount(whole) || whole === 0) throw new RangeError('not counts a share can be printed of');
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > 3) throw new RangeError('not a number of printed decimals');
  if (!(percent >= 0 && percent <= 1000)) throw new RangeError('not a printed percentage');
}
