/** What a column or a cell says about ages: a single year, a sum of years [from, until) in years, everything, or several years at once. */
export type AgeWords = { kind: 'year'; year: number } | { kind: 'sum'; from: number; until: number } | { kind: 'total' } | { kind: 'band' };

const YEAR_WORDS = String.raw`(?:\s*-?\s*(?:jahre?n?|j\.?|jährige?[nr]?|years?(?: old)?|yrs?))?`;
const BEFORE = String.raw`(?:kinder\s+)?(?:im\s+alter\s+von\s+|alter[\s_:]*|age[\s_:]*|a|j)?`;
const SINGLE = new RegExp(`^${BEFORE}(\\d{1,3})${YEAR_WORDS}$`);
const UNDER = new RegExp(`^(?:kinder\\s+)?(?:unter|u|<|bis unter)\\s*(\\d{1,3})${YEAR_WORDS}$`);
const FROM_UNDER = new RegExp(`^${BEFORE}(\\d{1,3})${YEAR_WORDS}\\s*(?:bis|-|–)?\\s*(?:unter|<)\\s*(\\d{1,3})${YEAR_WORDS}$`);
const FROM_TO = new RegExp(`^${BEFORE}(\\d{1,3})${YEAR_WORDS}\\s*(?:bis|-|–|to)\\s*(\\d{1,3})${YEAR_WORDS}$`);
const TOTAL = /^(?:kinder\s+)?(?:insgesamt|gesamt(?:summe|ergebnis|zahl)?|summe|total|zusammen|alle(?: alter(?:sjahre)?)?)(?:\s+kinder)?$/;

/**
 * Reads „0“, „17 J.“, „unter 1“, „1 bis unter 2 Jahre“ as single years, „unter 3“ and „3 bis unter 6“ as sums, „Insgesamt“ as the
 * total. „3-5“ and „3 bis 6“ stay bands: whether the last year belongs to them nobody can know. Undefined for anything else.
 */
export function readAge(text: string): AgeWords | undefined {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (words.length > 60) return undefined;
  const single = SINGLE.exec(words);
  if (single) return { kind: 'year', year: Number(single[1]) };
  const under = UNDER.exec(words);
  if (under) return years(0, Number(under[1]));
  const fromUnder = FROM_UNDER.exec(words);
  if (fromUnder) return years(Number(fromUnder[1]), Number(fromUnder[2]));
  if (FROM_TO.test(words)) return { kind: 'band' };
  return TOTAL.test(words) ? { kind: 'total' } : undefined;
}

function years(from: number, until: number): AgeWords | undefined {
  if (until <= from) return undefined;
  return until === from + 1 ? { kind: 'year', year: from } : { kind: 'sum', from, until };
}
