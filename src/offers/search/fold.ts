/** Letters that Unicode does not take apart into letter and mark. */
const SPECIAL: Record<string, string> = { ß: 'ss', ł: 'l', đ: 'd', ð: 'd', þ: 'th', æ: 'a', œ: 'o', ø: 'o', ı: 'i', ŋ: 'n', ħ: 'h', ŧ: 't' };

/**
 * One spelling for all ways to write a word: lower case, no accents (ä → a, é → e, Arabic vowel signs, ё → е), and the umlaut typed as two
 * letters as well (ae, oe, ue → a, o, u – but not after a, e, q: Bauer, Feuer, Quelle). The same for the records and for what
 * is asked, so that a word changed too much still finds itself. The umlaut rule is that of Snowball's German2 stemmer.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[ßłđðþæœøıŋħŧ]/g, (letter) => SPECIAL[letter]!)
    .replace(/ـ/g, '').replace(/[أإآ]/g, 'ا').replace(/ى/g, 'ي').replace(/ة/g, 'ه')
    .replace(/(?<![aeq])([aou])e/g, '$1');
}
