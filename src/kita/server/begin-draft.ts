import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { optionalUuid, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import type { Draft, DraftOther } from '../registration/draft.ts';
import { urgentReasonOf } from '../registration/urgency.ts';
import { residenceOf } from '../registration/residence.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { agreementsOf } from './agreements.ts';
import { inclusionNeeds, listChildren } from './children.ts';
import { listCircumstances } from './circumstances.ts';
import { deliveriesOf } from './delivery-choices.ts';
import { emptyDraft, findDraft, insertDraft } from './drafts.ts';
import { childrenOfPerson, claimGuardian, guardianIdsOfPerson, guardianOfPerson, guardiansOf } from './guardians.ts';
import { ownAddress } from './own-address.ts';
import { remarksOf } from './remarks.ts';
import { listRegistrations, type RegistrationRecord } from './registrations.ts';
import { decidingRound } from './registration-window.ts';

/** Begins a registration: of a new child, or of one that is here already (a child with a place that wishes to change). What the family told before is there. */
export const beginDraft = action({
  may: ownRegistration,
  audit: 'kita.registration-draft.begun',
  input: v.object({ child: optionalUuid() }),
  async run({ tx, municipalityId, clock, configuration: { secretKey }, who, concerns }, { child: childId }) {
    const personId = who.personId!;
    await claimGuardian(tx, municipalityId, personId);
    const own = await childrenOfPerson(tx, municipalityId, personId);
    const guardian = await guardianOfPerson(tx, municipalityId, personId);
    const draft: Draft = { ...emptyDraft(guardian?.familyName), ...await toldBefore(tx, municipalityId, secretKey, personId, own.map((one) => one.childId)) };
    if (childId) {
      if (!own.some((one) => one.childId === childId && one.mayDecide)) throw new NotFound();
      const [child] = await listChildren(tx, municipalityId, [childId]);
      if (!child) throw new NotFound();
      if ((await listRegistrations(tx, municipalityId, { state: 'submitted', childIds: [childId] })).length > 0) return refused('already-registered');
      draft.children = [{ registrationId: newId(), childId, givenNames: child.givenNames, familyName: child.familyName, bornOn: child.bornOn ?? undefined, expectedOn: child.expectedOn ?? undefined }];
      draft.other = await otherOf(tx, municipalityId, secretKey, personId, childId);
    }
    const id = draft.children[0]!.registrationId;
    if (!await insertDraft(tx, municipalityId, clock, secretKey, personId, id, draft)) return refused('too-many-drafts');
    concerns(id);
    return accepted(id);
  },
});

/** Guardian, address and languages as the person told them with an earlier child. */
async function toldBefore(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, childIds: readonly Uuid[]): Promise<Partial<Draft>> {
  const own = await ownAddress(tx, municipalityId, secretKey, personId);
  if (!own) return {};
  const delivery = (await deliveriesOf(tx, municipalityId, [own.id])).get(own.id);
  const children = await listChildren(tx, municipalityId, childIds);
  const last = children.find(({ areaId }) => areaId !== null);
  return {
    guardian: { givenNames: own.givenNames, familyName: own.familyName, phone: own.phone, language: own.language, relation: own.relation, ...(delivery ? { delivery: { choice: delivery.choice, language: delivery.language } } : {}) },
    ...(own.address ? { address: { ...own.address, isBlocked: false, areaId: last?.areaId ?? undefined } } : {}),
    ...(own.isBlocked ? { keepsBlockedAddress: true } : {}),
    ...(children[0] ? { residence: residenceOf(children[0]) } : {}),
  };
}

/** Opens a sent registration to be changed; the same draft if it is open already. Refuses `locked` while a round decides about it. */
export const beginChange = action({
  may: ownRegistration,
  audit: 'kita.registration.change-begun',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, clock, configuration: { secretKey }, who, concerns }, { id }) {
    const personId = who.personId!;
    await claimGuardian(tx, municipalityId, personId);
    const registration = await ownRegistrationOf(tx, municipalityId, personId, id, { mustDecide: true });
    concerns(id);
    const round = await decidingRound(tx, municipalityId, clock, registration.wishedStart);
    if (round) return refused('locked', { values: { round: round.name } });
    if (await findDraft(tx, municipalityId, secretKey, personId, id)) return accepted(id);
    const taken = await tx.selectFrom('kita.registration_draft').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
    if (taken) return refused('changed-by-other');
    if (!await insertDraft(tx, municipalityId, clock, secretKey, personId, id, await draftOf(tx, municipalityId, secretKey, personId, registration))) return refused('too-many-drafts');
    return accepted(id);
  },
});

/** A registration of a child the person may see; NotFound for all others, ended and withdrawn ones. */
export async function ownRegistrationOf(tx: Read, municipalityId: Uuid, personId: Uuid, id: Uuid, { mustDecide = false } = {}): Promise<RegistrationRecord> {
  const [registration] = await listRegistrations(tx, municipalityId, { state: 'submitted', ids: [id] });
  const child = registration && (await childrenOfPerson(tx, municipalityId, personId)).find(({ childId }) => childId === registration.childId);
  if (!registration || !child || (mustDecide && !child.mayDecide)) throw new NotFound();
  return registration;
}

/**
 * True if this person registered the child: only then its address and circumstances are theirs. Of what the office entered from paper it is the guardian
 * named first, once they sign in with the mail address they gave.
 */
export async function isSender(tx: Read, municipalityId: Uuid, personId: Uuid, registrationId: Uuid): Promise<boolean> {
  const row = await tx.selectFrom('kita.registration').select(['started_by', 'source', 'child_id']).where('municipality_id', '=', municipalityId).where('id', '=', registrationId).executeTakeFirst();
  if (!row) return false;
  if (row.source === 'guardian' && row.started_by) return row.started_by === personId;
  const first = await tx.selectFrom('kita.guardianship').select('guardian_id').where('municipality_id', '=', municipalityId).where('child_id', '=', row.child_id).orderBy('id').limit(1).executeTakeFirst();
  return first !== undefined && (await guardianIdsOfPerson(tx, municipalityId, personId)).includes(first.guardian_id);
}

/** A registration as the form knows it, without what this guardian may not see. */
export async function draftOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, registration: RegistrationRecord): Promise<Draft> {
  const isOthers = !await isSender(tx, municipalityId, personId, registration.id);
  const { childId } = registration;
  const needs = await inclusionNeeds(tx, municipalityId, secretKey, [childId]);
  const draft: Draft = {
    changes: true, ...(isOthers ? { isOthers } : {}), saved: {}, wishes: registration.wishes.map(({ facilityId }) => facilityId), languages: [...registration.languages],
    wishedStart: registration.wishedStart, ...(registration.weeklyHours === null ? {} : { weeklyHours: registration.weeklyHours }), ...(registration.wishedTimes ? { times: registration.wishedTimes } : {}),
    children: [{
      registrationId: registration.id, childId, givenNames: registration.givenNames, familyName: registration.familyName, bornOn: registration.bornOn ?? undefined, expectedOn: registration.expectedOn ?? undefined,
      needsInclusiveSeat: registration.needsInclusiveSeat, inclusion: needs.get(childId) ?? '', saidFacilityId: registration.saidFacilityId ?? undefined, wantsChange: registration.wantsChange,
    }],
  };
  if (registration.siblingGroupId) {
    const rows = await tx.selectFrom('kita.child').select('id').where('municipality_id', '=', municipalityId).where('sibling_group_id', '=', registration.siblingGroupId).where('id', '<>', childId).execute();
    draft.siblings = { rule: registration.siblingRule!, childIds: rows.map(({ id }) => id) };
  }
  if (isOthers) return draft;
  const told = await toldBefore(tx, municipalityId, secretKey, personId, [childId]);
  const circumstances = await listCircumstances(tx, municipalityId, secretKey, [registration.id]);
  const reason = circumstances.filter(({ isUrgency }) => isUrgency).flatMap(({ fact }) => urgentReasonOf(fact) ?? [])[0];
  return {
    ...draft, ...told, other: await otherOf(tx, municipalityId, secretKey, personId, childId), circumstances: circumstances.filter(({ isUrgency }) => !isUrgency).map(({ fact, value }) => ({ fact, value })),
    agreement: (await agreementsOf(tx, municipalityId, [registration.id])).get(registration.id)?.findLast(({ saidBy }) => saidBy === 'sender')?.statement,
    urgency: reason && registration.urgentBy ? { reason, by: registration.urgentBy } : undefined, remark: (await remarksOf(tx, municipalityId, secretKey, [registration.id])).get(registration.id),
  };
}

/** The other guardian as the sender told them; contacts the other one wrote themselves stay hidden. */
async function otherOf(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, childId: Uuid): Promise<DraftOther | null> {
  const own = await guardianIdsOfPerson(tx, municipalityId, personId);
  const other = (await guardiansOf(tx, municipalityId, secretKey, [childId])).get(childId)?.find((one) => !own.includes(one.id));
  if (!other) return null;
  const isOwnAccount = other.personId !== null;
  return {
    guardianId: other.id, givenNames: other.givenNames, familyName: other.familyName, email: isOwnAccount ? '' : other.email ?? '', relation: other.relation,
    right: other.mayDecide ? 'decide' : other.mayRead ? 'read' : 'nothing',
  };
}

