import { covers, type Coverage } from './font-coverage.ts';

/** Data for a template: as JSON, so that no text is ever read as markup. */
export type PdfData = string | number | boolean | null | readonly PdfData[] | { readonly [name: string]: PdfData };

/** Stands for a character no font of ours has, so that a reader sees that something is missing. */
const MISSING = '\ufffd';
/** Joiners and isolates belong to the writing of a word and have no look of their own. */
const SILENT = /[\u200b-\u200f\u2066-\u2069\u00ad]/u;
/** Nothing a text may hold: control characters, overrides of direction, marks of byte order, halves of pairs, what is no character. */
const NEVER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\u202a-\u202e]|[\ufe00-\ufe0f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * All texts of the data as they can be set: without control characters and overrides of direction, with pictures (emoji) left out, and every other
 * character our fonts lack shown as a question mark in a box. PDF/UA allows no text without glyphs. `bare`: also without accents that stand by themselves and
 * joiners, for texts that put marks of one script on letters of another. O(length of the texts).
 */
export function settable<Data extends PdfData>(data: Data, coverage: Coverage, bare = false): { data: Data; replaced: number } {
  let replaced = 0;
  const text = (typed: string) => {
    let shown = '';
    for (const character of typed.normalize('NFC').replace(NEVER, '')) {
      if (bare && /[\p{M}\p{Cf}\p{Co}]/u.test(character)) replaced += 1;
      else if (character === '\n' || covers(coverage, character.codePointAt(0)!) || SILENT.test(character)) shown += character;
      else if (character === '\t' || /\p{Zs}/u.test(character)) shown += ' ';
      else if (!/[\p{Cc}\p{Cf}]/u.test(character)) {
        replaced += 1;
        if (!/\p{Extended_Pictographic}/u.test(character)) shown += MISSING;
      }
    }
    return shown;
  };
  const walk = (value: PdfData): PdfData => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(walk);
    if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one)]));
    return value;
  };
  return { data: walk(data) as Data, replaced };
}
