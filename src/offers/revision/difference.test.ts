import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowDifference } from './row-difference.ts';
import { wordDifference } from './word-difference.ts';

const words = fc.array(fc.constantFrom('Eltern', 'und', 'Kinder', 'singen', ' ', '\n', 'Größe', 'ї', 'العربية', '<b>'), { maxLength: 25 }).map((parts) => parts.join(' '));

describe('the difference of two texts', () => {
  it('put together is the old text without what was added, and the new one without what was removed', () => {
    fc.assert(fc.property(words, words, (before, after) => {
      const runs = wordDifference(before, after);
      expect(runs.filter(({ kind }) => kind !== 'added').map(({ text }) => text).join('')).toBe(before);
      expect(runs.filter(({ kind }) => kind !== 'removed').map(({ text }) => text).join('')).toBe(after);
    }));
  });

  it('names the one word that changed', () => {
    expect(wordDifference('Treff am Montag für alle', 'Treff am Dienstag für alle')).toEqual([
      { kind: 'same', text: 'Treff am ' }, { kind: 'removed', text: 'Montag' }, { kind: 'added', text: 'Dienstag' }, { kind: 'same', text: ' für alle' },
    ]);
  });

  it('shows a sentence written anew as one, not word for word', () => {
    expect(wordDifference('Wir singen. Schuhe und Schoner gibt es hier.', 'Wir singen. Im Winter in der Halle.')).toEqual([
      { kind: 'same', text: 'Wir singen. ' }, { kind: 'removed', text: 'Schuhe und Schoner gibt es hier' }, { kind: 'added', text: 'Im Winter in der Halle' }, { kind: 'same', text: '.' },
    ]);
  });

  it('ends also for two long texts that have nothing in common', () => {
    const long = (letter: string) => Array.from({ length: 3_000 }, (_, index) => `${letter}${index}`).join(' ');
    expect(wordDifference(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

describe('the difference of two lists', () => {
  const row = fc.record({ key: fc.constantFrom('Haus', 'Saal', 'Hof'), text: fc.constantFrom('montags', 'dienstags', 'mittwochs') });

  it('loses no row and invents none', () => {
    fc.assert(fc.property(fc.array(row, { maxLength: 6 }), fc.array(row, { maxLength: 6 }), (before, after) => {
      const found = rowDifference(before, after);
      const old = found.flatMap((one) => (one.kind === 'changed' ? [one.before] : one.kind === 'added' ? [] : [one.text]));
      const fresh = found.flatMap((one) => (one.kind === 'changed' ? [one.after] : one.kind === 'removed' ? [] : [one.text]));
      expect(old.sort()).toEqual(before.map(({ text }) => text).sort());
      expect(fresh.sort()).toEqual(after.map(({ text }) => text).sort());
    }));
  });

  it('tells a time that moved from one that is gone', () => {
    expect(rowDifference([{ key: 'Di', text: 'dienstags 9–10' }, { key: 'Fr', text: 'freitags' }], [{ key: 'Di', text: 'dienstags 10–11' }])).toEqual([
      { kind: 'changed', before: 'dienstags 9–10', after: 'dienstags 10–11' }, { kind: 'removed', text: 'freitags' },
    ]);
  });
});
