import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../platform/id.ts';
import type { IndicatorState } from '../monitoring/indicator-value.ts';
import { stichtag } from '../monitoring/period.ts';
import { day } from '../platform/day.ts';
import { aChain, aGoodOffer, anArea, anIndex, anyOffer, aTown, here, id } from './chain.fixture.ts';
import type { CellState } from './cell-state.ts';
import { cellAt, chainOf } from './matrix.ts';
import { needOfCell, rateNeed, type NeedRule } from './need.ts';

type ReleasedFigure = NonNullable<Parameters<typeof rateNeed>[1]>;

const shown = (numerator: number, denominator: number): IndicatorState => ({ state: 'shown', value: (numerator / denominator) * 100, numerator, denominator });
const suppressed: IndicatorState = { state: 'suppressed' };
const rule = (given: Partial<NeedRule> = {}): NeedRule => ({ id: newId(), indicatorKey: 'sgb2-under-15', measure: 'above-average', factor: 1.5, ...given });

function figure(values: Record<string, IndicatorState>, polarity: 'burden' | 'resource' = 'burden'): ReleasedFigure {
  return {
    definition: { names: { de: 'Kinder in Armut' }, unit: '%', decimals: 1, polarity, formula: { kind: 'share', numerator: [{ measure: 'children-sgb2' }], denominator: [{ measure: 'population' }] } },
    column: { indicatorKey: 'sgb2-under-15', definitionId: newId(), period: stichtag(day('2024-12-31')), values: Object.entries(values).map(([name, result]) => ({ areaId: id(name), result })) },
  };
}
const { areas } = aTown();
const answers = (given: NeedRule, released: ReleasedFigure | undefined, list = areas) => Object.fromEntries([...rateNeed(given, released, list, id('town')).areas].map(([area, { answer }]) => [list.find((one) => one.id === area)!.name, answer]));

describe('The need in an area', () => {
  test('is high where a released share lies further above the average than chance explains', () => {
    expect(answers(rule(), figure({ town: shown(300, 2000), north: shown(250, 1000), south: shown(50, 1000) }))).toEqual({ north: 'high', south: 'usual' });
    expect(answers(rule(), figure({ town: shown(15, 100), north: shown(9, 50), south: shown(6, 50) }))).toEqual({ north: 'usual', south: 'usual' });
  });

  test('is high where there is clearly less of something good', () => {
    expect(answers(rule(), figure({ town: shown(1500, 2000), north: shown(600, 1000), south: shown(900, 1000) }, 'resource'))).toEqual({ north: 'high', south: 'usual' });
  });

  test('is high from a value on that the municipality has set, for the municipality too', () => {
    const fixed = rule({ measure: 'from-value', value: 20 });
    expect(answers(fixed, figure({ town: shown(15, 100), north: shown(20, 100), south: shown(199, 1000) }))).toEqual({ town: 'usual', north: 'high', south: 'usual' });
  });

  test('is unknown where a figure is kept secret, and where nothing was released at all', () => {
    expect(answers(rule(), figure({ town: shown(300, 2000), north: suppressed, south: shown(50, 1000) }))).toEqual({ north: 'unknown', south: 'usual' });
    expect(answers(rule(), figure({ north: shown(250, 1000), south: shown(50, 1000) }))).toEqual({ north: 'unknown', south: 'unknown' });
    expect(answers(rule(), undefined)).toEqual({ north: 'unknown', south: 'unknown' });
  });

  test('is that of the area above where figures of its own level were not released, but never that of the municipality', () => {
    const list = [...areas, anArea('street', 'north'), anArea('corner', 'east'), anArea('east', 'town')];
    const rated = rateNeed(rule(), figure({ town: shown(300, 2000), north: shown(250, 1000) }), list, id('town')).areas;
    expect(rated.get(id('street'))).toMatchObject({ answer: 'high', from: id('north') });
    expect([rated.get(id('corner')), rated.get(id('east'))]).toEqual([{ answer: 'unknown' }, { answer: 'unknown' }]);
    const secret = rateNeed(rule(), figure({ town: shown(300, 2000), north: shown(250, 1000), street: suppressed }), list, id('town')).areas;
    expect(secret.get(id('street'))).toMatchObject({ answer: 'unknown' });
  });
});

describe('The need of a cell', () => {
  const high = figure({ town: shown(300, 2000), north: shown(250, 1000), south: shown(50, 1000) });
  const cell = { areaId: id('north'), fieldId: id('health'), phaseId: id('0-3') };

  test('asks only the rules of its field and phase, and takes the highest factor', () => {
    const needs = [rule(), rule({ fieldId: id('health'), factor: 2 }), rule({ fieldId: id('advice'), factor: 5 }), rule({ phaseId: id('6-10'), factor: 4 })].map((one) => rateNeed(one, high, areas, id('town')));
    expect(needOfCell(needs, cell)).toMatchObject({ atLeast: 2, atMost: 2, asked: { length: 2 } });
    expect(needOfCell(needs, { ...cell, areaId: id('south') })).toMatchObject({ atLeast: 1, atMost: 1 });
    expect(needOfCell([], cell).asked).toEqual([]);
  });

  test('is between usual and high while a figure is unknown', () => {
    expect(needOfCell([rateNeed(rule(), undefined, areas, id('town'))], cell)).toMatchObject({ atLeast: 1, atMost: 1.5 });
  });
});

describe('The state of a cell with released figures', () => {
  // 300 children in the north: 36 places for all 600 children are 6 a hundred; ten are asked for usually.
  const offers = (places: number) => [aGoodOffer('group', { places, weeklyHours: 0, at: [{ locationId: id('hall'), areaId: id('north'), point: here }], areaIds: [id('north')] })];
  const cellWith = (places: number, released: ReleasedFigure | undefined, given = rule()) =>
    cellAt(chainOf(anIndex({ offers: offers(places) }), [], true, [rateNeed(given, released, areas, id('town'))]), id('north'), 0, 0);
  const high = figure({ town: shown(300, 2000), north: shown(250, 1000), south: shown(50, 1000) });
  const usual = figure({ town: shown(300, 2000), north: shown(150, 1000), south: shown(150, 1000) });
  const deciding = (judged: ReturnType<typeof cellWith>) => judged.reasons.filter((reason) => reason.decides).map(({ code }) => code);

  test('is thin where what suffices usually does not suffice for high need – with the figure as its reason', () => {
    const judged = cellWith(36, high);
    expect([judged.state, deciding(judged)]).toEqual(['thin', ['need-failed', 'capacity-failed']]);
    expect(judged.reasons[0]!.need!.need.figure).toMatchObject({ indicatorKey: 'sgb2-under-15', periodKey: '2024-12-31' });
    expect(judged.reasons.find(({ criterion }) => criterion === 'capacity')!.values['placesThreshold']).toBe(15);
    expect(cellWith(36, usual).state).toBe('covered');
  });

  test('stays covered under high need where there is enough', () => {
    const judged = cellWith(45, high);
    expect([judged.state, judged.reasons.find(({ criterion }) => criterion === 'need')!.verdict]).toEqual(['covered', 'failed']);
  });

  test('is unknown where it depends on a figure nobody may see, and only there', () => {
    const secret = figure({ town: shown(300, 2000), north: suppressed });
    const judged = cellWith(36, secret);
    expect([judged.state, deciding(judged)]).toEqual(['unknown', ['need-open', 'capacity-open-need']]);
    expect(cellWith(45, secret).state).toBe('covered');
    expect(cellWith(15, secret).state).toBe('thin');
  });

  test('a factor of one names the need and changes nothing', () => {
    const judged = cellWith(36, high, rule({ factor: 1 }));
    expect([judged.state, judged.reasons.some(({ code }) => code === 'need-failed')]).toEqual(['covered', true]);
  });

  test('is never better under high need than under the usual one, and what is unknown is never called thin for it', () => {
    const order: CellState[] = ['gap', 'thin', 'covered'];
    const needFrom = (released: ReleasedFigure | undefined, factor: number) => [rateNeed(rule({ factor }), released, areas, id('town'))];
    fc.assert(fc.property(fc.array(anyOffer, { maxLength: 6 }), fc.double({ min: 1, max: 5, noNaN: true }), (list, factor) => {
      const index = anIndex({ offers: list });
      const [plain, worse, open] = [[], needFrom(high, factor), needFrom(undefined, factor)].map((needs) => cellAt(chainOf(index, [], false, needs), id('north'), 0, 0).state) as [CellState, CellState, CellState];
      if (plain !== 'unknown' && worse !== 'unknown') expect(order.indexOf(worse)).toBeLessThanOrEqual(order.indexOf(plain));
      if (plain !== 'thin') expect(open).not.toBe('thin');
      if (plain === 'gap' || plain === 'not-expected') expect([worse, open]).toEqual([plain, plain]);
      // What holds whatever the figure says holds while it is unknown.
      if (plain === worse) expect(open).toBe(plain);
    }));
  });

  test('without a rule figures change nothing', () => {
    const offered = { offers: offers(36) };
    expect(cellAt(aChain(offered), id('north'), 0, 0).reasons.some(({ criterion }) => criterion === 'need')).toBe(false);
  });
});
