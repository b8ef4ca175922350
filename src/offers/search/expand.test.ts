import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseThesaurus } from './base-thesaurus.ts';
import { expand } from './expand.ts';
import { isUnanswered } from './question.ts';
import { indexTerms } from './index-terms.ts';
import { Thesaurus } from './thesaurus.ts';
import { Vocabulary } from './vocabulary.ts';

/** The vocabulary of a directory that consists of these texts. */
function vocabularyOf(...texts: string[]): Vocabulary {
  return new Vocabulary([...indexTerms({ names: texts, summaries: [], surroundings: [], descriptions: [] }).words].join(' '));
}

const none = new Thesaurus([]);

/** Which of the texts a query reaches, each text being a directory of its own words. */
function reaches(query: string, text: string, thesaurus = none): boolean {
  return !isUnanswered(expand(query, vocabularyOf(text), thesaurus));
}

describe('a query means', () => {
  test.each([
    ['Schuldenberatung', 'Schuldnerberatung'],
    ['Schuldenberatung', 'Beratung bei Schulden'],
    ['Beratung', 'Schuldnerberatung'],
    ['Babys', 'Babymassage'],
    ['Säuglinge', 'Kurs für den Säugling'],
    ['Saeugling', 'Säuglingspflege'],
    ['schwimmen', 'Schwimmkurs'],
    ['Krabelgruppe', 'Krabbelgruppe'],
    ['Hebmame', 'Hebammensprechstunde und Hebamme'],
    ['Wohnung', 'Hilfe beim Wohnen'],
    ['Familienzentrum', 'Zentrum für Familien'],
    ['ДИТИНА', 'Допомога: дитина'],
    ['أسرة', 'مركز الأسرة'],
  ])('%s → %s', (query, text) => expect(reaches(query, text)).toBe(true));

  test.each([
    ['Kur', 'Kurs'],
    ['Amt', 'Armut'],
    ['Haus', 'Maus'],
    ['Schulden', 'Schulen'],
  ])('but not %s → %s', (query, text) => {
    const readings = expand(query, vocabularyOf(text), none).flatMap((term) => term.readings);
    expect(readings.every((reading) => reading.weight < 0.7)).toBe(true);
  });

  test.each([
    ['Krabbelgruppe', 'Eltern-Kind-Gruppe am Dienstag'],
    ['Geld reicht nicht', 'Schuldnerberatung'],
    ['Kind schreit viel', 'Schreiambulanz'],
    ['Amt Formular Hilfe', 'Ausfüllhilfe im Rathaus'],
    ['Ferienprogramm', 'Ferienpass'],
    ['Kur', 'Kurberatung für Mütter'],
    ['Tagesmuter', 'Kindertagespflege'],
  ])('by synonyms %s → %s', (query, text) => expect(reaches(query, text, baseThesaurus)).toBe(true));

  test('a word of its own more than any other reading of it', () => {
    const [term] = expand('Beratung', vocabularyOf('Beratung Schuldnerberatung Beratungsstelle'), baseThesaurus);
    expect(term!.readings[0]).toEqual({ parts: [['bera']], weight: 1, way: 'word' });
    expect(term!.readings.slice(1).every((reading) => reading.weight < 1)).toBe(true);
  });
});

describe('whatever is typed', () => {
  const vocabulary = vocabularyOf('Krabbelgruppe Zwerge, Schuldnerberatung der Diakonie, Hebammensprechstunde im Familienzentrum Alfeld');

  test('the search stays bounded: few terms, few readings', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('beratung gruppe '.repeat(700))), (query) => {
      const terms = expand(query, vocabulary, baseThesaurus);
      expect(terms.length).toBeLessThanOrEqual(12);
      expect(terms.flatMap((term) => term.readings).length).toBeLessThanOrEqual(2 * 90 + 12 * 4 + 4 * 12 * 4);
    }));
  });

  test('every word of the directory finds itself, in capitals and with umlauts written out as well', () => {
    fc.assert(fc.property(fc.constantFrom(...vocabulary.words), fc.boolean(), (word, capitals) => {
      const term = expand(capitals ? word.toUpperCase() : word, vocabulary, none)[0];
      expect(term?.readings[0]?.weight).toBe(1);
    }));
  });
});
