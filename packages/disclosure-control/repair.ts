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
  /** Attempts to improve; more take longer and suppress less. Default 8 for each primary cell, at most 60. */
  attempts?: number;
}

/** Rounds in which every witness is looked for again, each time with a stronger pull towards what the others use. */
const PULLS = [0.3, 1, 2, 4, 1000];
const LARGEST_GROUP = 5;
const BETWEEN_CLEANING = 40;

interface Task {
  highs: Highs;
  rule: Rule;
  system: System;
  primaries: readonly Primary[];
  criterion: Criterion;
  flow: Flow;
  cover: Cover;
  random: Random;
  pace: Pace;
}

/**
 * A pattern that protects every primary cell under the criterion, by flows, starting from a first pattern.
 * 1. Slope scaling (Kim & Pardalos 1999): a witness for each primary; cells others use get cheaper, round by round.
 * 2. Groups of witnesses that share cells are taken out and found again; kept where it does not get worse.
 * 3. Cleaning: each secondary, the heaviest and largest first, is shown again where all witnesses can do without it.
 * Errors: `rules-infeasible` (names the cell no suppression can protect), `time-limit`, `memory-bound`, `cancelled`.
 * Complexity: (5 + attempts × group) linear programs over the whole table for each primary.
 */
export async function repairedPattern(highs: Highs, system: System, primaries: readonly Primary[], rule: Rule, criterion: Criterion, first: Pattern, { seed, attempts }: RepairOptions, pace: Pace): Promise<{ pattern: Pattern; cost: number }> {
  pace.needRoom(2 * system.size, 2 * system.rows.reduce((sum, row) => sum + row.cells.length, 0));
  const flow = openFlow(highs, system, knowledgeOfPattern(system, Uint8Array.from(system.ids, (_, cell) => (mustShow(system, cell, rule) ? 0 : 1)), rule, criterion));
  const task: Task = { highs, rule, system, primaries, criterion, flow, cover: emptyCover(system, primaries), random: randomOf(seed), pace };
  try {
    await scaleSlopes(task, first);
    await clean(task);
    let left = attempts ?? Math.min(60, 8 * primaries.length);
    while (left > 0 && !pace.isOver()) {
      await regroup(task, Math.min(left, BETWEEN_CLEANING));
      await clean(task);
      left -= BETWEEN_CLEANING;
    }
    return { pattern: task.cover.pattern(), cost: task.cover.cost() };
  } finally {
    flow.close();
  }
}

function protect({ flow, primaries, criterion }: Task, at: number, costOf: CostOf): Witness | undefined {
  const primary = primaries[at]!;
  return wantedFor(primary, criterion).reduce<Witness | undefined>((found, wanted) => found ?? flow.cheapest(primary.cell, wanted, costOf), undefined);
}

async function scaleSlopes(task: Task, first: Pattern): Promise<void> {
  const { system, primaries, cover, random, pace } = task;
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
        return system.weights[cell]! * (1 + 0.1 * random()) * (round === 0 && first[cell] === 1 ? 0.95 : 1);
      });
      if (!witness && before.size === 0) {
        throw new TableError('rules-infeasible', `The rules are infeasible: no suppression can protect the cell "${system.ids[primaries[at]!.cell]}" under criterion ${task.criterion}.`, { cells: [system.ids[primaries[at]!.cell]!] });
      }
      cover.put(at, witness ?? before);
    }
  }
}

async function regroup(task: Task, attempts: number): Promise<void> {
  const { system, primaries, cover, random, pace } = task;
  if (primaries.length === 0) return;
  for (let attempt = 0; attempt < attempts && !pace.isOver(); attempt++) {
    await pace.step('improve', attempt, attempts);
    const group = sharingGroup(task);
    const before = group.map((at) => cover.witness(at));
    const costBefore = cover.cost();
    const noise = random() < 0.5 ? 0.1 : 0.6;
    group.forEach((at) => cover.put(at, new Map()));
    for (const at of group) {
      const witness = protect(task, at, (cell) => (cover.isFree(cell) || cover.uses(cell) > 0 ? 0 : system.weights[cell]! * (1 + noise * random())));
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
      doWithout({ ...task, flow }, secondary, primaries.map((_, at) => at).filter((at) => cover.witness(at).has(secondary)));
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
