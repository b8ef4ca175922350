import * as v from 'valibot';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { addDays, addMonths } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, optionalDay, optionalText, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { applyForSeal as mayApply, awardSeal as mayAward } from '../seal-permissions.ts';
import { evidenceStates, openCriteria, SEAL_YEARS, sealCriteria, type Evidence, type SealCriterion } from '../seals/seal.ts';
import { mayEditFor } from './edit-service.ts';
import { award, end, insertSeal, loadSeals, storeEvidence, type StoredSeal } from './seals.ts';

/** An organization applies; one application at a time. Applying again while a seal still holds renews it. */
export const applySeal = action({
  may: mayApply,
  audit: 'offers.seal.applied',
  input: v.object({ organizationId: uuidField(), scope: optionalText(200) }),
  async run({ tx, who, municipalityId, clock, concerns }, { organizationId, scope }): Promise<Outcome<{ id: Uuid }>> {
    const organization = await findOrganization(tx, municipalityId, organizationId);
    if (!organization || !mayEditFor(who, organizationId)) return refused(organization ? 'not-own-organization' : 'choose-one', { field: 'organizationId' });
    const earlier = (await loadSeals(tx, municipalityId)).filter((seal) => seal.organizationId === organizationId);
    if (earlier.some(({ state }) => state === 'applied')) return refused('already-applied', { field: 'organizationId' });
    const renewed = earlier.find(({ state }) => state === 'awarded');
    const seal = {
      id: newId(), organizationId, state: 'applied' as const, appliedOn: clock.today(), scope, endedBecause: '', isDemo: false, evidence: sealCriteria.map((criterion): Evidence => ({ criterion, state: 'missing', note: '', answer: '' })),
      ...(renewed ? { renewsId: renewed.id } : {}),
    };
    await insertSeal(tx, municipalityId, seal, organization.name, clock);
    concerns(seal.id, ['created']);
    return accepted({ id: seal.id });
  },
});

const evidenceFields = Object.fromEntries(sealCriteria.flatMap((criterion) => [[`note.${criterion}`, optionalText(1_000)], [`state.${criterion}`, v.optional(choice(evidenceStates))], [`answer.${criterion}`, optionalText(1_000)]])) as Record<string, ReturnType<typeof optionalText>>;

/** The organization says what it has; the body says what it makes of it. Who may not award cannot accept, whatever the form sends. */
export const saveEvidence = action({
  may: mayApply,
  audit: 'offers.seal.evidence',
  input: v.object({ id: uuidField(), ...evidenceFields }),
  async run({ tx, who, municipalityId, clock, concerns }, input): Promise<Outcome<{ id: Uuid }>> {
    const seal = await lockSeal(tx, municipalityId, input.id);
    if (!seal || !mayEditFor(who, seal.organizationId)) throw new NotFound();
    if (seal.state !== 'applied') return refused('not-applied');
    const typed = input as unknown as Record<string, string | undefined>;
    const isBody = mayAward.allows(who);
    const changed = seal.evidence.map((before): Evidence => {
      const note = typed[`note.${before.criterion}`] ?? before.note;
      const judged = typed[`state.${before.criterion}`] as Evidence['state'] | undefined;
      if (isBody) return { criterion: before.criterion, note, answer: typed[`answer.${before.criterion}`] ?? before.answer, state: judged ?? before.state };
      // New words are to be read anew.
      const state = note === before.note ? before.state : note === '' ? 'missing' : 'submitted';
      return { ...before, note, state };
    });
    const rejected = changed.find(({ state, answer }) => state === 'rejected' && answer === '');
    if (rejected) return refused('reason-missing', { field: `answer.${rejected.criterion}` });
    await storeEvidence(tx, municipalityId, seal.id, changed, clock);
    concerns(seal.id, changed.filter((one, at) => JSON.stringify(one) !== JSON.stringify(seal.evidence[at])).map(({ criterion }) => criterion));
    return accepted({ id: seal.id });
  },
});

/** Awards a seal once every criterion is accepted, from a day on and for three years unless the body says otherwise. */
export const awardSeal = action({
  may: mayAward,
  audit: 'offers.seal.awarded',
  input: v.object({ id: uuidField(), awardedOn: dayField(), awardedBy: text(200), lastDay: optionalDay() }),
  async run({ tx, municipalityId, clock, concerns }, { id, awardedOn, awardedBy, lastDay }): Promise<Outcome<{ id: Uuid }>> {
    const seal = await lockSeal(tx, municipalityId, id);
    if (!seal) throw new NotFound();
    if (seal.state !== 'applied') return refused('not-applied');
    const open: SealCriterion[] = openCriteria(seal.evidence);
    if (open.length > 0) return refused('criteria-open', { values: { count: open.length } });
    if (awardedOn > clock.today()) return refused('day-to-come', { field: 'awardedOn' });
    const validUntil = lastDay ? addDays(lastDay, 1) : addMonths(awardedOn, 12 * SEAL_YEARS);
    if (validUntil <= awardedOn) return refused('days-order', { field: 'lastDay' });
    await award(tx, municipalityId, id, { on: awardedOn, by: awardedBy, validUntil }, clock);
    concerns(id, ['state', 'awarded_on', 'valid_until']);
    return accepted({ id });
  },
});

/** Declines an application, or withdraws a seal – from now on its code says so. */
export const endSeal = action({
  may: mayAward,
  audit: 'offers.seal.ended',
  input: v.object({ id: uuidField(), body: text(200), because: text(500) }),
  async run({ tx, municipalityId, clock, concerns }, { id, body, because }): Promise<Outcome<{ id: Uuid }>> {
    const seal = await lockSeal(tx, municipalityId, id);
    if (!seal) throw new NotFound();
    if (seal.state !== 'applied' && seal.state !== 'awarded') return refused('already-ended');
    await end(tx, municipalityId, id, { as: seal.state === 'applied' ? 'declined' : 'withdrawn', on: clock.today(), by: body, because }, clock);
    concerns(id, ['state']);
    return accepted({ id });
  },
});

async function lockSeal(tx: Write, municipalityId: Uuid, id: Uuid): Promise<StoredSeal | undefined> {
  await tx.selectFrom('offers.seal').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  return (await loadSeals(tx, municipalityId, [id]))[0];
}
