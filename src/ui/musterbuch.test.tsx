import { expect, test } from 'vitest';
import { languageFacts, languages } from '../platform/language.ts';
import { MusterbuchPage } from './musterbuch.tsx';
import { rendered, tagOf, values, words } from './rendered.ts';

const pages = new Map<string, Promise<string>>();

/** The Musterbuch in a language: every component in every state. */
function musterbuch(language: string): Promise<string> {
  const made = pages.get(language) ?? rendered(<MusterbuchPage />, 'de', { query: new URLSearchParams({ sprache: language }), path: '/musterbuch' });
  pages.set(language, made);
  return made;
}

test.each(languages)('in %s the page says its language and its direction', async (language) => {
  const { tag, direction } = languageFacts[language];
  expect(await musterbuch(language)).toContain(`<html lang="${tag}" dir="${direction}"`);
});

test.each(['de', 'ar'])('in %s no id stands twice', async (language) => {
  const ids = values(await musterbuch(language), 'id');
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test.each(['de', 'ar'])('in %s every label, hint, message and name points to something that is there', async (language) => {
  const html = await musterbuch(language);
  const ids = new Set(values(html, 'id'));
  for (const attribute of ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls']) {
    expect(values(html, attribute).filter((id) => !ids.has(id)), attribute).toEqual([]);
  }
});

test.each(['de', 'ar'])('in %s every control has a label', async (language) => {
  const html = await musterbuch(language);
  const labelled = new Set(values(html, 'for'));
  const controls = [...html.matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !tag.includes('type="hidden"'));
  expect(controls.length).toBeGreaterThan(80);
  expect(controls.filter((tag) => !labelled.has(/\sid="([^"]*)"/.exec(tag)?.[1] ?? ''))).toEqual([]);
});

test.each(['de', 'ar'])('in %s every field that is wrong says so and points to its message', async (language) => {
  const html = await musterbuch(language);
  const ids = values(html, 'id').filter((id) => id.endsWith('-fehler'));
  expect(ids.length).toBeGreaterThan(14);
  for (const id of ids) expect(values(tagOf(html, id.replace(/-fehler$/, '')), 'aria-describedby'), id).toContain(id);
});

test.each(['de', 'ar'])('in %s every link leads somewhere and every picture has a name or is decoration', async (language) => {
  const html = await musterbuch(language);
  expect(html.match(/<a(?=[\s>])(?![^>]*\shref=)[^>]*>/g)).toBeNull();
  expect([...html.matchAll(/<svg\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => !/aria-hidden="true"|role="img"/.test(tag) && !tag.includes('viewBox="0 0 300 90"'))).toEqual([]);
});

test('there is one main heading besides the two page heads on show, and the content is reached by the skip link', async () => {
  const html = await musterbuch('de');
  expect(html).toContain('href="#inhalt"');
  expect(tagOf(html, 'inhalt')).toMatch(/^<main/);
  expect(html.match(/<h1/g)).toHaveLength(3);
});

test('nothing on the page needs a style attribute, an inline script or another site', async () => {
  const html = await musterbuch('de');
  expect(html).not.toMatch(/\sstyle="/);
  expect(html).not.toMatch(/\son[a-z]+="/);
  expect([...html.matchAll(/<script\b[^>]*>/g)].filter(([tag]) => !tag.includes('src="/assets/') || !tag.includes('nonce="nonce"'))).toEqual([]);
  expect(values(html, 'src').concat(values(html, 'href')).filter((address) => /^(https?:)?\/\//.test(address))).toEqual([]);
});

test('the languages are named in themselves and the present one is marked', async () => {
  const html = await musterbuch('ar');
  expect(html).toMatch(/hreflang="tr" dir="ltr">Türkçe</);
  expect(html).toMatch(/hreflang="ar" dir="rtl" aria-current="true">العربية</);
});

test('a machine-made translation says so in its own language', async () => {
  expect(words(await musterbuch('uk'))).toContain('Цю сторінку переклала машина.');
});

test('an unknown language shows the page in German', async () => {
  expect(await musterbuch('tlh')).toContain('<html lang="de"');
});
