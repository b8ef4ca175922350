import { auditOf, type Certificate, type Intervals } from './audit.ts';
import { keysOf, knowledgeOfPerturbation, perturbedCounts } from './cell-key.ts';
import { coarseningProposals, isTooFine, type Proposal } from './coarsening.ts';
import { floorOf, knowledgeOfPattern, type Criterion, type Knowledge } from './criterion.ts';
import { withEarlier, type EarlierRelease } from './earlier.ts';
import { provenOptimum } from './exact.ts';
import { gaussPattern, type Pattern } from './gauss.ts';
import { paceOf, type Pace, type PaceOptions } from './pace.ts';
import { primariesOf, type Primary } from './primary.ts';
import { perturbationTable, type NoiseOptions } from './ptable.ts';
import { shownRates, withRates, type Rate } from './rate.ts';
import { polished } from './polish.ts';
import { openRelaxation, promiseOf, tightened } from './relaxation.ts';
import { repairedPattern } from './repair.ts';
import { controlledRounding, knowledgeOfRounding } from './rounding.ts';
import { ruleOf, type Rule } from './rule.ts';
import type { Search } from './search.ts';
import { solver } from './solver.ts';
import { systemOf, type System } from './system.ts';
import type { Table } from './table.ts';
import { TableError } from './table-error.ts';

/**
 * gauss: fast, linear algebra only. flow: flows until every primary cell is protected. exact: proven optimum, for small tables.
 * round: controlled rounding. cell-key: perturbation by cell keys.
 */
export type Method = 'gauss' | 'flow' | 'exact' | 'round' | 'cell-key';

export interface ProtectOptions extends PaceOptions {
  rule?: Partial<Rule>;
  method?: Method;
  /** Default T for suppression, E for rounding and cell keys. */
  criterion?: Criterion;
  seed?: number;
  /** Method cell-key: what the keys are drawn with; at least 16 characters, the same for every release, never told. */
  secret?: string;
  /** Attempts of the method flow to improve (see repairedPattern). */
  attempts?: number;
  /** Rounding base, default 3. */
  base?: number;
  noise?: NoiseOptions;
  rates?: readonly Rate[];
  earlier?: readonly EarlierRelease[];
  /** Default: of suppressed cells; also of figures shown changed, where there are not too many of them. */
  intervals?: Intervals;
  /** Go on although more than a fifth of the cells are confidential. */
  evenIfTooFine?: boolean;
}

/** A table that may go out. One mark for all suppressed cells: who could tell primary from secondary would know the primary to be small. */
export interface Publication {
  cells: readonly { id: string; count: number | null }[];
  rates: readonly { id: string; percent: number | null }[];
}

export interface Summary {
  method: Method;
  cells: number;
  primary: number;
  secondary: number;
  /** Sum of the counts of secondary suppressed cells. */
  suppressedSum: number;
  /** Methods flow and exact: no safe pattern has secondary cells of less weight (their number, where no weights are given). */
  atLeast?: number;
  /** Only for the method exact: whether the optimum is proven. */
  proven?: boolean;
  /** Only for rounding: largest distance from a true count. */
  largestChange?: number;
}

export type Protection =
  | { state: 'safe'; publication: Publication; certificate: Certificate; summary: Summary }
  | { state: 'refused'; because: 'gives-away'; certificate: Certificate; summary: Summary }
  | { state: 'refused'; because: 'too-many-small-cells'; primary: number; cells: number; proposals: readonly Proposal[]; instead: readonly Method[] };

/** The relaxation only has to point the way for the flows; the exact method asks on until nothing is violated. */
const HINT = { rounds: 60, attacks: 1 };

interface Drawn {
  pattern?: Pattern;
  counts?: Float64Array;
  knowledge: (criterion: Criterion) => Knowledge;
  about?: Partial<Summary>;
}

/**
 * Protects a table and lets the attacker try it. What the attacker breaks is not given back.
 * Units: counts in people or cases. Errors: `TableError` with a code and the names of cells and relations.
 * The same table, options and seed give the same answer on every machine (a time limit aside).
 * Complexity: that of the method, plus the audit (linear programs over what is not shown).
 */
export async function protect(table: Table, options: ProtectOptions = {}): Promise<Protection> {
  const pace = paceOf(options);
  const rule = ruleOf(options.rule);
  const method = options.method ?? 'flow';
  for (const name of ['seed', 'attempts'] as const) {
    if (options[name] !== undefined && !Number.isSafeInteger(options[name])) throw new TableError('rule-invalid', `The option "${name}" must be a whole number (${JSON.stringify(options[name])}).`);
  }
  const rates = options.rates ?? [];
  if (table.cells.length === 0) throw new TableError('cell-missing', `The table "${table.id}" has no cells.`);
  const system = systemOf(withEarlier(withRates(table, rates), options.earlier ?? [], rule));
  const primaries = primariesOf(system, rule);
  const suppresses = method === 'gauss' || method === 'flow' || method === 'exact';
  if (suppresses && !options.evenIfTooFine && isTooFine(table, primaries.length)) {
    return { state: 'refused', because: 'too-many-small-cells', primary: primaries.length, cells: table.cells.length, proposals: coarseningProposals(table, rule), instead: ['round', 'cell-key'] };
  }
  const criterion = options.criterion ?? (suppresses ? 'T' : 'E');
  const drawn = await draw(system, primaries, rule, method, criterion, options, pace);
  const certificate = await auditOf(await solver(), system, primaries, drawn.knowledge, criterion, pace, options.intervals);
  const summary = summaryOf(system, primaries, method, drawn);
  if (!certificate.clean) return { state: 'refused', because: 'gives-away', certificate, summary };
  return { state: 'safe', publication: publicationOf(table, system, drawn, rates), certificate, summary };
}

async function draw(system: System, primaries: readonly Primary[], rule: Rule, method: Method, criterion: Criterion, options: ProtectOptions, pace: Pace): Promise<Drawn> {
  const seed = options.seed ?? 1;
  const floor = (asked: Criterion) => (cell: number) => floorOf(system, cell, rule, asked);
  const suppressed = (pattern: Pattern, about: Partial<Summary> = {}): Drawn => ({ pattern, about, knowledge: (asked) => knowledgeOfPattern(system, pattern, rule, asked) });
  if (method !== 'gauss') pace.needRoom(2 * system.size, 2 * system.rows.reduce((sum, row) => sum + row.cells.length, 0), `the method ${method}`);
  if (method === 'round') {
    const base = options.base ?? 3;
    const rounded = await controlledRounding(await solver(), system, base, seed, pace);
    return { counts: rounded.counts, about: { largestChange: rounded.largestChange }, knowledge: (asked) => knowledgeOfRounding(system, base, rounded, floor(asked)) };
  }
  if (method === 'cell-key') {
    await pace.step('perturb', 0, 1);
    const noise = perturbationTable(options.noise);
    const counts = perturbedCounts(system, noise, keysOf(system, options.secret));
    return { counts, knowledge: (asked) => knowledgeOfPerturbation(system, noise, counts, floor(asked)) };
  }
  await pace.step('pattern', 0, 1);
  if (method === 'gauss') return suppressed(gaussPattern(system, primaries, rule, pace));
  const highs = await solver();
  const relaxation = openRelaxation(highs, system, primaries, rule, criterion);
  try {
    const fractional = await tightened(relaxation, HINT, pace);
    const repaired = await repairedPattern(highs, system, primaries, rule, criterion, promiseOf(system, fractional), fractional?.cost ?? 0, { seed, attempts: options.attempts }, pace);
    const search: Search = { highs, system, primaries, rule, criterion, relaxation, pace };
    const pattern = fractional ? await polished(search, repaired.pattern, fractional, seed) : repaired.pattern;
    if (method === 'flow') return suppressed(pattern, leastOf(system, relaxation.solve()?.cost));
    const optimum = await provenOptimum(search, pattern);
    return suppressed(optimum.pattern, { proven: optimum.proven, ...leastOf(system, optimum.bound) });
  } finally {
    relaxation.close();
  }
}

/** No pattern weighs less; where all cells weigh whole numbers, not even by a fraction. */
function leastOf({ weights }: System, bound: number | undefined): Partial<Summary> {
  if (bound === undefined) return {};
  return { atLeast: weights.every(Number.isSafeInteger) ? Math.ceil(bound - 1e-6) : bound };
}

function summaryOf(system: System, primaries: readonly Primary[], method: Method, { pattern, about }: Drawn): Summary {
  const primary = new Set(primaries.map(({ cell }) => cell));
  const secondary = [...(pattern ?? [])].flatMap((suppressed, cell) => (suppressed === 1 && !primary.has(cell) && system.cells[cell]!.status !== 'hidden' ? [cell] : []));
  return { method, cells: system.size, primary: primaries.length, secondary: secondary.length, suppressedSum: secondary.reduce((sum, cell) => sum + system.counts[cell]!, 0), ...about };
}

function publicationOf(table: Table, system: System, { pattern, counts }: Drawn, rates: readonly Rate[]): Publication {
  const cells = table.cells.map(({ id, status }) => {
    const cell = system.numberOf.get(id)!;
    const shown = status !== 'hidden' && pattern?.[cell] !== 1;
    return { id, count: shown ? (counts ?? system.counts)[cell]! : null };
  });
  return { cells, rates: shownRates(rates, new Map(cells.map(({ id, count }) => [id, count]))) };
}
