import { describe, expect, test } from 'vitest';
import { newId } from '../platform/id.ts';
import { editedText } from './translation-edit.ts';
import { portions } from './translation-machine.ts';
import { matching, queueOf, readWorkFilter } from './translation-queue.ts';
import { isForMachine, stateOf, worstState, type TextMark, type TranslationUnit } from './translation.ts';

const now = new Date('2026-11-22T09:00:00Z');
const unit = (known: Partial<TranslationUnit> = {}): TranslationUnit => ({ kind: 'service', recordId: newId(), part: 'name', language: 'uk', german: 'Elterncafé', text: '', ...known });
const made = (mark: TextMark, source = 'Elterncafé', changedAt?: Date) => ({ source, mark, ...(changedAt ? { changedAt } : {}) });

describe('a text in another language', () => {
  test('is missing, made by a machine, unreviewed, reviewed – or outdated as soon as the German is another', () => {
    expect(stateOf(unit())).toBe('missing');
    expect(stateOf(unit({ text: 'Кафе', provenance: made('machine-made') }))).toBe('machine-made');
    expect(stateOf(unit({ text: 'Кафе', provenance: made('reviewed') }))).toBe('reviewed');
    expect(stateOf(unit({ text: 'Кафе', provenance: made('reviewed', 'Café für Eltern') }))).toBe('outdated');
    expect(stateOf(unit({ text: 'Кафе' }))).toBe('unreviewed');
  });

  test('is as good as the worst of its parts', () => {
    expect(worstState(['reviewed', 'machine-made', 'unreviewed'])).toBe('machine-made');
    expect(worstState(['reviewed', 'outdated'])).toBe('outdated');
  });

  test('is left to a machine only where nothing stands or a machine wrote what is outdated', () => {
    expect(isForMachine(unit())).toBe(true);
    expect(isForMachine(unit({ text: 'Кафе', provenance: made('machine-made', 'Alt') }))).toBe(true);
    expect(isForMachine(unit({ text: 'Кафе', provenance: made('machine-made') }))).toBe(false);
    expect(isForMachine(unit({ text: 'Кафе', provenance: made('reviewed', 'Alt') }))).toBe(false);
    expect(isForMachine(unit({ text: 'Кафе', provenance: made('unreviewed', 'Alt') }))).toBe(false);
  });
});

describe('who works on a text', () => {
  test('makes it reviewed by saying so, and by nothing else', () => {
    const machine = unit({ text: 'Кафе', provenance: made('machine-made') });
    expect(editedText(machine, 'Кафе', 'unreviewed', { now })).toBeUndefined();
    expect(editedText(machine, 'Кафе', 'reviewed', { now })).toMatchObject({ provenance: { mark: 'reviewed', source: 'Elterncafé', reviewedAt: now } });
    expect(editedText(machine, 'Батьківське кафе', 'unreviewed', { now })).toMatchObject({ text: 'Батьківське кафе', provenance: { mark: 'unreviewed' } });
  });

  test('brings an outdated text up to date by calling it right, not by looking at it', () => {
    const outdated = unit({ text: 'Кафе', provenance: made('reviewed', 'Alt') });
    expect(editedText(outdated, 'Кафе', 'unreviewed', { now })).toBeUndefined();
    expect(editedText(outdated, 'Кафе', 'reviewed', { now })?.provenance.source).toBe('Elterncafé');
  });

  test('does not become the reviewer of what another has reviewed', () => {
    expect(editedText(unit({ text: 'Кафе', provenance: made('reviewed') }), 'Кафе', 'reviewed', { now })).toBeUndefined();
  });
});

describe('the list of work', () => {
  const records = [
    { kind: 'service' as const, name: 'Turnen', changedAt: new Date('2026-01-01'), units: [unit({ text: 'Кафе', provenance: made('reviewed') }), unit({ part: 'summary' })] },
    { kind: 'field' as const, name: 'Beratung', units: [unit({ kind: 'field', text: 'Консультація', provenance: made('machine-made', 'Elterncafé', new Date('2025-06-01')) })] },
    { kind: 'service' as const, name: 'Fertig', units: [unit({ text: 'Кафе', provenance: made('reviewed') })] },
  ];
  const found = (query: string) => matching(queueOf(records), readWorkFilter(new URLSearchParams(query))).map(({ record }) => record.name);

  test('finds what is to be done by language, state and kind, the oldest first if asked for', () => {
    expect(found('')).toEqual(['Beratung', 'Fertig', 'Turnen']);
    expect(found('stand=offen&reihenfolge=alt')).toEqual(['Beratung', 'Turnen']);
    expect(found('stand=missing')).toEqual(['Turnen']);
    expect(found('stand=reviewed')).toEqual(['Fertig', 'Turnen']);
    expect(found('art=field')).toEqual(['Beratung']);
    expect(found('sprache=tr')).toEqual([]);
  });

  test('reads an address that makes no sense as one that asks for everything', () => {
    expect(found('sprache=klingonisch&stand=<script>&art=42')).toHaveLength(3);
  });
});

test('a machine gets texts in portions it answers in seconds, all of them, in their order', () => {
  const texts = Array.from({ length: 45 }, (_, index) => ({ german: `${index}`.padEnd(index === 7 ? 20_000 : 300, 'x') }));
  const parts = portions(texts);
  expect(parts.flat()).toEqual(texts);
  expect(parts.every((part) => part.length <= 20)).toBe(true);
  expect(parts.find((part) => part.includes(texts[7]!))).toHaveLength(1);
});
