import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayCalendar } from '../../offers/holidays/day-calendar.ts';
import { publicHoliday } from '../../offers/holidays/public-holiday.ts';
import { addDays, day } from '../../platform/day.ts';
import { languages } from '../../platform/language.ts';
import { DELIVERY_TEXT_VERSION } from '../registration/delivery.ts';
import { registrationTexts } from '../registration-texts.ts';
import { lastDayAfterService, lastDayToRetrieve, remedyUntil, servedElectronically, servedOnPaper, serviceLaws } from './service.ts';
import { tellingWay } from './telling.ts';

const calendar = dayCalendar((on) => publicHoliday('NI', on), []);
const anyDay = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays(day('2026-01-01'), count));

describe('How a guardian is told', () => {
  const home = { isAddressBlocked: false, hasAddress: true };
  test.each([
    ['an act by mail only with consent', { ...home, email: 'a@b.example', delivery: 'electronic', needsConsent: true } as const, 'mail'],
    ['an act by post where nobody said anything', { ...home, email: 'a@b.example', delivery: null, needsConsent: true } as const, 'post'],
    ['an act by post where the consent was withdrawn', { ...home, email: 'a@b.example', delivery: 'post', needsConsent: true } as const, 'post'],
    ['a letter of private law by mail, unless paper was asked for', { ...home, email: 'a@b.example', delivery: null } as const, 'mail'],
    ['a letter of private law by post where paper was asked for', { ...home, email: 'a@b.example', delivery: 'post' } as const, 'post'],
    ['consent without a mail address is of no use', { ...home, email: null, delivery: 'electronic', needsConsent: true } as const, 'post'],
    ['a blocked address stands on no envelope', { email: 'a@b.example', isAddressBlocked: true, hasAddress: false, needsConsent: true } as const, 'hand-over'],
  ])('%s', (_said, addressee, way) => expect(tellingWay(addressee)).toBe(way));
});

describe('When a notice counts as served', () => {
  const providedOn = day('2027-03-01');
  test('by SGB X on the fourth day after the notification, opened or not', () => {
    for (const retrievedOn of [undefined, day('2027-03-02'), day('2027-03-20')]) expect(servedElectronically('sgb-x', { providedOn, retrievedOn }, calendar)).toBe('2027-03-05');
  });

  test('by VwVfG on the day after it was opened, and never if it was not opened within ten days', () => {
    expect(servedElectronically('vwvfg', { providedOn, retrievedOn: day('2027-03-02') }, calendar)).toBe('2027-03-03');
    expect(servedElectronically('vwvfg', { providedOn, retrievedOn: day('2027-03-11') }, calendar)).toBe('2027-03-12');
    for (const retrievedOn of [undefined, day('2027-03-12')]) expect(servedElectronically('vwvfg', { providedOn, retrievedOn }, calendar)).toBeUndefined();
  });

  test('on paper on the fourth day after posting, handed over on the same day', () => {
    expect(servedOnPaper('post', providedOn, calendar)).toBe('2027-03-05');
    expect(servedOnPaper('hand-over', providedOn, calendar)).toBe('2027-03-01');
  });

  test('whatever the day and the law, nobody is served before being told, and everybody has the days promised from then on', () => {
    fc.assert(fc.property(anyDay, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 60 }), fc.constantFrom(...serviceLaws), (told, later, days, law) => {
      const retrievedOn = addDays(told, later);
      const served = servedElectronically(law, { providedOn: told, retrievedOn }, calendar);
      if (served === undefined) {
        expect(retrievedOn > lastDayToRetrieve(told)).toBe(true);
        return;
      }
      expect(served > told).toBe(true);
      expect(lastDayAfterService(served, days, calendar) >= addDays(served, days)).toBe(true);
    }));
  });

  test('a remedy of a month ends on a working day; the own words of a town are not computed', () => {
    expect(remedyUntil('court', day('2027-01-31'), calendar)).toBe('2027-03-01');
    expect(remedyUntil('objection', day('2027-03-05'), calendar)).toBe('2027-04-05');
    expect(remedyUntil('own', day('2027-03-05'), calendar)).toBeUndefined();
  });
});

test('whoever changes what families agree to raises the number of the text', () => {
  const said = languages.flatMap((language) => {
    const t = registrationTexts.in(language);
    return [t('delivery.hint'), t('delivery.law.sgb-x'), t('delivery.law.vwvfg'), t('delivery.electronic')];
  }).join('\n');
  expect([DELIVERY_TEXT_VERSION, createHash('sha256').update(said).digest('hex').slice(0, 16)]).toEqual([1, 'a2d5c3593581c555']);
});
