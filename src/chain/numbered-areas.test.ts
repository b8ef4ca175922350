import { expect, test } from 'vitest';
import { leavesOf, liesWithin, numberAreas, outermost } from './numbered-areas.ts';
import { anArea, id } from './chain.fixture.ts';

const tree = numberAreas([anArea('mill', 'centre'), anArea('centre', 'town'), anArea('town'), anArea('market', 'centre'), anArea('village', 'town')]);
const number = (name: string) => tree.numberOf.get(id(name))!;
const names = (numbers: readonly number[]) => numbers.map((one) => tree.areas[one]!.name);

test('a district lies within its quarter and its town, not the other way round', () => {
  expect(liesWithin(tree, number('mill'), number('town'))).toBe(true);
  expect(liesWithin(tree, number('mill'), number('mill'))).toBe(true);
  expect(liesWithin(tree, number('town'), number('mill'))).toBe(false);
  expect(liesWithin(tree, number('village'), number('centre'))).toBe(false);
});

test('the districts of an area are those with none below, an area without any is its own', () => {
  expect(names(leavesOf(tree, number('town')))).toEqual(['market', 'mill', 'village']);
  expect(names(leavesOf(tree, number('village')))).toEqual(['village']);
});

test('of an area and a district within it only the area is kept', () => {
  expect(names(outermost(tree, ['mill', 'centre', 'village', 'mill'].map(number)))).toEqual(['centre', 'village']);
});

test('an area whose parent is not among the areas of today stands at the top', () => {
  const alone = numberAreas([anArea('mill', 'gone')]);
  expect(alone.areas.map((area) => area.name)).toEqual(['mill']);
});
