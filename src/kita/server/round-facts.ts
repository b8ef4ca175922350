import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { brokenInvariants, findingsOf, type CheckCode, type RoundCheck } from '../rounds/check.ts';
import type { ApprovalSide, Round, RoundFacts } from '../rounds/round.ts';
import { findCatalogue } from './catalogues.ts';
import { listRuns, type RunRecord } from './run-records.ts';

export interface Acknowledgement {
  code: CheckCode;
  note: string;
  at: Date;
  byName: string | null;
}

export interface Approval {
  side: ApprovalSide;
  byPerson: Uuid;
  byName: string | null;
  at: Date;
}

/** A round's newest dry run and its proposal, with everything said about them. */
export interface RoundRuns {
  dryRun?: RunRecord & { acknowledgements: readonly Acknowledgement[] };
  proposal?: RunRecord & { approvals: readonly Approval[] };
}

export async function roundRuns(tx: Read, municipalityId: Uuid, round: Pick<Round, 'id' | 'state' | 'stateSince' | 'runId'>): Promise<RoundRuns> {
  const runs = await listRuns(tx, municipalityId, round.id);
  // While the round is checked its dry run is the one it was checked with; before that the newest made since it was closed: a step back asks for a new one.
  const dry = round.state === 'checked' ? runs.find(({ id }) => id === round.runId) : runs.find(({ kind, plannedAt }) => kind === 'dry' && (round.state !== 'closed' || plannedAt >= round.stateSince!));
  const proposed = round.state === 'checked' || round.state === 'closed' ? runs.find(({ kind, baseRunId }) => kind === 'proposal' && baseRunId === round.runId) : runs.find(({ id, kind }) => id === round.runId && kind === 'proposal');
  return {
    ...(dry ? { dryRun: { ...dry, acknowledgements: await acknowledgementsOf(tx, municipalityId, dry.id) } } : {}),
    ...(proposed ? { proposal: { ...proposed, approvals: await approvalsOf(tx, municipalityId, proposed.id) } } : {}),
  };
}

/** All that decides which steps are due, as it is now. */
export async function roundFacts(tx: Read, municipalityId: Uuid, clock: Clock, round: Round): Promise<RoundFacts> {
  const { dryRun, proposal } = await roundRuns(tx, municipalityId, round);
  const catalogue = await findCatalogue(tx, municipalityId, round.catalogueId);
  return {
    state: round.state, kind: round.kind, now: clock.now(), today: clock.today(), opensOn: round.opensOn, deadline: round.deadline, isCatalogueAdopted: catalogue?.adoption != null, hasSeed: round.seed !== null,
    ...(dryRun ? { dryRun: { isDone: dryRun.state === 'done', broken: brokenInvariants(dryRun.checks).length, unanswered: unansweredFindings(dryRun).length } } : {}),
    ...(proposal ? { proposal: {
      isDone: proposal.state === 'done', broken: brokenInvariants(proposal.checks).length, unanswered: 0, approvals: proposal.approvals,
      ...(await objectionsOpen(tx, municipalityId, proposal.id)), openAmendments: await countAmendments(tx, municipalityId, proposal.id),
    } } : {}),
    openAnswers: await countOpenAnswers(tx, municipalityId, round), openReplacements: await countReplacements(tx, municipalityId, round.id),
  };
}

export function unansweredFindings({ checks, acknowledgements }: { checks: readonly RoundCheck[]; acknowledgements: readonly Acknowledgement[] }): RoundCheck[] {
  const answered = new Set(acknowledgements.map(({ code }) => code));
  return findingsOf(checks).filter(({ code }) => !answered.has(code));
}

async function acknowledgementsOf(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<Acknowledgement[]> {
  const rows = await tx.selectFrom('kita.run_acknowledgement as said')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'said.municipality_id').onRef('person.id', '=', 'said.by_person'))
    .select(['said.check_code', 'said.note', 'said.at', 'person.display_name']).where('said.municipality_id', '=', municipalityId).where('said.run_id', '=', runId).orderBy('said.at').execute();
  return rows.map((row) => ({ code: row.check_code as CheckCode, note: row.note, at: row.at, byName: row.display_name }));
}

async function approvalsOf(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<Approval[]> {
  const rows = await tx.selectFrom('kita.approval as approval')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'approval.municipality_id').onRef('person.id', '=', 'approval.by_person'))
    .select(['approval.side', 'approval.by_person', 'approval.at', 'person.display_name']).where('approval.municipality_id', '=', municipalityId).where('approval.run_id', '=', runId).orderBy('approval.at').execute();
  return rows.map((row) => ({ side: row.side as ApprovalSide, byPerson: row.by_person, byName: row.display_name, at: row.at }));
}

async function objectionsOpen(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<{ openObjections: number; upheldObjections: number }> {
  const rows = await tx.selectFrom('kita.objection').select('outcome').where('municipality_id', '=', municipalityId).where('run_id', '=', runId).execute();
  return { openObjections: rows.filter(({ outcome }) => outcome === null).length, upheldObjections: rows.filter(({ outcome }) => outcome === 'upheld').length };
}

async function countAmendments(tx: Read, municipalityId: Uuid, runId: Uuid): Promise<number> {
  const row = await tx.selectFrom('kita.amendment').select((select) => select.fn.countAll<number>().as('open')).where('municipality_id', '=', municipalityId).where('run_id', '=', runId).where('outcome', 'is', null).executeTakeFirstOrThrow();
  return Number(row.open);
}

/** Places of this round and its replacements nobody has answered. */
async function countOpenAnswers(tx: Read, municipalityId: Uuid, { id }: Pick<Round, 'id'>): Promise<number> {
  const row = await tx.selectFrom('kita.decision as decision')
    .leftJoin('kita.answer as answer', (join) => join.onRef('answer.municipality_id', '=', 'decision.municipality_id').onRef('answer.decision_id', '=', 'decision.id'))
    .select((select) => select.fn.countAll<number>().as('open')).where('decision.municipality_id', '=', municipalityId).where('decision.round_id', '=', id).where('decision.outcome', '=', 'place')
    .where('decision.replaced_at', 'is', null).where('answer.id', 'is', null).executeTakeFirstOrThrow();
  return Number(row.open);
}

async function countReplacements(tx: Read, municipalityId: Uuid, roundId: Uuid): Promise<number> {
  const rows = await tx.selectFrom('kita.round as round').select((select) => ['round.id', select.selectFrom('kita.round_step as step').select('step.state').whereRef('step.municipality_id', '=', 'round.municipality_id').whereRef('step.round_id', '=', 'round.id').orderBy('step.position', 'desc').limit(1).as('state')])
    .where('round.municipality_id', '=', municipalityId).where('round.main_round_id', '=', roundId).execute();
  return rows.filter(({ state }) => state === null || !['answered', 'replaced', 'ended'].includes(state)).length;
}
