import type { Child } from 'hono/jsx';
import { usePage } from '../platform/page-context.ts';
import { Icon } from './icon.tsx';
import { changedQuery, nextSorting, writeSorting, type Sorting } from './sorting.ts';
import { useUiTexts } from './texts.ts';

export interface Column<Row> {
  /** words of the header; also stand before each value on narrow screens */
  header: string;
  cell: (row: Row) => Child;
  /** key of the order in the address; without it the column does not sort */
  sort?: string;
  /** figures: aligned at their last digit, never broken */
  numeric?: boolean;
  /** this cell names its row */
  rowHeader?: boolean;
  /** the header is only read out, e.g. above buttons */
  headerHidden?: boolean;
}

interface TableProps<Row> {
  caption: string;
  /** the caption is only read out, where a heading right above says the same */
  captionHidden?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sorting?: Sorting;
  /** name of the order in the address */
  sortParameter?: string;
  /** address of the same rows as CSV */
  csv?: string;
  /** stands in place of a table without rows */
  empty?: Child;
  /** narrow screens: each row as a block with its headers (default), or scroll – for what is read across, like a matrix */
  narrow?: 'stack' | 'scroll';
  /** last line, e.g. totals: one cell per column */
  footer?: readonly Child[];
  class?: string;
  /** names what a row is about (`data-of`), for islands that show the same thing elsewhere on the page */
  mark?: (row: Row) => string | number | undefined;
}

/**
 * A table that says what it shows, sorts by plain links and gives its rows as CSV. On narrow screens each row becomes a block; the explicit
 * roles keep rows, cells and headers related where a changed `display` would lose them.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { caption, captionHidden, columns, rows, sorting, sortParameter = 'sortierung', csv, empty, narrow = 'stack', footer } = props;
  const t = useUiTexts();
  if (rows.length === 0 && empty) return <>{empty}</>;
  const table = (
    <table class={`kern-table table table--${narrow}${props.class ? ` ${props.class}` : ''}`} role="table">
      <caption class={captionHidden ? 'visually-hidden' : 'table-caption'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <HeaderCell column={column} sorting={sorting} parameter={sortParameter} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" data-of={props.mark?.(row)}>{columns.map((column) => <Cell column={column} row={row} />)}</tr>
        ))}
        {rows.length === 0 ? <tr role="row"><td role="cell" class="kern-table__cell" colspan={columns.length}>{t('table.empty')}</td></tr> : null}
      </tbody>
      {footer ? (
        <tfoot role="rowgroup">
          <tr role="row">
            {footer.map((cell, index) => (
              <td role="cell" class={cellClass(columns[index])} data-label={cell ? columns[index]?.header : undefined}>{cell}</td>
            ))}
          </tr>
        </tfoot>
      ) : null}
    </table>
  );
  return (
    <div class="table-block">
      {narrow === 'scroll' ? <div class="table-scroll" role="region" aria-label={caption} tabindex={0}>{table}</div> : table}
      {csv ? <p class="table-tools"><CsvLink href={csv} /></p> : null}
    </div>
  );
}

/** The same figures for a spreadsheet. */
export function CsvLink({ href }: { href: string }) {
  const t = useUiTexts();
  return <a class="tool-link" href={href} download><Icon name="download" />{t('table.csv')}</a>;
}

function HeaderCell<Row>({ column, sorting, parameter }: { column: Column<Row>; sorting?: Sorting; parameter: string }) {
  const page = usePage();
  const t = useUiTexts();
  const sorted = column.sort !== undefined && sorting?.by === column.sort ? sorting.direction : undefined;
  if (column.sort === undefined) {
    return (
      <th role="columnheader" scope="col" class={`kern-table__header${column.numeric ? ' is-numeric' : ''}`}>
        <span class={column.headerHidden ? 'visually-hidden' : undefined}>{column.header}</span>
      </th>
    );
  }
  const query = changedQuery(page.query, parameter, writeSorting(nextSorting(sorting, column.sort)));
  return (
    <th role="columnheader" scope="col" class={`kern-table__header is-sortable${column.numeric ? ' is-numeric' : ''}`} aria-sort={sorted ?? 'none'}>
      <a href={page.href(page.path, query)} class="sort-link">
        {column.header}
        <Icon name={sorted ? (sorted === 'ascending' ? 'sort-up' : 'sort-down') : 'sort'} />
        <span class="visually-hidden"> – {t(sorted === 'ascending' ? 'table.sort.descending' : 'table.sort.ascending')}</span>
      </a>
    </th>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const content = column.cell(row);
  if (column.rowHeader) return <th role="rowheader" scope="row" class="kern-table__header" data-label={column.header}>{content}</th>;
  return (
    <td role="cell" class={cellClass(column)} data-label={column.headerHidden ? undefined : column.header}>
      {content}
    </td>
  );
}

function cellClass<Row>(column: Column<Row> | undefined): string {
  return column?.numeric ? 'kern-table__cell is-numeric' : 'kern-table__cell';
}
