import type { PrintedPercent } from './printed-share.ts';

/** Reads a percentage as German papers print it (`24,2 %`, `rund 63%`); undefined for anything else. */
export function readPrintedPercent(printed: string): PrintedPercent | undefined {
  const match = /^(?:rund )?(\d{1,3})(?:,(\d{1,3}))?\s?%$/.exec(printed.trim());
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  return { percent: Number(`${match[1]}.${fraction || '0'}`), decimals: fraction.length };
}

/** Reads a count as German papers print it (`14.565`, `7609`); undefined for anything else, also `14.56`. */
export function readPrintedCount(printed: string): number | undefined {
  const text = printed.trim();
  return /^\d{1,3}(\.\d{3})+$/.test(text) || /^\d{1,9}$/.test(text) ? Number(text.replaceAll('.', '')) : undefined;
}
