import type { Highs } from 'highs';
import { changeRow } from './change-row.ts';
import { floorOf, wantedFor, type Criterion } from './criterion.ts';
import type { Primary } from './primary.ts';
import type { Rule } from './rule.ts';
import { openProgram } from './solver.ts';
import type { System } from './system.ts';

/** Σ coefficient × y ≥ bound must hold for every pattern y worth looking at (y = 1: suppressed). */
export interface Cut {
  cells: number[];
  coefficients: number[];
  bound: number;
}

const VIOLATED = 1e-3;
const SMALL = 1e-7;
/** Capacity of a cell that is not suppressed, but might be: prices then say what suppressing it would be worth. */
const HARDLY = 1e-3;

/**
 * Bridge inequalities (Fischetti & Salazar 2001, 4.3): a suppressed cell alone in an equation can be computed from it, so it
 * is either a primary cell given away or suppressed in vain. For primary cells under T the others in the equation must even
 * be able to take over the change needed. Only those the (fractional) y violates.
 */
export function bridgeCuts(system: System, primaries: ReadonlyMap<number, Primary>, y: ArrayLike<number>, rule: Rule, criterion: Criterion): Cut[] {
  const suppressed = Array.from({ length: system.size }, (_, cell) => cell).filter((cell) => y[cell]! >= SMALL);
  return bridgesOf(system, primaries, suppressed, rule, criterion).filter(({ cells, coefficients }) => cells.reduce((sum, cell, at) => sum + coefficients[at]! * y[cell]!, 0) < -VIOLATED);
}

/** All bridge inequalities of these cells, violated or not. Complexity: O(terms of their rows). */
export function bridgesOf(system: System, primaries: ReadonlyMap<number, Primary>, cells: readonly number[], rule: Rule, criterion: Criterion): Cut[] {
  return cells.filter((cell) => system.cells[cell]!.status !== 'hidden' || primaries.has(cell)).flatMap((cell) => {
    const need = criterion === 'T' ? primaries.get(cell)?.need : undefined;
    return system.rowsOf[cell]!.flatMap((at): Cut[] => {
      const row = system.rows[at]!;
      if (row.lower !== row.upper) return [];
      const sign = row.coefficients[row.cells.indexOf(cell)]!;
      const cut: Cut = { cells: [cell], coefficients: [-1], bound: 0 };
      row.cells.forEach((other, index) => {
        const scale = row.coefficients[index]! / sign;
        if (other === cell || scale === 0) return;
        cut.cells.push(other);
        cut.coefficients.push(need === undefined || scale < 0 ? 1 : Math.min(1, (scale * Math.max(0, system.counts[other]! - floorOf(system, other, rule, criterion))) / need));
      });
      return [cut];
    });
  });
}

/**
 * Cuts from the attacker (Benders; Fischetti & Salazar 2001, 4.1): where his linear program under capacities y cannot move a
 * primary cell as wanted, its dual prices say which suppressions together are too few. Coefficients are capped at the bound.
 * `among`: cells that could be suppressed as well; the prices then tell the useful ones from the others.
 * Complexity: one linear program over the support of y, or over `among`, for each primary cell and direction.
 */
export function attackerCuts(highs: Highs, system: System, primaries: readonly Primary[], y: ArrayLike<number>, rule: Rule, criterion: Criterion, among?: readonly number[]): Cut[] {
  const cells = among ?? Array.from({ length: system.size }, (_, cell) => cell).filter((cell) => y[cell]! > SMALL);
  const share = (cell: number) => Math.max(among ? HARDLY : 0, y[cell]!);
  const columnOf = new Map(cells.map((cell, column) => [cell, column]));
  const fall = Float64Array.from(system.counts, (count, cell) => Math.max(0, count - floorOf(system, cell, rule, criterion)));
  const rowNumbers = [...new Set(cells.flatMap((cell) => system.rowsOf[cell]!))].sort((one, other) => one - other);
  const rows = rowNumbers.map((at) => changeRow(system, at, columnOf));
  const free = new Float64Array(cells.length);
  const program = openProgram(highs, { lower: free, upper: free, rows }, { presolve: 'off' });
  const all = { kind: 'range', from: 0, to: cells.length - 1 } as const;
  try {
    return primaries.flatMap((primary) => {
      const column = columnOf.get(primary.cell)!;
      const cap = criterion === 'T' ? primary.need : 1;
      program.model.changeColsBounds(all, Float64Array.from(cells, (cell) => -Math.min(cap, fall[cell]!) * share(cell)), Float64Array.from(cells, (cell) => cap * share(cell)));
      const lacks: Float64Array[] = [];
      for (const { direction, amount } of wantedFor(primary, criterion)) {
        program.model.changeColCost(column, -direction);
        const answer = program.solve();
        program.model.changeColCost(column, 0);
        if (!answer || Math.abs(answer.values[column]!) > amount - VIOLATED) return [];
        if (direction === 1 || fall[primary.cell]! >= amount) {
          lacks.push(coefficientsFrom(system, primary.cell, rowNumbers, answer.prices, direction, amount, fall));
        }
      }
      return cutFrom(lacks, primary.cell, y);
    });
  } finally {
    program.close();
  }
}

/** Whichever direction a pattern allows, it satisfies its own inequality – and so the one with the larger coefficients. */
function cutFrom(lacks: readonly Float64Array[], primary: number, y: ArrayLike<number>): Cut[] {
  const joint = lacks.reduce((most, next) => most.map((value, at) => Math.max(value, next[at]!)));
  const cells = [...joint.keys()].filter((cell) => cell !== primary && joint[cell]! > SMALL);
  if (cells.reduce((sum, cell) => sum + joint[cell]! * y[cell]!, 0) >= 1 - VIOLATED) return [];
  return [{ cells, coefficients: cells.map((cell) => joint[cell]!), bound: 1 }];
}

/**
 * From dual prices π of min −direction·d_p: with reduced costs g = −πA outside p, every feasible change satisfies
 * amount·q ≤ Σ_{g<0} |g|·rise·y + Σ_{g>0} g·fall·y + slack of the facts, where q = direction·g_p. Rises have no bound.
 */
function coefficientsFrom(system: System, primary: number, rowNumbers: readonly number[], prices: Float64Array, direction: number, amount: number, fall: Float64Array): Float64Array {
  const reduced = new Float64Array(system.size);
  let slack = 0;
  rowNumbers.forEach((at, index) => {
    const price = prices[index]!;
    if (Math.abs(price) < SMALL) return;
    const row = system.rows[at]!;
    const value = row.cells.reduce((sum, cell, position) => sum + row.coefficients[position]! * system.counts[cell]!, 0);
    if (row.lower !== row.upper) slack += Math.max(-price * (row.lower - value), -price * (row.upper - value));
    row.cells.forEach((cell, position) => (reduced[cell]! -= price * row.coefficients[position]!));
  });
  const bound = amount * direction * reduced[primary]! - slack;
  return reduced.map((cost, cell) => {
    if (cell === primary || Math.abs(cost) < SMALL) return 0;
    return cost < 0 || bound < SMALL ? 1 : Math.min(1, (cost * fall[cell]!) / bound);
  });
}
