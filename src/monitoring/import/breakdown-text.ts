import { readAge } from '../../areas/age-column.ts';
import { categoryKey, type Breakdown } from '../breakdown.ts';

/** What a word of a header or cell says about whom it counts; `everybody`: a total, which narrows nothing. */
export type BreakdownWord = { kind: 'everybody' } | { kind: 'narrower'; breakdown: Breakdown };

const TOTAL = /^(?:insgesamt|gesamt|zusammen|alle|summe|total|anzahl|ins\.?|i|geschlecht insgesamt|alle altersgruppen|alter insgesamt)$/;
const SEX: Record<string, NonNullable<Breakdown['sex']>> = {
  männlich: 'male', maennlich: 'male', männer: 'male', m: 'male', jungen: 'male', weiblich: 'female', frauen: 'female', w: 'female', mädchen: 'female', divers: 'diverse', d: 'diverse',
};
const NATIONALITY: Record<string, NonNullable<Breakdown['nationality']>> = {
  deutsche: 'german', deutsch: 'german', deutscher: 'german', ausländer: 'foreign', ausländerinnen: 'foreign', 'ausländer/-innen': 'foreign', 'ausländer(innen)': 'foreign',
  ausländisch: 'foreign', nichtdeutsch: 'foreign', nichtdeutsche: 'foreign', 'nicht deutsch': 'foreign',
};
const OLDER = /^(\d{1,3})(?: jahre?)? (?:und (?:mehr|älter)|jahre und (?:mehr|älter)|\+|u\. ?(?:ä|m)\.?)(?: jahre)?$/;
const OLDER_SHORT = /^(?:ab |> ?=? ?|ü)?(\d{1,3})\+?$/;
const BAND = /^(?:von )?(\d{1,3})(?: jahre)? ?(?:bis|-|–) ?(\d{1,3})(?:(?: |-)?(?:jahre|jährige|j\.?))?$/;

/**
 * Reads an age group, sex or nationality as tables write them. „3 bis 6 Jahre“ is refused as unclear by giving undefined: whether the
 * last year belongs to it nobody can know – unless `lastYearIncluded` says so. Undefined for any other word.
 */
export function readBreakdownWord(text: string, lastYearIncluded = false): BreakdownWord | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ').replace(/^(?:davon|darunter|dar\.|dav\.)\s*:?\s*/, '');
  if (words === '' || words.length > 60) return undefined;
  if (TOTAL.test(words)) return { kind: 'everybody' };
  if (Object.hasOwn(SEX, words)) return { kind: 'narrower', breakdown: { sex: SEX[words]! } };
  if (Object.hasOwn(NATIONALITY, words)) return { kind: 'narrower', breakdown: { nationality: NATIONALITY[words]! } };
  const older = OLDER.exec(words) ?? (/^(?:ab |> ?=|ü)|\+$/.test(words) ? OLDER_SHORT.exec(words) : null);
  if (older) return { kind: 'narrower', breakdown: { age: { from: Number(older[1]) } } };
  const band = BAND.exec(words);
  if (band) {
    const [from, last] = [Number(band[1]), Number(band[2])];
    // 0–2, 3–5, 15–17 leave no doubt where the next group begins; one with „bis“ does.
    const sure = lastYearIncluded || !words.includes('bis');
    return sure && last >= from ? { kind: 'narrower', breakdown: { age: { from, until: last } } } : undefined;
  }
  const age = readAge(words);
  if (age?.kind === 'year') return { kind: 'narrower', breakdown: { age: { from: age.year, until: age.year } } };
  if (age?.kind === 'sum') return { kind: 'narrower', breakdown: { age: { from: age.from, until: age.until - 1 } } };
  return age?.kind === 'total' ? { kind: 'everybody' } : undefined;
}

/** All words of stacked headers together: `Insgesamt › weiblich › unter 3 Jahre`. Words that say nothing about people are given back. */
export function breakdownOfWords(words: readonly string[], lastYearIncluded = false): { breakdown: Breakdown; rest: string[] } {
  const breakdown: Breakdown = {};
  const rest: string[] = [];
  for (const word of words) {
    const read = readBreakdownWord(word, lastYearIncluded);
    if (!read) rest.push(word);
    else if (read.kind === 'narrower') Object.assign(breakdown, read.breakdown);
  }
  return { breakdown, rest };
}

export function categoryOf(text: string): Breakdown {
  const key = categoryKey(text);
  return key === '' ? {} : { category: key };
}
