import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { choice, optionalText, wholeNumber } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { readSetting, writeSetting } from '../../platform/municipality-setting.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { configureLetters } from '../decision-permissions.ts';
import type { LetterOffice } from '../decisions/letter.ts';
import { serviceLaws } from '../decisions/service.ts';
import { remedyDefault, remedyKinds, remedyText, type Remedy, type RemedyKind } from '../decisions/remedy.ts';

const NAME = 'kita.letters';
/** Settling in begins within a month of the place, unless the town says otherwise. */
const FIRST_DAY_WITHIN = 31;

export const replacementWays = ['rolling', 'rounds'] as const;

const schema = v.object({
  officeName: v.string(), senderLine: v.string(), place: v.string(), phone: v.string(), contact: v.string(), remedyKind: v.picklist(remedyKinds), remedyBody: v.string(), remedyText: v.string(),
  reminderDays: v.number(), answerDays: v.number(), replacement: v.picklist(replacementWays),
  serviceLaw: v.optional(v.picklist(serviceLaws), 'sgb-x'),
  firstDayWithin: v.optional(v.number(), FIRST_DAY_WITHIN),
});

/** How a municipality writes to families, and what becomes of a place that is given back. */
export type LetterSetting = v.InferOutput<typeof schema> & {
  /** the default remedy of the Land, and the norms it rests on */
  usualRemedy: RemedyKind;
  remedySource: string;
  town: string;
  slug: string;
};

/** What was set; what was never set comes from the municipality's own record. */
export async function readLetterSetting(tx: Read, municipalityId: Uuid): Promise<LetterSetting> {
  const own = await readSetting(tx, municipalityId, NAME, schema);
  const town = await tx.selectFrom('accounts.municipality').select(['name', 'slug', 'land', 'regional_key', 'contact_phone', 'contact_email', 'contact_name']).where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
  const remedy = remedyDefault(town.land, town.regional_key);
  const defaults = {
    officeName: town.contact_name ?? `Kita-Büro ${town.name}`, senderLine: town.name, place: town.name, phone: town.contact_phone ?? '', contact: [town.contact_phone, town.contact_email].filter(Boolean).join('\n'),
    remedyKind: remedy.kind as RemedyKind, remedyBody: '', remedyText: '', reminderDays: 5, answerDays: 14, replacement: 'rolling' as const, serviceLaw: 'sgb-x' as const, firstDayWithin: FIRST_DAY_WITHIN,
  };
  return { ...defaults, ...own, usualRemedy: remedy.kind, remedySource: remedy.source, town: town.name, slug: town.slug };
}

export function remedyOf({ remedyKind, remedyBody, remedyText: ownText }: LetterSetting): Remedy {
  return { kind: remedyKind, body: remedyBody, ownText };
}

/** The lines of the office's address, with its telephone in front where none of them says it: letters tell families to call. */
function contactLines({ contact, phone }: Pick<LetterSetting, 'contact' | 'phone'>): string[] {
  const lines = contact.split('\n').map((line) => line.trim()).filter(Boolean);
  const digits = (text: string) => text.replace(/\D/g, '');
  return phone === '' || lines.some((line) => digits(line).includes(digits(phone))) ? lines : [phone, ...lines];
}

/** What letters say of the office; `origin` is the house's own address. */
export function letterOffice(setting: LetterSetting, origin: string): LetterOffice {
  return {
    town: setting.town, name: setting.officeName, contact: contactLines(setting), phone: setting.phone,
    criteriaAddress: new URL(`/${setting.slug}/kita-kriterien`, origin).href, remedy: remedyText(remedyOf(setting), setting.town),
  };
}

/** Sets what is given, for the demo; the rest keeps its default. */
export async function storeLetterSetting(tx: Write, municipalityId: Uuid, clock: Clock, given: Partial<v.InferOutput<typeof schema>>): Promise<void> {
  const { usualRemedy: _usual, remedySource: _source, town: _town, slug: _slug, ...before } = await readLetterSetting(tx, municipalityId);
  await writeSetting(tx, municipalityId, NAME, { ...before, ...given }, { clock });
}

/** Sets how letters are written. Refuses `remedy-missing`. */
export const saveLetterSetting = action({
  may: configureLetters,
  audit: 'kita.letter-setting.changed',
  input: v.object({
    officeName: optionalText(120), senderLine: optionalText(160), place: optionalText(80), phone: optionalText(60), contact: optionalText(600), remedyKind: choice(remedyKinds), remedyBody: optionalText(300),
    remedyText: optionalText(2_000), reminderDays: wholeNumber(1, 30), answerDays: wholeNumber(1, 60), firstDayWithin: wholeNumber(0, 180), replacement: choice(replacementWays), serviceLaw: choice(serviceLaws),
  }),
  async run({ tx, municipalityId, clock, who, concerns }, input): Promise<Outcome<Uuid>> {
    if (input.remedyKind === 'own' && input.remedyText === '') return refused('remedy-missing', { field: 'remedyText' });
    if (input.remedyKind !== 'own' && input.remedyBody === '') return refused('remedy-missing', { field: 'remedyBody' });
    const before = await readLetterSetting(tx, municipalityId);
    const filled = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value === '' && name !== 'remedyBody' && name !== 'remedyText' && name !== 'phone' ? before[name as 'officeName'] : value]));
    await writeSetting(tx, municipalityId, NAME, filled, { clock, ...(who.personId ? { personId: who.personId } : {}) });
    concerns(municipalityId, ['letters']);
    return accepted(municipalityId);
  },
});
