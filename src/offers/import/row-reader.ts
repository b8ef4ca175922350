import type { Outcome } from '../../platform/outcome.ts';
import { forbiddenCharacter } from '../../platform/table-file/hidden-character.ts';
import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { columnName, type TableFile, type TableRow } from '../../platform/table-file/table-file.ts';
import { fieldHeader, offerFields, type OfferField, type OfferMapping } from './offer-fields.ts';

/** Something the import does that a person should see, though the row is fine. */
export interface RowNote {
  line: number;
  column: string;
  code: 'website-https-added' | 'phone-without-area-code' | 'ages-in-months' | 'place-named';
  values: Record<string, string | number>;
}

const LONGEST_WORDS = 4_000;

/** Reads the cells of one row by field and collects what is wrong with them. */
export function rowReader(table: TableFile, mapping: OfferMapping, { line, cells }: TableRow) {
  const refused: RefusedRow[] = [];
  const notes: RowNote[] = [];
  const columnOf = (field: OfferField) => (mapping[field] === undefined ? fieldHeader(field) : columnName(table.header, mapping[field]));
  const cell = (field: OfferField) => (mapping[field] === undefined ? '' : (cells[mapping[field]] ?? ''));
  const refuse = (field: OfferField, code: string, values: Record<string, string | number> = {}) => {
    refused.push({ line, column: columnOf(field), code, values });
  };

  for (const field of offerFields) {
    const hidden = forbiddenCharacter(cell(field));
    if (hidden) refuse(field, 'hidden-character', { character: hidden.character });
  }

  const within = (field: OfferField, limit: number, text: string): string => {
    if (text.length > limit) refuse(field, 'text-too-long', { limit, length: text.length });
    return text;
  };
  return {
    line, refused, notes, refuse,
    has: (field: OfferField) => cell(field).trim() !== '',
    note(field: OfferField, code: RowNote['code'], values: RowNote['values'] = {}) {
      notes.push({ line, column: columnOf(field), code, values });
    },
    /** A cell to be understood; refused and empty where it is longer than any list or sentence of that kind. */
    words(field: OfferField): string {
      const text = cell(field).normalize('NFC');
      if (text.length <= LONGEST_WORDS) return text;
      within(field, LONGEST_WORDS, text);
      return '';
    },
    /** One line of text: runs of blanks are one, NFC. */
    singleLine: (field: OfferField, limit: number) => within(field, limit, cell(field).replace(/\s+/g, ' ').trim().normalize('NFC')),
    /** Text with its line breaks. */
    text: (field: OfferField, limit: number) => within(field, limit, cell(field).replace(/\r\n?/g, '\n').trim().normalize('NFC')),
    /** The value of an outcome; a refusal is collected and `otherwise` stands in for the rest of the row. */
    take<Value>(field: OfferField, outcome: Outcome<Value>, otherwise: Value): Value {
      if (outcome.ok) return outcome.value;
      for (const { code, values } of outcome.refusals) refuse(field, code, values);
      return otherwise;
    },
  };
}

export type RowReader = ReturnType<typeof rowReader>;
