import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { understand, type Understood } from './understand.ts';

const surroundings = { areas: [{ id: 'foehrste', name: 'Föhrste' }, { id: 'sued', name: 'Südstadt' }, { id: 'nord', name: 'Leinetal Nord' }], town: ['Stadt Alfeld (Leine)'], today: day('2026-11-23') };
const read = (query: string) => understand(query, surroundings);
const part = <Kind extends Understood['kind']>(query: string, kind: Kind) => read(query).parts.find((one): one is Extract<Understood, { kind: Kind }> => one.kind === kind);

describe('an age in a question', () => {
  test.each([
    ['Krabbelgruppe 8 Monate', 8, 8], ['Turnen 2 Jahre', 24, 35], ['für meine zweijährige Tochter', 24, 35], ['8 jährige', 96, 107], ['von 3 bis 6 Jahren', 36, 83],
    ['Mädchen 14', 168, 179], ['bin 17', 204, 215], ['1,5 Jahre', 18, 18], ['3-6 Jahre', 36, 83], ['playgroup for 1 year old', 12, 23], ['секції для дитини 8 років', 96, 107], ['طفل عمره 4 سنوات', 48, 59], ['3 yaş oyun grubu', 36, 47],
  ])('%s', (query, from, to) => expect(part(query, 'age')).toMatchObject({ from, to }));

  test.each(['schwanger mit 16', 'schwanger 20. Woche', '5. Klasse', 'U6', 'SGB II', '§ 8a', 'zwei Kinder', 'Raum 200 Jahre'])('is none in „%s“', (query) => expect(part(query, 'age')).toBeUndefined());
});

describe('a place, a day, a time', () => {
  test('is taken out of the words that are searched for', () => {
    expect(read('Krabbelgruppe 8 Monate Föhrste')).toMatchObject({ rest: 'Krabbelgruppe', parts: [{ kind: 'age' }, { kind: 'area', areaId: 'foehrste' }] });
    expect(read('was ist heute nachmittag los')).toMatchObject({ rest: 'was ist los', parts: [{ kind: 'days', days: ['2026-11-23'] }, { kind: 'time', from: '12:00', until: '18:00' }] });
  });

  test.each([['Foehrste', 'foehrste'], ['südstatt', 'sued'], ['Leinetal Nord', 'nord']])('is known as %s', (query, areaId) => expect(part(query, 'area')).toMatchObject({ areaId }));

  test('the town itself narrows nothing', () => expect(read('Hebamme Alfeld')).toEqual({ rest: 'Hebamme', parts: [{ kind: 'town', words: 'Alfeld' }] }));

  test('the weekend is the next one, on Sunday what is left of it', () => {
    expect(part('am Wochenende', 'days')?.days).toEqual(['2026-11-28', '2026-11-29']);
    expect(understand('Wochenende', { ...surroundings, today: day('2026-11-29') }).parts).toMatchObject([{ days: ['2026-11-29'] }]);
  });

  test.each([['samstags', 6], ['Cumartesi', 6], ['вторник', 2], ['الجمعة', 5]])('%s is a weekday', (query, weekday) => expect(part(query, 'weekday')).toMatchObject({ weekday }));
  test('„morgen“ is a day, „am Morgen“ a time', () => {
    expect(part('Krabbelgruppe morgen', 'days')?.days).toEqual(['2026-11-24']);
    expect(part('am Morgen', 'time')).toMatchObject({ until: '12:00' });
  });
});

test('a language that is wished for, and what costs nothing', () => {
  expect(part('Beratung auf Türkisch', 'language')).toMatchObject({ language: 'tr' });
  expect(part('Deutsch lernen', 'language')).toBeUndefined();
  expect(part('Babykurs kostenlos', 'free')).toBeDefined();
});

test('whatever is typed: nothing is invented, every kind is understood once, and the rest is made of the query’s own words', () => {
  const word = fc.constantFrom('8', 'Monate', 'Jahre', 'heute', 'Föhrste', 'bis', 'von', 'zwei', 'kostenlos', 'auf', 'Türkisch', 'Kita', '14', 'morgen', '\u202e', '(((', '👶');
  const queries = fc.oneof(fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')), fc.string({ unit: 'binary', maxLength: 400 }));
  fc.assert(fc.property(queries, (query) => {
    const { parts, rest } = read(query);
    expect(new Set(parts.map(({ kind }) => kind)).size).toBe(parts.length);
    for (const own of rest.split(' ').filter(Boolean)) expect(query).toContain(own);
    for (const one of parts) if (one.kind === 'age') expect(one.from).toBeLessThanOrEqual(one.to);
  }), { numRuns: 400 });
});
