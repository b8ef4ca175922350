import { describe, expect, test } from 'vitest';
import { phoneHref, toE164 } from './phone.ts';

describe('a telephone number', () => {
  test.each([
    ['05181 703-0', '+4951817030'], ['(05181) 70 30', '+4951817030'], ['05181/7030', '+4951817030'], ['+49 (0) 5181 7030', '+4951817030'], ['0049 5181 7030', '+4951817030'], ['0800 111 0 550', '+498001110550'],
  ])('%s is dialled as %s', (typed, dialled) => expect(toE164(typed)).toBe(dialled));

  test.each(['7030', '05181 7030 oder 7031', '05181 7030 App. 5', 'auf Anfrage', '', '0', '+', '0123456789012345678'])('%s is not guessed at', (typed) => expect(toE164(typed)).toBeUndefined());

  test('short numbers are dialled as they are', () => {
    expect([phoneHref('112'), phoneHref('116 117'), phoneHref('7030')]).toEqual(['tel:112', 'tel:116117', undefined]);
  });
});
