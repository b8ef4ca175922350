import type { Attributes } from './layer.ts';

/** A column of a file as the preview shows it, so that a person can say what it means. */
export interface AttributeColumn {
  name: string;
  /** up to three different values */
  examples: string[];
  /** features that have a value */
  filled: number;
  different: number;
}

/** All columns in the order of the file. */
export function attributeColumns(features: { attributes: Attributes }[]): AttributeColumn[] {
  const values = new Map<string, { filled: number; different: Set<string> }>();
  for (const { attributes } of features) {
    for (const [name, value] of Object.entries(attributes)) {
      let column = values.get(name);
      if (!column) values.set(name, (column = { filled: 0, different: new Set() }));
      if (value === null) continue;
      column.filled += 1;
      column.different.add(String(value));
    }
  }
  return [...values].map(([name, { filled, different }]) => ({ name, examples: [...different].slice(0, 3), filled, different: different.size }));
}

/** What German surveying offices call the name of an area, the likeliest first (GEN: VG250 of the BKG). */
const nameColumns = [/^name$/i, /^gen$/i, /name/i, /bezeich/i, /^bez$/i, /(ortsteil|stadtteil|quartier|bezirk|viertel|sozialraum)/i];
const keyColumns = [/^(ars|rs)$/i, /^(ags|gkz)$/i, /schl(ue|ü)ss/i, /(key|nummer|kennung|kennz|_nr|^nr$|^id$|code)/i];

/** The column a name is likely to stand in; a guess for the preview and for messages, never for the import itself. */
export function likelyNameColumn(columns: AttributeColumn[]): string | undefined {
  return likely(columns, nameColumns, (column) => column.filled > 0);
}

/** The column a key is likely to stand in: filled everywhere and different everywhere. */
export function likelyKeyColumn(columns: AttributeColumn[], features: number): string | undefined {
  return likely(columns, keyColumns, (column) => column.filled === features && column.different === features);
}

function likely(columns: AttributeColumn[], patterns: RegExp[], fits: (column: AttributeColumn) => boolean): string | undefined {
  for (const pattern of patterns) {
    const found = columns.find((column) => pattern.test(column.name) && fits(column));
    if (found) return found.name;
  }
  return undefined;
}
