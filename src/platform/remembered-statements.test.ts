import { expect, test } from 'vitest';
import { rememberedStatements } from './remembered-statements.ts';

test('only what is asked often gets a name, the same one from then on', () => {
  const remembered = rememberedStatements();
  const names = Array.from({ length: 12 }, () => remembered.nameOf('select often'));
  expect(names.slice(0, 9)).toEqual(Array.from({ length: 9 }, () => undefined));
  expect(new Set(names.slice(9)).size).toBe(1);
  expect(names.at(-1)).toBeDefined();
  expect(remembered.nameOf('select seldom')).toBeUndefined();
});

test('there are never more names than a connection can hold, and no two texts share one', () => {
  const remembered = rememberedStatements();
  const named = Array.from({ length: 1_000 }, (_, number) => Array.from({ length: 12 }, () => remembered.nameOf(`select ${number}`)).at(-1)).filter((name) => name !== undefined);
  expect(named).toHaveLength(400);
  expect(new Set(named).size).toBe(400);
});
