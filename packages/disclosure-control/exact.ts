import { openAttack } from './attack.ts';
import { knowledgeOfPattern, wantedFor } from './criterion.ts';
import type { Pattern } from './gauss.ts';
import { costOf, tightened, type Fractional } from './relaxation.ts';
import { mostWorthFinding, type Search } from './search.ts';

export interface Optimum {
  pattern: Pattern;
  /** Weight of the secondary suppressions. */
  cost: number;
  /** No pattern can cost less than this. */
  bound: number;
  proven: boolean;
}

const ROOT_ROUNDS = 120;
/** Rounds of inequalities in a node before it is divided; a whole pattern is asked until nothing is violated. */
const NODE_ROUNDS = 30;
/** Of those, rounds in which the attacker is asked. */
const NODE_ATTACKS = 6;
/** Linear programs after which the search gives up: work, not time, so that every machine gives up at the same place. */
const PROGRAMS = 4_000;
const TOLERANCE = 1e-6;
const WHOLE = 1e-5;
/** Cells tried before a node is divided. */
const CANDIDATES = 8;
/** A gain no sum of others outweighs. */
const SURE = 1e3;

interface Tree extends Search {
  best: Optimum;
  programs: number;
  stopped: boolean;
}

/**
 * The cheapest pattern, proven (Fischetti & Salazar 2001): branch and cut. The relaxation starts without inequalities and learns
 * them – bridges and attacker's cuts – from its own answers, at the root and in every node; a node is left as soon as its bound
 * shows that nothing below it is cheaper than the best pattern known. `start` must be safe.
 * Stops with `proven: false` and the best safe pattern after a bound on work, the memory bound or the time limit.
 * Complexity: exponential at worst; meant for up to some 1,200 cells with few primary cells.
 */
export async function provenOptimum(search: Search, start: Pattern): Promise<Optimum> {
  const { relaxation, primaries, pace } = search;
  const tree: Tree = { ...search, programs: 0, stopped: false, best: { pattern: start, cost: costOf(relaxation, start), bound: 0, proven: primaries.length === 0 } };
  if (tree.best.proven) return tree.best;
  const root = await tightened(relaxation, { rounds: ROOT_ROUNDS, attacks: ROOT_ROUNDS }, pace);
  tree.best.bound = root?.cost ?? tree.best.cost;
  lowerCeiling(tree);
  await divide(tree, root);
  return tree.stopped ? tree.best : { ...tree.best, bound: tree.best.cost, proven: true };
}

function lowerCeiling(tree: Tree): void {
  tree.relaxation.ceiling(mostWorthFinding(tree, tree.best.cost) + TOLERANCE);
}

/** Depth first, the suppressed side first: good patterns are found early and cut off the rest. */
async function divide(tree: Tree, given?: Fractional): Promise<void> {
  const node = await settled(tree, given);
  if (!node || tree.stopped) return;
  const cell = cellToDivide(tree, node);
  if (cell === undefined) return;
  for (const value of [1, 0] as const) {
    tree.relaxation.fix(cell, value);
    await divide(tree);
  }
  tree.relaxation.release(cell);
}

/** A node's fractional pattern after learning; undefined where nothing below it is worth finding. */
async function settled(tree: Tree, given?: Fractional): Promise<Fractional | undefined> {
  const { relaxation, system, pace } = tree;
  for (let round = 0, attacks = 0; ; round++) {
    await pace.step('exact', tree.programs, PROGRAMS);
    tree.stopped ||= pace.isOver() || tree.programs >= PROGRAMS || relaxation.isFull(pace);
    if (tree.stopped) return undefined;
    tree.programs++;
    const answer = (round === 0 ? given : undefined) ?? relaxation.solve();
    if (!answer || answer.cost > mostWorthFinding(tree, tree.best.cost)) return undefined;
    const isWhole = relaxation.open.every((cell) => answer.y[cell]! < WHOLE || answer.y[cell]! > 1 - WHOLE);
    if (!isWhole && round >= NODE_ROUNDS) return answer;
    const learned = relaxation.learn(isWhole ? answer.y.map(Math.round) : answer.y, isWhole || attacks++ < NODE_ATTACKS);
    if (learned > 0) continue;
    if (!isWhole) return answer;
    takeIfSafe(tree, Uint8Array.from({ length: system.size }, (_, cell) => Math.round(answer.y[cell]!)));
  }
}

/** Strong branching (Applegate et al. 1995): of the least decided cells the one whose two sides both raise the bound most. */
function cellToDivide(tree: Tree, { y, cost }: Fractional): number | undefined {
  const { relaxation, system } = tree;
  const doubt = (cell: number) => Math.min(y[cell]!, 1 - y[cell]!) * (1 + 0.01 * system.rowsOf[cell]!.length);
  const candidates = relaxation.open.filter((cell) => doubt(cell) > WHOLE).sort((one, other) => doubt(other) - doubt(one) || one - other).slice(0, CANDIDATES);
  let [best, most] = [candidates[0]!, -1];
  for (const cell of candidates) {
    tree.programs += 2;
    const [shown, suppressed] = [relaxation.probe(cell, 0) - cost, relaxation.probe(cell, 1) - cost];
    if (shown === Infinity && suppressed === Infinity) return undefined;
    const gain = Math.min(SURE, Math.max(shown, TOLERANCE)) * Math.min(SURE, Math.max(suppressed, TOLERANCE));
    if (gain > most) [best, most] = [cell, gain];
  }
  return best;
}

/** A pattern no inequality excludes is tried in whole numbers; if that fails, at least one more cell must be suppressed. */
function takeIfSafe(tree: Tree, pattern: Pattern): void {
  const { highs, system, primaries, rule, criterion, relaxation } = tree;
  const attack = openAttack(highs, system, knowledgeOfPattern(system, pattern, rule, criterion));
  const isSafe = primaries.every((primary) => wantedFor(primary, criterion).some((wanted) => attack.witness(primary.cell, wanted)));
  attack.close();
  if (isSafe) {
    tree.best = { ...tree.best, pattern, cost: costOf(relaxation, pattern) };
    lowerCeiling(tree);
    return;
  }
  const shown = relaxation.open.filter((cell) => pattern[cell] === 0);
  relaxation.add({ cells: shown, coefficients: shown.map(() => 1), bound: 1 });
}
