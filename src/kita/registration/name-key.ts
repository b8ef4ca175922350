/** Letters that no decomposition brings down to a to z (DIN 91379: Latin letters), and other scripts as they are transcribed in passports. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'a', œ: 'o', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 't', ı: 'i', ə: 'a', ħ: 'h', ŋ: 'n', ŧ: 't', ç: 'ch', č: 'ch', ć: 'ch', ş: 'sh', š: 'sh', ś: 'sh', ș: 'sh', ž: 'z', ź: 'z', ż: 'z', ğ: '', ñ: 'n', ř: 'r',
  а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', ё: 'io', є: 'ie', ж: 'z', з: 'z', и: 'i', і: 'i', ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'ch', ц: 'z', ч: 'ch', ш: 'sh', щ: 'sh', ъ: '', ы: 'i', ь: '', э: 'e', ю: 'iu', я: 'ia',
  α: 'a', β: 'v', γ: 'g', δ: 'd', ε: 'e', ζ: 'z', η: 'i', θ: 't', ι: 'i', κ: 'k', λ: 'l', μ: 'm', ν: 'n', ξ: 'x', ο: 'o', π: 'p', ρ: 'r', σ: 's', ς: 's', τ: 't', υ: 'i', φ: 'f', χ: 'ch', ψ: 'ps', ω: 'o',
  ا: 'a', أ: 'a', إ: 'i', آ: 'a', ء: '', ؤ: 'u', ئ: 'i', ب: 'b', ت: 't', ث: 't', ج: 'g', ح: 'h', خ: 'ch', د: 'd', ذ: 'd', ر: 'r', ز: 'z', س: 's', ش: 'sh', ص: 's', ض: 'd', ط: 't', ظ: 'z', ع: 'a', غ: 'g', ف: 'f', ق: 'k', ك: 'k', ل: 'l', م: 'm', ن: 'n', ه: 'h', ة: 'a', و: 'u', ي: 'i', ى: 'a', پ: 'p', چ: 'ch', ژ: 'z', گ: 'g', ک: 'k', ی: 'i',
};

/**
 * A name as it is searched, never shown: the sounds of each word without its vowels, family name first: `mlr ln` for „Müller, Lena“.
 * Müller, Mueller and Muller are one, Meier and Mayer, Schmidt and Schmitt, Schewtschenko, Shevchenko and Шевченко; case, accents,
 * hyphens and blanks make no difference. It is coarse on purpose: whoever searches with it ranks what it finds. O(length).
 */
export function nameKey(familyName: string, givenNames: string): string {
  return [...words(familyName), ...words(givenNames)].map(soundOf).filter(Boolean).join(' ');
}

/**
 * For each word typed into a search the keys it may begin with, `[['mlr'], ['an']]` for „müller ann“: a record is found when each
 * word's key, or one of its variants, begins one of the words of its {@link nameKey}. At most eight words.
 */
export function searchKeys(text: string): readonly (readonly string[])[] {
  return words(text.slice(0, 200)).slice(0, 8).map((word) => {
    const letters = lettersOf(word);
    // Ahmed and Achmed: the h before a consonant is spoken in one writing and silent in the other.
    const variants = [letters, letters.replace(/h(?=[bdfgjklmnprstvwxz])/g, 'ch').replace(/cch|sch/g, (found) => (found === 'sch' ? 'sch' : 'ch')), letters.replace(/(?<![st])ch(?=[bdfgjklmnprstvwxz])/g, '')];
    return [...new Set(variants.map(soundOfLetters))].filter(Boolean);
  }).filter((keys) => keys.length > 0);
}

function words(name: string): string[] {
  return name.normalize('NFC').toLowerCase().split(/[^\p{L}\p{M}'’ʼ]+/u).filter(Boolean);
}

function soundOf(word: string): string {
  return soundOfLetters(lettersOf(word));
}

/** a to z only; umlauts typed as two letters are one (ae, oe, ue, but not in Bauer, Feuer, Quelle). */
function lettersOf(word: string): string {
  const spelled = [...word].map((letter) => LETTERS[letter] ?? letter).join('');
  return spelled.normalize('NFD').replace(/[^a-z]/g, '').replace(/(?<![aeq])([aou])e/g, '$1');
}

function soundOfLetters(letters: string): string {
  const sounds = letters
    .replace(/tsch|tch/g, 'ch').replace(/sch/g, 'sh').replace(/kh/g, 'ch').replace(/ph/g, 'f').replace(/th|dt/g, 't')
    .replace(/(?<=[aeiouy])h(?![aeiouy])/g, '').replace(/ck|q/g, 'k').replace(/x/g, 'ks').replace(/tz|ts|zh/g, 's')
    .replace(/ch|c/g, 'k').replace(/sh|z/g, 's').replace(/[fw]/g, 'v').replace(/d/g, 't').replace(/[jy]/g, 'i')
    .replace(/^[aeiou]+/, 'A').replace(/[aeiou]/g, '').replace(/(.)\1+/g, '$1');
  return sounds.toLowerCase();
}
