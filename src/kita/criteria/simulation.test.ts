import { objectionsTo } from '@lueckenlos/disclosure-control';
import { allocate, compare } from '@lueckenlos/fair-allocation';
import { describe, expect, test } from 'vitest';
import { newId, type Uuid } from '../../platform/id.ts';
import { day } from '../../platform/day.ts';
import { marketOf } from '../rounds/market.ts';
import type { Catalogue } from './catalogue.ts';
import { catalogue, criterion } from './criteria.fixture.ts';
import { comparedFacts, outcomes, releasedComparison, type Grouping } from './simulation.ts';
import { syntheticRound, usualAssumptions, type BurdenClass, type SyntheticTown } from './synthetic.ts';

const starts = day('2027-08-01');
const types = (['under-3', 'from-3'] as const).map((ageBand, position) => ({ id: newId(), key: ageBand, names: { de: ageBand }, ageBand, weeklyHours: 40, isInclusive: false, position }));
const areas = Array.from({ length: 6 }, (_, at) => ({ id: newId(), weight: at + 1, burden: (['low', 'middle', 'high'] as const)[at % 3]! }));
const facilities = areas.map(({ id }) => ({ id: newId(), organizationId: newId(), areaId: id }));
const town: SyntheticTown = {
  rulePack: 'ni-nkitag', areas, facilities, seatTypes: types, catchments: areas.map(({ id }, at) => ({ areaId: id, facilityIds: [facilities[at]!.id] })),
  pools: facilities.flatMap(({ id }) => types.map((type) => ({ id: newId(), facilityId: id, openSeats: 'last' as const, types: [{ seatTypeId: type.id, atMost: null }], validFrom: day('2020-08-01'), validUntil: null, seats: 50, isConfirmed: true, licensed: null, lastYear: null }))),
};
const before = catalogue([criterion('group', 'child-protection', { amount: 1 }), criterion('points', 'both-work-or-train', { amount: 20 }), criterion('points', 'sibling-in-facility', { amount: 10 })]);
const after = catalogue([criterion('group', 'child-protection', { amount: 1 }), criterion('points', 'both-work-or-train', { amount: 5 }), criterion('points', 'benefits', { amount: 20 }), criterion('points', 'single-parent', { amount: 15 })]);

const burden = new Map<Uuid, BurdenClass>(areas.map((area) => [area.id, area.burden]));

function run(rules: Catalogue, input: ReturnType<typeof syntheticRound>) {
  const market = marketOf({ ...input, catalogue: rules });
  return { market, allocation: allocate(market) };
}

async function simulate(assumptions: Partial<typeof usualAssumptions> = {}, minimumFrequency = 5) {
  const input = syntheticRound(town, { ...usualAssumptions, ...assumptions }, starts);
  const grouping: Grouping = { rulePack: 'ni-nkitag', areaOf: (area) => area ?? undefined, burdenOf: (area) => burden.get(area) ?? 'unknown', hasBurden: true };
  const [first, second] = [run(before, input), run(after, input)];
  return { input, first, second, ...(await releasedComparison([{ before: first, after: second, children: input.registrations }], comparedFacts(before, after), grouping, minimumFrequency)) };
}

describe('invented children', () => {
  test('are the same for the same seed, others for another', () => {
    const assumptions = { ...usualAssumptions, children: 50 };
    expect(syntheticRound(town, assumptions, starts)).toEqual(syntheticRound(town, assumptions, starts));
    expect(syntheticRound(town, { ...assumptions, seed: 2 }, starts).registrations).not.toEqual(syntheticRound(town, assumptions, starts).registrations);
  });

  test('wish only what is offered and fits their age, and come about as the assumptions say', () => {
    const { registrations } = syntheticRound(town, { ...usualAssumptions, children: 3_000 }, starts);
    const share = (fact: string, level?: BurdenClass) => {
      const of = registrations.filter(({ areaId }) => level === undefined || burden.get(areaId!) === level);
      return of.filter(({ proved }) => proved.has(fact)).length / of.length;
    };
    expect(registrations.every(({ wishes, bornOn }) => wishes.every(({ seatTypeId }) => types.find(({ id }) => id === seatTypeId)!.ageBand === (bornOn > '2024-08-01' ? 'under-3' : 'from-3')))).toBe(true);
    expect(share('benefits', 'high')).toBeGreaterThan(share('benefits', 'low') * 1.5);
    expect(share('both-work-or-train', 'high')).toBeLessThan(share('both-work-or-train', 'low'));
    expect(share('single-parent')).toBeGreaterThan(0.12);
  });
});

describe('what another catalogue would change', () => {
  test('is in sum what fair-allocation compares, wherever it is shown', async () => {
    const { result, first, second } = await simulate();
    const { gained, lost } = compare(first, second);
    const all = result.rows[0]!.counts;
    expect(all.gains ?? gained).toBe(gained);
    expect(all.loses ?? lost).toBe(lost);
    expect(gained + lost).toBeGreaterThan(0);
    expect(result.rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['all', 'burden:high', 'band:under-3', 'fact:benefits', `area:${areas[0]!.id}`]));
    expect(result.rows.some(({ key }) => key.startsWith('rest:'))).toBe(false);
  });

  test.each([1, 2, 3, 4])('shows nothing small and nothing from which it follows (seed %i)', async (seed) => {
    const { result, table, certificate } = await simulate({ seed });
    for (const { counts } of result.rows) for (const outcome of outcomes) expect(counts[outcome] === null || counts[outcome] === 0 || counts[outcome] >= 5).toBe(true);
    const shown = new Map<string, number | null>(result.rows.flatMap(({ key, counts }) => outcomes.map((outcome) => [`${key}|${outcome}`, counts[outcome]] as const)));
    const publication = { cells: table.cells.map(({ id }) => ({ id, count: shown.get(id) ?? null })), rates: [] };
    expect(objectionsTo(certificate, publication, table, { minimumFrequency: 5 })).toEqual([]);
    // An attacker of our own: whatever sums he knows, no hidden count is the only number left.
    for (const { total, parts } of table.relations) {
      const hidden = [total, ...parts].filter((id) => (shown.get(id) ?? null) === null);
      const count = (id: string) => table.cells.find((cell) => cell.id === id)!.count;
      if (hidden.length === 1) expect(count(hidden[0]!) === 0 || count(hidden[0]!) >= 5, `${total}: only ${hidden[0]} is hidden`).toBe(true);
    }
  });

  test('of the same catalogue twice is nothing at all', async () => {
    const input = syntheticRound(town, { ...usualAssumptions, children: 100 }, starts);
    const same = run(before, input);
    const { result } = await releasedComparison([{ before: same, after: run({ ...before, id: newId() }, input), children: input.registrations }], comparedFacts(before), { rulePack: 'ni-nkitag', areaOf: () => undefined, burdenOf: () => 'unknown', hasBurden: false }, 5);
    expect(result.rows.every(({ counts }) => outcomes.every((outcome) => counts[outcome] === 0))).toBe(true);
  });

  test('adds several draws up, since one alone is chance', async () => {
    const trials = [1, 2, 3].map((seed) => {
      const input = syntheticRound(town, { ...usualAssumptions, children: 150, seed }, starts);
      return { before: run(before, input), after: run(after, input), children: input.registrations };
    });
    const { result } = await releasedComparison(trials, [], { rulePack: 'ni-nkitag', areaOf: () => undefined, burdenOf: () => 'unknown', hasBurden: false }, 3);
    const gained = trials.reduce((sum, trial) => sum + compare(trial.before, trial.after).gained, 0);
    expect(result.draws).toBe(3);
    expect(result.rows[0]!.counts.gains).toBe(gained);
  });

  test('helps families with the circumstances that now count', async () => {
    const { second, first, input } = await simulate({ children: 600 });
    const won = compare(first, second).changed.filter(({ difference }) => difference === 'gains-seat').map(({ applicant }) => input.registrations.find(({ childId }) => childId === applicant)!);
    const share = (list: readonly { proved: ReadonlyMap<string, unknown> }[]) => list.filter(({ proved }) => proved.has('benefits') || proved.has('single-parent')).length / list.length;
    expect(share(won)).toBeGreaterThan(share(input.registrations) * 1.5);
  });
});
