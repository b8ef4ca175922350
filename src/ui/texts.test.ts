import { expect, test } from 'vitest';
import { languages, type Language } from '../platform/language.ts';
import { intlTag, uiTexts } from './texts.ts';

const samples = { count: 3, page: 2, pages: 9, step: 1, steps: 4, percent: 34, seconds: 10, min: 1, max: 5, minutes: 2, number: 3, missing: 2, known: '12' };
const sampleWords = { town: 'Alfeld', label: 'kostenlos', day: '1. Mai', source: 'Amt', types: 'CSV' };

test.each(languages)('every text of the components can be said in %s', (language: Language) => {
  const say = uiTexts.in(language);
  for (const key of uiTexts.keys) {
    const said = say(key, { ...samples, ...sampleWords });
    expect(said.trim(), key).not.toBe('');
    expect(said, key).not.toMatch(/[{}]|undefined/);
  }
});

test.each(languages.filter((language) => language !== 'de' && language !== 'de-easy'))('no German sentence is left over in %s', (language) => {
  const kept = uiTexts.keys.filter((key) => uiTexts.in(language)(key, { ...samples, ...sampleWords }) === uiTexts.in('de')(key, { ...samples, ...sampleWords }));
  expect(kept).toEqual(language === 'tr' ? ['layout.menu'] : []);
});

test('Russian and Arabic count as they do', () => {
  expect(uiTexts.in('ru')('form.errors', { count: 5 })).toBe('5 ответов отсутствуют или неверны');
  expect(uiTexts.in('ar')('form.errors', { count: 2 })).toContain('معلومتان');
});

test('figures are written with the digits of phone keys in every language', () => {
  for (const language of languages) expect(new Intl.NumberFormat(intlTag(language)).format(2026)).toMatch(/^2.?026$/);
});
