import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { anOffer, aSchedule, today } from './chain.fixture.ts';
import type { ChainOffer } from './chain-input.ts';
import { traitRules, traitsOf } from './offer-trait.ts';
import { measuresOfTown } from './threshold.ts';

const traits = (known: Partial<ChainOffer>) => traitsOf(anOffer('o', known), traitRules(today, measuresOfTown([])));

test('an hour between 14 and 18 on a working day is an afternoon', () => {
  expect(traits({ schedules: [aSchedule(2, '09:00', '15:00')] }).afternoon).toBe('yes');
  expect(traits({ schedules: [aSchedule(2, '09:00', '14:45')] }).afternoon).toBe('no');
});

test('a Saturday afternoon is none of a working day', () => {
  expect(traits({ schedules: [aSchedule(6, '14:00', '18:00')] }).afternoon).toBe('no');
});

test('without times, or with times that are over, nobody knows', () => {
  expect(traits({ schedules: [] }).afternoon).toBe('unknown');
  expect(traits({ schedules: [aSchedule(2, '14:00', '18:00', { validUntil: day('2026-11-22') })] }).afternoon).toBe('unknown');
});

test('an entry confirmed twelve months ago still counts as confirmed, the day before no longer', () => {
  expect(traits({ assuredAt: day('2025-11-22') }).confirmed).toBe('yes');
  expect(traits({ assuredAt: day('2025-11-21') }).confirmed).toBe('no');
  expect(traits({}).confirmed).toBe('no');
});

test('an offer that ends within half a year does not last', () => {
  expect(traits({ validUntil: day('2027-05-21') }).lasting).toBe('no');
  expect(traits({ validUntil: day('2027-05-22') }).lasting).toBe('yes');
  expect(traits({}).lasting).toBe('yes');
});

test('the door is open without appointment or at home, and unknown as long as one of the two is', () => {
  expect(traits({ walkIn: 'no', outreach: 'yes' }).lowThreshold).toBe('yes');
  expect(traits({ walkIn: 'no', outreach: 'unknown' }).lowThreshold).toBe('unknown');
  expect(traits({ walkIn: 'no', outreach: 'no' }).lowThreshold).toBe('no');
});
