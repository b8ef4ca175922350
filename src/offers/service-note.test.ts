import { describe, expect, test } from 'vitest';
import { isNotePart, notePart } from './note-part.ts';
import { keptNotes, noteText, notesOf, serviceNotes } from './service-note.ts';
import { keptPartsAndNotes, noteIn, serviceText, withNotesOf } from './service-text.ts';
import type { CostOption, ServiceText } from './service.ts';

const german = { name: 'Krabbelgruppe', summary: '', description: '', texts: [] };
const cost = (description: string): CostOption => ({ amountCents: 300, description, reducedFor: '' });
const turkish = (...notes: [string, string][]): ServiceText => serviceText(german, 'tr', notes.map(([source, text]) => ({ part: notePart('cost-note', source), text, provenance: { source, mark: 'reviewed' } })));

describe('notes of an offer', () => {
  test('are told once, whatever number of times they stand beside', () => {
    const rule = { weekday: 1, opensAt: '09:00', closesAt: '10:00', intervalWeeks: 1, byAppointment: false, note: 'nicht in den Ferien' };
    expect(serviceNotes({ schedules: [rule, { ...rule, weekday: 2 }], costs: [cost('')] })).toEqual([{ part: notePart('time-note', 'nicht in den Ferien'), german: 'nicht in den Ferien' }]);
  });

  test('have names a translator’s file can carry; other names are none', () => {
    expect(isNotePart(notePart('reduction', 'Familienpass'))).toBe(true);
    expect(isNotePart('reduction-x')).toBe(false);
    expect(isNotePart('name')).toBe(false);
  });

  test('of people who are not shown are not for translating', () => {
    expect(serviceNotes({ contacts: [{ name: 'Kim Beispiel', title: 'Leitung', isPublic: false }] })).toEqual([]);
  });
});

describe('a note that is worded anew', () => {
  const before = turkish(['3 Euro je Treffen', 'buluşma başına 3 avro']);
  const now = notesOf([['cost-note', '5 Euro je Treffen']]);

  test('keeps the former translation for the translator, as outdated', () => {
    expect(keptNotes(now, before.notes!).get(now[0]!.part)?.text).toBe('buluşma başına 3 avro');
  });

  test('is shown in German to families: nobody reads the old price', () => {
    expect(noteIn({ texts: [before] }, 'tr', 'cost-note', '5 Euro je Treffen')).toEqual({ text: '5 Euro je Treffen', language: 'de' });
    expect(noteIn({ texts: [before] }, 'tr', 'cost-note', '3 Euro je Treffen')).toEqual({ text: 'buluşma başına 3 avro', language: 'tr' });
    expect(noteText([before], 'tr', 'reduction', '3 Euro je Treffen')).toBeUndefined();
  });

  test('and shares no word with a former one is missing, and the former one is let go', () => {
    const other = { ...german, costs: [cost('Material extra')] };
    expect(keptNotes(serviceNotes(other), before.notes!).size).toBe(0);
    expect(keptPartsAndNotes(other, before)).toEqual([]);
  });

  test('takes the translation worded most alike; each serves once', () => {
    const two = turkish(['3 Euro je Treffen', 'üç'], ['3 Euro je Kind und Treffen', 'çocuk']);
    const notes = notesOf([['cost-note', '4 Euro je Kind und Treffen'], ['cost-note', '4 Euro je Treffen']]);
    expect(notes.map(({ part }) => keptNotes(notes, two.notes!).get(part)?.text)).toEqual(['çocuk', 'üç']);
  });
});

test('A foreign directory that tells of no notes takes none away', () => {
  const stored = turkish(['Material', 'malzeme']);
  const fresh: ServiceText = { language: 'tr', name: 'Emekleme grubu', summary: '', description: '', state: 'reviewed' };
  expect(withNotesOf([stored], [fresh])).toMatchObject([{ name: 'Emekleme grubu', notes: [{ text: 'malzeme' }] }]);
  expect(withNotesOf([stored], [])).toMatchObject([{ language: 'tr', notes: [{ text: 'malzeme' }] }]);
});
