import { openAttack } from './attack.ts';
import { knowledgeOfPattern, wantedFor } from './criterion.ts';
import { attackerCuts, bridgesOf, type Cut } from './cut.ts';
import type { Pattern } from './gauss.ts';
import type { Primary } from './primary.ts';
import { mostWorthFinding, type Search } from './search.ts';
import { openProgram, type ProgramRow } from './solver.ts';
import type { Witness } from './witness.ts';

/** Patterns that agree on most cells. */
const SHOWN = 0;
/** Suppressed in each of them. */
const SURE = 1;
/** Suppressed in some. */
export const FREE = 2;
export type Neighbourhood = Uint8Array;

/** What the search in neighbourhoods works on. */
export interface Place extends Search {
  /** Witnesses found so far, for each primary cell: a pattern that has all their cells needs no new one. */
  witnesses: Witness[][];
  /** Work that may still be done, see WORK. */
  left: number;
}

/**
 * Work for all neighbourhoods of a table together: steps of the simplex method × rows of their program. Counted, not timed, so that every
 * machine stops at the same place; about 1 s of one core.
 */
export const WORK = 2e6;
/** Building a program and asking the attacker about its answer is worth so many steps. */
const STEPS_AROUND = 150;

/** Rounds of attacker's cuts on fractions before whole numbers are asked for. */
const ROOT_ROUNDS = 2;
/** Integer programs for one neighbourhood, each with the inequalities the last one's answer violated. */
const ROUNDS = 8;
/** Steps of the simplex method for one integer program. */
const STEPS = 1000;
const WHOLE_NUMBERS = { mip_rel_gap: 0, mip_detect_symmetry: false, mip_allow_restart: false } as const;
const TOLERANCE = 1e-6;

/**
 * The cheapest safe pattern of a neighbourhood that costs less than `below` (by one, where weights are whole numbers); undefined where
 * there is none or the bound on work is reached first. Inequalities the attacker teaches hold everywhere and go to the relaxation.
 * Complexity: up to 8 integer programs of 1,000 simplex steps with a column for each free cell, and no more than the work left.
 */
export function cheapestNearby(place: Place, neighbourhood: Neighbourhood, below: number): Pattern | undefined {
  const { highs, system, primaries, rule, criterion, relaxation: { costs, cuts } } = place;
  const cells = [...neighbourhood.keys()].filter((cell) => neighbourhood[cell] !== SHOWN);
  const free = cells.filter((cell) => neighbourhood[cell] === FREE);
  if (free.length === 0) return undefined;
  const columnOf = new Map(free.map((cell, column) => [cell, column]));
  const sunk = cells.reduce((sum, cell) => sum + (neighbourhood[cell] === SURE ? costs[cell]! : 0), 0);
  const dearest = mostWorthFinding(place, below) - sunk;
  const cost = Float64Array.from(free, (cell) => costs[cell]!);
  const rows: ProgramRow[] = [{ columns: [...free.keys()], values: [...cost], lower: -Infinity, upper: dearest }];
  const take = (cut: Cut) => {
    const row = rowAmong(cut, neighbourhood, columnOf);
    if (row) rows.push(row);
  };
  bridgesOf(system, new Map(primaries.map((primary) => [primary.cell, primary])), cells, rule, criterion).forEach(take);
  cuts.forEach(take);
  const learn = (learned: readonly Cut[]) => learned.forEach((cut) => {
    place.relaxation.add(cut);
    take(cut);
  });
  const solved = (integer: boolean) => {
    if (place.left <= 0) return undefined;
    const seconds = place.pace.secondsLeft();
    const shape = { lower: new Float64Array(free.length), upper: new Float64Array(free.length).fill(1), cost, rows, integer };
    const program = openProgram(highs, shape, integer ? { ...WHOLE_NUMBERS, ...(seconds < Infinity ? { time_limit: Math.max(0.1, seconds) } : {}) } : {});
    try {
      const answer = program.solve(integer ? Math.min(STEPS, Math.ceil(place.left / rows.length)) : undefined);
      place.left -= (program.steps() + STEPS_AROUND) * rows.length;
      if (!answer || answer.values.length === 0 || answer.objective > dearest + TOLERANCE) return undefined;
      return Float64Array.from(neighbourhood, (state, cell) => (state === FREE ? answer.values[columnOf.get(cell)!]! : state));
    } finally {
      program.close();
    }
  };
  for (let round = 0; round < ROOT_ROUNDS; round++) {
    const fractional = solved(false);
    if (!fractional) return undefined;
    const learned = attackerCuts(highs, system, primaries, fractional, rule, criterion, cells);
    learn(learned);
    if (learned.length === 0) break;
  }
  for (let round = 0; round < ROUNDS; round++) {
    const pattern = solved(true)?.map(Math.round);
    if (!pattern) return undefined;
    const open = withoutWitness(place, Uint8Array.from(pattern));
    if (open.length === 0) return Uint8Array.from(pattern);
    const learned = attackerCuts(highs, system, open, pattern, rule, criterion, cells);
    learn(learned);
    const shown = free.filter((cell) => pattern[cell] === 0);
    if (learned.length === 0) take({ cells: shown, coefficients: shown.map(() => 1), bound: 1 });
  }
  return undefined;
}

/** An inequality as a row over the free cells; undefined where it holds anyway. */
function rowAmong({ cells, coefficients, bound }: Cut, neighbourhood: Neighbourhood, columnOf: ReadonlyMap<number, number>): ProgramRow | undefined {
  const columns: number[] = [];
  const values: number[] = [];
  let [lower, least] = [bound, 0];
  cells.forEach((cell, at) => {
    const value = coefficients[at]!;
    if (neighbourhood[cell] === SURE) lower -= value;
    else if (neighbourhood[cell] === FREE && value !== 0) {
      columns.push(columnOf.get(cell)!);
      values.push(value);
      least += Math.min(0, value);
    }
  });
  if (least >= lower - TOLERANCE) return undefined;
  return { columns, values: values.map((value) => Math.min(value, lower - least)), lower, upper: Infinity };
}

/** Primary cells the pattern gives away. Complexity: a linear program for each that no known witness covers. */
function withoutWitness({ highs, system, primaries, rule, criterion, witnesses }: Place, pattern: Pattern): Primary[] {
  const attack = openAttack(highs, system, knowledgeOfPattern(system, pattern, rule, criterion));
  try {
    return primaries.filter((primary, at) => {
      if (witnesses[at]!.some((witness) => [...witness.keys()].every((cell) => pattern[cell] === 1))) return false;
      const witness = wantedFor(primary, criterion).reduce<Witness | undefined>((found, wanted) => found ?? attack.witness(primary.cell, wanted), undefined);
      if (witness) witnesses[at]!.push(witness);
      return !witness;
    });
  } finally {
    attack.close();
  }
}
