import { accepted, refused, type Outcome } from '../outcome.ts';
import { decodeText, type Encoding } from './csv-encoding.ts';
import { findSeparator, separatorLine } from './csv-separator.ts';

/** The text of a CSV file and how it is to be read. */
interface CsvText {
  text: string;
  encoding: string;
  guessed: boolean;
  separator: string;
  /** number of the text's first line in the file: 2 where a line above names the separator */
  firstLine: number;
}

/** Decodes a CSV file and finds its separator, unless they are given. Refuses `file-empty` and what `decodeText` refuses. O(length). */
export function openCsvText(bytes: Uint8Array, choices: { encoding?: Encoding | undefined; separator?: string | undefined }): Outcome<CsvText> {
  const decoded = decodeText(bytes, choices.encoding);
  if (!decoded.ok) return decoded;
  const { encoding, guessed } = decoded.value;
  if (decoded.value.text.trim() === '') return refused('file-empty');
  const named = separatorLine(decoded.value.text);
  const text = named ? decoded.value.text.slice(named.length) : decoded.value.text;
  return accepted({ text, encoding, guessed, separator: choices.separator ?? named?.separator ?? findSeparator(text), firstLine: named ? 2 : 1 });
}
