import { IntlMessageFormat } from 'intl-messageformat';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageFacts, languages, type Language } from '../src/platform/language.ts';

const root = join(import.meta.dirname, '..', 'src');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.json') && entry.parentPath.endsWith('messages'))
  .map((entry) => join(entry.parentPath, entry.name));

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
const languageOf = (file: string) => basename(file, '.json').split('.').at(-1) as Language;
const short = (file: string) => file.slice(root.length + 1);

/** Names of the values a text takes, e.g. `count`. */
function valuesOf(text: string, tag: string): string[] {
  const names = new Set<string>();
  const visit = (elements: readonly { type: number; value?: unknown; options?: Record<string, { value: never[] }> }[]): void => {
    for (const element of elements) {
      if (element.type > 0 && element.type < 7 && typeof element.value === 'string') names.add(element.value);
      for (const option of Object.values(element.options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, tag).getAst() as never);
  return [...names].sort();
}

interface Element { type: number; value?: unknown; pluralType?: string; options?: Record<string, { value: Element[] }> }
const PLURAL = 6;
const EXACTLY: Record<string, string> = { one: '=1', two: '=2' };
/**
 * Forms that go together: who tells apart one of them must tell apart all. Ukrainian and Russian need no more than `one` and `other` after a
 * preposition („от 2 лет“); `zero` may fall to `other` in Arabic.
 */
const TOGETHER: Record<string, string[]> = { uk: ['one', 'few', 'many'], ru: ['one', 'few', 'many'], ar: ['one', 'two', 'few', 'many'] };
const ALONE: Record<string, string[]> = { uk: ['one'], ru: ['one'], ar: [] };

/** Plural forms a text lacks or its language does not have: `many`, `not few`. */
function faultyForms(text: string, tag: string): string[] {
  const faults = new Set<string>();
  const visit = (elements: readonly Element[]): void => {
    for (const element of elements) {
      if (element.type === PLURAL) {
        const said = Object.keys(element.options ?? {});
        const known = new Intl.PluralRules(tag, { type: element.pluralType as Intl.PluralRuleType }).resolvedOptions().pluralCategories as string[];
        for (const form of said) if (!form.startsWith('=') && !known.includes(form)) faults.add(`not ${form}`);
        const together = element.pluralType === 'ordinal' ? [] : (TOGETHER[tag] ?? []);
        const isTold = together.some((form) => said.includes(form) && !(ALONE[tag] ?? []).includes(form));
        for (const form of together) if (isTold && !said.includes(form) && !said.includes(EXACTLY[form] ?? form)) faults.add(form);
      }
      for (const option of Object.values(element.options ?? {})) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(text, tag).getAst() as unknown as Element[]);
  return [...faults];
}

describe('every text', () => {
  test('of every part can be said', () => {
    expect(files.length).toBeGreaterThan(20);
    const unsayable = files.flatMap((file) => Object.entries(read(file)).flatMap(([key, text]) => {
      try {
        valuesOf(text, languageFacts[languageOf(file)].tag);
        return text.trim() === '' ? [`${short(file)} ${key}: empty`] : [];
      } catch {
        return [`${short(file)} ${key}`];
      }
    }));
    expect(unsayable).toEqual([]);
  });

  test('says the plural forms its language has: few and many in Ukrainian and Russian, all six in Arabic', () => {
    expect(faultyForms('{count, plural, one {# год} few {# года} other {# года}}', 'ru')).toEqual(['many']);
    expect(faultyForms('{count, plural, one {# Kind} few {# Kinder} other {# Kinder}}', 'de')).toEqual(['not few']);
    expect(faultyForms('{count, plural, two {#} other {#}}', 'ar')).toEqual(['one', 'few', 'many']);
    const faults = files.flatMap((file) => Object.entries(read(file)).flatMap(([key, text]) => {
      const forms = faultyForms(text, languageFacts[languageOf(file)].tag);
      return forms.length > 0 ? [`${short(file)} ${key}: ${forms.join(', ')}`] : [];
    }));
    expect(faults).toEqual([]);
  });

  test('takes in every language what it takes in German, and stands in the same files', () => {
    const differences: string[] = [];
    for (const file of files.filter((one) => languageOf(one) === 'de')) {
      const topic = basename(file, '.de.json');
      if (topic.startsWith('staff')) continue;
      const german = read(file);
      for (const language of languages.filter((one) => one !== 'de')) {
        const other = join(dirname(file), `${topic}.${language}.json`);
        if (!files.includes(other)) {
          differences.push(`${short(other)} is missing`);
          continue;
        }
        const texts = read(other);
        for (const [key, text] of Object.entries(german)) {
          if (texts[key] === undefined) differences.push(`${short(other)} ${key} is missing`);
          else if (valuesOf(texts[key], languageFacts[language].tag).join() !== valuesOf(text, 'de').join()) differences.push(`${short(other)} ${key}: other values`);
        }
        for (const key of Object.keys(texts)) if (german[key] === undefined) differences.push(`${short(other)} ${key} has no German text`);
      }
    }
    expect(differences).toEqual([]);
  });

  test('is never called Leichte Sprache, which needs an audit', () => {
    const claims = files.filter((file) => languageOf(file) === 'de-easy').filter((file) => /leichte[rn]? sprache/i.test(readFileSync(file, 'utf8')));
    expect(claims).toEqual([]);
  });
});
