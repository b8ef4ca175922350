import { registerGap } from '../../src/chain/server/register-gap.ts';
import { verifyAudit } from '../../src/platform/audit-verify.ts';
import type { Database, Read } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { DrilledTown } from './coordinators.ts';
import { titleOf, type Submission } from './gap-form.ts';

/** What the database says of the forms that were sent. */
export interface Balance {
  confirmed: number;
  /** confirmed, and not there */
  lost: Uuid[];
  /** there more than once, or not whole: its evidence, its history and its audit entry belong to it exactly once */
  notOnce: Uuid[];
  /** stored although the confirmation never arrived: allowed, the next sending of the form finds it */
  unconfirmedStored: number;
  /** municipalities whose audit chain does not hold */
  brokenChains: string[];
}

/** Compares everything that was sent with what is stored. O(sent + stored). */
export async function balance(database: Database, towns: readonly DrilledTown[], sent: readonly Submission[]): Promise<Balance> {
  const result: Balance = { confirmed: 0, lost: [], notOnce: [], unconfirmedStored: 0, brokenChains: [] };
  for (const town of towns) {
    await database.read(town.id, async (tx) => {
      const stored = await storedGaps(tx, town.id);
      for (const submission of sent.filter((one) => one.town === town.slug)) {
        const traces = stored.get(titleOf(submission));
        if (submission.location !== undefined) result.confirmed++;
        if (!traces) {
          if (submission.location !== undefined) result.lost.push(submission.key);
          continue;
        }
        if (submission.location === undefined) result.unconfirmedStored++;
        const led = submission.location ?? traces.locations.get(submission.key);
        const isWhole = Object.values(traces.counts).every((count) => count === 1) && traces.locations.get(submission.key) === led;
        if (!isWhole) result.notOnce.push(submission.key);
      }
      if (!(await verifyAudit(tx, town.id)).intact) result.brokenChains.push(town.slug);
    });
  }
  return result;
}

interface Traces {
  counts: Record<'gaps' | 'evidence' | 'history' | 'audit', number>;
  /** of all submissions of the town, by key */
  locations: ReadonlyMap<string, string>;
}

async function storedGaps(tx: Read, municipalityId: Uuid): Promise<Map<string, Traces>> {
  const gaps = await tx.selectFrom('chain.gap').select(['id', 'title']).where('municipality_id', '=', municipalityId).execute();
  const evidence = await tx.selectFrom('chain.gap_evidence').select('gap_id as id').where('municipality_id', '=', municipalityId).execute();
  const history = await tx.selectFrom('chain.gap_event').select('gap_id as id').where('municipality_id', '=', municipalityId).where('kind', '=', 'registered').execute();
  const audit = await tx.selectFrom('platform.audit_entry').select('subject_id as id')
    .where('municipality_id', '=', municipalityId).where('name', '=', registerGap.audit).where('outcome', '=', 'done').execute();
  const submissions = await tx.selectFrom('platform.submission').select(['id', 'location']).where('municipality_id', '=', municipalityId).execute();
  const [ofEvidence, ofHistory, ofAudit] = [tally(evidence), tally(history), tally(audit)];
  const locations = new Map(submissions.map(({ id, location }) => [id as string, location]));
  const found = new Map<string, Traces>();
  for (const { id, title } of gaps) {
    const traces = found.get(title) ?? { counts: { gaps: 0, evidence: 0, history: 0, audit: 0 }, locations };
    traces.counts.gaps++;
    traces.counts.evidence += ofEvidence.get(id) ?? 0;
    traces.counts.history += ofHistory.get(id) ?? 0;
    traces.counts.audit += ofAudit.get(id) ?? 0;
    found.set(title, traces);
  }
  return found;
}

function tally(rows: readonly { id: string | null }[]): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
