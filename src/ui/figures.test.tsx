import { expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { DateText, InstantText, TimeText } from './date-text.tsx';
import { MoneyText, NumberText, PartlyKnownText } from './number-text.tsx';
import { dialled, PhoneLink } from './phone-link.tsx';
import { shownPages } from './pagination.tsx';
import { rendered, words } from './rendered.ts';
import type { JSX } from 'hono/jsx/jsx-runtime';
import type { Language } from '../platform/language.ts';

const said = async (element: JSX.Element, language: Language = 'de') => words(await rendered(element, language));

test('what nobody knows is never written as 0', async () => {
  for (const value of [undefined, null, Number.NaN]) expect(await said(<NumberText value={value} />)).toBe('unbekannt');
  expect(await said(<NumberText value={0} unit="Plätze" />)).toBe('0 Plätze');
  expect(await said(<MoneyText cents={undefined} />)).toBe('unbekannt');
  expect(await said(<DateText day={undefined} />)).toBe('unbekannt');
});

test('a sum with unknown parts says for how many it is not known', async () => {
  expect(await said(<PartlyKnownText known={1200} missing={3} unit="Plätze" />)).toBe('1.200 Plätze bekannt, bei 3 unbekannt');
  expect(await said(<PartlyKnownText known={1200} missing={0} unit="Plätze" />)).toBe('1.200 Plätze');
  expect(await said(<PartlyKnownText known={undefined} missing={3} unit="Plätze" />)).toBe('unbekannt');
});

test('figures and days are written as the reader is used to', async () => {
  expect(await said(<NumberText value={1234.5} decimals={1} />)).toBe('1.234,5');
  expect(await said(<NumberText value={1234.5} decimals={1} />, 'en')).toBe('1,234.5');
  expect(await said(<DateText day={day('2026-03-04')} />)).toBe('4. März 2026');
  expect(await said(<DateText day={day('2026-03-04')} style="short" />, 'en')).toBe('04/03/2026');
});

test('a moment is said in the time of Europe/Berlin, in summer and in winter', async () => {
  expect(await said(<InstantText at={new Date('2026-07-01T22:30:00Z')} style="short" />)).toBe('02.07.2026, 00:30');
  expect(await said(<InstantText at={new Date('2026-12-01T22:30:00Z')} style="short" />)).toBe('01.12.2026, 23:30');
  expect(await said(<TimeText time="14:30" />, 'ar')).toBe('14:30');
});

test('a phone number is dialled from anywhere, short numbers stay short', () => {
  expect(dialled('05181 703-0')).toBe('+4951817030');
  expect(dialled('+49 (0) 5181 703-0')).toBe('+4951817030');
  expect(dialled('0049 5181 7030')).toBe('+4951817030');
  expect(dialled('116 111')).toBe('116111');
  expect(dialled('112')).toBe('112');
});

test('a phone number reads from left to right inside Arabic', async () => {
  expect(await rendered(<PhoneLink number="05181 703-0" />, 'ar')).toContain('<bdi dir="ltr">05181 703-0</bdi>');
});

test('of many pages the first, the last and the neighbours are shown, and no gap stands for one page', () => {
  expect(shownPages(1, 1)).toEqual([1]);
  expect(shownPages(3, 5)).toEqual([1, 2, 3, 4, 5]);
  expect(shownPages(6, 12)).toEqual([1, undefined, 5, 6, 7, undefined, 12]);
});
