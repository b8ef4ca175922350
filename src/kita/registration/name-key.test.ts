import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameKey, searchKeys } from './name-key.ts';

/** Found as the office's search finds: each typed word, or a variant of it, begins a word of the record's key. */
const finds = (typed: string, familyName: string, givenNames = '') => {
  const words = nameKey(familyName, givenNames).split(' ');
  return searchKeys(typed).every((keys) => keys.some((key) => words.some((word) => word.startsWith(key))));
};

describe('a name is found', () => {
  test.each([
    ['Müller', 'Mueller'], ['Muller', 'Müller'], ['MÜLLER', 'Müller'], ['Meier', 'Mayer'], ['Meyr', 'Maier'], ['Schmitt', 'Schmidt'], ['Schevchenko', 'Шевченко'], ['Schewtschenko', 'Shevchenko'],
    ['Sahin', 'Şahin'], ['Oeztuerk', 'Öztürk'], ['Ahmed', 'Achmed'], ['Achmed', 'Ahmed'], ['Mohamad', 'Muhammed'], ['محمد', 'Mohammed'], ['Yusuf', 'Jusuf'], ['Lukas', 'Łukasz'], ['Oneill', 'O’Neill'], ['Ludenscheid', 'Müller-Lüdenscheid'], ['Schultze', 'Schulze'],
  ])('„%s“ typed for %s', (typed, name) => {
    expect(finds(typed, name)).toBe(true);
  });

  test.each([['Anna Müller'], ['müller anna'], ['mü an']])('by given and family name in any order, also half typed: „%s“', (typed) => {
    expect(finds(typed, 'Müller', 'Anna Maria')).toBe(true);
  });

  test.each([['Bauer', 'Bach'], ['Becker', 'Fischer'], ['Anna', 'Otto']])('but not „%s“ for %s', (typed, name) => {
    expect(finds(typed, name)).toBe(false);
  });
});

test('every name is found by itself, and the key holds nothing but small letters and blanks', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aeiouäöübcdfghjklmnpqrstvwxyzßçşŁéñ -’шёж') , minLength: 1, maxLength: 30 }), (name) => {
    expect(nameKey(name, '')).toMatch(/^[a-z ]*$/);
    expect(finds(name.split(' ').slice(0, 8).join(' '), name)).toBe(true);
  }));
});
