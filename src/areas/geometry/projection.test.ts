import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refused, type Outcome } from '../../platform/outcome.ts';
import { knownProjections } from './known-projections.ts';
import { toPlane } from './plane.ts';
import { projectionOfEpsg, projectionOfWkt, type Projection } from './projection.ts';
import { esriGaussKrueger, esriUtm, geographic, geoToolsWebMercator, wkt2Utm } from './projection.fixture.ts';

/** One place in Alfeld in many systems, computed with PROJ 9.5.1 (an implementation of its own) from 9.8235° E, 51.9890° N. */
const place = [9.8235, 51.989] as const;
const inSystems: [code: number, x: number, y: number][] = [
  [25832, 556547.111, 5760134.948],
  [25833, 144660.321, 5772477.162],
  [4647, 32556547.111, 5760134.948],
  [31467, 3556642.37, 5762000.637],
  [3857, 1093547.018, 6798136.758],
  [3035, 4308875.375, 3208790.738],
  [4326, 9.8235, 51.989],
  [4258, 9.8235, 51.989],
];

describe('a projection', () => {
  test.each(inSystems)('EPSG:%i agrees with PROJ to a decimetre', (code, x, y) => {
    expect(metresApart(project(projectionOfEpsg(code), x, y), place)).toBeLessThan(0.1);
  });

  test.each([
    [31466, 2545771.586, 5718605.685, 6.66, 51.6],
    [31468, 4595175.489, 5819460.402, 13.4, 52.5],
    [31469, 5391482.284, 5819737.588, 13.4, 52.5],
  ])('Gauß-Krüger EPSG:%i agrees with PROJ to a decimetre', (code, x, y, longitude, latitude) => {
    expect(metresApart(project(projectionOfEpsg(code), x, y), [longitude, latitude])).toBeLessThan(0.1);
  });

  test('is read by its parameters: a .prj called "Unbekannt" with the parameters of UTM 32 is UTM 32', () => {
    expect(metresApart(project(projectionOfWkt(esriUtm('Unbekannt', 9)), 556547.111, 5760134.948), place)).toBeLessThan(0.1);
  });

  test('is not read by its name: a .prj called UTM 33 with the parameters of UTM 32 is UTM 32', () => {
    expect(metresApart(project(projectionOfWkt(esriUtm('ETRS_1989_UTM_Zone_33N', 9)), 556547.111, 5760134.948), place)).toBeLessThan(0.1);
  });

  test('Gauß-Krüger without a told shift lies within 2 m of the same place in UTM 32', () => {
    const fromGaussKrueger = project(projectionOfWkt(esriGaussKrueger('Unbekannt', 3)), 3556642.37, 5762000.637);
    const fromUtm = project(projectionOfWkt(esriUtm('Unbekannt', 9)), 556547.111, 5760134.948);
    expect(metresApart(fromGaussKrueger, fromUtm)).toBeLessThan(2);
  });

  test('a shift of nothing but zeros on the Bessel ellipsoid counts as not told', () => {
    const zeros = esriGaussKrueger('x', 3).replace('299.1528128]', '299.1528128],TOWGS84[0,0,0,0,0,0,0]');
    expect(metresApart(project(projectionOfWkt(zeros), 3556642.37, 5762000.637), place)).toBeLessThan(2);
  });

  test('a told shift is kept and not applied twice', () => {
    const told = esriGaussKrueger('x', 3)
      .replace('Gauss_Kruger', 'Transverse_Mercator')
      .replace('299.1528128]', '299.1528128],TOWGS84[598.1,73.7,418.2,0.202,0.045,-2.455,6.7]');
    expect(metresApart(project(projectionOfWkt(told), 3556642.37, 5762000.637), place)).toBeLessThan(0.1);
  });

  test('UTM eastings may have their zone in front of them', () => {
    expect(metresApart(project(projectionOfEpsg(25832), 32556547.111, 5760134.948), place)).toBeLessThan(0.1);
    expect(metresApart(project(projectionOfWkt(esriUtm('x', 9)), 32556547.111, 5760134.948), place)).toBeLessThan(0.1);
  });

  test('Web Mercator as GeoTools writes it is the one on a sphere', () => {
    expect(metresApart(project(projectionOfWkt(geoToolsWebMercator), 1093547.018, 6798136.758), place)).toBeLessThan(0.1);
  });

  test('WKT of the second generation and compound systems with heights are understood', () => {
    expect(metresApart(project(projectionOfWkt(wkt2Utm), 556547.111, 5760134.948), place)).toBeLessThan(0.1);
    const compound = `COMPD_CS["Lage und Höhe",${esriUtm('x', 9)},VERT_CS["DHHN2016",VERT_DATUM["DHHN",2005],UNIT["metre",1]]]`;
    expect(metresApart(project(projectionOfWkt(compound), 556547.111, 5760134.948), place)).toBeLessThan(0.1);
  });

  test('degrees stay degrees, longitude first', () => {
    expect(project(projectionOfWkt(geographic), 9.8235, 51.989)).toEqual([9.8235, 51.989]);
  });

  test('an ellipsoid whose shift nobody told is refused, it would be off by a hundred metres unnoticed', () => {
    const krassowsky = esriGaussKrueger('Pulkovo 1942', 4).replace('6377397.155,299.1528128', '6378245.0,298.3');
    expect(projectionOfWkt(krassowsky)).toEqual(refused('datum-unknown', { values: { projection: 'Pulkovo 1942' } }));
  });

  test.each(['', 'kein WKT', 'LOCAL_CS["Unbekannt"]', esriUtm('x', 9).replace('Transverse_Mercator', 'Freihand')])('text %# that is no projection is refused', (wkt) => {
    expect(projectionOfWkt(wkt)).toMatchObject({ ok: false, refusals: [{ code: 'projection-unknown' }] });
  });

  test('an unknown EPSG code is refused by its number', () => {
    expect(projectionOfEpsg(12345)).toEqual(refused('projection-unknown', { values: { projection: 'EPSG:12345' } }));
  });

  test('coordinates that are no numbers or nowhere on earth have no place, and never break the reading', () => {
    fc.assert(
      fc.property(fc.constantFrom(...knownProjections), fc.double(), fc.double(), ({ code }, x, y) => {
        const found = projectionOfEpsg(code);
        if (!found.ok) throw new Error('known');
        const at = found.value.toLongitudeLatitude(x, y);
        expect(at === undefined || at.every(Number.isFinite)).toBe(true);
      }),
    );
  });
});

function project(projection: Outcome<Projection>, x: number, y: number): readonly [number, number] {
  if (!projection.ok) throw new Error(projection.refusals[0]?.code);
  const at = projection.value.toLongitudeLatitude(x, y);
  if (!at) throw new Error('no place');
  return at;
}

function metresApart(one: readonly [number, number], other: readonly [number, number]): number {
  const [a, b] = [toPlane([...one]), toPlane([...other])];
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
