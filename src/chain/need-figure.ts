import { parsePeriodKey } from '../monitoring/period.ts';

/** A released figure as the chain speaks of it: an indicator at a time. */
export interface FigureName {
  indicatorKey: string;
  /** see periodKey of monitoring: `2024-12-31`, `2024` … */
  periodKey: string;
}

/** Both in one field of a form: `sgb2-under-15|2024-12-31`. */
export function writeFigure({ indicatorKey, periodKey }: FigureName): string {
  return `${indicatorKey}|${periodKey}`;
}

/** undefined for anything that names no figure. */
export function readFigure(typed: string): FigureName | undefined {
  const [indicatorKey = '', periodKey = '', ...more] = typed.split('|');
  return more.length === 0 && /^[a-z0-9][a-z0-9-]{0,79}$/.test(indicatorKey) && parsePeriodKey(periodKey) ? { indicatorKey, periodKey } : undefined;
}
