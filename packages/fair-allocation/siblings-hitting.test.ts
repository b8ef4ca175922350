import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapestHittingSet } from './siblings-hitting.ts';

const sets = fc.array(fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 6 }), { maxLength: 8 });
const prices = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 9, maxLength: 9 });

/** The least that any of all 512 sets costs which has one family of each core. */
function leastOfAll(cores: readonly (readonly number[])[], price: readonly number[]): number {
  let least = Infinity;
  for (let mask = 0; mask < 512; mask++) {
    if (!cores.every((core) => core.some((family) => mask & (1 << family)))) continue;
    least = Math.min(least, price.reduce((sum, each, family) => (mask & (1 << family) ? sum + each : sum), 0));
  }
  return least;
}

test('of each core one family is chosen, and no choice costs less', () => {
  fc.assert(fc.property(sets, prices, (cores, price) => {
    const chosen = cheapestHittingSet(cores, (family) => price[family]!, 100_000)!;
    expect(cores.every((core) => core.some((family) => chosen.includes(family)))).toBe(true);
    expect(chosen.reduce((sum, family) => sum + price[family]!, 0)).toBe(leastOfAll(cores, price));
  }));
});

test('when the search was cut short nothing is claimed', () => {
  expect(cheapestHittingSet([[1, 2], [2, 3], [1, 3]], () => 1, 1)).toBeUndefined();
});
