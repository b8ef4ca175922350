import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { urgentReasons } from '../registration/urgency.ts';
import { registrationTexts } from '../registration-texts.ts';
import { formOf, savedOf, type ShownStep, type StepView } from './registration-step.ts';

/** Whether it is urgent, and what the office should know besides; nobody has to say anything here. */
export function concernsStep({ view, draft, form: refused }: StepView): ShownStep {
  const t = registrationTexts.in(view.language);
  const form = formOf(refused, { urgent: draft.urgency !== undefined, 'urgent-reason': draft.urgency?.reason, 'urgent-by': draft.urgency?.by, remark: draft.remark });
  return {
    content: (
      <Form form={form} texts={registrationTexts}>
        <input type="hidden" name="saved" value={savedOf(draft, 'anliegen')} />
        <Checkbox name="urgent" label={t('urgent.question')} hint={t('urgent.hint')} />
        <fieldset class="reg-child stack">
          <legend>{t('urgent.fill')}</legend>
          <RadioGroup name="urgent-reason" label={t('urgent.reason')} optional options={urgentReasons.map((value) => ({ value, label: t(`urgent.reason.${value}`) }))} />
          <DateField name="urgent-by" label={t('urgent.by')} optional />
          <p class="muted">{t('urgent.proof')}</p>
        </fieldset>
        <TextArea name="remark" label={t('remark.question')} hint={t('remark.hint')} optional />
        <ButtonRow><Button>{t('step.next')}</Button></ButtonRow>
      </Form>
    ),
  };
}
