import type { Highs } from 'highs';
import { openAttack, type Attack } from './attack.ts';
import { wantedFor, type Criterion, type Knowledge } from './criterion.ts';
import { openFlow } from './flow.ts';
import type { Pace } from './pace.ts';
import type { Primary } from './primary.ts';
import type { System } from './system.ts';
import { isAnotherTable, type Witness } from './witness.ts';

/** What the attacker finds out about one primary cell. */
export interface Finding {
  cell: string;
  reason: Primary['reason'];
  /** The threshold its upper bound must reach for criterion T. */
  mustReach: number;
  /** Interval the attacker proves (linear program); left out for a figure that is shown changed, see `Intervals`. */
  lower?: number;
  upper?: number;
  /** Another table with the same publication: changes against the true one. Missing = the cell is given away. */
  witness?: readonly { cell: string; change: number }[];
}

/**
 * Whose intervals are computed. A suppressed cell's always is. Where figures are shown changed (rounding, cell keys), no cell is shown
 * exactly, and more than 600 linear programs take long (a minute for 1,000 cells, many for 4,000): then only on request – `all`.
 */
export type Intervals = 'suppressed' | 'all';

/** With more cells not shown exactly than this the attacker looks for near tables first. */
const MANY = 600;

/** The proof that goes with a publication; `clean` says whether it may be published at all. */
export interface Certificate {
  criterion: Criterion;
  clean: boolean;
  /** Whether the attacker of criterion E and that of criterion T are both held off. */
  holds: Readonly<Record<Criterion, boolean>>;
  /** Primary cells, with their witnesses for the criterion. */
  findings: readonly Finding[];
  /** Feasible intervals of all other suppressed cells, and of those shown changed up to 600 of them or on request. */
  intervals: readonly { cell: string; lower: number; upper: number }[];
}

/**
 * Attacks a publication, knowing nothing of how it came about. `knowledge` tells what it shows, for either criterion.
 * Complexity: two linear programs for each cell not shown exactly, at most one more for each primary cell, criterion and
 * direction: a table that looks the same often proves several cells at once.
 * Error: `memory-bound`, before the attacker's program is built; `cancelled`.
 */
export async function auditOf(highs: Highs, system: System, primaries: readonly Primary[], knowledge: (criterion: Criterion) => Knowledge, criterion: Criterion, pace: Pace, asked: Intervals = 'suppressed'): Promise<Certificate> {
  const found: Record<Criterion, (Witness | undefined)[]> = { E: [], T: [] };
  needRoomFor(system, knowledge('E'), pace);
  found.T = await witnesses(highs, system, primaries, knowledge('T'), 'T', pace);
  found.E = found.T.every(Boolean) ? found.T : await witnesses(highs, system, primaries, knowledge('E'), 'E', pace);
  const known = knowledge(criterion);
  const intervals = await intervalsOf(highs, system, known, pace, asked);
  const holds = { E: found.E.every(Boolean), T: found.T.every(Boolean) };
  const findings = primaries.map((primary, at): Finding => {
    const witness = found[criterion][at];
    const count = system.counts[primary.cell]!;
    return {
      cell: system.ids[primary.cell]!, reason: primary.reason, mustReach: count + primary.need, ...(known.lower[primary.cell] === known.upper[primary.cell] ? { lower: count, upper: count } : intervals.get(primary.cell)),
      ...(witness ? { witness: [...witness].map(([cell, change]) => ({ cell: system.ids[cell]!, change })) } : {}),
    };
  });
  const confidential = new Set(primaries.map(({ cell }) => cell));
  return {
    criterion, clean: holds[criterion], holds, findings,
    intervals: [...intervals].filter(([cell]) => !confidential.has(cell)).map(([cell, interval]) => ({ cell: system.ids[cell]!, ...interval })),
  };
}

/** The flow's program has a cell twice, up and down; E leaves no cell a smaller room than T. */
function needRoomFor(system: System, knowledge: Knowledge, pace: Pace): void {
  const times = isLarge(knowledge) ? 2 : 1;
  let [open, terms] = [0, 0];
  for (let cell = 0; cell < system.size; cell++) {
    if (knowledge.lower[cell] === knowledge.upper[cell]) continue;
    open++;
    terms += system.rowsOf[cell]!.length;
  }
  pace.needRoom(times * open, times * terms, 'the attack');
}

async function witnesses(highs: Highs, system: System, primaries: readonly Primary[], knowledge: Knowledge, criterion: Criterion, pace: Pace): Promise<(Witness | undefined)[]> {
  const attack = isLarge(knowledge) ? flowAttack(highs, system, knowledge) : openAttack(highs, system, knowledge);
  try {
    const found: (Witness | undefined)[] = [];
    for (const primary of primaries) {
      await pace.step('audit', found.length, primaries.length);
      const wanted = wantedFor(primary, criterion);
      const sameAsBefore = found.find((witness) => wanted.some(({ direction, amount }) => direction * (witness?.get(primary.cell) ?? 0) >= amount));
      const witness = sameAsBefore ?? wanted.reduce<Witness | undefined>((first, change) => first ?? attack.witness(primary.cell, change), undefined);
      found.push(witness && isAnotherTable(system, knowledge, witness) && wanted.some(({ direction, amount }) => direction * (witness.get(primary.cell) ?? 0) >= amount) ? witness : undefined);
    }
    return found;
  } finally {
    attack.close();
  }
}

function isLarge({ lower, upper }: Knowledge): boolean {
  return lower.filter((least, cell) => least < upper[cell]!).length > MANY;
}

/** Where thousands of cells can move, the nearest other table is found much faster than the farthest one. */
function flowAttack(highs: Highs, system: System, knowledge: Knowledge): Pick<Attack, 'witness' | 'close'> {
  const flow = openFlow(highs, system, knowledge);
  return { witness: (cell, wanted) => flow.cheapest(cell, wanted, () => 1, true), close: () => flow.close() };
}

/** A time limit ends them where there are many: the witnesses, found before, prove as much. */
async function intervalsOf(highs: Highs, system: System, knowledge: Knowledge, pace: Pace, asked: Intervals): Promise<Map<number, { lower: number; upper: number }>> {
  const each = asked === 'all' || !isLarge(knowledge);
  const cells = [...knowledge.lower.keys()].filter((cell) => knowledge.lower[cell]! < knowledge.upper[cell]! && (each || knowledge.upper[cell] === Infinity));
  const attack = openAttack(highs, system, knowledge);
  try {
    const intervals = new Map<number, { lower: number; upper: number }>();
    for (const [done, cell] of cells.entries()) {
      await pace.step('audit', done, cells.length);
      if (pace.isOver() && cells.length > MANY) break;
      intervals.set(cell, attack.interval(cell));
    }
    return intervals;
  } finally {
    attack.close();
  }
}
