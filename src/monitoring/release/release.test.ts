import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import type { Area } from '../../areas/area-tree.ts';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { computeIndicators, Workshop, type ComputedArea } from '../compute.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { IndicatorValue } from '../indicator-value.ts';
import { draftOf, emptyPack, mergePack, type MeasurePack } from '../pack.ts';
import { stichtag, type Period } from '../period.ts';
import { ageAtoms } from './age-atoms.ts';
import { attack, readOpenTable } from './attacker.fixture.ts';
import { chosenDefinitions, neededCounts } from './choice.ts';
import { openColumns, openRows } from './open-data.ts';
import { protectRelease, type ReleaseOutcome } from './protect-release.ts';
import { cellIdOf, releaseTask, type EarlierCell, type ReleaseTask } from './task.ts';

/** A town of two quarters with three Bezirke each. */
const since = day('2000-01-01');
const town: ComputedArea = { id: newId(), level: 'municipality', validFrom: since };
const quarters: ComputedArea[] = [1, 2].map(() => ({ id: newId(), parentId: town.id, level: 'quarter' as const, validFrom: since }));
const districts: ComputedArea[] = quarters.flatMap(({ id }) => [1, 2, 3].map(() => ({ id: newId(), parentId: id, level: 'district' as const, validFrom: since })));
const areas = [town, ...quarters, ...districts];
const on = stichtag(day('2024-12-31'));

const share: IndicatorDefinition = {
  id: newId(), key: 'poor', topic: 'poverty', position: 1, names: { de: 'Arm' }, explanation: {}, unit: '%', decimals: 1, polarity: 'burden', population: '', stichtagRule: '', source: '', minimumDenominator: 0,
  formula: { kind: 'share', numerator: [{ measure: 'poor', breakdown: { age: { from: 0, until: 14 } } }], denominator: [{ measure: 'people', breakdown: { age: { from: 0, until: 14 } } }] }, validFrom: since,
};

function pack(measure: string, breakdown: string, values: readonly number[], period: Period = on): MeasurePack {
  const draft = draftOf(districts.map(({ id }, at) => ({ areaId: id, breakdown, figure: { kind: 'number' as const, value: values[at]! } })));
  return { measure, period, pack: mergePack(emptyPack, draft, newId()).pack };
}

interface Wish {
  levels?: readonly ComputedArea['level'][];
  earlier?: readonly EarlierCell[];
  minimumFrequency?: number;
}

function tasksOf(packs: readonly MeasurePack[], { levels = ['quarter', 'district'], earlier = [], minimumFrequency = 5 }: Wish = {}): ReleaseTask[] {
  const definitions = chosenDefinitions([share], ['poor']);
  const columns = computeIndicators(packs, definitions, areas);
  const workshop = new Workshop(packs, definitions, areas);
  return neededCounts(columns, {}).map((needed) => releaseTask(needed, { workshop, areas, levels, minimumFrequency, earlier, harmless: new Set() }));
}

const protection = { criterion: 'T' as const, minimumFrequency: 5, earlierReleases: 0 };
const poorCell = (areaId: Uuid) => cellIdOf({ measure: 'poor', period: on, areaId, breakdown: 'age:0-14' });

/** What went out, as the attacker keeps it. */
function shownOf(tasks: readonly ReleaseTask[], outcome: ReleaseOutcome): EarlierCell[] {
  if (outcome.state !== 'safe') throw new Error(outcome.because);
  return tasks.flatMap(({ wanted }) => wanted.map(({ id, count, why: _why, nothing: _nothing, ...place }) => ({ ...place, value: outcome.hidden.has(id) ? null : count! })));
}

const people = [120, 80, 95, 60, 150, 70];

describe('a release', () => {
  test('without small counts is safe as it is', async () => {
    const outcome = await protectRelease(tasksOf([pack('poor', 'age:0-14', [20, 11, 9, 7, 33, 12]), pack('people', 'age:0-14', people)]), { ...protection, method: 'as-is' });
    expect(outcome.state).toBe('safe');
  });

  test('that shows two poor children of a Bezirk is refused, and the cell is named', async () => {
    const outcome = await protectRelease(tasksOf([pack('poor', 'age:0-14', [20, 2, 9, 7, 33, 12]), pack('people', 'age:0-14', people)]), { ...protection, method: 'as-is' });
    expect(outcome).toMatchObject({ state: 'refused', because: 'gives-away', givenAway: [{ cell: poorCell(districts[1]!.id) }] });
  });

  test('that shows all but two children as poor is refused as well: the rest gives them away', async () => {
    const outcome = await protectRelease(tasksOf([pack('poor', 'age:0-14', [20, 78, 9, 7, 33, 12]), pack('people', 'age:0-14', people)]), { ...protection, method: 'as-is' });
    expect(outcome).toMatchObject({ state: 'refused', because: 'gives-away' });
    expect(outcome.state === 'refused' && outcome.because === 'gives-away' && outcome.givenAway[0]!.cell).toContain('rest of');
  });

  test('protected by the platform hides more than the small count, so that the quarter’s total gives nothing away', async () => {
    const tasks = tasksOf([pack('poor', 'age:0-14', [20, 2, 9, 7, 33, 12]), pack('people', 'age:0-14', people)]);
    const outcome = await protectRelease(tasks, { ...protection, method: 'flow' });
    expect(outcome.state).toBe('safe');
    if (outcome.state !== 'safe') return;
    expect(outcome.hidden.has(poorCell(districts[1]!.id))).toBe(true);
    expect(outcome.hidden.size).toBeGreaterThan(1);
    expect(outcome.summary.holds).toEqual({ E: true, T: true });
  });
});

describe('what was kept secret at its source', () => {
  const rowsOf = (values: readonly (number | 'secret')[]): MeasurePack => {
    const rows = districts.map(({ id }, at) => ({ areaId: id, breakdown: 'age:0-14', figure: values[at] === 'secret' ? { kind: 'unknown' as const, why: 'confidential' as const } : { kind: 'number' as const, value: values[at] as number } }));
    const totals = quarters.map(({ id }, q) => ({ areaId: id, breakdown: 'age:0-14', figure: { kind: 'number' as const, value: [31, 52][q]! } }));
    return { measure: 'poor', period: on, pack: mergePack(emptyPack, draftOf([...rows, ...totals]), newId()).pack };
  };

  test('is refused where the total beside the others gives it away', async () => {
    const outcome = await protectRelease(tasksOf([rowsOf([20, 'secret', 9, 7, 33, 12]), pack('people', 'age:0-14', people)]), { ...protection, method: 'as-is' });
    expect(outcome).toMatchObject({ state: 'refused', because: 'gives-away', givenAway: [{ cell: `unknown in ${poorCell(quarters[0]!.id)}` }] });
  });

  test('is protected by the platform like a small count of our own', async () => {
    const tasks = tasksOf([rowsOf([20, 'secret', 9, 7, 33, 12]), pack('people', 'age:0-14', people)]);
    const outcome = await protectRelease(tasks, { ...protection, method: 'flow' });
    if (outcome.state !== 'safe') throw new Error(outcome.because);
    const shown = new Set(tasks.flatMap(({ wanted }) => wanted.filter(({ id, count }) => count !== undefined && !outcome.hidden.has(id)).map(({ areaId, measure }) => `${measure} ${areaId}`)));
    const [total, first, third] = [quarters[0]!, districts[0]!, districts[2]!].map(({ id }) => shown.has(`poor ${id}`));
    expect(total && first && third).toBe(false);
  });

  test('needs no protection where so many are left that nobody is given away', async () => {
    const outcome = await protectRelease(tasksOf([rowsOf([10, 'secret', 9, 7, 33, 12]), pack('people', 'age:0-14', people)]), { ...protection, method: 'as-is' });
    expect(outcome.state).toBe('safe');
  });

  test('is found among ages as well, one band or several together', () => {
    const counts: Record<string, number> = { 'age:0-17': 40, 'age:3-5': 18, 'age:6-17': 20, 'age:6-14': 15 };
    const sums = ageAtoms(Object.keys(counts), (key) => counts[key]);
    expect(sums).toContainEqual({ total: 'age:0-17', parts: ['age:3-5', 'age:6-14', 'age:15-17', 'age:0-2'], hidden: [{ key: 'age:15-17', count: 5 }, { key: 'age:0-2', count: 2 }] });
    expect(ageAtoms(['', 'age:6-14'], (key) => ({ '': 30, 'age:6-14': 27 })[key])).toEqual([{ total: '', parts: ['age:6-14', 'age:0-5+age:15-'], hidden: [{ key: 'age:0-5+age:15-', count: 3 }] }]);
  });
});

/**
 * The attacker: knows every shown count of all releases, that areas add up, that no count is negative, that part ≤ whole – and tries
 * every number of poor children in every Bezirk by walking through all tables that fit. Independent of the package under test.
 */
function possibleValues(shown: readonly EarlierCell[], truth: readonly number[]): Set<number>[] {
  const known = new Map(shown.map((cell) => [`${cell.measure}|${cell.areaId}`, cell.value]));
  const fits = (values: readonly number[], first: number): boolean => quarters.every(({ id }, q) => {
    if (q * 3 < first || q * 3 >= first + values.length) return true;
    const total = known.get(`poor|${id}`);
    return total == null || values.slice(q * 3 - first, q * 3 - first + 3).reduce((sum, value) => sum + value, 0) === total;
  });
  const inQuarter = quarters.map((_, q) => {
    const options = [0, 1, 2].map((d) => {
      const at = districts[q * 3 + d]!.id;
      const value = known.get(`poor|${at}`);
      if (value != null) return [value];
      const most = known.get(`people|${at}`) ?? 60;
      return Array.from({ length: most + 1 }, (_x, n) => n);
    });
    const found: number[][] = [];
    for (const a of options[0]!) for (const b of options[1]!) for (const c of options[2]!) if (fits([a, b, c], q * 3)) found.push([a, b, c]);
    return found;
  });
  const total = known.get(`poor|${town.id}`) ?? null;
  const sums = inQuarter.map((tables) => new Set(tables.map((table) => table[0]! + table[1]! + table[2]!)));
  return truth.map((_, at) => {
    const [own, other] = at < 3 ? [0, 1] : [1, 0];
    return new Set(inQuarter[own]!.filter((table) => total === null || sums[other]!.has(total - table[0]! - table[1]! - table[2]!)).map((table) => table[at % 3]!));
  });
}

const small = (value: number) => value > 0 && value < 5;

describe('the attacker', () => {
  test('recovers nothing from one protected release', async () => {
    const truth = [20, 2, 9, 7, 33, 3];
    const tasks = tasksOf([pack('poor', 'age:0-14', truth), pack('people', 'age:0-14', people)]);
    const possible = possibleValues(shownOf(tasks, await protectRelease(tasks, { ...protection, method: 'flow' })), truth);
    truth.forEach((value, at) => { if (small(value)) expect(Math.max(...possible[at]!)).toBeGreaterThanOrEqual(5); });
  });

  test('finds the child where only the small cell itself is hidden', () => {
    const truth = [20, 2, 9, 7, 33, 12];
    const shown: EarlierCell[] = [...districts.map(({ id }, at) => ({ measure: 'poor', period: on, areaId: id, breakdown: 'age:0-14', value: at === 1 ? null : truth[at]! })),
      ...quarters.map(({ id }, q) => ({ measure: 'poor', period: on, areaId: id, breakdown: 'age:0-14', value: truth.slice(q * 3, q * 3 + 3).reduce((a, b) => a + b, 0) }))];
    expect([...possibleValues(shown, truth)[1]!]).toEqual([2]);
  });

  test('who reads the open CSV with a program of his own wins as soon as one second suppression is taken out of it', async () => {
    const truth = [20, 2, 9, 7, 33, 12];
    const tasks = tasksOf([pack('poor', 'age:0-14', truth), pack('people', 'age:0-14', people)]);
    const outcome = await protectRelease(tasks, { ...protection, method: 'flow' });
    if (outcome.state !== 'safe') throw new Error(outcome.because);
    const { hidden } = outcome;
    const count = (values: readonly number[], { id }: ComputedArea) => [town, ...quarters].some((one) => one.id === id)
      ? values.filter((_, at) => id === town.id || districts[at]!.parentId === id).reduce((sum, value) => sum + value, 0) : values[districts.findIndex((one) => one.id === id)]!;
    const values = [...quarters, ...districts].map((area): IndicatorValue => {
      const [numerator, denominator] = [count(truth, area), count(people, area)];
      return { areaId: area.id, result: hidden.has(poorCell(area.id)) ? { state: 'suppressed' } : { state: 'shown', value: (numerator / denominator) * 100, numerator, denominator } };
    });
    const named = areas.map((area, at): Area => ({ ...area, key: `g${at}`, name: `Gebiet ${at}`, position: at } as Area));
    const base = { ...share, key: 'sgb2-under-15' };
    const bytes = writeCsv(openColumns.map(({ name }) => name), openRows([{ indicatorKey: base.key, definitionId: base.id, period: on, values }], named, [base]));
    const lines = new TextDecoder().decode(bytes).split('\r\n');
    const keyOf = (id: Uuid) => named.find((area) => area.id === id)!.key;
    const parents = new Map(named.flatMap(({ key, parentId }) => (parentId ? [[key, keyOf(parentId)] as const] : [])));
    const stolen = (csv: readonly string[]) => attack(readOpenTable(csv.join('\r\n')), on.until, parents).found.filter(({ what }) => what === 'poor children');
    expect(stolen(lines)).toEqual([]);
    const seconds = [...quarters, ...districts].filter((area) => hidden.has(poorCell(area.id)) && count(truth, area) >= 5);
    expect(seconds.length).toBeGreaterThan(0);
    for (const area of seconds) {
      const opened = lines.map((line) => (line.startsWith(`${keyOf(area.id)};`) ? line.replace(/;;%;;;verborgen;/, `;1;%;${count(truth, area)};${count(people, area)};gezeigt;`) : line));
      expect(opened).not.toEqual(lines);
      expect(stolen(opened), keyOf(area.id)).toContainEqual({ what: 'poor children', area: keyOf(districts[1]!.id), low: 2, high: 2 });
    }
  });

  test('recovers nothing from two releases in time, of which the second shows the other geography', async () => {
    const truth = [20, 2, 9, 7, 33, 3];
    const packs = [pack('poor', 'age:0-14', truth), pack('people', 'age:0-14', people)];
    const first = tasksOf(packs, { levels: ['district'] });
    const before = shownOf(first, await protectRelease(first, { ...protection, method: 'flow' }));
    const second = tasksOf(packs, { levels: ['quarter'], earlier: before });
    const after = shownOf(second, await protectRelease(second, { ...protection, method: 'flow', earlierReleases: 1 }));
    const merged = new Map([...before, ...after].map((cell) => [`${cell.measure}|${cell.areaId}`, cell]));
    for (const cell of before) if (cell.value !== null) merged.set(`${cell.measure}|${cell.areaId}`, cell);
    const possible = possibleValues([...merged.values()], truth);
    truth.forEach((value, at) => { if (small(value)) expect(Math.max(...possible[at]!)).toBeGreaterThanOrEqual(5); });
  });

  test('would have found the child if the second release had not known the first', async () => {
    const truth = [20, 2, 9, 7, 33, 12];
    const shown = districts.map(({ id }, at): EarlierCell => ({ measure: 'poor', period: on, areaId: id, breakdown: 'age:0-14', value: at === 1 ? null : truth[at]! }));
    const packs = [pack('poor', 'age:0-14', truth), pack('people', 'age:0-14', people)];
    const ignorant = await protectRelease(tasksOf(packs, { levels: ['quarter'] }), { ...protection, method: 'as-is' });
    expect(ignorant.state).toBe('safe');
    const knowing = await protectRelease(tasksOf(packs, { levels: ['quarter'], earlier: shown }), { ...protection, method: 'as-is', earlierReleases: 1 });
    expect(knowing).toMatchObject({ state: 'refused', because: 'gives-away' });
  });

  test('recovers nothing from any small town’s release', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 6, maxLength: 6 }), async (truth) => {
      const tasks = tasksOf([pack('poor', 'age:0-14', truth), pack('people', 'age:0-14', people)]);
      const outcome = await protectRelease(tasks, { ...protection, method: 'flow' });
      // Too many small counts: nothing goes out at all.
      if (outcome.state === 'refused') return;
      const possible = possibleValues(shownOf(tasks, outcome), truth);
      truth.forEach((value, at) => { if (small(value)) expect(Math.max(...possible[at]!)).toBeGreaterThanOrEqual(5); });
    }), { numRuns: 12, seed: 6 });
  });
});
