import { refused, type Outcome } from '../outcome.ts';
import { arrangeTable } from './arrange-table.ts';
import type { TableFile, TableLimits, TableNote } from './table-file.ts';
import { readSheet } from './xlsx-sheet.ts';
import { partOpener, readWorkbook } from './xlsx-workbook.ts';
import { XmlFault } from './xml-events.ts';
import type { ZipEntry } from './zip-directory.ts';

/**
 * Reads one sheet of a workbook: the named one, else the first visible one that has text. Formulas count with their stored value.
 * Own reader on node:zlib: read-excel-file loses merged headers, leading zeros of formats and where an error stood.
 * Refuses `sheet-not-found`, `file-empty`, `file-broken` and what is larger than the limits.
 */
export function readXlsx(bytes: Uint8Array, entries: Map<string, ZipEntry>, limits: TableLimits, wantedSheet?: string, headerLine?: number): Outcome<TableFile> {
  try {
    const open = partOpener(bytes, entries);
    const workbook = readWorkbook(open);
    if (!workbook.ok) return workbook;
    const visible = workbook.value.sheets.filter(({ hidden }) => !hidden);
    const candidates = wantedSheet === undefined ? visible : workbook.value.sheets.filter(({ name }) => name === wantedSheet);
    if (candidates.length === 0) {
      return wantedSheet === undefined ? refused('file-empty') : refused('sheet-not-found', { values: { sheet: wantedSheet } });
    }
    for (const candidate of candidates) {
      const xml = open(candidate.part);
      if (!xml.ok) return xml;
      const sheet = readSheet(xml.value ?? '', workbook.value, limits);
      if (!sheet.ok) return sheet;
      if (sheet.value.records.length === 0) continue;
      const sheets = visible.map(({ name }) => name);
      const notes = [...aboutSheets(workbook.value.sheets, wantedSheet), ...sheet.value.notes];
      return arrangeTable({ kind: 'xlsx', sheet: candidate.name, sheets, ...sheet.value, notes }, limits, headerLine);
    }
    return refused('file-empty');
  } catch (fault) {
    if (fault instanceof XmlFault) return refused('file-broken');
    throw fault;
  }
}

function aboutSheets(sheets: { name: string; hidden: boolean }[], wanted?: string): TableNote[] {
  const notes: TableNote[] = [];
  const visible = sheets.filter(({ hidden }) => !hidden).length;
  if (visible > 1 && wanted === undefined) notes.push({ code: 'several-sheets', values: { count: visible } });
  const hidden = sheets.length - visible;
  if (hidden > 0) notes.push({ code: 'hidden-sheet', values: { count: hidden } });
  return notes;
}

