import { PREGNANCY } from '../age.ts';
import type { AgeSpan } from '../offer-filter.ts';

/** For whom somebody looks. Whoever looks for parents or the whole family wants first what is for everybody. */
export const audiences = [{ key: 'kind' }, { key: 'familie' }, { key: 'schwanger' }, { key: 'jugend' }] as const;
export type Audience = (typeof audiences)[number];
export type AudienceKey = Audience['key'];

/**
 * How old, in bands so coarse that an address tells nothing about one child. Each band is a picture on the page; ages are completed months,
 * both ends included.
 */
export const ageBands = [
  { key: 'baby', from: 0, to: 11 },
  { key: '1-2', from: 12, to: 35 },
  { key: '3-5', from: 36, to: 71 },
  { key: '6-9', from: 72, to: 119 },
  { key: '10-13', from: 120, to: 167 },
  { key: '14-17', from: 168, to: 215 },
  { key: 'ab-18', from: 216, to: 323 },
] as const satisfies readonly (AgeSpan & { key: string })[];
export type AgeBand = (typeof ageBands)[number];
export type AgeKey = AgeBand['key'];

export function audienceOf(key: string): Audience | undefined {
  return audiences.find((audience) => audience.key === key);
}

export function ageBandOf(key: string): AgeBand | undefined {
  return ageBands.find((band) => band.key === key);
}

/** The bands that may be asked for: young people who look for themselves are no babies; a pregnancy has no age to ask for. */
export function bandsFor(audience: Audience | undefined): readonly AgeBand[] {
  if (audience?.key === 'schwanger') return [];
  return audience?.key === 'jugend' ? ageBands.filter(({ from }) => from >= YOUTH) : ageBands;
}

const YOUTH = 120;

/** The months to look for; undefined for any age. */
export function ageOf(audience: Audience | undefined, band: AgeBand | undefined): AgeSpan | undefined {
  if (audience?.key === 'schwanger') return { from: PREGNANCY, to: -1 };
  if (band) return { from: band.from, to: band.to };
  return audience?.key === 'jugend' ? { from: YOUTH, to: ageBands.at(-1)!.to } : undefined;
}
