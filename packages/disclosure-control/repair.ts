import type { Highs } from 'highs';
import { emptyCover, type Cover } from './cover.ts';
import { knowledgeOfPattern, wantedFor, type Criterion } from './criterion.ts';
import { openFlow, type CostOf, type Flow } from './flow.ts';
import { mustShow, type Pattern } from './gauss.ts';
import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import { randomOf, shuffled, type Random } from './prng.ts';
import type { Rule } from './rule.ts';
import type { System } from './system.ts';
import { TableError } from './table-error.ts';
import type { Witness } from './witness.ts';

export interface RepairOptions {
  seed: number;
  /** Attempts to improve; more take longer and suppress less. Default 12 for each primary cell, at most 40. */
  attempts?: number | undefined;
}

/** Rounds in which every witness is looked for again, each time with a stronger pull towards what the others use. */
const PULLS = [0.3, 1, 2, 4, 1000];
/** How promising a cell must be to take part in most flows. */
const NEAR = 0.5;
const LARGEST_GROUP = 5;
const BETWEEN_CLEANING = 40;
/** How much cheaper a cell gets that the relaxation suppresses in full. */
const TRUST = 0.5;
/** Two beginnings, one that listens to the relaxation and one that does not; the better one is improved further. */
const BEGINNINGS = [TRUST, 0];
/** So near to what no pattern can undercut, a first beginning is good enough. */
const NEAR_THE_BOUND = 1.1;

interface Task {
  highs: Highs;
  rule: Rule;
  system: System;
  primaries: readonly Primary[];
  criterion: Criterion;
  hint: Float64Array;
  /** Flows among the promising cells; then, where that is not enough, among all. */
  flows: readonly (() => Flow)[];
  cover: Cover;
  random: Random;
  pace: Pace;
}

/**
 * A pattern that protects every primary cell under the criterion, by flows, starting from `hint`, how promising the relaxation finds
 * each cell (0 … 1): most flows run among the promising cells only. `bound`: no pattern costs less.
 * 1. Slope scaling (Kim & Pardalos 1999): a witness for each primary; cells others use get cheaper, round by round.
 * 2. Groups of witnesses that share cells are taken out and found again; kept where it does not get worse.
 * 3. Cleaning: each secondary, the heaviest and largest first, is shown again where all witnesses can do without it.
 * Errors: `rules-infeasible` (names the cell no suppression can protect), `time-limit`, `memory-bound`, `cancelled`.
 * Complexity: (5 + attempts × group) linear programs over the cells of the hint for each primary.
 */
export async function repairedPattern(highs: Highs, system: System, primaries: readonly Primary[], rule: Rule, criterion: Criterion, hint: Float64Array, bound: number, { seed, attempts }: RepairOptions, pace: Pace): Promise<{ pattern: Pattern; cost: number }> {
  const opened: Flow[] = [];
  const among = (allowed: (cell: number) => boolean) => {
    let flow: Flow | undefined;
    return () => {
      if (!flow) opened.push((flow = openFlow(highs, system, knowledgeOfPattern(system, Uint8Array.from(system.ids, (_, cell) => (allowed(cell) ? 1 : 0)), rule, criterion))));
      return flow;
    };
  };
  const mayGo = (cell: number) => !mustShow(system, cell, rule);
  const task: Task = {
    highs, rule, system, primaries, criterion, hint, cover: emptyCover(system, primaries), random: randomOf(seed), pace,
    flows: [among((cell) => mayGo(cell) && hint[cell]! > NEAR), among(mayGo)],
  };
  try {
    const most = attempts ?? Math.min(40, 12 * primaries.length);
    let best: { witnesses: Witness[]; cost: number } | undefined;
    for (const trust of BEGINNINGS) {
      if (best && (pace.isOver() || best.cost <= NEAR_THE_BOUND * bound)) break;
      primaries.forEach((_, at) => task.cover.put(at, new Map()));
      await scaleSlopes(task, trust);
      await clean(task);
      if (!best || task.cover.cost() < best.cost) best = { witnesses: primaries.map((_, at) => task.cover.witness(at)), cost: task.cover.cost() };
    }
    best?.witnesses.forEach((witness, at) => task.cover.put(at, witness));
    await improve(task, Math.ceil(most / 2));
    return { pattern: task.cover.pattern(), cost: task.cover.cost() };
  } finally {
    opened.forEach((flow) => flow.close());
  }
}

/** `must`: there is no witness yet, so nothing is left untried. */
function protect({ flows, primaries, criterion }: Pick<Task, 'flows' | 'primaries' | 'criterion'>, at: number, costOf: CostOf, must = false): Witness | undefined {
  const primary = primaries[at]!;
  const found = (flow: Flow, thorough: boolean) => wantedFor(primary, criterion).reduce<Witness | undefined>((witness, wanted) => witness ?? flow.cheapest(primary.cell, wanted, costOf, thorough), undefined);
  return flows.reduce<Witness | undefined>((witness, flow) => witness ?? found(flow(), false), undefined) ?? (must ? found(flows.at(-1)!(), true) : undefined);
}

async function scaleSlopes(task: Task, trust: number): Promise<void> {
  const { system, primaries, cover, random, pace, hint } = task;
  for (const [round, pull] of PULLS.entries()) {
    if (round > 0 && pace.isOver()) return;
    for (const [done, at] of shuffled(primaries.map((_, index) => index), random).entries()) {
      await pace.step('repair', round * primaries.length + done, PULLS.length * primaries.length);
      pace.needTime();
      const before = cover.witness(at);
      cover.put(at, new Map());
      const witness = protect(task, at, (cell) => {
        if (cover.isFree(cell)) return 0;
        const uses = cover.uses(cell);
        if (uses > 0) return system.weights[cell]! / (1 + pull * uses);
        return system.weights[cell]! * (1 - trust * hint[cell]! + 0.1 * random());
      }, before.size === 0);
      if (!witness && before.size === 0) {
        throw new TableError('rules-infeasible', `The rules are infeasible: no suppression can protect the cell "${system.ids[primaries[at]!.cell]}" under criterion ${task.criterion}.`, { cells: [system.ids[primaries[at]!.cell]!] });
      }
      cover.put(at, witness ?? before);
    }
  }
}

async function improve(task: Task, attempts: number): Promise<void> {
  for (let left = attempts; left > 0 && !task.pace.isOver(); left -= BETWEEN_CLEANING) {
    await regroup(task, Math.min(left, BETWEEN_CLEANING));
    await clean(task);
  }
}

async function regroup(task: Task, attempts: number): Promise<void> {
  const { system, primaries, cover, random, pace, hint } = task;
  if (primaries.length === 0) return;
  for (let attempt = 0; attempt < attempts && !pace.isOver(); attempt++) {
    await pace.step('improve', attempt, attempts);
    const group = sharingGroup(task);
    const before = group.map((at) => cover.witness(at));
    const costBefore = cover.cost();
    const noise = random() < 0.5 ? 0.1 : 0.6;
    const trust = random() < 0.5 ? TRUST : 0;
    group.forEach((at) => cover.put(at, new Map()));
    for (const at of group) {
      const witness = protect(task, at, (cell) => (cover.isFree(cell) || cover.uses(cell) > 0 ? 0 : system.weights[cell]! * (1 - trust * hint[cell]! + noise * random())));
      if (!witness || cover.cost() > costBefore) break;
      cover.put(at, witness);
    }
    if (cover.cost() > costBefore || group.some((at) => cover.witness(at).size === 0)) group.forEach((at, index) => cover.put(at, before[index]!));
  }
}

/** A primary cell by chance and those whose witnesses overlap most with its own, in random order. */
function sharingGroup({ primaries, cover, random }: Task): number[] {
  const leader = Math.floor(random() * primaries.length);
  const size = Math.floor(random() * LARGEST_GROUP);
  const own = cover.witness(leader);
  const overlap = primaries.map((_, at) => [...cover.witness(at).keys()].filter((cell) => own.has(cell)).length + random() / 2);
  const others = primaries.map((_, at) => at).filter((at) => at !== leader).sort((one, other) => overlap[other]! - overlap[one]! || one - other).slice(0, size);
  return shuffled([leader, ...others], random);
}

/** Which secondaries can be shown again? A small program over the pattern alone answers. */
async function clean(task: Task): Promise<void> {
  const { highs, system, primaries, cover, pace, rule, criterion } = task;
  const pattern = cover.pattern();
  const secondaries = [...pattern].flatMap((suppressed, cell) => (suppressed === 1 && !cover.isFree(cell) ? [cell] : []))
    .sort((one, other) => system.weights[other]! - system.weights[one]! || system.counts[other]! - system.counts[one]! || one - other);
  const flow = openFlow(highs, system, knowledgeOfPattern(system, pattern, rule, criterion));
  try {
    for (const [done, secondary] of secondaries.entries()) {
      await pace.step('improve', done, secondaries.length);
      if (pace.isOver()) return;
      doWithout({ ...task, flows: [() => flow] }, secondary, primaries.map((_, at) => at).filter((at) => cover.witness(at).has(secondary)));
    }
  } finally {
    flow.close();
  }
}

function doWithout(task: Task, secondary: number, affected: readonly number[]): void {
  const { cover } = task;
  const before = affected.map((at) => cover.witness(at));
  const shown = cover.pattern();
  for (const at of affected) {
    const witness = protect(task, at, (cell) => (cell !== secondary && shown[cell] === 1 ? 0 : Infinity));
    if (!witness) break;
    cover.put(at, witness);
  }
  if (cover.uses(secondary) > 0) affected.forEach((at, index) => cover.put(at, before[index]!));
}
