import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { openJson, place, sealJson } from './sealed-json.ts';

/** A circumstance a family names: key of src/kita/criteria/fact.ts and its value, true or a number (e.g. hours of work). */
export interface ClaimedFact {
  fact: string;
  value: number | true;
}

/** Facts that need no proof, and those of an import or of paper the office has seen, count at once. */
export interface NewCircumstance extends ClaimedFact {
  isProved?: boolean;
  /** why a place is urgent: no fact of a catalogue, it never counts */
  isUrgency?: boolean;
}

type CircumstanceState = 'claimed' | 'proved' | 'refused';

export interface Circumstance extends ClaimedFact {
  id: Uuid;
  registrationId: Uuid;
  state: CircumstanceState;
  isUrgency: boolean;
  /** why the office refused it, in words for the family */
  note?: string;
  claimedAt: Date;
  checkedAt: Date | null;
  checkedBy: Uuid | null;
  /** uploads that still wait for the check */
  proofs: number;
}

interface Content extends ClaimedFact {
  note?: string;
}

const sealedAt = (municipalityId: Uuid, id: Uuid) => place(municipalityId, 'kita.circumstance', 'content_sealed', id);

/**
 * Writes what a family names of its circumstances. What was named before and is unchanged keeps its state and its proofs; what is
 * no longer named is gone with its proofs.
 *
 * @returns what was not named before
 */
export async function claimCircumstances(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, registrationId: Uuid, facts: readonly NewCircumstance[], { isNew = false } = {}): Promise<readonly NewCircumstance[]> {
  const before = isNew ? [] : await listCircumstances(tx, municipalityId, secretKey, [registrationId]);
  const kept = before.filter(({ fact, value }) => facts.some((claimed) => claimed.fact === fact && claimed.value === value));
  const gone = before.filter((one) => !kept.includes(one)).map(({ id }) => id);
  if (gone.length > 0) await tx.deleteFrom('kita.circumstance').where('municipality_id', '=', municipalityId).where('id', 'in', gone).execute();
  const added = facts.filter(({ fact }) => !kept.some((one) => one.fact === fact));
  if (added.length === 0) return added;
  await tx.insertInto('kita.circumstance').values(added.map(({ fact, value, isProved, isUrgency = false }) => {
    const id = newId();
    return {
      municipality_id: municipalityId, id, registration_id: registrationId, content_sealed: sealJson(secretKey, sealedAt(municipalityId, id), { fact, value }), claimed_at: clock.now(),
      state: isProved ? 'proved' : 'claimed', checked_at: isProved ? clock.now() : null, is_urgency: isUrgency,
    };
  })).execute();
  return added;
}

/** The circumstances of registrations (Sozialdaten): for the family itself and the office, never for providers. */
export async function listCircumstances(tx: Read, municipalityId: Uuid, secretKey: Buffer, registrationIds: readonly Uuid[]): Promise<Circumstance[]> {
  if (registrationIds.length === 0) return [];
  const rows = await tx.selectFrom('kita.circumstance as circumstance').selectAll('circumstance')
    .select((select) => select.selectFrom('kita.proof as proof').select(({ fn }) => fn.countAll<number>().as('count'))
      .whereRef('proof.municipality_id', '=', 'circumstance.municipality_id').whereRef('proof.circumstance_id', '=', 'circumstance.id').as('proofs'))
    .where('circumstance.municipality_id', '=', municipalityId).where('circumstance.registration_id', 'in', [...registrationIds]).orderBy('circumstance.id').execute();
  return rows.map((row) => ({
    id: row.id, registrationId: row.registration_id, state: row.state as CircumstanceState, isUrgency: row.is_urgency, claimedAt: row.claimed_at, checkedAt: row.checked_at, checkedBy: row.checked_by, proofs: row.proofs ?? 0,
    ...openJson<Content>(secretKey, sealedAt(municipalityId, row.id), row.content_sealed),
  }));
}

/** Only what the office has seen proved counts: per registration fact → value; registrations without any are missing. */
export async function provedFacts(tx: Read, municipalityId: Uuid, secretKey: Buffer, registrationIds: readonly Uuid[]): Promise<Map<Uuid, Map<string, number | true>>> {
  const proved = new Map<Uuid, Map<string, number | true>>();
  if (registrationIds.length === 0) return proved;
  const rows = await tx.selectFrom('kita.circumstance').select(['id', 'registration_id', 'content_sealed']).where('municipality_id', '=', municipalityId)
    .where('registration_id', '=', (any) => any.fn.any(any.val([...registrationIds]))).where('state', '=', 'proved').where('is_urgency', '=', false).execute();
  for (const row of rows) {
    const { fact, value } = openJson<Content>(secretKey, sealedAt(municipalityId, row.id), row.content_sealed);
    const facts = proved.get(row.registration_id) ?? new Map<string, number | true>();
    facts.set(fact, value);
    proved.set(row.registration_id, facts);
  }
  return proved;
}

interface CircumstanceDecision {
  circumstanceId: Uuid;
  isProved: boolean;
  /** said to the family when it is refused */
  note?: string | undefined;
  by: Uuid | undefined;
}

/** The office's check: proved or refused, and the uploaded proofs are deleted. Refuses `already-checked`; undefined id: `not-found`. */
export async function decideCircumstance(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, { circumstanceId, isProved, note, by }: CircumstanceDecision): Promise<Outcome<{ registrationId: Uuid }>> {
  const row = await tx.selectFrom('kita.circumstance').select(['registration_id', 'content_sealed', 'state']).where('municipality_id', '=', municipalityId).where('id', '=', circumstanceId).forUpdate().executeTakeFirst();
  if (!row) return refused('not-found');
  if (row.state !== 'claimed') return refused('already-checked');
  const { fact, value } = openJson<Content>(secretKey, sealedAt(municipalityId, circumstanceId), row.content_sealed);
  await tx.updateTable('kita.circumstance').set({
    state: isProved ? 'proved' : 'refused', checked_at: clock.now(), checked_by: by ?? null,
    content_sealed: sealJson(secretKey, sealedAt(municipalityId, circumstanceId), { fact, value, ...(note ? { note } : {}) }),
  }).where('municipality_id', '=', municipalityId).where('id', '=', circumstanceId).execute();
  await tx.deleteFrom('kita.proof').where('municipality_id', '=', municipalityId).where('circumstance_id', '=', circumstanceId).execute();
  return accepted({ registrationId: row.registration_id });
}
