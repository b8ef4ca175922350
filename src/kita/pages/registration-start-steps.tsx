import type { Uuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { TextField } from '../../ui/text-field.tsx';
import { careTimeValues } from '../registration/care-times.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { rulePackOf } from '../facilities/rule-pack.ts';
import { startMonths } from '../registration/child-dates.ts';
import { siblingRules } from '../registration/siblings.ts';
import { registrationTexts } from '../registration-texts.ts';
import { listChildren } from '../server/children.ts';
import { listFacilities } from '../server/facilities.ts';
import { listPlacements } from '../server/placements.ts';
import { hoursChoices } from '../server/registration-choices.ts';
import { askedOfFamilies } from '../server/save-draft-circumstances.ts';
import { CareTimesFields } from './care-times-fields.tsx';
import { sayMonth } from './facility-words.tsx';
import { nameOf } from './registration-child-steps.tsx';
import { formOf, otherChildren, savedOf, type ShownStep, type StepView } from './registration-step.ts';

/** From when, how many hours, and where the child is today. */
export async function startStep({ view, draft, form: refused }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const today = view.clock.today();
  const months = startMonths(today);
  const births = draft.children.flatMap(({ bornOn, expectedOn }) => bornOn ?? expectedOn ?? []);
  const possible = months.filter((month) => births.every((birth) => month >= `${birth.slice(0, 7)}-01`));
  const hours = await hoursChoices(view.tx, view.town.id, rulePackOf(view.town.land), draft, possible.length > 0 ? possible : months);
  const facilities = await listFacilities(view.tx, view.town.id, today);
  const held = await heldBy(view, draft.children.flatMap(({ childId }) => childId ?? []));
  const facilityName = new Map(facilities.map(({ id, name }) => [id, name]));
  const form = formOf(refused, {
    start: draft.wishedStart, hours: draft.weeklyHours === undefined ? undefined : String(draft.weeklyHours), ...(draft.times ? careTimeValues(draft.times) : {}),
    ...Object.fromEntries(draft.children.flatMap((child, index) => [[`place-${index}`, child.saidFacilityId], [`change-${index}`, child.wantsChange ?? false]])),
  });
  const figure = numberFormat(view.language, { maximumFractionDigits: 1 });
  return {
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'beginn')} />
        <Select name="start" label={t('start.month')} options={possible.map((month) => ({ value: month, label: sayMonth(view.language, month) }))} />
        {hours.length > 0
          ? <RadioGroup name="hours" label={t('start.hours')} hint={t('start.hours.hint')} options={hours.map((count) => ({ value: String(count), label: t('start.hours.option', { hours: figure.format(count), daily: figure.format(Math.round(count / 5 * 2) / 2) }) }))} />
          : <TextField name="hours" label={t('start.hours')} hint={t('start.hours.hint')} width="short" />}
        <CareTimesFields language={view.language} form={form} />
        {draft.children.map((child, index) => {
          const place = child.childId ? held.get(child.childId) : undefined;
          return (
            <>
              {place
                ? <p>{t('place.has', { name: nameOf(child), facility: facilityName.get(place) ?? '' })}</p>
                : <Select name={`place-${index}`} label={draft.children.length === 1 ? t('place.question') : t('place.question.of', { name: nameOf(child) || t('child.number', { number: index + 1 }) })} prompt={t('place.none')} optional options={facilities.map(({ id, name }) => ({ value: id, label: name }))} />}
              <Checkbox name={`change-${index}`} label={t('place.change')} />
            </>
          );
        })}
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}

async function heldBy(view: StepView['view'], childIds: readonly Uuid[]): Promise<Map<Uuid, Uuid>> {
  if (childIds.length === 0) return new Map();
  const placements = await listPlacements(view.tx, view.town.id, { on: view.clock.today(), childIds });
  return new Map(placements.map(({ childId, facilityId }) => [childId, facilityId]));
}

/** Siblings: with whom, and how much it matters. */
export async function siblingsStep({ view, draft, form: refused }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const others = await listChildren(view.tx, view.town.id, await otherChildren(view, draft));
  const form = formOf(refused, { rule: draft.siblings?.rule, with: draft.siblings?.childIds ?? [] });
  return {
    lead: draft.children.length > 1 ? t('sibling.twins') : undefined,
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'geschwister')} />
        {others.length > 0 ? <CheckboxGroup name="with" label={t('sibling.who')} optional={draft.children.length > 1} options={others.map((child) => ({ value: child.id, label: <bdi>{`${child.givenNames} ${child.familyName}`.trim()}</bdi> }))} /> : null}
        <RadioGroup name="rule" label={t('sibling.rule')} options={siblingRules.map((value) => ({ value, label: t(`sibling.${value}`), hint: t(`sibling.${value}.hint`) }))} />
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}

/** What the catalogue in force asks of families. */
export async function circumstancesStep({ view, draft, form: refused }: StepView): Promise<ShownStep> {
  const t = registrationTexts.in(view.language);
  const f = criteriaTexts.in(view.language);
  const asked = await askedOfFamilies(view.tx, view.town.id, view.clock);
  const form = formOf(refused, Object.fromEntries((draft.circumstances ?? []).map(({ fact, value }) => [`fact-${fact}`, value === true ? true : String(value)])));
  return {
    lead: t('facts.lead'),
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'lebenslage')} />
        {asked.map(({ fact, proof, value }) => {
          const statement = f(`fact.${fact}.statement` as Parameters<typeof f>[0]);
          const hint = proof === 'none' ? undefined : t('facts.proof', { proof: f(`fact.${fact}.proof` as Parameters<typeof f>[0]) });
          return value === 'truth'
            ? <Checkbox name={`fact-${fact}`} label={statement} hint={hint} />
            : <TextField name={`fact-${fact}`} label={statement} hint={hint} width="short" optional />;
        })}
        <p class="muted">{t('facts.later')}</p>
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}
