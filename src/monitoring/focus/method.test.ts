import { expect, test } from 'vitest';
import { catalogueIndicators } from '../catalogue.ts';
import { focusMethod } from './method.ts';

test('Hamburg’s seven indicators are all in the catalogue, each as a share of people', () => {
  const { indicators = [] } = focusMethod.hamburg;
  expect(new Set(indicators).size).toBe(7);
  for (const key of indicators) expect(catalogueIndicators.find((indicator) => indicator.key === key)?.formula.kind, key).toBe('share');
});
