import * as v from 'valibot';
import { choice, optionalDay, optionalText, wholeNumber } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, type Outcome, type Refusal } from '../../platform/outcome.ts';
import { birthRefusal } from '../registration/child-dates.ts';
import { MOST_CHILDREN, type Draft, type DraftChild } from '../registration/draft.ts';
import { siblingRules } from '../registration/siblings.ts';
import { draftStepAction, type StepChange } from './draft-step.ts';
import { childrenOfPerson } from './guardians.ts';
import { optionalNameField } from './name-field.ts';

const indices = Array.from({ length: MOST_CHILDREN }, (_, index) => index);

/** Fields of each child that may be there; how many are is said by `count`. */
const childFields = Object.fromEntries(indices.flatMap((index) => [
  [`given-${index}`, optionalNameField()], [`family-${index}`, optionalNameField()], [`birth-${index}`, v.pipe(v.optional(v.string('unreadable'), ''), v.check((word) => ['', 'born', 'expected'].includes(word), 'choose-one'))], [`day-${index}`, optionalDay()],
])) as Record<`given-${number}` | `family-${number}` | `birth-${number}` | `day-${number}`, v.GenericSchema<unknown, string | undefined>>;

/** The child, or the children of one birth. `press`: `add` for a twin, `remove-1` … takes one away. */
export const saveChildren = draftStepAction('kind', { count: wholeNumber(1, MOST_CHILDREN), press: optionalText(20), ...childFields }, (input, draft, { clock }) => {
  const typed = input as unknown as Record<string, string | undefined> & { count: number; press: string };
  const removed = /^remove-([1-9])$/.exec(typed.press)?.[1];
  const kept = indices.slice(0, typed.count).filter((index) => String(index) !== removed);
  const refusals: Refusal[] = [];
  const children = kept.map((index) => readChild(typed, index, draft.children[index], clock.today(), refusals));
  if (refusals.length > 0) return { ok: false, refusals } satisfies Outcome<StepChange>;
  const first = children[0]!;
  if (typed.press === 'add' && children.length < MOST_CHILDREN) children.push({ ...first, registrationId: newId(), childId: undefined, givenNames: '', inclusion: '' });
  return accepted({ change: { children }, stays: typed.press !== '' });
});

function readChild(typed: Record<string, string | undefined>, index: number, before: DraftChild | undefined, today: NonNullable<DraftChild['bornOn']>, refusals: Refusal[]): DraftChild {
  const [givenNames, familyName, birth, day] = ['given', 'family', 'birth', 'day'].map((name) => typed[`${name}-${index}`] ?? '') as [string, string, string, string];
  const refuse = (name: string, code: string) => refusals.push({ code, field: `${name}-${index}` });
  if (familyName === '') refuse('family', 'required');
  if (birth === '') refuse('birth', 'choose-one');
  if (birth === 'born' && givenNames === '') refuse('given', 'required');
  if (day === '') refuse('day', 'required');
  const code = birth !== '' && day !== '' ? birthRefusal(birth as 'born' | 'expected', day as typeof today, today) : undefined;
  if (code) refuse('day', code);
  return {
    ...(before ?? { registrationId: newId() }), givenNames, familyName,
    bornOn: birth === 'born' ? day as typeof today : undefined, expectedOn: birth === 'expected' ? day as typeof today : undefined,
  };
}

/** What each child needs, and the languages of the family. */
const needFields = Object.fromEntries(indices.flatMap((index) => [[`inclusive-${index}`, v.pipe(v.optional(v.string('unreadable'), ''), v.check((word) => ['', 'yes', 'no'].includes(word), 'choose-one'))], [`need-${index}`, optionalText(2_000)]])) as Record<`inclusive-${number}` | `need-${number}`, v.GenericSchema<unknown, string>>;

export const saveNeeds = draftStepAction('besonderes', {
  ...needFields, languages: v.pipe(v.optional(v.unknown(), ''), v.transform((value): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && /^[a-z]{2,3}$/.test(one)).slice(0, 20))),
}, (input, draft: Draft) => {
  const typed = input as unknown as Record<string, string> & { languages: string[] };
  const refusals: Refusal[] = [];
  const children = draft.children.map((child, index) => {
    const answer = typed[`inclusive-${index}`] ?? '';
    if (answer === '') refusals.push({ code: 'choose-one', field: `inclusive-${index}` });
    return { ...child, needsInclusiveSeat: answer === 'yes', inclusion: answer === 'yes' ? typed[`need-${index}`] ?? '' : '' };
  });
  return refusals.length > 0 ? { ok: false, refusals } : accepted({ change: { children, languages: typed.languages } });
});

/** Siblings: together or not, with which of the family's children who are here already. Others' ids are as if they were not sent. */
export const saveSiblings = draftStepAction('geschwister', {
  rule: choice(siblingRules),
  with: v.pipe(v.optional(v.unknown(), ''), v.transform((value): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== ''))),
}, async (input, draft, { tx, municipalityId, who }) => {
  const own = new Set((await childrenOfPerson(tx, municipalityId, who.personId!)).map(({ childId }) => childId as string));
  for (const { childId } of draft.children) if (childId) own.delete(childId);
  return accepted({ change: { siblings: { rule: input.rule, childIds: input.with.filter((id) => own.has(id)) as Uuid[] } } });
});
