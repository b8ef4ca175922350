import { describe, expect, test } from 'vitest';
import { readPrintedCount, readPrintedPercent } from '../../src/areas/printed-figure.ts';
import { checkPrintedShare, type CountRange, type ShareCheck } from '../../src/areas/printed-share.ts';
import { facts as factsShape, papers, steering } from './format-papers.ts';
import { readDemoJson } from './demo-json.fixture.ts';

const { facts } = readDemoJson('voerde', 'facts.json', factsShape);
const shares = facts.filter(({ kind }) => kind === 'share');

function countOf(id: string | null | undefined): number | null {
  if (id == null) return null;
  const count = readPrintedCount(facts.find((fact) => fact.id === id)!.printed);
  if (count === undefined) throw new Error(`${id} is no printed count`);
  return count;
}

function check(id: string): ShareCheck {
  const share = shares.find((fact) => fact.id === id)!;
  const percent = readPrintedPercent(share.printed);
  if (!percent) throw new Error(`${id} is no printed percentage`);
  return checkPrintedShare({ ...percent, part: countOf(share.part), whole: countOf(share.whole) });
}

const idsWith = (wanted: (result: ShareCheck) => boolean) => shares.map(({ id }) => id).filter((id) => wanted(check(id)));

function possible(id: string): CountRange {
  const result = check(id);
  if (result.result !== 'not-checkable' || !result.possible) throw new Error(`${id} leaves nothing open`);
  return result.possible;
}

describe('the percentages the Voerde paper prints', () => {
  test('are twenty, each with the counts it is printed with or without', () => {
    expect(shares).toHaveLength(20);
    for (const { part, whole } of shares) expect([part, whole]).not.toContain(undefined);
  });

  test('agree with their counts in four cases', () => {
    expect(idsWith(({ result }) => result === 'agrees')).toEqual([
      'anteil-zwei-bezirke', 'anteil-migration-quartier-an-stadt', 'anteil-migration-zwei-bezirke', 'anteil-hilfen-quartier',
    ]);
  });

  test('disagree with their counts in exactly one case: 3,533 of 14,565 are 24.3 %, not 24.2 %', () => {
    expect(idsWith(({ result }) => result === 'disagrees')).toEqual(['anteil-migration-im-quartier']);
    expect(check('anteil-migration-im-quartier')).toEqual({ result: 'disagrees', computed: 24.26 });
  });

  test('cannot be checked in the other cases, because the paper prints no such count', () => {
    const missing = (id: string) => { const result = check(id); return result.result === 'not-checkable' ? result.missing : ''; };
    expect(idsWith(({ result }) => result === 'not-checkable').map((id) => [id, missing(id)])).toEqual([
      ['anteil-quartier-an-stadt', 'whole'],
      ['anteil-familien', 'whole'],
      ['anteil-unter-20', 'whole'],
      ['anteil-unter-20-zwei-bezirke', 'part'],
      ['anteil-migration-in-stadt', 'whole'],
      ['anteil-migration-voerde-mitte', 'both'],
      ['anteil-unter-40-migration', 'part'],
      ['anteil-unter-20-migration-quartier', 'both'],
      ['anteil-unter-20-migration-stadt', 'both'],
      ['anteil-sgb-2', 'part'],
      ['anteil-bis-15000-stadt', 'both'],
      ['anteil-bis-15000-quartier', 'both'],
      ['anteil-hilfen-zwei-bezirke', 'part'],
      ['anteil-stationaer-quartier', 'part'],
      ['anteil-stationaer-zwei-bezirke', 'both'],
    ]);
  });

  test('name one and the same town where two of them say how many people live there', () => {
    const [byQuarter, byOrigin] = [possible('anteil-quartier-an-stadt'), possible('anteil-migration-in-stadt')];
    expect([byQuarter, byOrigin]).toEqual([{ least: 36_459, most: 36_549 }, { least: 36_495, most: 36_669 }]);
    expect(Math.max(byQuarter.least, byOrigin.least)).toBeLessThanOrEqual(Math.min(byQuarter.most, byOrigin.most));
  });

  test('contradict each other about the children: outside the quarter there would be more families than people under twenty', () => {
    const families = possible('anteil-familien');
    const underTwenty = possible('anteil-unter-20');
    const fewestFamiliesOutside = families.least - countOf('familien-quartier')!;
    const mostUnderTwentyOutside = underTwenty.most - countOf('unter-20-quartier')!;
    expect([mostUnderTwentyOutside, fewestFamiliesOutside]).toEqual([1_910, 1_921]);
    expect(mostUnderTwentyOutside).toBeLessThan(fewestFamiliesOutside);
  });

  test('of the residential help fit whole numbers of cases: 96 of 199, and 82 of those 96', () => {
    expect(possible('anteil-stationaer-quartier')).toEqual({ least: 96, most: 96 });
    const share = readPrintedPercent(facts.find(({ id }) => id === 'anteil-stationaer-zwei-bezirke')!.printed)!;
    expect(checkPrintedShare({ ...share, part: null, whole: 96 })).toEqual({ result: 'not-checkable', missing: 'part', possible: { least: 82, most: 82 } });
  });
});

test('in the Krefeld paper 5,104 of 16,146 households are less than a third, though it says more', () => {
  const { figures } = readDemoJson('krefeld', 'steering.json', steering);
  const said = figures.filter(({ inWords }) => inWords).map(({ inWords, part, whole }) => [inWords, part! / whole!] as const);
  expect(said.map(([words]) => words)).toEqual(['mehr als ein Drittel', 'etwa die Hälfte']);
  expect(said[0]![1]).toBeLessThan(1 / 3);
  expect(Math.abs(said[1]![1] - 1 / 2)).toBeLessThan(0.05);
});

test('in the Alfeld paper the known lines add up to the printed totals, and the rent stays unknown', () => {
  const { financingPlan, conference } = readDemoJson('alfeld', 'papers.json', papers);
  const sum = (amount: (line: (typeof financingPlan.lines)[number]) => number | null) =>
    financingPlan.lines.reduce((total, line) => total + (amount(line) ?? 0), 0) / 100;
  expect([sum((line) => line.expenseCents), sum((line) => line.ownShareCents), sum((line) => line.thirdPartyCents)]).toEqual([3_000, 1_800, 1_200]);
  expect(financingPlan.lines.filter(({ isOpen }) => isOpen).map(({ expenseCents }) => expenseCents)).toEqual([null]);
  expect(new Set(conference.dates.map(({ on }) => on)).size).toBe(2);
});
