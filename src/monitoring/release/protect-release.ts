import { createHash } from 'node:crypto';
import { auditPublication, protect, TableError, type Certificate, type Criterion, type Method } from '@lueckenlos/disclosure-control';
import type { ReleaseTask } from './task.ts';

export type ReleaseMethod = 'as-is' | 'flow' | 'gauss' | 'exact';

/** A cell the attacker would find, for the planner alone. */
export interface GivenAway {
  cell: string;
  /** what he proves about it */
  lower?: number;
  upper?: number;
}

/** What may be told to everybody about how a release was proved. Never which cells are the small ones. */
export interface CertificateSummary {
  criterion: Criterion;
  holds: Readonly<Record<Criterion, boolean>>;
  method: ReleaseMethod;
  minimumFrequency: number;
  cells: number;
  shown: number;
  suppressed: number;
  /** times attacked, each with everything that is tied at that time */
  tables: number;
  earlierReleases: number;
  /** SHA-256 over the full certificates: the planner's copy can be checked against it */
  sha256: string;
  /** instant the figures were read; what changed since needs another attack */
  checkedAt?: string;
  /** the newest attack after it went out: asked for, or done */
  recheck?: Recheck;
}

interface Recheck {
  askedAt: string;
  /** missing while it runs */
  doneAt?: string;
  /** cells the attacker proves today, with everything that went out since */
  givenAway?: number;
  /** counts of the release that were corrected since: their old figures are public, their new ones are not */
  corrected?: number;
}

export type ReleaseOutcome =
  | { state: 'safe'; hidden: ReadonlySet<string>; summary: CertificateSummary; certificates: readonly Certificate[] }
  | { state: 'refused'; because: 'gives-away'; givenAway: readonly GivenAway[]; summary: CertificateSummary }
  | { state: 'refused'; because: 'too-many-small-cells'; period: string; small: number; cells: number }
  | { state: 'refused'; because: 'infeasible'; message: string; cells: readonly string[] };

export interface ProtectionOptions {
  method: ReleaseMethod;
  criterion: Criterion;
  minimumFrequency: number;
  earlierReleases: number;
  /** after each table */
  onProgress?: (done: number, total: number) => void | Promise<void>;
}

const CELLS_FOR_EXACT = 1_200;

/**
 * Protects every table of a release and lets the attacker try it, or – `as-is` – only lets him try what would be shown unprotected.
 * What he breaks is refused with the cells' names. Complexity: that of packages/disclosure-control for each time.
 */
export async function protectRelease(tasks: readonly ReleaseTask[], options: ProtectionOptions): Promise<ReleaseOutcome> {
  const { method, criterion, minimumFrequency, onProgress } = options;
  const hidden = new Set<string>();
  const certificates: Certificate[] = [];
  const givenAway: GivenAway[] = [];
  const rule = { minimumFrequency };
  for (const [done, task] of tasks.entries()) {
    const wanted = task.wanted.filter(({ count }) => count !== undefined).map(({ id }) => id);
    try {
      if (method === 'as-is') {
        const shown = new Map(task.table.cells.map(({ id, count, status }) => [id, status === 'hidden' ? null : count]));
        const certificate = await auditPublication(task.table, shown, { rule, criterion, rates: task.rates });
        certificates.push(certificate);
        givenAway.push(...brokenOf(certificate));
      } else {
        const answer = await protect(task.table, { rule, criterion, method: methodFor(method, task), rates: task.rates });
        if (answer.state === 'refused' && answer.because === 'too-many-small-cells') {
          return { state: 'refused', because: 'too-many-small-cells', period: task.table.id, small: answer.primary, cells: answer.cells };
        }
        certificates.push(answer.certificate);
        if (answer.state === 'refused') givenAway.push(...brokenOf(answer.certificate));
        else {
          const open = new Set(wanted);
          for (const { id, count } of answer.publication.cells) if (count === null && open.has(id)) hidden.add(id);
        }
      }
    } catch (error) {
      if (error instanceof TableError) return { state: 'refused', because: 'infeasible', message: error.code, cells: error.cells ?? [] };
      throw error;
    }
    await onProgress?.(done + 1, tasks.length);
  }
  const cells = tasks.reduce((sum, { wanted }) => sum + wanted.length, 0);
  const unknown = tasks.reduce((sum, { wanted }) => sum + wanted.filter(({ count }) => count === undefined).length, 0);
  const summary: CertificateSummary = {
    criterion, holds: { E: certificates.every(({ holds }) => holds.E), T: certificates.every(({ holds }) => holds.T) }, method, minimumFrequency,
    cells, shown: cells - unknown - hidden.size, suppressed: hidden.size, tables: tasks.length, earlierReleases: options.earlierReleases,
    sha256: createHash('sha256').update(JSON.stringify(certificates)).digest('hex'),
  };
  return givenAway.length > 0 ? { state: 'refused', because: 'gives-away', givenAway, summary } : { state: 'safe', hidden, summary, certificates };
}

/**
 * Attacks once more what is out: the tasks are those of today and know everything ever published, this release too. Nothing but that is taken as
 * shown. Independent of the certificate kept, so that it can be verified years later. Complexity: that of the audit for each time.
 */
export async function attackOnceMore(tasks: readonly ReleaseTask[], { criterion, minimumFrequency }: Pick<ProtectionOptions, 'criterion' | 'minimumFrequency'>): Promise<GivenAway[]> {
  const found: GivenAway[] = [];
  for (const { table, rates, alreadyPublic } of tasks) {
    // What stands there in plain figures nobody has to work out.
    found.push(...alreadyPublic.map((cell) => ({ cell })));
    const shown = new Map(table.cells.map(({ id, count, status }) => [id, status === 'known' ? count : null]));
    found.push(...brokenOf(await auditPublication(table, shown, { rule: { minimumFrequency }, criterion, rates })));
  }
  return found;
}

function methodFor(method: Exclude<ReleaseMethod, 'as-is'>, task: ReleaseTask): Method {
  return method === 'exact' && task.table.cells.length > CELLS_FOR_EXACT ? 'flow' : method;
}

function brokenOf({ clean, findings }: Certificate): GivenAway[] {
  if (clean) return [];
  return findings.filter(({ witness }) => !witness).map(({ cell, lower, upper }) => ({ cell, ...(lower === undefined ? {} : { lower }), ...(upper === undefined ? {} : { upper }) }));
}
