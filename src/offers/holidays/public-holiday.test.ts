import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekday, type Day } from '../../platform/day.ts';
import { landCode, publicHoliday, type LandCode } from './public-holiday.ts';

const lands: readonly LandCode[] = ['SH', 'HH', 'NI', 'HB', 'NW', 'HE', 'RP', 'BW', 'BY', 'SL', 'BE', 'BB', 'MV', 'SN', 'ST', 'TH'];
const on = (land: LandCode | undefined, day: string) => publicHoliday(land, day as Day);

describe('public holidays', () => {
  test('are those of the Land: Reformationstag in Niedersachsen, Allerheiligen and Fronleichnam in Nordrhein-Westfalen', () => {
    expect([on('NI', '2026-10-31'), on('NW', '2026-10-31')]).toEqual(['reformation-day', undefined]);
    expect([on('NW', '2026-11-01'), on('NI', '2026-11-01')]).toEqual(['all-saints', undefined]);
    expect([on('NW', '2026-06-04'), on('NI', '2026-06-04')]).toEqual(['corpus-christi', undefined]);
    expect(on('SN', '2026-11-18')).toBe('repentance-day');
  });

  test('follow the law of their year', () => {
    expect([on('NI', '2016-10-31'), on('NI', '2018-10-31')]).toEqual([undefined, 'reformation-day']);
    expect([on('HE', '2017-10-31'), on('HE', '2018-10-31'), on('NI', '2017-10-31')]).toEqual(['reformation-day', undefined, 'reformation-day']);
    expect([on('BE', '2018-03-08'), on('BE', '2019-03-08'), on('MV', '2022-03-08'), on('MV', '2023-03-08')]).toEqual([undefined, 'womens-day', undefined, 'womens-day']);
    expect([on('TH', '2018-09-20'), on('TH', '2019-09-20'), on('BE', '2025-05-08'), on('BE', '2026-05-08')]).toEqual([undefined, 'childrens-day', 'liberation-day', undefined]);
  });

  test('everywhere are the nine of all of Germany, and Easter Sunday is one although few laws say so', () => {
    for (const land of [...lands, undefined]) {
      expect(['2026-01-01', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14', '2026-05-25', '2026-10-03', '2026-12-25', '2026-12-26'].filter((day) => !on(land, day)), land ?? 'Bund').toEqual([]);
      expect(on(land, '2026-12-24')).toBeUndefined();
    }
  });

  test('keep their weekdays in every year and Land', () => {
    fc.assert(fc.property(fc.constantFrom(...lands), fc.integer({ min: 0, max: 11_000 }), (land, offset) => {
      const day = addDays('2010-01-01' as Day, offset);
      const key = publicHoliday(land, day);
      const expected: Partial<Record<string, number>> = { 'good-friday': 5, 'easter-sunday': 7, 'easter-monday': 1, ascension: 4, 'whit-sunday': 7, 'whit-monday': 1, 'corpus-christi': 4, 'repentance-day': 3 };
      if (key && expected[key]) expect(weekday(day)).toBe(expected[key]);
    }), { numRuns: 500 });
  });

  test('of a municipality are those of the Land its regional key or its record names; neither: those of all of Germany', () => {
    expect([landCode('', '032540002002'), landCode('nordrhein-westfalen'), landCode('Wunderland')]).toEqual(['NI', 'NW', undefined]);
    expect(on(undefined, '2026-10-31')).toBeUndefined();
  });
});
