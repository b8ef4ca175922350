import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aChain, aField, aGoodOffer, anArea, anOffer, anyOffer, aTown, farAway, here, id } from './chain.fixture.ts';
import type { ChainOffer } from './chain-input.ts';
import { areaMatrix, cellAt, fieldMatrix } from './matrix.ts';

const health = (offers: readonly ChainOffer[], area: string) => cellAt(aChain({ offers }), id(area), 0, 0);

describe('Which offers count where', () => {
  test('an offer that names no area counts everywhere', () => {
    for (const area of ['town', 'north', 'south']) expect(health([anOffer('group')], area).facts.offerIds).toEqual([id('group')]);
  });

  test('an offer for one district counts there and in the town, not in the other district', () => {
    const offers = [anOffer('group', { areaIds: [id('north')] })];
    expect(['town', 'north', 'south'].map((area) => health(offers, area).facts.offerIds.length)).toEqual([1, 1, 0]);
  });

  test('an offer for a quarter counts in each of its districts', () => {
    const areas = [anArea('town'), anArea('quarter', 'town'), anArea('north', 'quarter'), anArea('south', 'quarter')];
    const chain = aChain({ areas, offers: [anOffer('group', { areaIds: [id('quarter')] })] });
    expect(cellAt(chain, id('north'), 0, 0).facts.offerIds).toEqual([id('group')]);
  });

  test('an offer for one district that stands in the other counts there too', () => {
    const offers = [anOffer('group', { areaIds: [id('north')], at: [{ locationId: id('hall'), areaId: id('south') }] })];
    expect(health(offers, 'south').facts.offerIds).toEqual([id('group')]);
  });

  test('an offer that names only areas of former times counts in the town and nowhere else', () => {
    const offers = [anOffer('group', { areaIds: [id('former')] })];
    expect(['town', 'north'].map((area) => health(offers, area).facts.offerIds.length)).toEqual([1, 0]);
  });

  test('an offer nobody answered for makes its cell unknown: neither covered nor a gap', () => {
    const resting = aGoodOffer('group', { isResting: true });
    expect(health([resting], 'town')).toMatchObject({ state: 'unknown', facts: { offerIds: [], possibleOfferIds: [id('group')] } });
    expect(health([], 'town').state).toBe('gap');
  });

  test('offers without field or without ages are named as not placed', () => {
    const { index } = aChain({ offers: [anOffer('a', { fieldIds: [] }), anOffer('b', { minimumAgeMonths: undefined, maximumAgeMonths: undefined }), anOffer('c')] });
    expect(index.unplaced.withoutField.map((offer) => offer.id)).toEqual([id('a')]);
    expect(index.unplaced.withoutAges.map((offer) => offer.id)).toEqual([id('b')]);
  });
});

describe('The figures of a cell', () => {
  test('known places with unknown ones beside them give a lower bound per 100 children', () => {
    const { facts } = health([aGoodOffer('group', { places: 36, weeklyHours: undefined }), anOffer('club')], 'town');
    expect(facts.places).toEqual({ sum: 36, known: [id('group')], unknown: [id('club')] });
    expect(facts.placesPer100).toEqual({ atLeast: 6, atMost: Infinity });
  });

  test('without the number of children there is no figure per 100', () => {
    const chain = aChain({ offers: [aGoodOffer('group')], children: [] });
    expect(cellAt(chain, id('town'), 0, 0).facts.placesPer100).toBeUndefined();
  });

  test('half of the children can walk to an offer in one of two equal districts, measured from their centroids', () => {
    const { facts } = health([aGoodOffer('group', { at: [{ locationId: id('hall'), point: here }] })], 'town');
    expect(facts.reach).toEqual({ atLeast: 0.5, atMost: 0.5, from: 'district-centroids', weighted: 'children' });
    expect(health([aGoodOffer('group')], 'north').facts.reach).toEqual({ atLeast: 1, atMost: 1, from: 'centroid', weighted: 'children' });
  });

  test('districts weigh by their children of that age', () => {
    const children = aTown().children.map((one) => (one.areaId === id('south') ? { ...one, children: 300 } : one));
    const chain = aChain({ children, offers: [aGoodOffer('group', { at: [{ locationId: id('school'), point: farAway }] })] });
    expect(cellAt(chain, id('town'), 0, 0).facts.reach.atLeast).toBeCloseTo(0.75, 9);
  });

  test('an offer near a district that it does not serve reaches nobody there', () => {
    const offers = [aGoodOffer('group', { areaIds: [id('south')], at: [{ locationId: id('hall'), point: here }] })];
    expect(health(offers, 'town').facts.reach.atMost).toBe(0);
  });

  test('languages besides German are counted, the most spoken first', () => {
    const { facts } = health([anOffer('a', { languages: ['de', 'tr'] }), anOffer('b', { languages: ['tr', 'ar'] }), anOffer('c')], 'town');
    expect(facts.languages).toEqual([{ language: 'tr', offerIds: [id('a'), id('b')] }, { language: 'ar', offerIds: [id('b')] }]);
    expect(facts.languagesUnknown).toEqual([id('c')]);
  });

  test('the places of an offer are given out once: the parts of all areas and phases add up to them', () => {
    fc.assert(fc.property(anyOffer, fc.integer({ min: 1, max: 500 }), (offer, places) => {
      fc.pre(offer.fieldIds.includes(id('health')) && offer.minimumAgeMonths !== undefined && offer.maximumAgeMonths !== undefined);
      const chain = aChain({ offers: [{ ...offer, places, validUntil: undefined }] });
      const parts = ['north', 'south'].flatMap((area) => areaMatrix(chain, id(area)).map((fields) => {
        const { placesPer100, children } = fields[0]!.facts;
        return ((placesPer100?.atLeast ?? 0) * children.known) / 100;
      }));
      const isPlaced = chain.index.byCell.some((fields) => fields[0]!.length > 0);
      expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(isPlaced ? places : 0, 6);
    }), { numRuns: 150 });
  });
});

describe('The matrices', () => {
  test('an area has a cell for every phase and field, in their order', () => {
    const matrix = areaMatrix(aChain(), id('town'));
    expect(matrix.map((row) => row.map((cell) => [cell.phaseId, cell.fieldId]))).toEqual(
      ['0-3', '3-6', '6-10'].map((phase) => ['health', 'advice'].map((field) => [id(phase), id(field)])),
    );
  });

  test('a field has a cell for every area and phase, and they are the same cells', () => {
    const chain = aChain({ offers: [aGoodOffer('group')] });
    const byField = fieldMatrix(chain, id('health'), [id('north'), id('south')]);
    expect(byField[0]!.map((cell) => cell.state)).toEqual(areaMatrix(chain, id('north')).map((row) => row[0]!.state));
    expect(byField.map((row) => row.length)).toEqual([3, 3]);
  });

  test('two offers for the same people at the same time mark their cell as a possible double structure, and only that', () => {
    const chain = aChain({ offers: [aGoodOffer('a'), aGoodOffer('b', { organizationId: id('other') })] });
    const marked = areaMatrix(chain, id('town')).flat().filter((cell) => cell.doubleStructures.length > 0);
    expect(marked.map((cell) => [cell.phaseId, cell.fieldId, cell.state])).toEqual([[id('0-3'), id('health'), 'covered']]);
  });

  test('a field or area that does not exist is refused', () => {
    expect(() => fieldMatrix(aChain(), id('nothing'), [])).toThrow(RangeError);
    expect(() => areaMatrix(aChain(), id('nowhere'))).toThrow(RangeError);
  });

  test('a town of 2,000 offers and 50 areas keeps its offers apart by area', () => {
    const areas = [anArea('town'), ...Array.from({ length: 50 }, (_, number) => anArea(`a${number}`, 'town', { longitude: 9.5 + number / 50, latitude: 52 }))];
    const offers = Array.from({ length: 2000 }, (_, number) => aGoodOffer(`o${number}`, { areaIds: [id(`a${number % 50}`)], at: [] }));
    const chain = aChain({ areas, offers, fields: [aField('health')], children: areas.map(({ id: areaId }) => ({ areaId, ageYears: 0, children: 10 })) });
    const matrix = fieldMatrix(chain, id('health'), areas.map((area) => area.id));
    expect(matrix.map((row) => row[0]!.facts.offerIds.length)).toEqual([2000, ...Array.from({ length: 50 }, () => 40)]);
  });
});
