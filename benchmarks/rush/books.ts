import { groupedBy } from '../../src/platform/grouped.ts';
import { listRegistrations, type RegistrationRecord } from '../../src/kita/server/registrations.ts';
import { submitDraft } from '../../src/kita/server/submit-draft.ts';
import { verifyAudit } from '../../src/platform/audit-verify.ts';
import type { Database, Read } from '../../src/platform/database.ts';
import type { Uuid } from '../../src/platform/id.ts';
import type { SentRegistration } from './register.ts';

/** What the database and the mail server say of everything that was sent. */
export interface Books {
  confirmed: number;
  stored: number;
  /** confirmed, and not there */
  lost: string[];
  /** stored more often than sent, or without having been sent */
  doubled: string[];
  /** there, though their family's way broke off before it saw the confirmation: it finds them when it looks again */
  unseen: number;
  /** other wishes, another order, start, hours, guardians, circumstances, claim or audit entry than sent */
  different: string[];
  draftsLeft: number;
  mailsMissing: number;
  mailsTooMany: number;
  auditEntries: number;
  isChainIntact: boolean;
}

const keyOf = (familyName: string, givenNames: string, on: string | null) => `${familyName}, ${givenNames}, ${on}`;

/** Compares every registration sent with what is stored: each child once, with its wishes in order. Names are the family's own, so that a child is found by them. */
export async function readBooks(database: Database, municipalityId: Uuid, { sent, before, mails }: { sent: readonly SentRegistration[]; before: ReadonlySet<Uuid>; mails: ReadonlyMap<string, number> }): Promise<Books> {
  return database.read(municipalityId, async (tx) => {
    const stored = (await listRegistrations(tx, municipalityId, {})).filter(({ id }) => !before.has(id));
    const traces = await tracesOf(tx, municipalityId);
    const byChild = groupedBy(stored, (one) => keyOf(one.familyName, one.givenNames, one.bornOn ?? one.expectedOn));
    const books: Books = { confirmed: 0, stored: stored.length, lost: [], doubled: [], unseen: 0, different: [], draftsLeft: traces.drafts, mailsMissing: 0, mailsTooMany: 0, auditEntries: 0, isChainIntact: false };
    const sentIds = new Set<string>(sent.map(({ id }) => id));
    for (const one of sent) {
      if (one.isConfirmed) books.confirmed++;
      const key = keyOf(one.child.familyName, one.child.birth === 'born' ? one.child.givenNames : '', one.child.on);
      // Twins who are not born yet have no names: they differ by their form alone.
      const alike = byChild.get(key) ?? [];
      const found = alike.find(({ id }) => id === one.id) ?? alike.find(({ id }) => !sentIds.has(id)) ?? alike[0];
      byChild.set(key, alike.filter((other) => other !== found));
      if (!found && one.isConfirmed) books.lost.push(one.id);
      if (found && !one.isConfirmed) books.unseen++;
      if (found && !isAsSent(one, found, traces)) books.different.push(one.id);
    }
    books.doubled.push(...[...byChild.values()].flat().map(({ id }) => id));
    for (const [email, forms] of groupedBy(sent.filter(({ twin, isConfirmed }) => !twin && isConfirmed), ({ email: address }) => address)) {
      // One mail brought the link, one confirms each form.
      const missing = (forms[0]!.cameByMail ? 1 : 0) + forms.length - (mails.get(email) ?? 0);
      if (missing > 0) books.mailsMissing += missing;
      if (missing < 0) books.mailsTooMany -= missing;
    }
    const audit = await verifyAudit(tx, municipalityId);
    return { ...books, isChainIntact: audit.intact, auditEntries: audit.entries };
  });
}

interface Traces {
  drafts: number;
  claims: ReadonlyMap<string, number>;
  guardians: ReadonlyMap<string, number>;
  circumstances: ReadonlyMap<string, number>;
  submissions: ReadonlyMap<string, number>;
}

function isAsSent(sent: SentRegistration, stored: RegistrationRecord, traces: Traces): boolean {
  return (sent.twin || stored.id === sent.id) && stored.wishedStart === sent.start && stored.weeklyHours === Number(sent.hours)
    && stored.wishes.map(({ facilityId }) => facilityId as string).join() === sent.wishes.join()
    && traces.claims.get(stored.childId) === 1 && traces.guardians.get(stored.childId) === sent.guardians && (traces.circumstances.get(stored.id) ?? 0) === sent.circumstances
    && (sent.twin || traces.submissions.get(sent.id) === sent.tabs);
}

async function tracesOf(tx: Read, municipalityId: Uuid): Promise<Traces> {
  const { count } = await tx.selectFrom('kita.registration_draft').select(({ fn }) => fn.countAll<number>().as('count')).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const claims = await tx.selectFrom('kita.claim_event').select('child_id as id').where('municipality_id', '=', municipalityId).where('kind', '=', 'need-reported').execute();
  const guardians = await tx.selectFrom('kita.guardianship').select('child_id as id').where('municipality_id', '=', municipalityId).execute();
  const circumstances = await tx.selectFrom('kita.circumstance').select('registration_id as id').where('municipality_id', '=', municipalityId).execute();
  const submissions = await tx.selectFrom('platform.audit_entry').select('subject_id as id').where('municipality_id', '=', municipalityId).where('name', '=', submitDraft.audit).where('outcome', '=', 'done').execute();
  return { drafts: Number(count), claims: tally(claims), guardians: tally(guardians), circumstances: tally(circumstances), submissions: tally(submissions) };
}

function tally(rows: readonly { id: string | null }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(id ?? '', (counts.get(id ?? '') ?? 0) + 1);
  return counts;
}
