import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { headerKey } from '../../platform/table-file/header-names.ts';
import { nearWords } from '../../platform/table-file/near-words.ts';
import { joinList, splitOutsideQuotes, withoutQuotes } from './list-cell.ts';

/* Languages offered in German family services: ISO 639-1, where there is none 639-3; German name first, other names behind it. */
const LANGUAGES: Record<string, string> = {
  de: 'Deutsch|German', en: 'Englisch|English', uk: 'Ukrainisch|Ukrainian', tr: 'Türkisch|Turkish', ar: 'Arabisch|Arabic', ru: 'Russisch|Russian',
  fa: 'Persisch|Farsi|Persian', prs: 'Dari', ps: 'Paschtu|Paschto|Pashto', ku: 'Kurdisch|Kurdish', kmr: 'Kurmandschi|Kurmanji|Kurmancî', ckb: 'Sorani',
  pl: 'Polnisch|Polish', ro: 'Rumänisch|Romanian', bg: 'Bulgarisch|Bulgarian', hu: 'Ungarisch|Hungarian', cs: 'Tschechisch|Czech', sk: 'Slowakisch|Slovak',
  sl: 'Slowenisch|Slovenian', hr: 'Kroatisch|Croatian', sr: 'Serbisch|Serbian', bs: 'Bosnisch|Bosnian', mk: 'Mazedonisch|Macedonian', sq: 'Albanisch|Albanian',
  el: 'Griechisch|Greek', it: 'Italienisch|Italian', es: 'Spanisch|Spanish', pt: 'Portugiesisch|Portuguese', fr: 'Französisch|French', nl: 'Niederländisch|Holländisch|Dutch',
  da: 'Dänisch|Danish', sv: 'Schwedisch|Swedish', no: 'Norwegisch|Norwegian', fi: 'Finnisch|Finnish', et: 'Estnisch', lv: 'Lettisch', lt: 'Litauisch',
  vi: 'Vietnamesisch|Vietnamese', zh: 'Chinesisch|Mandarin|Chinese', ja: 'Japanisch|Japanese', ko: 'Koreanisch|Korean', th: 'Thailändisch|Thai', tl: 'Tagalog|Philippinisch',
  id: 'Indonesisch', hi: 'Hindi', ur: 'Urdu', pa: 'Punjabi|Pandschabi', bn: 'Bengalisch|Bengali', ta: 'Tamilisch|Tamil', si: 'Singhalesisch', ne: 'Nepalesisch|Nepali',
  ti: 'Tigrinya|Tigrinisch', am: 'Amharisch|Amharic', so: 'Somali|Somalisch', om: 'Oromo', sw: 'Suaheli|Swahili|Kisuaheli', ha: 'Hausa', yo: 'Yoruba', ig: 'Igbo',
  wo: 'Wolof', ff: 'Fula|Fulfulde', bm: 'Bambara', ln: 'Lingala', rw: 'Kinyarwanda', mg: 'Madagassisch', af: 'Afrikaans',
  hy: 'Armenisch|Armenian', ka: 'Georgisch|Georgian', az: 'Aserbaidschanisch', kk: 'Kasachisch', uz: 'Usbekisch', ky: 'Kirgisisch', tg: 'Tadschikisch', ce: 'Tschetschenisch',
  be: 'Belarussisch|Weißrussisch', he: 'Hebräisch|Hebrew', yi: 'Jiddisch', mn: 'Mongolisch', rom: 'Romanes|Romani', arc: 'Aramäisch', ber: 'Berberisch',
  nds: 'Niederdeutsch|Plattdeutsch', hsb: 'Obersorbisch|Sorbisch', frr: 'Nordfriesisch|Friesisch', lb: 'Luxemburgisch', la: 'Latein', eo: 'Esperanto',
  gsg: 'Deutsche Gebärdensprache|DGS|Gebärdensprache',
};

const codeOf = new Map(Object.entries(LANGUAGES).flatMap(([code, names]) => [code, ...names.split('|')].map((name) => [headerKey(name), code] as const)));
const names = Object.values(LANGUAGES).flatMap((list) => list.split('|'));
const BY_INTL = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/**
 * Reads „Deutsch, Türkisch“ or „de|tr“ as ISO 639 codes, each once, in order. Refuses `language-unknown` with near names;
 * Leichte Sprache is none, it is a way of writing.
 */
export function readLanguages(cell: string): Outcome<string[]> {
  const words = splitOutsideQuotes(cell, '|;,/\r\n').flatMap((word) => withoutQuotes(word).split(/\s+(?:und|and|&|\+)\s+/));
  const codes: string[] = [];
  for (const word of words) {
    const code = codeOf.get(headerKey(word)) ?? otherCode(word.trim());
    if (code === undefined) {
      const near = nearWords(word, names);
      return refused('language-unknown', { values: { text: word.trim().slice(0, 60), near: near.join(', '), hasNear: near.length > 0 ? 'yes' : 'no' } });
    }
    if (!codes.includes(code)) codes.push(code);
  }
  return accepted(codes);
}

function otherCode(word: string): string | undefined {
  return /^[a-z]{2}$/.test(word) && BY_INTL.of(word) !== undefined ? word : undefined;
}

/** The German names; a code without one stands for itself. */
export function sayLanguages(codes: readonly string[]): string {
  return joinList(codes.map((code) => (Object.hasOwn(LANGUAGES, code) ? LANGUAGES[code]!.split('|')[0]! : code)));
}
