import type { FormState } from '../../platform/form.ts';
import { typed } from '../../platform/form.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayLanguage } from '../../offers/said.ts';
import { MOST_CHILDREN, type Draft } from '../registration/draft.ts';
import { registrationTexts } from '../registration-texts.ts';
import { formOf, savedOf, type ShownStep, type StepView } from './registration-step.ts';

/** Languages families often speak; all others are said by their name in words to the office. */
export const OFTEN = ['de', 'en', 'uk', 'ru', 'tr', 'ar', 'ku', 'fa', 'pl', 'ro', 'bg', 'sq', 'sr', 'it', 'es', 'fr', 'ti', 'so', 'gsg'] as const;

export const nameOf = ({ givenNames, familyName }: Pick<Draft['children'][number], 'givenNames' | 'familyName'>): string => `${givenNames} ${familyName}`.trim();

/** The child, or the children of one birth. */
export function childStep({ view, draft, form: refused }: StepView): ShownStep {
  const t = registrationTexts.in(view.language);
  const form = formOf(refused, Object.fromEntries(draft.children.flatMap((child, index) => [
    [`given-${index}`, child.givenNames], [`family-${index}`, child.familyName], [`birth-${index}`, child.bornOn ? 'born' : child.expectedOn ? 'expected' : ''], [`day-${index}`, child.bornOn ?? child.expectedOn ?? ''],
  ])));
  const count = refused ? Math.min(MOST_CHILDREN, Math.max(1, Number(typed(refused, 'count')) || 1)) : draft.children.length;
  const isKnown = draft.changes || draft.children.some(({ childId }) => childId);
  return {
    lead: isKnown ? undefined : t('child.siblings.hint'),
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'kind')} />
        <input type="hidden" name="count" value={String(count)} />
        {Array.from({ length: count }, (_, index) => <ChildFields view={view} index={index} count={count} />)}
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
        {isKnown || count >= MOST_CHILDREN ? null : (
          <div class="stack">
            <p class="muted">{t('child.add.hint')}</p>
            <ButtonRow>
              <Button look="secondary" icon="add" name="press" value="add">{t('child.add')}</Button>
              {Array.from({ length: count - 1 }, (_, at) => <Button look="tertiary" icon="remove" name="press" value={`remove-${at + 1}`}>{t('child.remove', { number: at + 2 })}</Button>)}
            </ButtonRow>
          </div>
        )}
      </Form>
    ),
  };
}

function ChildFields({ view, index, count }: { view: StepView['view']; index: number; count: number }) {
  const t = registrationTexts.in(view.language);
  const fields = (
    <>
      <TextField name={`given-${index}`} label={t('child.given')} hint={t('child.given.hint')} />
      <TextField name={`family-${index}`} label={t('child.family')} />
      <RadioGroup name={`birth-${index}`} label={t('child.birth')} inline options={[{ value: 'born', label: t('child.birth.born') }, { value: 'expected', label: t('child.birth.expected') }]} />
      <DateField name={`day-${index}`} label={t('child.day')} example="2025-03-24" />
    </>
  );
  return count === 1 ? fields : <fieldset class="reg-child stack"><legend>{t('child.number', { number: index + 1 })}</legend>{fields}</fieldset>;
}

/** What each child needs, and the languages of the family. */
export function needsStep({ view, draft, form: refused }: StepView): ShownStep {
  const t = registrationTexts.in(view.language);
  const form: FormState = formOf(refused, {
    ...Object.fromEntries(draft.children.flatMap((child, index) => [[`inclusive-${index}`, child.needsInclusiveSeat === undefined ? '' : child.needsInclusiveSeat ? 'yes' : 'no'], [`need-${index}`, child.inclusion ?? '']])),
    languages: draft.languages ?? [],
  });
  const isOne = draft.children.length === 1;
  return {
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'besonderes')} />
        {draft.children.map((child, index) => (
          <>
            <RadioGroup name={`inclusive-${index}`} label={isOne ? t('need.question') : t('need.question.of', { name: nameOf(child) || t('child.number', { number: index + 1 }) })} options={[{ value: 'no', label: t('need.no') }, { value: 'yes', label: t('need.yes') }]} />
            <TextArea name={`need-${index}`} label={t('need.words')} hint={t('need.words.hint')} optional />
          </>
        ))}
        <CheckboxGroup name="languages" label={t('languages')} optional inline options={OFTEN.map((code) => ({ value: code, label: sayLanguage(view.language, code) }))} />
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}
