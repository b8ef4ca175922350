import * as v from 'valibot';
import { personOfId } from '../../accounts/server/people.ts';
import { nameNewcomer } from '../../accounts/server/newcomer-links.ts';
import { townOfId } from '../../accounts/server/towns.ts';
import { action, type ActionContext } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { languageFacts } from '../../platform/language.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { birthRefusal, startRefusal } from '../registration/child-dates.ts';
import { openSteps, stepsOf, type Draft, type DraftChild } from '../registration/draft.ts';
import { toldResidence } from '../registration/residence.ts';
import { ownRegistration } from '../registration-permissions.ts';
import { facilitiesTexts } from '../facilities-texts.ts';
import { registrationTexts } from '../registration-texts.ts';
import { readCareCosts } from './care-costs.ts';
import { ownRegistrationOf } from './begin-draft.ts';
import { changeRegistration } from './change-registration.ts';
import { deleteDraft, lockOwnDraft } from './drafts.ts';
import { childrenOfPerson, type NewGuardian } from './guardians.ts';
import { homeOf, type Home } from './home.ts';
import { loadSupply } from './family-supply.ts';
import { seatTypesOf } from './registration-choices.ts';
import { decidingRound } from './registration-window.ts';
import { askedOfFamilies } from './save-draft-circumstances.ts';
import { storeRegistration, type NewRegistration, type StoredRegistration } from './store-registration.ts';
import { townRulePack } from './town-rules.ts';

/**
 * Sends a draft: one registration for each child, in one transaction, exactly once – the draft is locked and deleted, and its id is the
 * registration's. Sent again (a stale tab) it leads to what was sent. Refuses `not-complete`, what became impossible meanwhile, and `locked`.
 */
export const submitDraft = action({
  may: ownRegistration,
  audit: 'kita.registration.submitted',
  input: v.object({ id: uuidField() }),
  async run(context, { id }) {
    const { tx, municipalityId, configuration: { secretKey }, who, concerns } = context;
    const personId = who.personId!;
    concerns(id);
    const draft = await lockOwnDraft(tx, municipalityId, secretKey, personId, id);
    if (!draft) return accepted({ id: (await ownRegistrationOf(tx, municipalityId, personId, id)).id, isChange: false });
    const refusal = await whyNot(context, draft);
    if (refusal) return refusal;
    const stored = await storeAll(context, draft);
    if (!stored.ok) return stored;
    await deleteDraft(tx, municipalityId, id);
    if (draft.guardian) await nameNewcomer(tx, municipalityId, personId, `${draft.guardian.givenNames} ${draft.guardian.familyName}`);
    await confirmByMail(context, draft, stored.value);
    return accepted({ id, isChange: draft.changes === true });
  },
});

async function whyNot({ tx, municipalityId, clock, who }: ActionContext, draft: Draft): Promise<ReturnType<typeof refused> | undefined> {
  const otherChildren = (await childrenOfPerson(tx, municipalityId, who.personId!)).length;
  const steps = stepsOf(draft, { otherChildren: draft.changes ? otherChildren - 1 : otherChildren, askedFacts: (await askedOfFamilies(tx, municipalityId, clock)).length });
  if (openSteps(draft, steps).length > 0) return refused('not-complete');
  const today = clock.today();
  for (const { bornOn, expectedOn } of draft.children) {
    const code = birthRefusal(bornOn ? 'born' : 'expected', (bornOn ?? expectedOn)!, today);
    if (code) return refused(code);
  }
  const late = startRefusal(draft.wishedStart!, draft.children.map(({ bornOn, expectedOn }) => (bornOn ?? expectedOn)!), today);
  if (late && !draft.changes) return refused(late);
  if (!draft.changes) return undefined;
  const round = await decidingRound(tx, municipalityId, clock, draft.wishedStart!);
  return round && refused('locked', { values: { round: round.name } });
}

async function storeAll(context: ActionContext, draft: Draft): Promise<Outcome<StoredRegistration[]>> {
  const { tx, municipalityId, clock, configuration: { secretKey }, who } = context;
  const supply = await loadSupply(tx, municipalityId, draft.wishedStart!);
  const rulePack = await townRulePack(tx, municipalityId);
  const possible = draft.wishes.filter((facilityId) => seatTypesOf(draft, facilityId, supply, rulePack));
  if (possible.length < draft.wishes.length) return refused('wish-not-possible');
  const asked = new Map((await askedOfFamilies(tx, municipalityId, clock)).map((one) => [one.fact as string, one]));
  const home = draft.isOthers || draft.address?.isBlocked ? {} : await homeOf(tx, municipalityId, clock, draft.address?.areaId);
  const guardians = await guardiansOfDraft(context, draft);
  const stored: StoredRegistration[] = [];
  for (const [index, child] of draft.children.entries()) {
    const input = {
      child: childOf(child, draft, home), guardians: reuse(guardians, stored[0]), wishedStart: draft.wishedStart!, weeklyHours: draft.weeklyHours, times: draft.times, needsInclusiveSeat: child.needsInclusiveSeat ?? false,
      wantsChange: child.wantsChange ?? false, saidFacilityId: child.saidFacilityId, by: who.personId,
      wishes: draft.wishes.map((facilityId) => ({ facilityId, seatTypeId: seatTypesOf(draft, facilityId, supply, rulePack)![index]!.id })),
      ...(draft.siblings ? { siblings: { rule: draft.siblings.rule, childIds: [...draft.siblings.childIds, ...stored.map(({ childId }) => childId)] } } : {}),
      besides: draft.isOthers ? undefined : { urgency: draft.urgency, remark: draft.remark, agreement: draft.agreement },
      circumstances: draft.isOthers ? undefined : (draft.circumstances ?? []).filter(({ fact }) => asked.has(fact)).map((one) => ({ ...one, isProved: asked.get(one.fact)!.proof === 'none' })),
    } satisfies Omit<NewRegistration, 'source' | 'circumstances'> & { circumstances: unknown };
    const outcome = draft.changes
      ? await changeRegistration(tx, municipalityId, clock, secretKey, child.registrationId, { ...input, keepsHome: draft.isOthers === true })
      : await storeRegistration(tx, municipalityId, clock, secretKey, { ...input, circumstances: input.circumstances ?? [], id: child.registrationId, source: 'guardian' });
    if (!outcome.ok) return outcome;
    stored.push(outcome.value);
  }
  return accepted(stored);
}

function childOf({ childId, givenNames, familyName, bornOn, expectedOn, inclusion }: DraftChild, { languages, residence, address, isOthers }: Draft, { areaId, point }: Home): NewRegistration['child'] {
  return { id: childId, givenNames, familyName, bornOn, expectedOn, languages: languages ?? [], inclusion: inclusion === '' ? undefined : inclusion, areaId, point, ...(isOthers ? {} : toldResidence(residence, address)) };
}

/** The second twin's guardians are the first one's: nobody is stored twice. */
function reuse(guardians: readonly NewGuardian[], first: StoredRegistration | undefined): NewGuardian[] {
  return guardians.map((guardian, index) => (first ? { ...guardian, id: first.guardianIds[index] } : guardian));
}

async function guardiansOfDraft({ tx, municipalityId, who }: ActionContext, { guardian, other, address, isOthers, keepsBlockedAddress }: Draft): Promise<NewGuardian[]> {
  if (isOthers || !guardian) return [];
  const person = (await personOfId(tx, municipalityId, who.personId!))!;
  const { isBlocked = false, areaId: _areaId, saidAreaId: _saidAreaId, ...rest } = address ?? {};
  const { delivery, ...said } = guardian;
  const self: NewGuardian = {
    ...said, delivery: delivery && { ...delivery, way: 'account' }, personId: who.personId!, email: person.email, phone: guardian.phone === '' ? undefined : guardian.phone, isAddressBlocked: isBlocked || (!address && keepsBlockedAddress === true),
    ...(address ? { address: rest as NewGuardian['address'] } : { keepsAddress: true }),
  };
  if (!other) return [self];
  const { guardianId, right, email, ...names } = other;
  return [self, { ...names, id: guardianId, email: email === '' ? undefined : email, language: guardian.language, mayRead: right !== 'nothing', mayDecide: right === 'decide', getsLetters: right === 'decide' }];
}

/** Only the numbers: mails are read on every way. */
async function confirmByMail({ tx, municipalityId, configuration, who, post }: ActionContext, draft: Draft, stored: readonly StoredRegistration[]): Promise<void> {
  const person = await personOfId(tx, municipalityId, who.personId!);
  if (!person) return;
  const town = await townOfId(tx, municipalityId);
  const language = draft.guardian?.language ?? 'de';
  const t = registrationTexts.in(language);
  const costs = draft.changes ? undefined : await readCareCosts(tx, municipalityId);
  const link = new URL(`/${[town.slug, languageFacts[language].segment, 'meine-kita'].filter(Boolean).join('/')}`, configuration.baseUrl).href;
  await post({
    to: person.email,
    subject: t(draft.changes ? 'mail.changed.subject' : 'mail.submitted.subject', { town: town.name }),
    text: t(draft.changes ? 'mail.changed.text' : 'mail.submitted.text', { numbers: stored.map(({ number }) => number).join(', '), count: stored.length, link, town: town.name })
      + (costs ? `\n${facilitiesTexts.in(language)('costs')}\n${[costs.text[language] ?? costs.text.de, costs.link].filter(Boolean).join('\n')}\n` : ''),
  });
}

