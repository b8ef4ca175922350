import type { Child } from 'hono/jsx';
import { t } from './figure-words.ts';

/** So many areas a person still compares in a drawing and in the table beside it. */
export const MOST_DRAWN = 60;
const DRAWN_OF_CROWD = 30;
/** Up to so many areas the table of everything stands on one page. */
const MOST_LISTED = 300;
const PER_PAGE = 50;

/** So many areas that a page does not tell everything of each. */
export const isCrowd = (rows: { length: number }) => rows.length > MOST_LISTED;

/** How many of so many areas a drawing shows when it cannot show all. */
export const mostDrawn = (rows: { length: number }) => (isCrowd(rows) ? DRAWN_OF_CROWD : MOST_DRAWN);

/** The first so many of a list and whatever the address asks for; short lists as they are. O(list). */
export function besideDrawing<Row extends { isCurrent: boolean }>(rows: readonly Row[]): readonly Row[] {
  return rows.length <= MOST_DRAWN ? rows : rows.filter(({ isCurrent }, at) => at < mostDrawn(rows) || isCurrent);
}

/** A table beside a drawing that does not hold all areas, with the way to those that are not in it. */
export function Beside({ model: { rows }, children }: { model: { rows: readonly unknown[] }; children: Child }) {
  if (rows.length <= MOST_DRAWN) return <>{children}</>;
  return <div class="stack"><p class="small">{t('beside', { most: mostDrawn(rows), count: rows.length })} <a href="#alle-gebiete">{t('beside.all')}</a></p>{children}</div>;
}

/** Which rows of the table of everything the address asks for with `seite`; what it asks in vain falls back to the first. */
export function listedPage<Row>(rows: readonly Row[], wished: string | null): { rows: readonly Row[]; page: number; pages: number; first: number } {
  if (!isCrowd(rows)) return { rows, page: 1, pages: 1, first: 0 };
  const pages = Math.ceil(rows.length / PER_PAGE);
  const asked = Number(wished ?? '1');
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pages ? asked : 1;
  const first = (page - 1) * PER_PAGE;
  return { rows: rows.slice(first, first + PER_PAGE), page, pages, first };
}
