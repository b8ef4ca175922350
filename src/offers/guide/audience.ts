import { PREGNANCY } from '../age.ts';
import type { AgeSpan } from '../offer-filter.ts';

/**
 * For whom somebody looks, in bands so coarse that an address tells nothing about one child. Each band is a picture on the page; ages are
 * completed months, both ends included; whoever looks for the whole family names no age.
 */
export const audiences = [
  { key: 'schwanger', age: { from: PREGNANCY, to: -1 } },
  { key: 'baby', age: { from: 0, to: 11 } },
  { key: '1-2', age: { from: 12, to: 35 } },
  { key: '3-5', age: { from: 36, to: 71 } },
  { key: '6-9', age: { from: 72, to: 119 } },
  { key: '10-13', age: { from: 120, to: 167 } },
  { key: '14-17', age: { from: 168, to: 215 } },
  { key: 'ab-18', age: { from: 216, to: 323 } },
  { key: 'familie' },
] as const satisfies readonly { key: string; age?: AgeSpan }[];

export type Audience = (typeof audiences)[number];
export type AudienceKey = Audience['key'];

export function audienceOf(key: string): Audience | undefined {
  return audiences.find((audience) => audience.key === key);
}

export function ageOf(audience: Audience | undefined): AgeSpan | undefined {
  return audience && 'age' in audience ? audience.age : undefined;
}
