import { expect, test } from 'vitest';
import { findColumns, headerKey } from './header-names.ts';
import { nearWords } from './near-words.ts';

test('a mistyped name finds its neighbours, the nearest first, and a strange one finds none', () => {
  const known = ['Föhrste', 'Gerzen', 'Gronau', 'Langenholzen', 'Limmer'];
  expect(nearWords('Förhste', known)).toEqual(['Föhrste']);
  expect(nearWords('Gerzn', known)).toEqual(['Gerzen']);
  expect(nearWords('Hildesheim', known)).toEqual([]);
  expect(nearWords('x'.repeat(1_000_000), known)).toEqual([]);
});

test('column names are found whatever their case, umlauts and signs', () => {
  expect(headerKey(' Straße/Hausnr. ')).toBe(headerKey('STRASSE HAUSNR'));
  expect(findColumns(['Lfd. Nr', 'STRASSE', 'Größe (m²)', ''], { street: ['Straße'], size: ['Groesse m2'], number: ['Hausnummer'] })).toEqual({ street: 1, size: 2 });
});

test('a column serves one field only, the earlier one', () => {
  expect(findColumns(['Name'], { organization: ['Träger', 'Name'], name: ['Name'] })).toEqual({ organization: 0 });
});
