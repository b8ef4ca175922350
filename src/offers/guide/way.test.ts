import { expect, test } from 'vitest';
import { metresBetween, wayOf } from './way.ts';

test('from the middle of Föhrste to Alfeld’s town hall it is a ride, not a walk', () => {
  const metres = metresBetween({ longitude: 9.85, latitude: 51.95 }, { longitude: 9.81695, latitude: 51.98886 });
  expect(metres).toBeGreaterThan(5500);
  expect(wayOf(metres)).toEqual({ kind: 'ride', kilometres: 6 });
});

test('walks are said in steps of five minutes, never as none', () => {
  expect(wayOf(0)).toEqual({ kind: 'walk', minutes: 5 });
  expect(wayOf(700)).toEqual({ kind: 'walk', minutes: 15 });
  expect(wayOf(2600)).toEqual({ kind: 'walk', minutes: 40 });
  expect(wayOf(2700)).toEqual({ kind: 'ride', kilometres: 3 });
});
