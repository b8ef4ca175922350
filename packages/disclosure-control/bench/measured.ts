import { auditOf } from '../audit.ts';
import { knowledgeOfPattern, type Criterion } from '../criterion.ts';
import { gaussPattern } from '../gauss.ts';
import { paceOf } from '../pace.ts';
import { primariesOf } from '../primary.ts';
import { protect, type Method } from '../protect.ts';
import { ruleOf, type Rule } from '../rule.ts';
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
  /** Primary cells the attacker recomputes exactly (E), or bounds below the threshold (T). */
  leaks?: Partial<Readonly<Record<Criterion, number>>>;
  note?: string;
}

function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The plain pattern, attacked under both criteria: what a publisher without an attacker would not know. */
export async function plainGauss(table: Table, given: Partial<Rule> = {}): Promise<Measured> {
  const [system, rule, start] = [systemOf(table), ruleOf(given), cpu()];
  const pattern = gaussPattern(system, primariesOf(system, rule), rule, paceOf());
  const seconds = cpu() - start;
  return attacked(table, 'plain gauss', (id) => pattern[system.numberOf.get(id)!] === 1, seconds, given);
}

/** A pattern made by whomever, attacked under both criteria. A small cell that is shown counts as given away. */
export async function attacked(table: Table, method: string, isHidden: (id: string) => boolean, seconds: number, given: Partial<Rule> = {}): Promise<Measured> {
  const [system, rule] = [systemOf(table), ruleOf(given)];
  const primaries = primariesOf(system, rule);
  const pattern = Uint8Array.from(system.ids, (id) => (isHidden(id) ? 1 : 0));
  const knowledge = (criterion: Criterion) => knowledgeOfPattern(system, pattern, rule, criterion);
  const leaking = async (criterion: Criterion) => (await auditOf(await solver(), system, primaries, knowledge, criterion, paceOf())).findings.filter(({ witness }) => !witness).length;
  const leaks = { E: await leaking('E'), T: await leaking('T') };
  const small = new Set(primaries.map(({ cell }) => cell));
  const secondary = [...pattern].flatMap((hidden, cell) => (hidden === 1 && !small.has(cell) ? [cell] : []));
  return { method, criterion: 'T', secondary: secondary.length, sum: secondary.reduce((sum, cell) => sum + system.counts[cell]!, 0), seconds, holds: { E: leaks.E === 0, T: leaks.T === 0 }, leaks };
}

/** A method with its audit; `patience`: seconds after which exact search and rounding stop. */
export async function measured(table: Table, method: Method, criterion: Criterion, patience: number, rule: Partial<Rule> = {}): Promise<Measured> {
  const start = cpu();
  const protection = await protect(table, { rule, method, criterion, seed: 1, secret: 'a benchmark hides nobody', evenIfTooFine: true, ...(method === 'exact' || method === 'round' ? { timeLimit: patience * 1000, now: () => performance.now() } : {}) }).catch((error: Error) => error);
  const seconds = cpu() - start;
  if (protection instanceof Error) return { method, criterion, seconds, note: protection.message };
  if (protection.state === 'refused' && protection.because === 'too-many-small-cells') return { method, criterion, seconds, note: 'coarsening proposed' };
  const { summary, certificate } = protection;
  const { atLeast, proven, largestChange } = summary;
  const note = proven ? 'proven optimum' : atLeast === undefined ? (largestChange === undefined ? '' : `largest change ${largestChange}`) : `at least ${atLeast}`;
  return {
    method, criterion, secondary: summary.secondary, sum: summary.suppressedSum, seconds, holds: certificate.holds, leaks: { [criterion]: certificate.findings.filter(({ witness }) => !witness).length }, note,
    ...(atLeast === undefined ? {} : { atLeast }), ...(proven === undefined ? {} : { proven }),
  };
}
