import { describe, expect, test } from 'vitest';
import { formatOf, MOST_PER_PAGE, readHsdsQuery } from './query.ts';

const read = (text: string) => readHsdsQuery(new URLSearchParams(text));
const codes = (text: string) => {
  const outcome = read(text);
  return outcome.ok ? [] : outcome.refusals.map(({ code, field }) => `${field} ${code}`);
};

describe('a question to the interface', () => {
  test('without anything is the first page of everything', () => {
    expect(read('')).toEqual({ ok: true, value: { page: 1, perPage: 50, full: false, fullService: false, minimal: false, search: '' } });
  });
  test('may ask for changes since an instant, also with the plus sign an address turns into a blank', () => {
    for (const text of ['2026-11-22T10:00:00+01:00', '2026-11-22T09:00:00Z', '2026-11-22T09:00', '2026-11-22 09:00:00.000']) {
      expect(read(`modified_after=${text}`)).toMatchObject({ value: { modifiedAfter: new Date('2026-11-22T09:00:00Z') } });
    }
  });
  test('gets no more on a page than is good', () => {
    expect(read('per_page=100000')).toMatchObject({ value: { perPage: MOST_PER_PAGE } });
  });
  test('is refused with the name of each parameter that is wrong, also where we cannot answer it', () => {
    expect(codes('page=0&full=maybe&modified_after=gestern&organization_id=1&proximity=500')).toEqual([
      'page not-a-number', 'full not-yes-or-no', 'modified_after not-a-time', 'organization_id not-an-id', 'proximity not-supported',
    ]);
    expect(codes('modified_after=2026-02-30T00:00:00Z').concat(codes('page=1e9'))).toHaveLength(2);
  });
  test('asks for lines of JSON by format or by the Accept header, the former wins', () => {
    expect(formatOf(new URLSearchParams('format=ndjson'), undefined)).toBe('ndjson');
    expect(formatOf(new URLSearchParams(), 'application/x-ndjson')).toBe('ndjson');
    expect(formatOf(new URLSearchParams('format=json'), 'application/x-ndjson')).toBe('json');
    expect(formatOf(new URLSearchParams('format=xml'), undefined)).toBeUndefined();
  });
});
