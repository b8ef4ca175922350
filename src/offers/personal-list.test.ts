import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, day } from '../platform/day.ts';
import { newId } from '../platform/id.ts';
import { languages } from '../platform/language.ts';
import { LIST_DAYS } from './personal-list-text.ts';
import { addEntry, annotate, emptyList, hasNotes, MAX_ENTRIES, MAX_NOTE, mergeLists, moveEntry, refOf, removeEntry, withoutNotes, type PersonalList } from './personal-list.ts';
import { MAX_SEALED, openList, sealList } from './server/personal-list-seal.ts';

const today = day('2026-11-22');
const key = randomBytes(32);
const town = newId();
const refs = (list: PersonalList) => list.entries.map(({ ref }) => ref);
const listOf = (...entries: string[]): PersonalList => ({ ...emptyList(today), entries: entries.map((ref) => ({ ref, note: '' })) });
const a = '000000000001';
const b = '000000000002';
const c = '000000000003';

describe('a personal list', () => {
  test('keeps each offer once, in the order they were saved, and moves them one place at a time', () => {
    const twice = addEntry(listOf(a, b), a);
    expect(twice).toEqual({ ok: true, value: listOf(a, b) });
    expect(refs(moveEntry(listOf(a, b, c), c, -1))).toEqual([a, c, b]);
    expect(refs(moveEntry(listOf(a, b, c), a, -1))).toEqual([a, b, c]);
    expect(refs(removeEntry(listOf(a, b, c), b))).toEqual([a, c]);
  });

  test('refuses more than a sheet of paper holds', () => {
    const full = listOf(...Array.from({ length: MAX_ENTRIES }, (_, index) => index.toString(16).padStart(12, '0')));
    expect(addEntry(full, 'ffffffffffff')).toEqual({ ok: false, refusals: [{ code: 'list-full', values: { max: MAX_ENTRIES } }] });
    expect(mergeLists(full, listOf('ffffffffffff')).entries).toHaveLength(MAX_ENTRIES);
  });

  test('takes a sentence to an entry without characters that turn words around, and gives it away without on request', () => {
    const noted = annotate(listOf(a), a, `  Klingeln\n bei \u202e„Hof“ ${'x'.repeat(200)}`, 3);
    expect(noted.entries[0]!.note).toMatch(/^Klingeln bei „Hof“ x/);
    expect([...noted.entries[0]!.note]).toHaveLength(MAX_NOTE);
    expect(hasNotes(noted)).toBe(true);
    expect(hasNotes(withoutNotes(noted))).toBe(false);
  });

  test('names an offer by the random end of its id', () => {
    expect(refOf(newId())).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('a sealed list', () => {
  const entry = fc.record({ ref: fc.stringMatching(/^[0-9a-f]{12}$/), note: fc.string({ unit: 'grapheme', maxLength: 60 }), phrase: fc.option(fc.constantFrom(1 as const, 8 as const), { nil: undefined }) });
  const anyList: fc.Arbitrary<PersonalList> = fc.record({
    entries: fc.array(entry, { maxLength: 4 }), changedOn: fc.constant(today), language: fc.option(fc.constantFrom(...languages), { nil: undefined }),
    noteLanguage: fc.constantFrom(...languages), counted: fc.boolean(),
  });

  test('opens as it was sealed', () => {
    fc.assert(fc.property(anyList, (list) => {
      const sealed = sealList(key, town, list);
      expect(sealed && openList(key, town, sealed, today)).toEqual(JSON.parse(JSON.stringify(list)));
    }), { numRuns: 100 });
  });

  test('opens for nobody else: not in another municipality, not with another key, not changed in a single character', () => {
    const sealed = sealList(key, town, listOf(a, b))!;
    expect(openList(key, newId(), sealed, today)).toBeUndefined();
    expect(openList(randomBytes(32), town, sealed, today)).toBeUndefined();
    for (let at = 0; at < sealed.length - 1; at += 1) {
      const changed = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
      expect(openList(key, town, changed, today)).toBeUndefined();
    }
  });

  test('says nothing of what it holds', () => {
    const noted = annotate(listOf(a), a, 'Schuldnerberatung', undefined);
    expect(Buffer.from(sealList(key, town, noted)!, 'base64url').toString('latin1')).not.toContain('Schuld');
  });

  test('is refused when it is no list at all, whatever is written there', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => {
      expect(openList(key, town, text, today)).toBeUndefined();
    }), { numRuns: 300 });
    expect(openList(key, town, 'A'.repeat(100_000), today)).toBeUndefined();
    expect(openList(key, town, '', today)).toBeUndefined();
  });

  test('no longer opens after a year and a month', () => {
    const sealed = sealList(key, town, listOf(a))!;
    expect(openList(key, town, sealed, addDays(today, LIST_DAYS))).toBeDefined();
    expect(openList(key, town, sealed, addDays(today, LIST_DAYS + 1))).toBeUndefined();
  });

  test('is short enough for a QR code with ten offers, and not made where sentences are too long for a cookie', () => {
    const ten = listOf(...Array.from({ length: MAX_ENTRIES }, () => randomBytes(6).toString('hex')));
    expect(sealList(key, town, ten)!.length).toBeLessThan(300);
    const noisy = ten.entries.reduce((list, { ref }) => annotate(list, ref, randomBytes(400).toString('utf16le').replace(/[^\p{L}]/gu, 'ж'), 1), ten);
    const sealed = sealList(key, town, noisy);
    expect(sealed === undefined || sealed.length <= MAX_SEALED).toBe(true);
  });
});
