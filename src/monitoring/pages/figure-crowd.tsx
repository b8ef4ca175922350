import type { Child } from 'hono/jsx';
import { t } from './figure-words.ts';

/** So many areas a person still compares in a drawing and in the table beside it. */
export const MOST_DRAWN = 60;
/** Up to so many areas the table of everything stands on one page. */
export const MOST_LISTED = 300;
const PER_PAGE = 100;

/** The first so many of a list and whatever the address asks for; short lists as they are. O(list). */
export function besideDrawing<Row extends { isCurrent: boolean }>(rows: readonly Row[]): readonly Row[] {
  return rows.length <= MOST_DRAWN ? rows : rows.filter(({ isCurrent }, at) => at < MOST_DRAWN || isCurrent);
}

/** A table beside a drawing that does not hold all areas, with the way to those that are not in it. */
export function Beside({ model: { rows }, children }: { model: { rows: readonly unknown[] }; children: Child }) {
  if (rows.length <= MOST_DRAWN) return <>{children}</>;
  return <div class="stack"><p class="small">{t('beside', { most: MOST_DRAWN, count: rows.length })} <a href="#alle-gebiete">{t('beside.all')}</a></p>{children}</div>;
}

/** Which rows of the table of everything the address asks for with `seite`; what it asks in vain falls back to the first. */
export function listedPage<Row>(rows: readonly Row[], wished: string | null): { rows: readonly Row[]; page: number; pages: number; first: number } {
  if (rows.length <= MOST_LISTED) return { rows, page: 1, pages: 1, first: 0 };
  const pages = Math.ceil(rows.length / PER_PAGE);
  const asked = Number(wished ?? '1');
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  const first = (page - 1) * PER_PAGE;
  return { rows: rows.slice(first, first + PER_PAGE), page, pages, first };
}
