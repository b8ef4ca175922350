import { describe, expect, test } from 'vitest';
import { cellKey, changeFor, keysOf, knowledgeOfPerturbation, recordKey } from './cell-key.ts';
import { perturbationTable } from './ptable.ts';
import { protect } from './protect.ts';
import { workedExample } from './sample-table.fixture.ts';
import { systemOf } from './system.ts';

const SECRET = 'kept in the house since 2026';

describe('cell keys', () => {
  test('are the fractional part of the sum of the record keys: .9 + .3 + .6 → .8', () => {
    expect(cellKey([0.9, 0.3, 0.6])).toBe(0.8);
  });

  test('do not depend on the order of the records', () => {
    const keys = ['ada', 'bo', 'cem'].map((name) => recordKey(name, SECRET));
    expect(cellKey(keys)).toBe(cellKey([...keys].reverse()));
  });

  test('of a total are those of the people below it', () => {
    const system = systemOf(workedExample());
    const keys = keysOf(system, SECRET);
    const at = (id: string) => keys[system.numberOf.get(id)!]!;
    expect(at('B1|total')).toBe(cellKey([at('B1|A1'), at('B1|A2'), at('B1|A3')]));
  });
});

test('one more child next year gets a key of its own: the same noise twice would show that it was exactly one', () => {
  const keyOf = (count: number) => keysOf(systemOf({ id: 't', cells: [{ id: 'a', count }], relations: [] }), SECRET)[0];
  expect(keyOf(20)).toBe(keyOf(20));
  expect(keyOf(21)).not.toBe(keyOf(20));
});

describe('the perturbation table', () => {
  const table = perturbationTable({ maximum: 3, variance: 1.5, smallest: 2 });

  test('keeps the mean of every count, leaves zeros alone and never shows a count below 0 or of 1', () => {
    for (const { count, chances } of table) {
      expect(chances.reduce((sum, { chance }) => sum + chance, 0)).toBeCloseTo(1, 5);
      expect(chances.reduce((sum, { change, chance }) => sum + change * chance, 0)).toBeCloseTo(0, 4);
      for (const { change } of chances) expect(count + change === 0 || count + change >= 2).toBe(true);
    }
    expect(table[0]!.chances).toEqual([{ change: 0, chance: 1 }]);
  });

  test('reaches the variance for large counts', () => {
    expect(table.at(-1)!.chances.reduce((sum, { change, chance }) => sum + change * change * chance, 0)).toBeCloseTo(1.5, 3);
  });

  test('draws the change whose share of [0, 1) holds the cell key', () => {
    const rows = [{ count: 0, chances: [{ change: 0, chance: 1 }] }, { count: 1, chances: [{ change: -1, chance: 0.5 }, { change: 0, chance: 0.25 }, { change: 2, chance: 0.25 }] }];
    expect([0, 0.49, 0.5, 0.8].map((key) => changeFor(rows, 1, key))).toEqual([-1, -1, 0, 2]);
    expect(changeFor(rows, 40, 0.8)).toBe(2);
  });

  test('refuses noise that can only go up', () => {
    expect(() => perturbationTable({ maximum: 0 })).toThrow('whole number from 1 to 20');
  });
});

test('the attacker knows the perturbation table: what cannot have become the figure shown was not there', () => {
  const system = systemOf({ id: 't', cells: [{ id: 'a', count: 10 }, { id: 'b', count: 0 }, { id: 'c', count: 4 }], relations: [] });
  const rows = [{ count: 0, chances: [{ change: 0, chance: 1 }] }, { count: 1, chances: [{ change: -3, chance: 0 }, { change: -1, chance: 0.5 }, { change: 1, chance: 0.5 }] }];
  const { lower, upper } = knowledgeOfPerturbation(system, rows, Float64Array.of(11, 0, 1), () => 0);
  expect([[...lower], [...upper]]).toEqual([[10, 0, 2], [12, 1, 2]]);
});

test('noise that everybody can draw again is none: without a secret nothing is shown, with one the program alone does not lead back', async () => {
  for (const secret of [undefined, '', 'short']) await expect(protect(workedExample(), { method: 'cell-key', seed: 1, secret })).rejects.toThrow('Cell keys need a secret of at least 16 characters');
  expect(recordKey('ada', SECRET)).not.toBe(recordKey('ada', `${SECRET}!`));
});

test('the same people get the same figures, whatever the table', async () => {
  const one = await protect(workedExample(), { method: 'cell-key', secret: SECRET });
  const other = await protect({ ...workedExample(), cells: [...workedExample().cells].reverse() }, { method: 'cell-key', secret: SECRET });
  if (one.state !== 'safe' || other.state !== 'safe') throw new Error('Expected safe tables.');
  const figures = (cells: readonly { id: string; count: number | null }[]) => [...cells].sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(figures(other.publication.cells)).toEqual(figures(one.publication.cells));
});
