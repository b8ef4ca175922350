import { auditOf } from '../audit.ts';
import { knowledgeOfPattern, type Criterion } from '../criterion.ts';
import { gaussPattern } from '../gauss.ts';
import { paceOf } from '../pace.ts';
import { primariesOf } from '../primary.ts';
import { protect, type Method } from '../protect.ts';
import { ruleOf } from '../rule.ts';
import { solver } from '../solver.ts';
import { systemOf } from '../system.ts';
import type { Table } from '../table.ts';

export interface Measured {
  method: string;
  criterion: Criterion;
  secondary?: number;
  sum?: number;
  /** No safe pattern has fewer secondary cells. */
  atLeast?: number;
  proven?: boolean;
  /** CPU seconds of this process. */
  seconds: number;
  holds?: Readonly<Record<Criterion, boolean>>;
  leaks?: number;
  note?: string;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The plain pattern, attacked under both criteria: what a publisher without an attacker would not know. */
export async function plainGauss(table: Table): Promise<Measured> {
  const [system, rule, start] = [systemOf(table), ruleOf(), cpu()];
  const primaries = primariesOf(system, rule);
  const pattern = gaussPattern(system, primaries, rule);
  const seconds = cpu() - start;
  const { holds, findings } = await auditOf(await solver(), system, primaries, (criterion) => knowledgeOfPattern(system, pattern, rule, criterion), 'T', paceOf());
  const secondary = [...pattern].flatMap((hidden, cell) => (hidden === 1 && !primaries.some((primary) => primary.cell === cell) ? [cell] : []));
  return { method: 'plain gauss', criterion: 'T', secondary: secondary.length, sum: secondary.reduce((sum, cell) => sum + system.counts[cell]!, 0), seconds, holds, leaks: findings.filter(({ witness }) => !witness).length };
}

/** A method with its audit; `patience`: seconds after which exact search and rounding stop. */
export async function measured(table: Table, method: Method, criterion: Criterion, patience: number): Promise<Measured> {
  const start = cpu();
  const protection = await protect(table, { method, criterion, seed: 1, evenIfTooFine: true, ...(method === 'exact' || method === 'round' ? { timeLimit: patience * 1000, now: () => performance.now() } : {}) }).catch((error: Error) => error);
  const seconds = cpu() - start;
  if (protection instanceof Error) return { method, criterion, seconds, note: protection.message };
  if (protection.state === 'refused' && protection.because === 'too-many-small-cells') return { method, criterion, seconds, note: 'coarsening proposed' };
  const { summary, certificate } = protection;
  const { atLeast, proven, largestChange } = summary;
  const note = proven ? 'proven optimum' : atLeast === undefined ? (largestChange === undefined ? '' : `largest change ${largestChange}`) : `at least ${atLeast}`;
  return {
    method, criterion, secondary: summary.secondary, sum: summary.suppressedSum, seconds, holds: certificate.holds, leaks: certificate.findings.filter(({ witness }) => !witness).length, note,
    ...(atLeast === undefined ? {} : { atLeast }), ...(proven === undefined ? {} : { proven }),
  };
}
