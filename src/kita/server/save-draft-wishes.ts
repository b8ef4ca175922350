import * as v from 'valibot';
import { dayField, numberField, optionalText } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused } from '../../platform/outcome.ts';
import { careTimeFields, readCareTimes } from '../registration/care-times.ts';
import { startMonths, startRefusal } from '../registration/child-dates.ts';
import { MOST_CHILDREN, type Draft } from '../registration/draft.ts';
import { moveWish, MOST_WISHES, orderWishes, type WishMove } from '../registration/wishes.ts';
import { draftStepAction } from './draft-step.ts';
import { listFacilities } from './facilities.ts';
import { hoursChoices, possibleFacilities } from './registration-choices.ts';
import { townRulePack } from './town-rules.ts';

const indices = Array.from({ length: MOST_CHILDREN }, (_, index) => index);
const placeFields = Object.fromEntries(indices.flatMap((index) => [[`place-${index}`, optionalText(40)], [`change-${index}`, optionalText(5)]])) as Record<`place-${number}` | `change-${number}`, v.GenericSchema<unknown, string>>;

const timeFields = Object.fromEntries(careTimeFields.map((name) => [name, optionalText(20)]));

/** From when, how many hours, at which times, and where the child is today. */
export const saveStart = draftStepAction('beginn', { start: dayField(), hours: numberField(1, 60), ...timeFields, ...placeFields }, async (input, draft, { tx, municipalityId, clock }) => {
  const typed = input as unknown as Record<string, string> & Pick<typeof input, 'start' | 'hours'>;
  const today = clock.today();
  const refusal = startRefusal(typed.start, draft.children.flatMap(({ bornOn, expectedOn }) => bornOn ?? expectedOn ?? []), today);
  if (refusal) return refused(refusal, { field: 'start' });
  const rulePack = await townRulePack(tx, municipalityId);
  const offered = await hoursChoices(tx, municipalityId, rulePack, draft, startMonths(today));
  if (offered.length > 0 && !offered.includes(typed.hours)) return refused('choose-one', { field: 'hours' });
  const times = readCareTimes(typed);
  if (!times.ok) return times;
  const saysPlace = draft.children.some((_, index) => (typed[`place-${index}`] ?? '') !== '');
  const facilities = new Set(saysPlace ? (await listFacilities(tx, municipalityId, today)).map(({ id }) => id as string) : []);
  const children = draft.children.map((child, index) => {
    const said = typed[`place-${index}`] ?? '';
    return { ...child, saidFacilityId: facilities.has(said) ? said as Uuid : undefined, wantsChange: typed[`change-${index}`] !== '' && typed[`change-${index}`] !== undefined };
  });
  return accepted({ change: { wishedStart: typed.start, weeklyHours: typed.hours, times: times.value, children, ...await stillPossible(draft, typed, (changed) => possibleFacilities(tx, municipalityId, rulePack, changed)) } });
});

/** Wishes that have no place for the new start are no wishes any more. */
async function stillPossible(draft: Draft, { start, hours }: { start: Draft['wishedStart'] & string; hours: number }, possibleFor: (draft: Draft) => Promise<ReadonlySet<Uuid>>): Promise<Pick<Draft, 'wishes'>> {
  if (draft.wishes.length === 0) return { wishes: [] };
  const possible = await possibleFor({ ...draft, wishedStart: start, weeklyHours: hours });
  return { wishes: draft.wishes.filter((id) => possible.has(id)) };
}

/** The list of wishes. `press`: `add:<id>`, `up:<id>`, `down:<id>`, `top:<id>`, `remove:<id>`, `keep:<id>` for the order alone, or nothing to go on; `order`: the list after a drag. */
export const saveWishes = draftStepAction('wuensche', {
  press: optionalText(60), order: v.pipe(v.optional(v.unknown(), ''), v.transform((value): string[] => (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string'))),
}, async (input, draft, { tx, municipalityId }) => {
  const ordered = orderWishes(draft.wishes, input.order);
  const [verb, id] = input.press.split(':') as [string, Uuid | undefined];
  if (verb === '' || !id) {
    if (ordered.length === 0) return refused('no-wish');
    return accepted({ change: { wishes: ordered } });
  }
  if (verb !== 'add') return accepted({ change: { wishes: moveWish(ordered, id, verb as WishMove) }, stays: true });
  if (ordered.length >= MOST_WISHES) return refused('too-many-wishes', { values: { max: MOST_WISHES } });
  if (!(await possibleFacilities(tx, municipalityId, await townRulePack(tx, municipalityId), draft)).has(id)) return refused('wish-not-possible');
  return accepted({ change: { wishes: ordered.includes(id) ? ordered : [...ordered, id] }, stays: true });
});

