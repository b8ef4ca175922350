/**
 * Light stems for the languages families ask in besides German: endings off, nothing else. Light stemmers lose less than heavy ones on
 * queries of one to five words. Input is folded (fold.ts), so „й“ has become „и“ and „ة“ „ه“. O(length).
 * Sources: Larkey, Ballesteros, Connell: Light Stemming for Arabic IR, 2007 (light10); Dolamic, Savoy: Stemming Approaches for East European
 * Languages, 2008 (Russian, light); Çilden: Stemming Turkish Words Using Snowball, 2006 (nominal suffixes); Harman: How Effective Is Suffixing?, 1991 (S-stemmer).
 */
export function slavicStem(word: string): string {
  const active = word.length > 5 ? word.replace(/(ться|тись|тися|тся|ся|сь)$/, '') : word;
  return active.replace(SLAVIC_ENDING, '').replace(/ь$/, '');
}

/** The longest of these endings, Russian and Ukrainian, that leaves three letters. */
const SLAVIC_ENDING = new RegExp(`(?<=.{3})(?:${[
  'иями ями ами ого его ому ему ыми ими ої ою ею єю иєю ією ього ьому ами ями ові еві',
  'ая яя ое ее ие ые ии ыи ои еи ую юю ам ям ах ях ов ев ів їв ей ом ем им ым их ых ія ію ії іх ім іи еє',
  'ешь ишь ете ите ают яют ует уют ить ать ять еть ити ати яти іти ает аєт аю яю ит ет ют ят ють ять',
  'а я о е є у ю ы и і ї ь',
].join(' ').split(' ').sort((a, b) => b.length - a.length).join('|')})$`);

export function arabicStem(word: string): string {
  const bare = word.replace(/^(?:وال|فال|بال|كال|لل|ال)(?=.{2})/, '').replace(/^و(?=.{3})/, '');
  return bare.replace(/(?<=.{2})(?:هما|كما|ها|ان|ات|ون|ين|يه|نا|كم|هم|تي)$/, '').replace(/(?<=.{2})[هي]$/, '');
}

const TURKISH_ENDING = /(?:lariniz|leriniz|larimiz|lerimiz|larinda|lerinde|lari|leri|larin|lerin|lar|ler|imiz|umuz|iniz|unuz|sinda|sinde|inda|inde|undan|inden|indan|dan|den|tan|ten|nda|nde|da|de|ta|te|nin|nun|in|un|yi|yu|ya|ye|im|um|si|su|i|u|a|e)$/;

/** Off with case, possession and plural, at most three of them, while four letters stay; „çocuğum“ and „çocuk“ meet. */
export function turkishStem(word: string): string {
  let stem = word;
  for (let round = 0; round < 3 && stem.length > 4; round += 1) {
    const shorter = stem.replace(TURKISH_ENDING, '');
    if (shorter === stem || shorter.length < 4) break;
    stem = shorter;
  }
  return stem.replace(/g$/, 'k').replace(/b$/, 'p').replace(/d$/, 't');
}

export function englishStem(word: string): string {
  if (word.length < 4) return word;
  const single = word.replace(/(?<=..)ies$/, 'y').replace(/(?<=[sxzh])es$/, '').replace(/(?<=[^su])s$/, '');
  const plain = single.replace(/(?<=...)(?:ing|(?<!e)ed)$/, '').replace(/([bdgmnprt])\1$/, '$1');
  return plain.replace(/(?<=...)e$/, '').replace(/(?<=..)y$/, 'i');
}
