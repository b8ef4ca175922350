import { protect, TableError, type Certificate, type Table } from '@lueckenlos/disclosure-control';
import { compare, type Difference, type Run } from '@lueckenlos/fair-allocation';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn } from '../facilities/age-band.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { RoundInput } from '../rounds/round-input.ts';
import type { Catalogue } from './catalogue.ts';
import { factOf, type FactKey } from './fact.ts';
import type { BurdenClass } from './synthetic.ts';

/** What became of a child: a place it did not have, its place lost, a wish it ranks higher, lower; `other`: siblings whose wishes do not compare. */
export const outcomes = ['gains', 'loses', 'better', 'worse', 'other'] as const;
export type SimulatedOutcome = (typeof outcomes)[number];

const outcomeOf: Partial<Record<Difference, SimulatedOutcome>> = { 'gains-seat': 'gains', 'loses-seat': 'loses', better: 'better', worse: 'worse', moved: 'other' };

/** A group of children and how many of them fared how; null: withheld. */
export interface SimulatedRow {
  /** `all`, `burden:high`, `area:<id>`, `area:none`, `band:under-3`, `fact:single-parent` */
  key: string;
  counts: Readonly<Record<SimulatedOutcome, number | null>>;
}

/** What may be kept and shown of a simulation. */
export interface SimulationResult {
  rows: readonly SimulatedRow[];
  /** children with a place before and after; withheld where gains or losses are */
  placed: { before: number; after: number } | null;
  proof: { criterion: 'T' | 'E'; minimumFrequency: number; cells: number; suppressed: number };
  /** how the allocations ended, the worst of all draws */
  verdicts: { before: Verdict; after: Verdict };
  /** of a run: whether its frozen input could be made again byte by byte; false: the children are those of the deadline, as they are known now */
  isFrozen?: boolean;
  /** how many times invented children were drawn: counts are sums over all of them; 1 for a round */
  draws: number;
}

type Verdict = Run['allocation']['verdict'];

/** The same children allocated by both catalogues. */
export interface Trial {
  before: Run;
  after: Run;
  children: RoundInput['registrations'];
}

export interface Grouping {
  rulePack: RulePack;
  /** area of the level that is shown in which a home lies; missing where it is unknown */
  areaOf(home: Uuid | null): Uuid | undefined;
  burdenOf(areaId: Uuid): BurdenClass | 'unknown';
  /** whether burden is known at all */
  hasBurden: boolean;
}

/** Circumstances that either catalogue asks: by them it is told who gains. */
export function comparedFacts(...catalogues: readonly Pick<Catalogue, 'criteria'>[]): FactKey[] {
  return [...new Set(catalogues.flatMap(({ criteria }) => criteria.map(({ fact }) => fact)))].filter((fact) => factOf(fact).origin === 'family').sort();
}

/**
 * Compares two allocations of the same children, once or for several draws, and gives what disclosure control lets through: every count – the town's as well – is a cell of one table in which
 * areas add up to classes of burden and to the town, and each circumstance with its (never shown) rest does too. The answer was attacked before it
 * is given. Throws a TableError where even withholding everything would not protect. Complexity: that of packages/disclosure-control.
 */
export async function releasedComparison(trials: readonly Trial[], facts: readonly FactKey[], grouping: Grouping, minimumFrequency: number): Promise<{ result: SimulationResult; certificate: Certificate; table: Table }> {
  const children = trials.flatMap((trial) => trial.children);
  const changes = trials.flatMap(changesOf);
  const partitions = partitionsOf(children, facts, grouping);
  const count = (isIn: (child: RoundInput['registrations'][number]) => boolean, outcome: SimulatedOutcome) => changes.filter((change) => change.outcome === outcome && isIn(change.child)).length;
  const table = tableOf(partitions, count);
  const protection = await protect(table, { rule: { minimumFrequency }, criterion: 'T', evenIfTooFine: true });
  if (protection.state !== 'safe') throw new TableError('rules-infeasible', 'The attacker got through.');
  const shown = new Map(protection.publication.cells.map((cell) => [cell.id, cell.count]));
  const keys = ['all', ...partitions.flatMap(({ groups }) => groups.filter(({ isShown }) => isShown).map(({ key }) => key))];
  const rows = [...new Set(keys)].map((key): SimulatedRow => ({ key, counts: Object.fromEntries(outcomes.map((outcome) => [outcome, shown.get(`${key}|${outcome}`) ?? null])) as SimulatedRow['counts'] }));
  const whole = rows[0]!.counts;
  const placed = (which: 'before' | 'after') => trials.reduce((sum, trial) => sum + placedOf(trial, which), 0);
  const verdict = (which: 'before' | 'after') => trials.map((trial) => trial[which].allocation.verdict).sort((a, b) => worst.indexOf(a) - worst.indexOf(b))[0]!;
  return {
    table, certificate: protection.certificate,
    result: {
      rows, placed: whole.gains === null || whole.loses === null ? null : disclosedPlaces(placed('before'), placed('after'), minimumFrequency),
      proof: { criterion: protection.certificate.criterion, minimumFrequency, cells: rows.length * outcomes.length, suppressed: rows.flatMap(({ counts }) => Object.values(counts)).filter((value) => value === null).length },
      verdicts: { before: verdict('before'), after: verdict('after') }, draws: trials.length,
    },
  };
}

const worst: readonly Verdict[] = ['unproven', 'unsolvable', 'stable'];

function changesOf({ before, after, children }: Trial): { child: Child; outcome: SimulatedOutcome }[] {
  const known = new Map(children.map((child) => [child.childId as string, child]));
  return compare(before, after).changed.flatMap(({ applicant, difference }) => {
    const child = known.get(applicant);
    const outcome = outcomeOf[difference];
    return child && outcome ? [{ child, outcome }] : [];
  });
}

/** Children of the registrations with a place; those who only keep one are not asked about. */
function placedOf({ children, ...runs }: Trial, which: 'before' | 'after'): number {
  const asked = new Set(children.map(({ childId }) => childId as string));
  return runs[which].allocation.placements.filter(({ applicant, seat }) => seat !== null && asked.has(applicant)).length;
}

function disclosedPlaces(before: number, after: number, minimumFrequency: number): SimulationResult['placed'] {
  return Math.min(before, after) < minimumFrequency ? null : { before, after };
}

type Child = RoundInput['registrations'][number];

interface Partition {
  /** the groups that together are this one */
  of: string;
  groups: readonly { key: string; isShown: boolean; isIn(child: Child): boolean }[];
}

function partitionsOf(children: RoundInput['registrations'], facts: readonly FactKey[], { rulePack, areaOf, burdenOf, hasBurden }: Grouping): Partition[] {
  const areas = [...new Set(children.map(({ areaId }) => areaOf(areaId)))].sort();
  const classOf = (area: Uuid | undefined) => (area === undefined ? 'unknown' : burdenOf(area));
  const classes = [...new Set(areas.map(classOf))].sort();
  const areaGroup = (area: Uuid | undefined) => ({ key: `area:${area ?? 'none'}`, isShown: true, isIn: ({ areaId }: Child) => areaOf(areaId) === area });
  const bands = [...new Set(children.map(({ bornOn, wishedStart }) => ageBandOn(bornOn, wishedStart, rulePack) ?? 'unborn'))].sort();
  return [
    ...(hasBurden && classes.length > 1 ? [
      { of: 'all', groups: classes.map((name) => ({ key: `burden:${name}`, isShown: true, isIn: ({ areaId }: Child) => classOf(areaOf(areaId)) === name })) },
      ...classes.map((name): Partition => ({ of: `burden:${name}`, groups: areas.filter((area) => classOf(area) === name).map(areaGroup) })),
    ] : areas.length > 1 ? [{ of: 'all', groups: areas.map(areaGroup) }] : []),
    ...(bands.length > 1 ? [{ of: 'all', groups: bands.map((band) => ({ key: `band:${band}`, isShown: true, isIn: ({ bornOn, wishedStart }: Child) => (ageBandOn(bornOn, wishedStart, rulePack) ?? 'unborn') === band })) }] : []),
    ...facts.map((fact): Partition => ({ of: 'all', groups: [
      { key: `fact:${fact}`, isShown: true, isIn: ({ proved }) => proved.has(fact) }, { key: `rest:${fact}`, isShown: false, isIn: ({ proved }) => !proved.has(fact) },
    ] })),
  ];
}

function tableOf(partitions: readonly Partition[], count: (isIn: Partition['groups'][number]['isIn'], outcome: SimulatedOutcome) => number): Table {
  const groups = [...new Map([{ key: 'all', isShown: true, isIn: () => true }, ...partitions.flatMap((partition) => partition.groups)].map((group) => [group.key, group])).values()];
  const weight = (key: string) => (key === 'all' ? 100 : key.startsWith('burden:') || key.startsWith('band:') ? 10 : 1);
  return {
    id: 'simulation',
    cells: outcomes.flatMap((outcome) => groups.map(({ key, isShown, isIn }) => ({ id: `${key}|${outcome}`, count: count(isIn, outcome), weight: weight(key), status: isShown ? 'open' as const : 'hidden' as const }))),
    relations: outcomes.flatMap((outcome) => partitions.map(({ of, groups: parts }, at) => ({ id: `${at} ${of}|${outcome}`, total: `${of}|${outcome}`, parts: parts.map(({ key }) => `${key}|${outcome}`) }))),
  };
}
