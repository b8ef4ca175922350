import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { axisOver, linePath, shortened } from './chart-sheet.ts';
import { RankingChart } from './ranking-chart.tsx';
import { SharePairChart } from './share-pair-chart.tsx';
import { TimeChart } from './time-chart.tsx';

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

describe('an axis', () => {
  test('holds all values and begins at nothing, so that no bar lies', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 }), (values) => {
      const { scale } = axisOver(values, [0, 100]);
      expect(scale.domain()[0]).toBe(0);
      for (const value of values) expect(scale(value)).toBeLessThanOrEqual(100 + 1e-9);
    }));
  });

  test('exists without any value, and with one only', () => {
    expect(axisOver([], [0, 10]).ticks.length).toBeGreaterThan(1);
    expect(axisOver([Number.NaN], [0, 10]).ticks.every(Number.isFinite)).toBe(true);
    expect(axisOver([2024], [0, 10], { fromZero: false }).scale(2024)).toBe(5);
  });
});

test('a line breaks where a year is unknown instead of running through nothing', () => {
  expect(linePath([[0, 0], [10, 5], undefined, [30, 5], [40, 0]])).toBe('M0 0L10 5M30 5L40 0');
});

test('names beside lines that end at the same height do not lie on each other', () => {
  const points = [2020, 2021].map((year) => ({ year, value: 0.2 }));
  const drawing = String(<TimeChart series={{ name: 'Mitte', points }} compared={[{ name: 'Stadt', points }, { name: 'Kreis', points }]} breaks={[]} format={percent} />);
  const heights = ['Mitte', 'Stadt', 'Kreis'].map((name) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}<`).exec(drawing)![1])).sort((one, other) => one - other);
  expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(15);
  expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(15);
});

test('a long name is shortened with a sign that it was', () => {
  expect(shortened('Eppinghoven-Langerfeld', 12)).toBe('Eppinghoven…');
  expect(shortened('Mitte', 12)).toBe('Mitte');
});

describe('drawings', () => {
  test('say in words what is kept secret and draw no dot for it', () => {
    const drawing = String(<RankingChart areas={[{ name: 'Mitte', value: 0.4, low: 0.3, high: 0.5 }, { name: 'Löhnen', instead: 'nicht veröffentlicht' }]} lines={[]} format={percent} />);
    expect(drawing).toContain('nicht veröffentlicht');
    expect(drawing.match(/<circle/g)).toHaveLength(1);
  });

  test('never draw a bar of no length for an unknown share', () => {
    const drawing = String(<SharePairChart areas={[{ name: 'Löhnen', ofChildren: 0.05 }]} words={{ ofIndicator: 'a', ofChildren: 'b', unknown: 'unbekannt' }} sayShare={percent} />);
    expect(drawing).toContain('unbekannt');
    expect(drawing).not.toContain('width="0"');
  });

  test('do not connect years before and after a change of boundaries', () => {
    const points = [2020, 2021, 2022, 2023].map((year, at) => ({ year, value: 0.2 + at / 100 }));
    const withBreak = String(<TimeChart series={{ name: 'Mitte', points }} compared={[]} breaks={[{ year: 2022, name: 'neuer Zuschnitt' }]} format={percent} />);
    const without = String(<TimeChart series={{ name: 'Mitte', points }} compared={[]} breaks={[]} format={percent} />);
    const lines = (drawing: string) => drawing.match(/stroke-width="3"/g)?.length;
    expect([lines(withBreak), lines(without)]).toEqual([2, 1]);
  });

  test('stand alone as a picture when they have a title', () => {
    const picture = String(<RankingChart title="SGB II, 31. Dezember 2024. Bundesagentur für Arbeit" areas={[]} lines={[]} format={percent} />);
    expect(picture).toMatch(/^<svg xmlns=.*role="img".*<title>SGB II, 31\. Dezember 2024\. Bundesagentur für Arbeit<\/title>/);
    // Date and source are seen as well: a picture leaves its page behind.
    expect(picture).toMatch(/<text[^>]*>SGB II, 31\. Dezember 2024\. Bundesagentur für Arbeit<\/text>/);
  });
});
