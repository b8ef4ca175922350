import * as v from 'valibot';
import { optionalText } from '../../platform/field.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, type Refusal } from '../../platform/outcome.ts';
import { askedFacts } from '../criteria/catalogue.ts';
import { factOf, familyFacts, type FactKey, type ProofKind } from '../criteria/fact.ts';
import type { Draft } from '../registration/draft.ts';
import { catalogueIdInForce, findCatalogue } from './catalogues.ts';
import { draftStepAction } from './draft-step.ts';

export interface AskedFact {
  fact: FactKey;
  proof: ProofKind;
  value: 'truth' | 'months' | 'hours' | 'children';
}

/** Circumstances the catalogue in force asks families for; none without a catalogue: what no rule uses is not collected (Art. 5 Abs. 1 c DSGVO). */
export async function askedOfFamilies(tx: Read, municipalityId: Uuid, clock: Clock): Promise<readonly AskedFact[]> {
  const id = await catalogueIdInForce(tx, municipalityId, clock.today());
  if (!id) return [];
  const known = askedByCatalogue.get(id);
  if (known) return known;
  const catalogue = (await findCatalogue(tx, municipalityId, id))!;
  const asked = askedFacts(catalogue).map((one) => ({ ...one, value: factOf(one.fact).value })).sort((one, other) => ASKING_ORDER.indexOf(one.fact) - ASKING_ORDER.indexOf(other.fact));
  if (askedByCatalogue.size >= MOST_CATALOGUES) askedByCatalogue.clear();
  askedByCatalogue.set(id, asked);
  return asked;
}

/** What most families have comes first, what is hardest to say last; facts without a place here before all. */
const ASKING_ORDER: readonly FactKey[] = [
  'both-work-or-train', 'work-hours', 'seeks-work', 'single-parent', 'many-children', 'language-support', 'staff-child', 'company-place', 'foster-child', 'disability-in-family',
  'parent-seriously-ill', 'benefits', 'emergency-shelter', 'hardship', 'child-protection',
];

/** Read once: the database refuses every change of an adopted catalogue's criteria (0082), and every page of the form asks this. */
const askedByCatalogue = new Map<Uuid, readonly AskedFact[]>();
const MOST_CATALOGUES = 500;

const fields = Object.fromEntries(familyFacts.map(({ key }) => [`fact-${key}`, optionalText(5)])) as Record<string, v.GenericSchema<unknown, string>>;

/** A number is asked up to these. */
const MOST: Record<AskedFact['value'], number> = { truth: 1, months: 600, hours: 80, children: 20 };

/** What the family says of its circumstances; only what is asked is kept. */
export const saveCircumstances = draftStepAction('lebenslage', fields, async (input, _draft, { tx, municipalityId, clock }) => {
  const typed = input as unknown as Record<string, string>;
  const refusals: Refusal[] = [];
  const circumstances: NonNullable<Draft['circumstances']> = [];
  for (const { fact, value } of await askedOfFamilies(tx, municipalityId, clock)) {
    const answer = typed[`fact-${fact}`] ?? '';
    if (answer === '') continue;
    if (value === 'truth') circumstances.push({ fact, value: true });
    else if (/^\d{1,3}$/.test(answer) && Number(answer) <= MOST[value]) {
      if (Number(answer) > 0) circumstances.push({ fact, value: Number(answer) });
    } else refusals.push({ code: 'out-of-range', field: `fact-${fact}`, values: { min: 0, max: MOST[value] } });
  }
  return refusals.length > 0 ? { ok: false, refusals } : accepted({ change: { circumstances } });
});
