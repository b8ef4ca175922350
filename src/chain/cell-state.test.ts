import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../platform/day.ts';
import { aChain, aGoodOffer, anOffer, anyOffer, aSchedule, aTown, farAway, here, id } from './chain.fixture.ts';
import type { ChainOffer, ChainTown } from './chain-input.ts';
import type { CellState } from './cell-state.ts';
import { indexTown } from './chain-index.ts';
import { areaMatrix, cellAt, chainOf, type Cell } from './matrix.ts';
import type { ThresholdSetting } from './threshold.ts';

/** Health for children under three in the north of the town. */
function cell(offers: readonly ChainOffer[], town: Partial<ChainTown> = {}, settings: readonly ThresholdSetting[] = []): Cell {
  return cellAt(aChain({ offers, ...town }, settings), id('north'), 0, 0);
}
const deciding = (judged: Cell) => judged.reasons.filter((reason) => reason.decides).map((reason) => reason.code);
const noChildren = { children: aTown().children.map((one) => ({ ...one, children: 0 })) };

describe('The state of a cell', () => {
  test('no offer for children who live there is a gap', () => {
    const judged = cell([]);
    expect(judged.state).toBe('gap');
    expect(deciding(judged)).toEqual(['offers-failed']);
    expect(judged.reasons.find((reason) => reason.criterion === 'children')!.values).toEqual({ children: 300, unknownParts: 0 });
  });

  test('an offer of another field, another age or a time that is over closes no gap', () => {
    const others = [
      aGoodOffer('advice', { fieldIds: [id('advice')] }),
      aGoodOffer('older', { minimumAgeMonths: 36, maximumAgeMonths: 71 }),
      aGoodOffer('over', { validUntil: day('2026-11-22') }),
      aGoodOffer('elsewhere', { areaIds: [id('south')], at: [] }),
    ];
    expect(cell(others).state).toBe('gap');
  });

  test('one good offer covers it, with every reason and the offer behind each', () => {
    const judged = cell([aGoodOffer('group')]);
    expect(judged.state).toBe('covered');
    expect(judged.reasons.map((reason) => reason.code)).toEqual([
      'children-met', 'offers-met', 'capacity-met', 'confirmed-met', 'free-met', 'reached-met', 'afternoon-met', 'lasting-met',
    ]);
    for (const reason of judged.reasons.slice(1)) expect(reason.offerIds, reason.code).toEqual([id('group')]);
  });

  test.each<[string, Partial<ChainOffer>, string]>([
    ['too few places and hours', { places: 5, weeklyHours: 1 }, 'capacity-failed'],
    ['nothing free of charge', { freeOfCharge: 'no' }, 'free-failed'],
    ['nothing within walking distance', { at: [{ locationId: id('far'), point: farAway }] }, 'reached-failed'],
    ['nothing in the afternoon', { schedules: [aSchedule(2, '09:00', '12:00')] }, 'afternoon-failed'],
    ['nothing that lasts', { validUntil: day('2026-12-31') }, 'lasting-failed'],
  ])('%s is thin', (_, known, reason) => {
    const judged = cell([aGoodOffer('group', known)]);
    expect(judged.state).toBe('thin');
    expect(deciding(judged)).toEqual([reason]);
  });

  test('an offer of which neither places nor hours are known is unknown, not thin', () => {
    const judged = cell([aGoodOffer('group', { places: undefined, weeklyHours: undefined })]);
    expect(judged.state).toBe('unknown');
    expect(deciding(judged)).toEqual(['capacity-open']);
    expect(judged.reasons[0]!.openOfferIds).toEqual([id('group')]);
  });

  test('known places that suffice are enough, whatever else is unknown: at least that many', () => {
    const judged = cell([aGoodOffer('group'), anOffer('club')]);
    expect(judged.state).toBe('covered');
    expect(judged.facts.placesPer100!.atMost).toBe(Infinity);
  });

  test('hours suffice where places do not, for a counsellor has none', () => {
    expect(cell([aGoodOffer('advice', { places: undefined, weeklyHours: 12 })]).state).toBe('covered');
  });

  test('entries nobody confirmed for a year are unknown: perhaps they no longer exist', () => {
    const judged = cell([aGoodOffer('group', { assuredAt: day('2024-01-01') }), aGoodOffer('club', { assuredAt: undefined })]);
    expect(judged.state).toBe('unknown');
    expect(deciding(judged)).toEqual(['confirmed-open']);
  });

  test('where the number of children is unknown, nothing is a gap and nothing is thin', () => {
    const unknown = { children: [] };
    expect(cell([], unknown).state).toBe('unknown');
    expect(cell([aGoodOffer('group', { freeOfCharge: 'no' })], unknown).state).toBe('unknown');
    expect(deciding(cell([aGoodOffer('group')], unknown))).toContain('children-open');
  });

  test('some unknown figures beside known children leave a gap a gap', () => {
    const partly = { children: aTown().children.map((one) => (one.ageYears === 2 ? { ...one, children: undefined } : one)) };
    expect(cell([], partly).state).toBe('gap');
    expect(deciding(cell([aGoodOffer('group')], partly))).toEqual(['capacity-open-children']);
  });

  test('where no child of that age lives nothing is missing', () => {
    expect(cell([], noChildren).state).toBe('not-expected');
    expect(cell([aGoodOffer('group')], noChildren).state).toBe('not-expected');
  });

  test('an offer of this field with unknown ages may fill the cell: no gap, but a question', () => {
    const ageless = aGoodOffer('group', { minimumAgeMonths: undefined, maximumAgeMonths: undefined });
    const judged = cell([ageless]);
    expect(judged.state).toBe('unknown');
    expect(judged.reasons[0]).toMatchObject({ code: 'offers-open', openOfferIds: [id('group')] });
  });

  test('what the municipality does not expect is shown as such, with its offers', () => {
    const chain = chainOf(indexTown(aTown({ offers: [aGoodOffer('group')] }), []), [{ phaseId: id('0-3'), fieldId: id('health'), reason: 'Aufgabe des Landkreises' }]);
    const judged = cellAt(chain, id('north'), 0, 0);
    expect(judged.state).toBe('not-expected');
    expect(deciding(judged)).toEqual(['expected-failed']);
    expect(judged.notExpected!.reason).toBe('Aufgabe des Landkreises');
    expect(judged.facts.offerIds).toEqual([id('group')]);
  });

  test('an unknown answer about access is named as open and does not decide', () => {
    const judged = cell([aGoodOffer('group', { freeOfCharge: 'unknown', schedules: [] })]);
    expect(judged.state).toBe('covered');
    expect(judged.reasons.filter((reason) => reason.verdict === 'open').map((reason) => reason.code)).toEqual(['free-open', 'afternoon-open']);
  });

  test('who comes to the families need not be near', () => {
    expect(cell([aGoodOffer('visit', { outreach: 'yes', at: [] })]).state).toBe('covered');
  });

  test('the municipality can ask for more, for less, or not at all', () => {
    const offers = [aGoodOffer('group', { places: 20, weeklyHours: undefined, walkIn: 'no' })];
    const set = (name: ThresholdSetting['name'], value: number) => [{ name, value }];
    expect(cell(offers).state).toBe('thin');
    expect(cell(offers, {}, set('places-per-100', 3)).state).toBe('covered');
    expect(cell(offers, {}, [...set('places-per-100', 0), ...set('hours-per-100', 0)]).state).toBe('covered');
    const lowThreshold = cell([aGoodOffer('group', { walkIn: 'no' })], {}, set('low-threshold-minimum', 1));
    expect(deciding(lowThreshold)).toEqual(['low-threshold-failed']);
    expect(cell([aGoodOffer('group')], {}, set('languages-minimum', 3)).state).toBe('thin');
    expect(cell([aGoodOffer('group')], {}, set('offers-minimum', 2)).state).toBe('thin');
  });
});

/** gap is worst and covered best; thin and unknown are two kinds of between: an offer one learns more about may show either. */
const strength: Record<CellState, number> = { gap: 0, thin: 1, unknown: 1, covered: 2, 'not-expected': 3 };
const manyOffers = fc.array(anyOffer, { maxLength: 6 });
const states = (offers: readonly ChainOffer[], town: Partial<ChainTown> = {}) =>
  ['town', 'north'].flatMap((area) => areaMatrix(aChain({ offers, ...town }), id(area)).flat().map((one) => one.state));

describe('Laws of the rules', () => {
  test('one more offer never makes a cell worse', () => {
    fc.assert(fc.property(manyOffers, anyOffer, (offers, another) => {
      const [before, after] = [states(offers), states([...offers, another])];
      for (const [index, state] of before.entries()) expect(strength[after[index]!]).toBeGreaterThanOrEqual(strength[state]);
    }), { numRuns: 150 });
  });

  test('the order of offers, areas and figures changes nothing', () => {
    fc.assert(fc.property(manyOffers, (offers) => {
      const { areas, children } = aTown();
      expect(states(offers.toReversed(), { areas: areas.toReversed(), children: children.toReversed() })).toEqual(states(offers));
    }), { numRuns: 100 });
  });

  test('what is forgotten never makes a gap, and never makes a cell thin that was not', () => {
    const forget: Partial<ChainOffer>[] = [
      { places: undefined, weeklyHours: undefined }, { freeOfCharge: 'unknown' }, { walkIn: 'unknown' }, { schedules: [] },
      { languages: [] }, { assuredAt: undefined }, { at: [] }, { minimumAgeMonths: undefined }, { maximumAgeMonths: undefined },
    ];
    fc.assert(fc.property(manyOffers, fc.nat(), fc.constantFrom(...forget), (offers, which, forgotten) => {
      fc.pre(offers.length > 0);
      const victim = which % offers.length;
      // Where it stands is also whom it is for if it names other areas; forgetting that would be another offer.
      fc.pre(!('at' in forgotten) || offers[victim]!.areaIds.length === 0);
      const [before, after] = [states(offers), states(offers.map((offer, index) => (index === victim ? { ...offer, ...forgotten } : offer)))];
      for (const [index, state] of before.entries()) {
        if (state !== 'gap') expect(after[index]).not.toBe('gap');
        if (!('minimumAgeMonths' in forgotten || 'maximumAgeMonths' in forgotten) && (state === 'covered' || state === 'unknown')) expect(after[index]).not.toBe('thin');
      }
    }), { numRuns: 200 });
  });

  test('a forgotten number of children never makes a gap nor a thin cell', () => {
    fc.assert(fc.property(manyOffers, fc.integer({ min: 0, max: 17 }), (offers, year) => {
      const children = aTown().children.map((one) => (one.ageYears === year ? { ...one, children: undefined } : one));
      const [before, after] = [states(offers), states(offers, { children })];
      for (const [index, state] of before.entries()) {
        if (state !== 'gap') expect(after[index]).not.toBe('gap');
        if (state !== 'thin' && state !== 'gap') expect(after[index]).not.toBe('thin');
      }
    }), { numRuns: 100 });
  });

  test('every cell has reasons that decide it, and every offer behind a reason is an offer of the cell or may be one', () => {
    fc.assert(fc.property(manyOffers, (offers) => {
      for (const judged of areaMatrix(aChain({ offers }), id('town')).flat()) {
        expect(judged.reasons.some((reason) => reason.decides)).toBe(true);
        const known = new Set([...judged.facts.offerIds, ...judged.facts.possibleOfferIds]);
        for (const reason of judged.reasons) for (const offerId of [...reason.offerIds, ...reason.openOfferIds]) expect(known.has(offerId)).toBe(true);
      }
    }), { numRuns: 100 });
  });
});

test('places of an offer for the whole town fall to its districts by their children', () => {
  const children = aTown().children.map((one) => (one.areaId === id('south') ? { ...one, children: 300 } : one));
  const offers = [aGoodOffer('group', { places: 120, weeklyHours: undefined, at: [{ locationId: id('hall'), point: here }] })];
  const chain = aChain({ offers, children });
  const rate = (area: string) => cellAt(chain, id(area), 0, 0).facts.placesPer100!.atLeast;
  expect([rate('town'), rate('north'), rate('south')]).toEqual([10, 10, 10]);
});
