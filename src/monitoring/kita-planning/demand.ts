/** Ages of care as they are planned: Krippe and Kindertagespflege, Kindergarten. */
export type Band = 'under-3' | 'from-3';
export const bands: readonly Band[] = ['under-3', 'from-3'];

/** What share of children is to have a place: 0.4481 for 44.81 %. */
export interface QuotaScenario {
  key: string;
  name: string;
  quotas: Readonly<Record<Band, number>>;
}

/**
 * Part of the six-year-olds who still go to Kita, from the day ages are counted on: school begins for whoever is six by 30 September
 * (§ 64 NSchG, § 35 SchulG NRW), so on 1 October nobody (in NRW those of that one day), on 31 December those born in the last quarter.
 */
export function sixYearOldsInKita(planningDay: '10-01' | '12-31'): number {
  return planningDay === '10-01' ? 0 : 0.25;
}

/** Children of a band; undefined as soon as one of its ages is unknown. */
export function childrenOf(band: Band, byAge: readonly (number | undefined)[], sixYearOlds: number): number | undefined {
  const ages: readonly (readonly [number, number])[] = band === 'under-3' ? [[0, 1], [1, 1], [2, 1]] : [[3, 1], [4, 1], [5, 1], [6, sixYearOlds]];
  let sum = 0;
  for (const [age, part] of ages) {
    if (part === 0) continue;
    const children = byAge[age];
    if (children === undefined) return undefined;
    sum += children * part;
  }
  return sum;
}

/** Places needed: children times quota, a begun place is a whole one. */
export function placesNeeded(children: number, quota: number): number {
  // Rounding to a millionth first: 250 × 0.448 must not become 113 places because of binary fractions.
  return Math.ceil(Number((children * quota).toFixed(6)));
}
