import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { isUnknownPlace, residenceOf, toldResidence } from './residence.ts';

describe('where a child lives', () => {
  const home = { city: 'Hannover', isBlocked: false };

  test('is kept as the family says it, and read again as it was said', () => {
    expect(toldResidence({ kind: 'elsewhere' }, home)).toEqual({ comesFrom: 'Hannover', livesHereFrom: undefined });
    expect(toldResidence({ kind: 'moving', from: day('2026-06-01') }, home)).toEqual({ comesFrom: 'Hannover', livesHereFrom: '2026-06-01' });
    expect(toldResidence({ kind: 'here' }, home)).toEqual({ comesFrom: '', livesHereFrom: undefined });
    expect(toldResidence(undefined, home)).toEqual({});
    expect(residenceOf({ comesFrom: 'Hannover', livesHereFrom: null })).toEqual({ kind: 'elsewhere' });
    expect(residenceOf({ comesFrom: 'Hannover', livesHereFrom: day('2026-06-01') })).toEqual({ kind: 'moving', from: '2026-06-01' });
    expect(residenceOf({ comesFrom: null, livesHereFrom: null })).toEqual({ kind: 'here' });
  });

  test('a blocked address does not tell its place', () => expect(toldResidence({ kind: 'elsewhere' }, { ...home, isBlocked: true }).comesFrom).toBe('einer anderen Gemeinde'));

  test('is asked about where the place typed is no part of the town', () => {
    const names = ['Stadt Alfeld (Leine)', 'Innenstadt', 'Föhrste', 'Röllinghausen'];
    expect(['Alfeld', 'ALFELD/Leine', 'Alfeld-Föhrste', 'Foehrste, Alfeld', 'Röllinghausen', '', '=1+1'].filter((city) => isUnknownPlace(city, names))).toEqual([]);
    expect(['Hannover', 'Gronau', 'Альфельд'].filter((city) => isUnknownPlace(city, names))).toEqual(['Hannover', 'Gronau', 'Альфельд']);
  });
});
