import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { columnNumberFormat, type NumberFormat } from '../../platform/table-file/number-format.ts';
import { acceptRows, type RefusedRow } from '../../platform/table-file/refused-row.ts';
import type { TableFile } from '../../platform/table-file/table-file.ts';
import { mappingFaults, type OfferField, type OfferMapping } from './offer-fields.ts';
import { joinOfferRows, type ReadRow } from './join-offer-rows.ts';
import type { OfferRecord } from './offer-record.ts';
import { prepareContext, readOfferRow, type OfferContext } from './read-offer-row.ts';
import { rowReader, type RowNote } from './row-reader.ts';

const MOST_ROWS = 20_000;

/** An offer with the lines of the file it came from: one for each of its places. */
export interface ReadOffer {
  record: OfferRecord;
  lines: number[];
}

/** What the import would do, for the person to see before anything is stored. */
export interface OfferPreview {
  offers: ReadOffer[];
  refusedRows: RefusedRow[];
  notes: RowNote[];
  /** columns of numbers whose format could not be told, with the line that leaves it open */
  unclearColumns: { field: OfferField; code: string; values: Record<string, string | number> }[];
}

/**
 * Reads all rows of a table as offers. A row is taken whole or refused with every fault it has; rows of one offer at several places
 * are joined. The same file gives the same records. Refuses what `mappingFaults` finds and `too-many-rows` (over 20,000). O(rows).
 */
export function readOfferRows(table: TableFile, mapping: OfferMapping, context: OfferContext): Outcome<OfferPreview> {
  const faults = mappingFaults(mapping, table.header);
  if (faults.length > 0) return { ok: false, refusals: faults };
  if (table.rows.length > MOST_ROWS) return refused('too-many-rows', { values: { limit: MOST_ROWS } });
  const unclearColumns: OfferPreview['unclearColumns'] = [];
  const formatOf = (field: OfferField, whole = false): NumberFormat => {
    const index = mapping[field];
    if (index === undefined) return 'either';
    const format = columnNumberFormat(table.rows.map(({ line, cells }) => ({ line, text: cells[index] ?? '' })), { whole });
    if (format.ok) return format.value;
    // coordinates are mostly told by the globe they must lie on
    if (field !== 'latitude' && field !== 'longitude') unclearColumns.push(...format.refusals.map(({ code, values }) => ({ field, code, values: values ?? {} })));
    return 'either';
  };
  const prepared = prepareContext(context, {
    latitude: formatOf('latitude'), longitude: formatOf('longitude'), capacity_places: formatOf('capacity_places', true), capacity_weekly_hours: formatOf('capacity_weekly_hours'),
  });

  const rows: ReadRow[] = [];
  const refusedRows: RefusedRow[] = [];
  const notes: RowNote[] = [];
  for (const tableRow of table.rows) {
    const row = rowReader(table, mapping, tableRow);
    const record = readOfferRow(row, prepared);
    if (row.refused.length > 0) refusedRows.push(...row.refused);
    else {
      rows.push({ line: row.line, record });
      notes.push(...row.notes);
    }
  }
  const joined = joinOfferRows(rows);
  const kept = new Set(joined.offers.flatMap(({ lines }) => lines));
  return accepted({
    offers: joined.offers, unclearColumns, notes: notes.filter(({ line }) => kept.has(line)),
    refusedRows: [...refusedRows, ...joined.refused].sort((one, other) => one.line - other.line),
  });
}

/** The offers to store; see {@link acceptRows}. */
export function acceptOffers(preview: OfferPreview, seen: { refusedRowsSeen: boolean }): Outcome<ReadOffer[]> {
  return acceptRows(preview.offers, preview.refusedRows, seen);
}
