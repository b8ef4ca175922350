import { sql } from 'kysely';
import { organizationNames } from '../../network/server/organizations.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { SealCode } from '../seals/code.ts';
import { sealCriteria, type Evidence, type EvidenceState, type Seal, type SealState } from '../seals/seal.ts';
import { drawCode } from './public-codes.ts';

export interface SealStep {
  step: SealState;
  onDay: Day;
  body: string;
  reason: string;
}

export interface StoredSeal extends Seal {
  version: number;
  organizationName: string;
  /** oldest first */
  steps: SealStep[];
}

/** Seals and applications, newest first; those of these ids, or all. Each has a line for every criterion. */
export async function loadSeals(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<StoredSeal[]> {
  const among = ids ? sql<boolean>`id = any(${[...ids]}::uuid[])` : sql<boolean>`true`;
  const rows = await tx.selectFrom('offers.seal').selectAll().where('municipality_id', '=', municipalityId).where(among).orderBy('applied_on', 'desc').orderBy('id', 'desc').execute();
  if (rows.length === 0) return [];
  const ofThese = sql<boolean>`seal_id = any(${rows.map(({ id }) => id)}::uuid[])`;
  const evidence = await tx.selectFrom('offers.seal_evidence').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).execute();
  const steps = await tx.selectFrom('offers.seal_step').selectAll().where('municipality_id', '=', municipalityId).where(ofThese).orderBy('created_at').orderBy('id').execute();
  const codes = await tx.selectFrom('offers.public_code').select(['seal_id', 'code']).where('municipality_id', '=', municipalityId).where(ofThese).execute();
  const names = await organizationNames(tx, municipalityId);
  return rows.map((row) => ({
    id: row.id, organizationId: row.organization_id, organizationName: names.get(row.organization_id) ?? '', state: row.state as SealState, appliedOn: row.applied_on, scope: row.scope, endedBecause: row.ended_because,
    isDemo: row.is_demo, version: row.version,
    ...(row.awarded_on ? { awardedOn: row.awarded_on } : {}), ...(row.awarded_by ? { awardedBy: row.awarded_by } : {}), ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    ...(row.ended_on ? { endedOn: row.ended_on } : {}), ...(row.renews_id ? { renewsId: row.renews_id } : {}), ...codeOfSeal(codes.find((one) => one.seal_id === row.id)?.code),
    evidence: sealCriteria.map((criterion): Evidence => {
      const own = evidence.find((one) => one.seal_id === row.id && one.criterion === criterion);
      return own ? { criterion, state: own.state as EvidenceState, note: own.note, answer: own.answer } : { criterion, state: 'missing', note: '', answer: '' };
    }),
    steps: steps.filter((one) => one.seal_id === row.id).map(({ step, on_day, body, reason }) => ({ step: step as SealState, onDay: on_day, body, reason })),
  }));
}

function codeOfSeal(code: string | undefined): { code?: SealCode } {
  return code === undefined ? {} : { code: code as SealCode };
}

/** A new application with its first step in the history. */
export async function insertSeal(tx: Write, municipalityId: Uuid, seal: Seal, body: string, clock: Clock): Promise<void> {
  await tx.insertInto('offers.seal').values({
    municipality_id: municipalityId, id: seal.id, organization_id: seal.organizationId, state: 'applied', applied_on: seal.appliedOn, scope: seal.scope, renews_id: seal.renewsId ?? null, is_demo: seal.isDemo, created_at: clock.now(),
  }).execute();
  await storeEvidence(tx, municipalityId, seal.id, seal.evidence, clock);
  await addStep(tx, municipalityId, seal.id, { step: 'applied', onDay: seal.appliedOn, body, reason: '' }, clock);
}

export async function storeEvidence(tx: Write, municipalityId: Uuid, sealId: Uuid, evidence: readonly Evidence[], clock: Clock): Promise<void> {
  for (const { criterion, state, note, answer } of evidence) {
    await tx.insertInto('offers.seal_evidence').values({ municipality_id: municipalityId, id: newId(), seal_id: sealId, criterion, state, note, answer, changed_at: clock.now() })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'seal_id', 'criterion']).doUpdateSet({ state, note, answer, changed_at: clock.now() })).execute();
  }
}

/** Awards an application: from now on its code leads to it. */
export async function award(tx: Write, municipalityId: Uuid, sealId: Uuid, { on, by, validUntil }: { on: Day; by: string; validUntil: Day }, clock: Clock): Promise<void> {
  await tx.updateTable('offers.seal').set((update) => ({ state: 'awarded', awarded_on: on, awarded_by: by, valid_until: validUntil, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', sealId).execute();
  await drawCode(tx, municipalityId, { sealId }, clock);
  await addStep(tx, municipalityId, sealId, { step: 'awarded', onDay: on, body: by, reason: '' }, clock);
}

/** Declines an application or withdraws a seal, with the reason; what was before stays in the history. */
export async function end(tx: Write, municipalityId: Uuid, sealId: Uuid, { as, on, by, because }: { as: 'declined' | 'withdrawn'; on: Day; by: string; because: string }, clock: Clock): Promise<void> {
  await tx.updateTable('offers.seal').set((update) => ({ state: as, ended_on: on, ended_because: because, version: update('version', '+', 1) })).where('municipality_id', '=', municipalityId).where('id', '=', sealId).execute();
  await addStep(tx, municipalityId, sealId, { step: as, onDay: on, body: by, reason: because }, clock);
}

async function addStep(tx: Write, municipalityId: Uuid, sealId: Uuid, { step, onDay, body, reason }: SealStep, clock: Clock): Promise<void> {
  await tx.insertInto('offers.seal_step').values({ municipality_id: municipalityId, id: newId(), seal_id: sealId, step, on_day: onDay, body, reason, created_at: clock.now() }).execute();
}

