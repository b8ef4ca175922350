import * as v from 'valibot';
import { choice, list, optionalDay, optionalText, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { languages, type Language } from '../../platform/language.ts';
import { phoneHref, toE164 } from '../../offers/phone.ts';
import { optionalNumber, optionalTime } from '../../offers/server/event-input.ts';
import { stepFreeAnswers } from '../../offers/location.ts';
import { facilityKinds, noticeForms, type TextByLanguage } from '../facilities/facility.ts';

const optionalEmail = () => v.pipe(optionalText(254), v.regex(/^$|^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u, 'not-an-email'));
export const optionalAddress = () => v.pipe(
  optionalText(500), v.transform((typed) => (typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`)),
  v.check((typed) => typed === '' || (URL.canParse(typed) && new URL(typed).hostname.includes('.')), 'not-a-web-address'),
);
const optionalPhone = () => v.pipe(optionalText(60), v.check((typed) => typed === '' || phoneHref(typed, toE164(typed)) !== undefined, 'not-a-phone'));

type ConceptFields = { [Key in `concept-${Language}`]: ReturnType<typeof optionalText> };
const conceptFields = Object.fromEntries(languages.map((language) => [`concept-${language}`, optionalText(2000)])) as ConceptFields;

/** What a provider may say of its own facility. */
const details = {
  version: optionalNumber(1e9), email: optionalEmail(), phone: optionalPhone(), website: optionalAddress(), opensAt: optionalTime(), closesAt: optionalTime(),
  languages: list(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'choose-one'))), ...conceptFields,
};

export const detailsInput = v.pipe(
  v.object({ id: uuidField(), ...details }),
  v.forward(v.check(({ opensAt, closesAt }) => (opensAt === undefined) === (closesAt === undefined), 'times-both'), ['closesAt']),
  v.forward(v.check(({ opensAt, closesAt }) => opensAt === undefined || closesAt === undefined || closesAt > opensAt, 'times-order'), ['closesAt']),
);

/** Everything the Kita office says of a facility. `locationId` empty: a new place at the address given. */
export const facilityInput = v.pipe(
  v.object({
    id: optionalUuid(), organizationId: uuidField(), kind: choice(facilityKinds), name: text(200), noticeForm: choice(noticeForms), openedOn: optionalDay(), closedOn: optionalDay(),
    locationId: optionalUuid(), street: optionalText(200), houseNumber: optionalText(30), postalCode: optionalText(20), city: optionalText(200), areaId: optionalUuid(),
    stepFree: v.optional(choice(stepFreeAnswers), 'unknown'), ...details,
  }),
  v.forward(v.check(({ opensAt, closesAt }) => (opensAt === undefined) === (closesAt === undefined), 'times-both'), ['closesAt']),
  v.forward(v.check(({ opensAt, closesAt }) => opensAt === undefined || closesAt === undefined || closesAt > opensAt, 'times-order'), ['closesAt']),
  v.forward(v.check(({ openedOn, closedOn }) => openedOn === undefined || closedOn === undefined || closedOn > openedOn, 'days-order'), ['closedOn']),
);
export type FacilityInput = v.InferOutput<typeof facilityInput>;
export type DetailsInput = v.InferOutput<typeof detailsInput>;

/** The concept by language, without the empty ones. */
export function conceptOf(input: { [Key in `concept-${Language}`]: string }): TextByLanguage {
  return Object.fromEntries(languages.flatMap((language) => (input[`concept-${language}`] ? [[language, input[`concept-${language}`]]] : [])));
}
