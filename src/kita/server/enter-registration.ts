import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { checkbox, choice, dayField, numberField, optionalDay, optionalText, optionalUuid } from '../../platform/field.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { languages } from '../../platform/language.ts';
import { accepted, refused, type Outcome, type Refusal } from '../../platform/outcome.ts';
import { familyFacts } from '../criteria/fact.ts';
import { birthRefusal, startRefusal } from '../registration/child-dates.ts';
import { agreementStatements, type AgreementStatement } from '../registration/agreement.ts';
import { careTimeFields, readCareTimes } from '../registration/care-times.ts';
import { deliveryChoices, type DeliveryChoice } from '../registration/delivery.ts';
import { relations } from '../registration/relation.ts';
import type { UrgentReason } from '../registration/urgency.ts';
import { enterRegistration } from '../registration-permissions.ts';
import type { NewCircumstance } from './circumstances.ts';
import type { NewGuardian } from './guardians.ts';
import { areaOfHome, homeOf, type Home } from './home.ts';
import { nameField, optionalNameField, phoneField } from './name-field.ts';
import { loadSupply } from './family-supply.ts';
import { seatTypesOf } from './registration-choices.ts';
import { askedOfFamilies } from './save-draft-circumstances.ts';
import { MOST_REMARK, urgencyFields, urgencyRefusals } from './save-draft-concerns.ts';
import { storeRegistration, type ToldBesides } from './store-registration.ts';
import { townRulePack } from './town-rules.ts';

/** So many wishes fit on the office's form. */
export const PAPER_WISHES = 10;
const ranks = Array.from({ length: PAPER_WISHES }, (_, index) => index + 1);
const optionalEmail = () => v.pipe(optionalText(254), v.check((typed) => typed === '' || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u.test(typed), 'not-an-email'));

const fields = {
  given: optionalNameField(), family: nameField(), birth: choice(['born', 'expected']), day: dayField(), inclusive: checkbox(), need: optionalText(2_000),
  languages: v.pipe(v.optional(v.unknown(), ''), v.transform((value): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && /^[a-z]{2,3}$/.test(one)).slice(0, 20))),
  'guardian-given': nameField(), 'guardian-family': nameField(), relation: choice(relations), email: optionalEmail(), phone: phoneField(), 'letter-language': choice(languages),
  delivery: v.pipe(optionalText(20), v.check((typed) => typed === '' || (deliveryChoices as readonly string[]).includes(typed), 'choose-one')),
  'other-given': optionalNameField(), 'other-family': optionalNameField(), 'other-relation': v.pipe(optionalText(20), v.check((typed) => typed === '' || (relations as readonly string[]).includes(typed), 'choose-one')), 'other-email': optionalEmail(),
  'other-right': v.pipe(optionalText(10), v.check((typed) => ['', 'decide', 'read', 'nothing'].includes(typed), 'choose-one')),
  street: optionalText(120), 'house-number': optionalText(20), addition: optionalText(120), 'postal-code': v.pipe(optionalText(10), v.check((typed) => typed === '' || /^\d{5}$/.test(typed), 'not-a-postal-code')), city: optionalText(100),
  area: optionalUuid(), sure: checkbox(), blocked: checkbox(), 'comes-from': optionalText(120),
  start: dayField(), hours: numberField(1, 60), place: optionalUuid(), change: checkbox(), received: optionalDay(),
  agreement: v.pipe(optionalText(20), v.check((typed) => typed === '' || (agreementStatements as readonly string[]).includes(typed), 'choose-one')),
  ...urgencyFields, 'urgent-seen': checkbox(), remark: optionalText(MOST_REMARK),
};
const timeFields = Object.fromEntries(careTimeFields.map((name) => [name, optionalText(20)])) as Record<string, v.GenericSchema<unknown, string>>;
const wishFields = Object.fromEntries(ranks.map((rank) => [`wish-${rank}`, optionalUuid()])) as Record<`wish-${number}`, v.GenericSchema<unknown, Uuid | undefined>>;
const factFields = Object.fromEntries(familyFacts.flatMap(({ key }) => [[`fact-${key}`, optionalText(10)], [`number-${key}`, optionalText(3)]])) as Record<string, v.GenericSchema<unknown, string>>;

type Typed = v.InferOutput<v.ObjectSchema<typeof fields, undefined>> & Record<string, unknown>;

/** The office enters what a family brings on paper or says on the phone; the guardian has no account, and finds it by mail address once there is one. */
export const enterPaperRegistration = action({
  may: enterRegistration,
  audit: 'kita.registration.entered',
  input: v.object({ ...fields, ...timeFields, ...wishFields, ...factFields }),
  async run(context, input) {
    const typed = input as unknown as Typed;
    const { tx, municipalityId, clock, configuration: { secretKey }, who, concerns } = context;
    const refusals = refusalsOf(typed, clock.today());
    const times = readCareTimes(typed);
    if (!times.ok) refusals.push(...times.refusals);
    if (!times.ok || refusals.length > 0) return { ok: false, refusals };
    const home = await homeOfPaper(context, typed);
    if (!home.ok) return home;
    const child = { givenNames: typed.given, familyName: typed.family, ...(typed.birth === 'born' ? { bornOn: typed.day } : { expectedOn: typed.day }), languages: typed.languages, comesFrom: typed['comes-from'] || undefined, ...home.value, inclusion: typed.inclusive ? typed.need || undefined : undefined };
    const wishes = await wishesOf(context, typed);
    if (!wishes.ok) return wishes;
    const receivedAt = typed.received && typed.received < clock.today() ? new Date(`${typed.received}T12:00:00Z`) : undefined;
    const stored = await storeRegistration(tx, municipalityId, clock, secretKey, {
      child, guardians: guardiansOf(typed), wishedStart: typed.start, weeklyHours: typed.hours, times: times.value, besides: besidesOf(typed), wantsChange: typed.change, needsInclusiveSeat: typed.inclusive, saidFacilityId: typed.place, wishes: wishes.value,
      circumstances: await circumstancesOf(context, typed), source: 'office', by: who.personId, ...(receivedAt ? { submittedAt: receivedAt, needReportedOn: typed.received } : {}),
    });
    if (!stored.ok) return stored;
    concerns(stored.value.registrationId);
    return accepted(stored.value);
  },
});

function refusalsOf(typed: Typed, today: Day): Refusal[] {
  const refusals: Refusal[] = [];
  const birth = birthRefusal(typed.birth, typed.day, today);
  if (birth) refusals.push({ code: birth, field: 'day' });
  if (typed.birth === 'born' && typed.given === '') refusals.push({ code: 'required', field: 'given' });
  refusals.push(...urgencyRefusals(typed, today));
  const start = startRefusal(typed.start, [typed.day], today);
  if (start) refusals.push({ code: start, field: 'start' });
  if (typed.received && typed.received > today) refusals.push({ code: 'received-in-future', field: 'received' });
  if ((typed['other-given'] === '') !== (typed['other-family'] === '')) refusals.push({ code: 'other-name-missing', field: typed['other-given'] === '' ? 'other-given' : 'other-family' });
  if (typed['other-family'] !== '' && typed['other-right'] === '') refusals.push({ code: 'choose-one', field: 'other-right' });
  if (typed.delivery === 'electronic' && typed.email === '') refusals.push({ code: 'delivery-needs-email', field: 'email' });
  if (!typed['wish-1']) refusals.push({ code: 'no-wish', field: 'wish-1' });
  for (const name of ['street', 'house-number', 'postal-code', 'city'] as const) if (typed[name] === '') refusals.push({ code: 'required', field: name });
  return refusals;
}

function besidesOf(typed: Typed): ToldBesides {
  return {
    agreement: (typed.agreement || undefined) as AgreementStatement | undefined, remark: typed.remark || undefined,
    urgency: typed.urgent ? { reason: typed['urgent-reason'] as UrgentReason, by: typed['urgent-by']!, isSeen: typed['urgent-seen'] } : undefined,
  };
}

async function homeOfPaper({ tx, municipalityId, clock }: ActionContext, typed: Typed): Promise<Outcome<Home>> {
  if (typed.blocked) return accepted({});
  const found = typed['comes-from'] === '' ? await areaOfHome(tx, municipalityId, { street: typed.street, houseNumber: typed['house-number'] }) : undefined;
  if (found?.kind === 'unknown-street' && found.near.length > 0 && !typed.sure && !typed.area) return refused('street-unknown', { field: 'street', values: { near: found.near.slice(0, 3).join(', ') } });
  return accepted(await homeOf(tx, municipalityId, clock, found?.kind === 'found' ? found.areaId : typed.area));
}

function guardiansOf(typed: Typed): NewGuardian[] {
  const first: NewGuardian = {
    givenNames: typed['guardian-given'], familyName: typed['guardian-family'], relation: typed.relation, email: typed.email || undefined, phone: typed.phone || undefined, language: typed['letter-language'], isAddressBlocked: typed.blocked,
    ...(typed.delivery === '' ? {} : { delivery: { choice: typed.delivery as DeliveryChoice, way: 'paper' as const, language: typed['letter-language'] } }),
    address: { street: typed.street, houseNumber: typed['house-number'], addition: typed.addition, postalCode: typed['postal-code'], city: typed.city },
  };
  if (typed['other-family'] === '') return [first];
  const right = typed['other-right'];
  return [first, {
    givenNames: typed['other-given'], familyName: typed['other-family'], relation: (typed['other-relation'] || 'parent') as NonNullable<NewGuardian['relation']>, email: typed['other-email'] || undefined, language: typed['letter-language'],
    mayRead: right !== 'nothing', mayDecide: right === 'decide', getsLetters: right === 'decide',
  }];
}

async function wishesOf({ tx, municipalityId }: ActionContext, typed: Typed): Promise<Outcome<{ facilityId: Uuid; seatTypeId: Uuid }[]>> {
  const supply = await loadSupply(tx, municipalityId, typed.start);
  const rulePack = await townRulePack(tx, municipalityId);
  const draft = { children: [{ registrationId: '' as Uuid, givenNames: '', familyName: '', needsInclusiveSeat: typed.inclusive, ...(typed.birth === 'born' ? { bornOn: typed.day } : { expectedOn: typed.day }) }], wishedStart: typed.start, weeklyHours: typed.hours };
  const wishes: { facilityId: Uuid; seatTypeId: Uuid }[] = [];
  for (const rank of ranks) {
    const facilityId = typed[`wish-${rank}`] as Uuid | undefined;
    if (!facilityId) continue;
    const [type] = seatTypesOf(draft, facilityId, supply, rulePack) ?? [];
    if (!type) return refused('wish-not-possible', { field: `wish-${rank}` });
    if (wishes.some((one) => one.facilityId === facilityId)) return refused('wish-twice', { field: `wish-${rank}` });
    wishes.push({ facilityId, seatTypeId: type.id });
  }
  return accepted(wishes);
}

async function circumstancesOf({ tx, municipalityId, clock }: ActionContext, typed: Typed): Promise<NewCircumstance[]> {
  return (await askedOfFamilies(tx, municipalityId, clock)).flatMap(({ fact, value, proof }) => {
    const state = typed[`fact-${fact}`] as string;
    if (state !== 'claimed' && state !== 'seen') return [];
    const count = Number(typed[`number-${fact}`]);
    if (value !== 'truth' && !(count > 0)) return [];
    return [{ fact, value: value === 'truth' ? true as const : count, isProved: state === 'seen' || proof === 'none' }];
  });
}
