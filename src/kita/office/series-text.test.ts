import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillText, placeholdersOf } from './series-text.ts';

describe('a text to many families', () => {
  test('says each family its own', () => {
    expect(fillText('{anrede}, bitte antworten Sie bis { antwort-bis }.', { anrede: 'Guten Tag Anna Müller', 'antwort-bis': '1.12.2026' })).toEqual({ text: 'Guten Tag Anna Müller, bitte antworten Sie bis 1.12.2026.', missing: [] });
  });

  test('tells what is missing for a family instead of leaving a gap unseen', () => {
    expect(fillText('bis {antwort-bis}', {})).toEqual({ text: 'bis ', missing: ['antwort-bis'] });
  });

  test('knows what is no placeholder', () => {
    expect(placeholdersOf('{anrede} {einkommen} {Anrede} {kita}')).toEqual({ known: ['anrede', 'kita'], unknown: ['einkommen'] });
  });

  test('never fills what a name brought along', () => {
    expect(fillText('{vorname}', { vorname: '{nachname}', nachname: 'geheim' }).text).toBe('{nachname}');
    fc.assert(fc.property(fc.string(), fc.string(), (vorname, nachname) => {
      expect(fillText('A {vorname} B {nachname} C', { vorname, nachname }).text).toBe(`A ${vorname} B ${nachname} C`);
    }));
  });
});
