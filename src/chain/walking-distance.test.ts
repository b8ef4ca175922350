import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beeline } from '../areas/beeline.ts';
import { farAway, here } from './chain.fixture.ts';
import { nearestPlace, walkingDistance, walkingMinutes, withinReach } from './walking-distance.ts';

const anyPoint = fc.record({ longitude: fc.double({ min: 5, max: 15, noNaN: true }), latitude: fc.double({ min: 47, max: 55, noNaN: true }) });

test('a hundredth of a degree of latitude is 1,112 metres', () => {
  expect(beeline({ longitude: 10, latitude: 52 }, { longitude: 10, latitude: 52.01 })).toBeCloseTo(1112, 0);
});

test('Hildesheim and Hannover lie about 28 kilometres apart', () => {
  expect(beeline({ longitude: 9.951, latitude: 52.154 }, { longitude: 9.732, latitude: 52.376 }) / 1000).toBeCloseTo(28.8, 0);
});

test('a walk is as long there as back, never shorter than the beeline, and nothing from a place to itself', () => {
  fc.assert(fc.property(anyPoint, anyPoint, fc.double({ min: 1, max: 3, noNaN: true }), (a, b, detour) => {
    expect(walkingDistance(a, b, detour)).toBeCloseTo(walkingDistance(b, a, detour), 3);
    expect(walkingDistance(a, b, detour)).toBeGreaterThanOrEqual(beeline(a, b));
    expect(walkingDistance(a, a, detour)).toBe(0);
  }));
});

test('a kilometre at four kilometres an hour takes a quarter of an hour, and no minute is rounded away', () => {
  expect(walkingMinutes(1000, 4)).toBe(15);
  expect(walkingMinutes(1001, 4)).toBe(16);
});

test('the nearest of several places counts', () => {
  const nearest = nearestPlace(here, [{ point: farAway }, { point: { longitude: 9.825, latitude: 51.98 } }], 1.3);
  expect(withinReach(nearest, 1000)).toBe('yes');
  expect(nearest.metres).toBeCloseTo(445, -1);
});

test('a place of unknown position is not far, it is unknown', () => {
  expect(withinReach(nearestPlace(here, [{ point: farAway }, {}], 1.3), 1000)).toBe('unknown');
  expect(withinReach(nearestPlace(here, [{ point: farAway }], 1.3), 1000)).toBe('no');
  expect(withinReach(nearestPlace(here, [], 1.3), 1000)).toBe('unknown');
  expect(withinReach(nearestPlace(undefined, [{ point: here }], 1.3), 1000)).toBe('unknown');
});
