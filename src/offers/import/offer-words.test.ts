import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../platform/outcome.ts';
import { readAgeRange, readMaximumAge, readMinimumAge, sayMonths } from './age-words.ts';
import { readLevel, readStaffing, readStepFree, readYesNo } from './answer-words.ts';
import { readEmail, readPhones, readWebsite } from './contact-words.ts';
import { readCosts } from './cost-words.ts';
import { readLanguages } from './language-words.ts';
import { readPoint, readPostalCode } from './read-place.ts';
import { readTerms, termList } from './term-words.ts';

const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? 'accepted' : outcome.refusals[0]!.code);
const valueOf = <Value>(outcome: Outcome<Value>) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
};

describe('ages', () => {
  test.each([
    ['3', 36], ['3 Jahre', 36], ['ab 3 Jahren', 36], ['3,5 Jahre', 42], ['18 Monate', 18], ['6 Wochen', 1], ['6+', 72], ['ab Geburt', 0], ['0', 0],
    ['Schwangerschaft', -9], ['alle', 0], ['', undefined], ['unbekannt', undefined],
  ])('begin at %j: %s months', (text, month) => {
    expect(valueOf(readMinimumAge(text))).toBe(month);
  });

  test('„bis 6 Jahre“ ends at the sixth birthday, unless the person says that the six-year-olds belong to it', () => {
    expect(valueOf(readMaximumAge('6', 'birthday'))).toBe(71);
    expect(valueOf(readMaximumAge('6 Jahre', 'completed-year'))).toBe(83);
  });

  test.each([
    ['unter 6', 71], ['u3', 35], ['bis unter 6 Jahre', 71], ['bis zum 6. Geburtstag', 71], ['bis einschließlich 6 Jahre', 83], ['6 Jahre einschl.', 83],
    ['18 Monate', 18], ['unter 18 Monate', 17], ['Geburt', -1], ['offen', undefined], ['', undefined],
  ])('end %j the same by either rule: %s months', (text, month) => {
    expect(valueOf(readMaximumAge(text, 'birthday'))).toBe(month);
    expect(valueOf(readMaximumAge(text, 'completed-year'))).toBe(month);
  });

  test.each([
    ['3-6 Jahre', 36, 71], ['3 bis 6', 36, 71], ['von 3 bis unter 6 Jahren', 36, 71], ['6 bis 18 Monate', 6, 18], ['6 Monate bis 3 Jahre', 6, 35], ['0–3', 0, 35],
    ['ab 6', 72, undefined], ['ab 6 bis 12 Jahre', 72, 143], ['bis 3 Jahre', undefined, 35], ['unter 3', undefined, 35], ['Schwangerschaft bis 1 Jahr', -9, 11], ['alle', 0, undefined],
  ])('from one cell: %j', (text, from, until) => {
    expect(valueOf(readAgeRange(text, 'birthday'))).toEqual({ ...(from === undefined ? {} : { minimumAgeMonths: from }), ...(until === undefined ? {} : { maximumAgeMonths: until }) });
  });

  test('what is no age is refused, also what a spreadsheet made a date of', () => {
    expect(codeOf(readMinimumAge('Schulkinder'))).toBe('age-not-read');
    expect(codeOf(readMinimumAge('2026-06-03'))).toBe('age-became-date');
    expect(codeOf(readAgeRange('2026-06-03', 'birthday'))).toBe('age-became-date');
    expect(codeOf(readAgeRange('3. Jun', 'birthday'))).toBe('age-became-date');
    expect(codeOf(readMaximumAge('999', 'birthday'))).toBe('age-not-read');
    expect(codeOf(readMinimumAge('3,7'))).toBe('age-not-read');
    expect(codeOf(readAgeRange(`3${' '.repeat(90_000)}x`, 'birthday'))).toBe('age-not-read');
  });

  test('the preview says them in months', () => {
    expect(sayMonths({ minimumAgeMonths: 36, maximumAgeMonths: 71 })).toBe('36 bis 71 Monate');
    expect(sayMonths({ minimumAgeMonths: -9, maximumAgeMonths: 11 })).toBe('Schwangerschaft bis 11 Monate');
    expect(sayMonths({})).toBe('unbekannt');
  });
});

test('answers in words, letters and ticks; empty is unknown and a dash is refused', () => {
  expect(['ja', 'J', 'x', '1', 'WAHR', '✓'].map((text) => valueOf(readYesNo(text)))).toEqual(Array(6).fill('yes'));
  expect(['nein', 'n', '0', 'FALSCH'].map((text) => valueOf(readYesNo(text)))).toEqual(Array(4).fill('no'));
  expect(['', ' ', '?', 'unbekannt'].map((text) => valueOf(readYesNo(text)))).toEqual(Array(4).fill('unknown'));
  expect(codeOf(readYesNo('-'))).toBe('answer-not-read');
  expect(valueOf(readStepFree('teilweise'))).toBe('partly');
  expect(valueOf(readStaffing('haupt- und ehrenamtlich'))).toBe('both');
  expect(['Stadt', 'Landkreis', 'Land', 'freier Träger', ''].map((text) => valueOf(readLevel(text)))).toEqual(['city', 'county', 'state', 'provider', 'unknown']);
});

describe('telephone, mail and web', () => {
  test('numbers stay as typed, with the words in brackets beside them', () => {
    expect(valueOf(readPhones('(05181) 703-0 (Büro) | Tel.: +49 170 1234567; 116 111'))).toEqual([
      { number: '(05181) 703-0', description: 'Büro' }, { number: '+49 170 1234567', description: '' }, { number: '116 111', description: '' },
    ]);
    expect(valueOf(readPhones('-'))).toEqual([]);
  });

  test('two numbers in one piece and words are refused', () => {
    expect(codeOf(readPhones('05181 703-0 oder 0170 1234567'))).toBe('phone-not-read');
    expect(codeOf(readPhones('siehe Aushang'))).toBe('phone-not-read');
  });

  test.each([['info@verein.example', 'accepted'], ['mailto:info@verein.example', 'accepted'], ['info@verein', 'email-not-read'], ['a b@verein.example', 'email-not-read'], ['x@y.example\nBcc: z', 'email-not-read'], ['"><script>@x.de', 'email-not-read']])('e-mail %j: %s', (text, code) => {
    expect(codeOf(readEmail(text))).toBe(code);
  });

  test('a web address without scheme gets https, and the preview knows', () => {
    expect(valueOf(readWebsite('www.verein.example/kurse'))).toEqual({ website: 'https://www.verein.example/kurse', added: true });
    expect(valueOf(readWebsite('http://verein.example:8080'))).toEqual({ website: 'http://verein.example:8080', added: false });
    expect(valueOf(readWebsite('verein.example:8080'))).toEqual({ website: 'https://verein.example:8080', added: true });
    expect(valueOf(readWebsite('–'))).toEqual({ added: false });
  });

  test.each([
    ['javascript:alert(1)', 'website-scheme'], ['JavaScript:alert(1)', 'website-scheme'], ['java\tscript:alert(1)', 'website-not-read'], ['javascript:1', 'website-not-read'],
    ['data:text/html,<script>', 'website-scheme'], ['ftp://verein.example', 'website-scheme'], ['https://user:geheim@verein.example', 'website-not-read'],
    ['//boese.example', 'website-not-read'], ['https://localhost/x', 'website-not-read'], ['http://127.0.0.1/', 'website-not-read'], ['kein Link', 'website-not-read'],
    ['info@verein.example', 'website-not-read'], ['https://verein.example/"onclick=', 'website-not-read'],
  ])('%j is no address to link to (%s)', (text, code) => {
    expect(codeOf(readWebsite(text))).toBe(code);
  });
});

describe('costs', () => {
  test.each([
    ['kostenlos', [], 'yes'], ['0 €', [], 'yes'], ['', [], 'unknown'], ['unbekannt', [], 'unknown'],
    ['5 €', [{ amountCents: 500, description: '', reducedFor: '' }], 'no'], ['5', [{ amountCents: 500, description: '', reducedFor: '' }], 'no'],
    ['12,50 Euro pro Termin', [{ amountCents: 1250, description: 'pro Termin', reducedFor: '' }], 'no'], ['1.200 € im Jahr', [{ amountCents: 120_000, description: 'im Jahr', reducedFor: '' }], 'no'],
    ['5,- €', [{ amountCents: 500, description: '', reducedFor: '' }], 'no'],
    ['5 € | 3 € [ermäßigt: Familienpass]', [{ amountCents: 500, description: '', reducedFor: '' }, { amountCents: 300, description: '', reducedFor: 'Familienpass' }], 'no'],
    ['auf Anfrage', [{ description: 'auf Anfrage', reducedFor: '' }], 'unknown'], ['10-15 €', [{ description: '10-15 €', reducedFor: '' }], 'unknown'],
  ])('%j', (text, costs, free) => {
    expect(valueOf(readCosts(text))).toEqual({ costs, free });
  });

  test('words without an amount are unknown and never 0', () => {
    expect(valueOf(readCosts('Materialkosten')).costs[0]).not.toHaveProperty('amountCents');
  });
});

test('languages by name or code, each once; an unknown one is refused with its neighbours', () => {
  expect(valueOf(readLanguages('Deutsch, Türkisch und Arabisch / de | Farsi'))).toEqual(['de', 'tr', 'ar', 'fa']);
  expect(valueOf(readLanguages('uk|ru'))).toEqual(['uk', 'ru']);
  expect(valueOf(readLanguages('DGS'))).toEqual(['gsg']);
  expect(readLanguages('Türkish')).toMatchObject({ ok: false, refusals: [{ code: 'language-unknown', values: { text: 'Türkish', hasNear: 'yes' } }] });
  expect(codeOf(readLanguages('Leichte Sprache'))).toBe('language-unknown');
});

test('terms by key or name in any language; a comma in a name is no division', () => {
  const list = termList([{ key: 'a', names: { de: 'Beratung', en: 'Advice' } }, { key: 'b', names: { de: 'Essen, Trinken' } }, { key: 'c', names: { de: 'Sport' } }, { key: 'd', names: { de: 'Spórt' } }]);
  expect(valueOf(readTerms('Essen, Trinken | advice', list))).toEqual(['a', 'b']);
  expect(valueOf(readTerms('beratung, c', list))).toEqual(['a', 'c']);
  expect(codeOf(readTerms('Beratng', list))).toBe('term-unknown');
  expect(codeOf(readTerms('constructor', list))).toBe('term-unknown');
});

test('postcodes and coordinates say what is wrong with them', () => {
  expect(valueOf(readPostalCode('D-31061'))).toBe('31061');
  expect(codeOf(readPostalCode('1067'))).toBe('postal-code-four-digits');
  expect(codeOf(readPostalCode('Alfeld'))).toBe('postal-code-not-read');
  const either = { latitude: 'either', longitude: 'either' } as const;
  expect(valueOf(readPoint('51.985', '9.825', either))).toEqual({ latitude: 51.985, longitude: 9.825 });
  expect(valueOf(readPoint('51,985', '9,825 °', either))).toEqual({ latitude: 51.985, longitude: 9.825 });
  expect(valueOf(readPoint('', ' ', either))).toBeUndefined();
  expect(codeOf(readPoint('9.8251', '51.9852', either))).toBe('coordinates-swapped');
  expect(codeOf(readPoint('51.98', '', either))).toBe('coordinate-alone');
  expect(codeOf(readPoint('5760000', '555000', either))).toBe('coordinate-out-of-range');
});
