import type { Day } from '../day.ts';
import { germanNumber } from './xlsx-number.ts';

/** What may be written into a cell; null and '' are empty. */
export type CellContent = string | number | { day: Day } | null | undefined;

/** The text `readTable` will give for it. */
export function cellText(content: CellContent): string {
  if (content === null || content === undefined) return '';
  if (typeof content === 'number') return Number.isFinite(content) ? germanNumber(content) : '';
  return typeof content === 'string' ? content : content.day;
}
