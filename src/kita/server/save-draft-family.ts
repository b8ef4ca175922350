import * as v from 'valibot';
import { townOfId } from '../../accounts/server/towns.ts';
import { checkbox, choice, optionalDay, optionalText, optionalUuid } from '../../platform/field.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { languages, type Language } from '../../platform/language.ts';
import { accepted, refused, type Refusal } from '../../platform/outcome.ts';
import type { DraftGuardian, DraftOther } from '../registration/draft.ts';
import { agreementStatements, type AgreementStatement } from '../registration/agreement.ts';
import { deliveryChoices, type DeliveryChoice } from '../registration/delivery.ts';
import { relations } from '../registration/relation.ts';
import { isUnknownPlace, residenceKinds, type Residence, type ResidenceKind } from '../registration/residence.ts';
import { draftStepAction } from './draft-step.ts';
import { areaOfHome } from './home.ts';
import { nameField, optionalNameField, phoneField } from './name-field.ts';

const optionalEmail = () => v.pipe(optionalText(254), v.check((typed) => typed === '' || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u.test(typed), 'not-an-email'));
const wordOr = <const Words extends readonly string[]>(words: Words) => v.pipe(v.optional(v.string('unreadable'), ''), v.check((typed) => typed === '' || words.includes(typed), 'choose-one'));

/** Who registers, and whether somebody else cares for the child who may see or decide. */
export const saveGuardians = draftStepAction('sorgeberechtigte', {
  given: nameField(), family: nameField(), relation: choice(relations), phone: phoneField(), 'letter-language': choice(languages), delivery: wordOr(deliveryChoices), 'read-in': wordOr(languages),
  others: choice(['none', 'one']), 'other-given': optionalNameField(), 'other-family': optionalNameField(), 'other-relation': wordOr(relations), 'other-email': optionalEmail(), 'other-right': wordOr(['decide', 'read', 'nothing']), agreement: wordOr(agreementStatements),
}, (input, draft) => {
  const choice = input.delivery as DeliveryChoice | '';
  const kept = draft.guardian?.delivery;
  const delivery = choice === '' ? undefined : kept?.choice === choice ? kept : { choice, language: (input['read-in'] || input['letter-language']) as Language };
  const guardian: DraftGuardian = { givenNames: input.given, familyName: input.family, phone: input.phone, language: input['letter-language'], relation: input.relation, delivery };
  const agreement = (input.agreement || undefined) as AgreementStatement | undefined;
  if (input.others === 'none') return accepted({ change: { guardian, other: null, agreement } });
  const refusals: Refusal[] = [
    ...(['other-given', 'other-family'] as const).filter((name) => input[name] === '').map((field) => ({ code: 'required', field })),
    ...(['other-relation', 'other-right'] as const).filter((name) => input[name] === '').map((field) => ({ code: 'choose-one', field })),
  ];
  if (refusals.length > 0) return { ok: false, refusals };
  const other: DraftOther = {
    guardianId: draft.other?.guardianId, givenNames: input['other-given'], familyName: input['other-family'], email: input['other-email'],
    relation: input['other-relation'] as DraftOther['relation'], right: input['other-right'] as DraftOther['right'],
  };
  return accepted({ change: { guardian, other, agreement } });
});

/**
 * The address, whether the family lives here, and by the town's street list the area. What looks wrong is asked about once (`place-unknown`,
 * `street-unknown` with near names, `area-asked`); whoever says it is right keeps it. A blocked address (§§ 51, 52 BMG) is looked up and shown nowhere; left empty, the one typed before stays.
 */
export const saveAddress = draftStepAction('adresse', {
  street: optionalText(120), 'house-number': optionalText(20), addition: optionalText(120), 'postal-code': v.pipe(optionalText(10), v.check((typed) => typed === '' || /^\d{5}$/.test(typed), 'not-a-postal-code')),
  city: optionalText(100), area: optionalUuid(), blocked: checkbox(), sure: checkbox(), lives: wordOr(residenceKinds), 'moves-on': optionalDay(),
}, async (input, draft, { tx, municipalityId, clock }) => {
  const needed = ['street', 'house-number', 'postal-code', 'city'] as const;
  const empty = needed.filter((name) => input[name] === '');
  const kind = (input.lives || 'here') as ResidenceKind;
  const residence: Residence = { kind, ...(kind === 'moving' ? { from: input['moves-on'] } : {}) };
  if (kind === 'moving' && !input['moves-on']) return refused('required', { field: 'moves-on' });
  if (input.blocked && empty.length === needed.length && (draft.keepsBlockedAddress || draft.address?.isBlocked)) return accepted({ change: { residence } });
  if (empty.length > 0) return { ok: false, refusals: empty.map((field) => ({ code: 'required', field })) };
  const address = { street: input.street, houseNumber: input['house-number'], addition: input.addition, postalCode: input['postal-code'], city: input.city, isBlocked: input.blocked };
  if (input.blocked) return accepted({ change: { address, residence } });
  const areas = await listAreas(tx, municipalityId, clock.today());
  const saidAreaId = areas.find(({ id }) => id === input.area)?.id;
  const change = { keepsBlockedAddress: false, residence, address: { ...address, saidAreaId, areaId: saidAreaId } };
  // A street of another town may be called like one of ours.
  if (kind !== 'here') return accepted({ change: kind === 'moving' ? change : { ...change, address: { ...address, saidAreaId: undefined, areaId: undefined } } });
  if (!input.sure && isUnknownPlace(input.city, [(await townOfId(tx, municipalityId)).name, ...areas.map(({ name }) => name)])) return refused('place-unknown', { field: 'lives', values: { place: input.city } });
  const found = await areaOfHome(tx, municipalityId, address);
  if (found?.kind === 'found') return accepted({ change: { ...change, address: { ...change.address, areaId: found.areaId } } });
  if (!input.sure && found?.kind === 'unknown-street' && found.near.length > 0) return refused('street-unknown', { field: 'street', values: { near: found.near.slice(0, 3).join(', ') } });
  if (!input.sure && found?.kind === 'number-not-covered') return refused('number-unknown', { field: 'house-number', values: { street: found.street } });
  if (!input.sure && found && !saidAreaId && areas.some(isAsked)) return refused('area-asked', { field: 'area' });
  return accepted({ change });
});

/** The areas families choose from. */
export const isAsked = ({ level }: { level: string }): boolean => level === 'quarter' || level === 'district';
