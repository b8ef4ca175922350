import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { anArea, someAreas } from './area.fixture.ts';
import { areaTree, type Area } from './area-tree.ts';
import { checkAreas } from './check-areas.ts';

const stadt = anArea('Stadt', { level: 'municipality', regionalKey: '032540002002' });

describe('a set of areas', () => {
  test('may leave out levels', () => {
    expect(checkAreas([stadt, anArea('Bezirk', { parent: 'Stadt' })]).ok).toBe(true);
  });

  test.each<[string, Area[], string]>([
    ['a parent on the same level', [anArea('a', { level: 'quarter' }), anArea('b', { level: 'quarter', parent: 'a' })], 'area-level-not-below'],
    ['a parent on a lower level', [anArea('a'), anArea('b', { level: 'quarter', parent: 'a' })], 'area-level-not-below'],
    ['itself as parent', [anArea('a', { parent: 'a' })], 'area-level-not-below'],
    ['a parent that does not exist', [anArea('a', { parent: 'niemand' })], 'area-parent-missing'],
    ['no day on which it is valid', [anArea('a', { validFrom: day('2025-01-01'), validUntil: day('2025-01-01') })], 'area-never-valid'],
    ['a parent that ends before it', [{ ...stadt, validUntil: day('2024-01-01') }, anArea('a', { parent: 'Stadt' })], 'area-parent-not-valid'],
    ['a parent that begins after it', [{ ...stadt, validFrom: day('2024-01-01') }, anArea('a', { parent: 'Stadt' })], 'area-parent-not-valid'],
    ['the key of another at the same time', [anArea('a', { key: '1' }), anArea('b', { key: '1', validFrom: day('2024-01-01') })], 'area-key-twice'],
    ['a regional key that is none', [anArea('a', { regionalKey: '3254002' })], 'regional-key-length'],
    ['a regional key outside its parent', [anArea('Kreis', { level: 'county', regionalKey: '03157' }), { ...stadt, parentId: anArea('Kreis').id }], 'area-outside-parent'],
  ])('is refused where an area has %s', (_what, areas, code) => {
    const checked = checkAreas(areas);
    expect(checked.ok ? [] : checked.refusals.map((refusal) => refusal.code)).toEqual([code]);
  });

  test('may use a key again after the first has ended, and on another level', () => {
    const first = anArea('a', { key: '1', validUntil: day('2024-01-01') });
    expect(checkAreas([first, anArea('b', { key: '1', validFrom: day('2024-01-01') }), anArea('c', { key: '1', level: 'quarter' })]).ok).toBe(true);
  });

  test('every fault is told, with the area it is in', () => {
    const checked = checkAreas([anArea('a', { parent: 'x' }), anArea('b', { parent: 'y' })]);
    expect(checked).toMatchObject({ ok: false, refusals: [{ values: { name: 'a' } }, { values: { name: 'b' } }] });
  });

  test('a set that is accepted forms a tree, whatever parents were drawn', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 15 }), fc.array(fc.nat(14), { maxLength: 4 }), (choices, moves) => {
        const areas = someAreas(choices);
        for (const [at, move] of moves.entries()) {
          const moved = areas[(at * 7) % areas.length]!;
          moved.parentId = areas[move % areas.length]!.id;
        }
        if (checkAreas(areas).ok) expect(areaTree(areas).all).toHaveLength(areas.length);
        else expect(moves.length).toBeGreaterThan(0);
      }),
    );
  });
});
