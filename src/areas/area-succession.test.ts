import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import { anArea } from './area.fixture.ts';
import { carryOver, checkSuccessions, type Succession } from './area-succession.ts';

const id = (text: string) => text as Uuid;
const change = day('2025-01-01');
const old = anArea('alt', { validUntil: change });
const north = anArea('Nord', { validFrom: change });
const south = anArea('Süd', { validFrom: change });

describe('a succession', () => {
  test('divides an old area wholly among new ones that begin when it ends', () => {
    expect(checkSuccessions([old, north, south], [becomes('alt', 'Nord', 0.4), becomes('alt', 'Süd', 0.6)]).ok).toBe(true);
    expect(checkSuccessions([old, north, south], [becomes('alt', 'Nord', 0.33333), becomes('alt', 'Süd', 0.66666)]).ok).toBe(true);
  });

  test.each<[string, Succession[], string]>([
    ['leaves a part of the old area nowhere', [becomes('alt', 'Nord', 0.4), becomes('alt', 'Süd', 0.5)], 'succession-shares-not-whole'],
    ['gives away more than there is', [becomes('alt', 'Nord', 0.7), becomes('alt', 'Süd', 0.7)], 'succession-shares-not-whole'],
    ['begins on another day', [becomes('alt', 'später', 1)], 'succession-day-differs'],
    ['has an area that has not ended', [becomes('Nord', 'später', 1)], 'succession-day-differs'],
    ['leads to another level', [becomes('alt', 'Quartier', 1)], 'succession-level-differs'],
    ['leads to an area nobody knows', [becomes('alt', 'niemand', 1)], 'succession-area-missing'],
  ])('is refused if it %s', (_what, successions, code) => {
    const areas = [old, north, south, anArea('später', { validFrom: day('2025-02-01') }), anArea('Quartier', { level: 'quarter', validFrom: change })];
    const checked = checkSuccessions(areas, successions);
    expect(checked.ok ? [] : checked.refusals.map((refusal) => refusal.code)).toEqual([code]);
  });
});

describe('figures carried over', () => {
  test('are divided by shares and say that they are estimates', () => {
    const carried = carryOver(new Map([[id('alt'), 200]]), [becomes('alt', 'Nord', 0.25), becomes('alt', 'Süd', 0.75)], [id('Nord'), id('Süd')]);
    expect(carried.get(id('Nord'))).toEqual({ count: 50, estimated: true });
    expect(carried.get(id('Süd'))).toEqual({ count: 150, estimated: true });
  });

  test('of areas that were joined are exact sums', () => {
    const counts = new Map([[id('a'), 20], [id('b'), 30]]);
    expect(carryOver(counts, [becomes('a', 'neu', 1), becomes('b', 'neu', 1)], [id('neu')]).get(id('neu'))).toEqual({ count: 50, estimated: false });
  });

  test('are unknown as soon as a part is unknown or missing, never 0', () => {
    const successions = [becomes('a', 'neu', 1), becomes('b', 'neu', 1)];
    expect(carryOver(new Map([[id('a'), 20], [id('b'), undefined]]), successions, [id('neu')]).get(id('neu'))?.count).toBeUndefined();
    expect(carryOver(new Map([[id('a'), 20]]), successions, [id('neu')]).get(id('neu'))?.count).toBeUndefined();
    expect(carryOver(new Map(), [], [id('ganz neu')]).get(id('ganz neu'))?.count).toBeUndefined();
  });

  test('of areas that did not change stay as they are', () => {
    expect(carryOver(new Map([[id('a'), 7]]), [becomes('alt', 'a', 1)], [id('a')]).get(id('a'))).toEqual({ count: 7, estimated: false });
  });

  test('pass through several changes', () => {
    const successions = [becomes('2019', '2021', 1), becomes('2021', '2024 Nord', 0.5), becomes('2021', '2024 Süd', 0.5)];
    expect(carryOver(new Map([[id('2019'), 90]]), successions, [id('2024 Nord')]).get(id('2024 Nord'))).toEqual({ count: 45, estimated: true });
  });

  test('are in all as many as before, however often boundaries change', () => {
    const share = fc.integer({ min: 1, max: 99 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(500), share, share), { minLength: 1, maxLength: 12 }), (olds) => {
        // Each old area is divided in two, and each half again; every second quarter joins its neighbour.
        const counts = new Map(olds.map(([count], at) => [id(`o${at}`), count]));
        const successions = olds.flatMap(([, first, second], at) => [
          becomes(`o${at}`, `m${at}a`, first / 100),
          becomes(`o${at}`, `m${at}b`, 1 - first / 100),
          becomes(`m${at}a`, `n${at}`, second / 100),
          becomes(`m${at}a`, `n${(at + 1) % olds.length}`, 1 - second / 100),
          becomes(`m${at}b`, `n${at}`, 1),
        ]);
        const carried = carryOver(counts, successions, olds.map((_, at) => id(`n${at}`)));
        const sum = [...carried.values()].reduce((total, { count }) => total + count!, 0);
        expect(sum).toBeCloseTo(olds.reduce((total, [count]) => total + count, 0), 6);
      }),
    );
  });
});

function becomes(predecessor: string, successor: string, share: number): Succession {
  return { predecessorId: id(predecessor), successorId: id(successor), share };
}
