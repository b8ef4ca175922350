import { filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { agreementStatements } from '../registration/agreement.ts';
import { officePaths } from '../office-paths.ts';
import { officeTexts } from '../office-texts.ts';
import type { Agreement } from '../server/agreements.ts';
import { sayInstant, t } from './office-frame.tsx';

interface NoteProps {
  view: View;
  childId: string;
  registrationId: string;
  said: readonly Agreement[];
  form: FormState | undefined;
}

/** What was said about the other guardian's agreement, by whom and when; the office adds what it was told. */
export function AgreementNote({ view, childId, registrationId, said, form }: NoteProps) {
  return (
    <>
      <h4>{t('agreement.title')}</h4>
      {said.length === 0 ? <p>{t('agreement.none')}</p> : (
        <ul>{said.map((one) => <li>{t(`agreement.${one.statement}`)} – {t(`agreement.by.${one.saidBy}`)}, {sayInstant(one.saidAt)}{one.isSettled ? `; ${t('agreement.is-settled')}` : ''}</li>)}</ul>
      )}
      <div class="no-print">
        <Accordion title={t('agreement.new')} level={4} open={form !== undefined}>
          <Form form={form ?? filledForm({ statement: said.at(-1)?.statement })} texts={officeTexts} id={`einverstaendnis-${registrationId}`} label={t('agreement.new')} action={view.href(`${officePaths.child(childId)}/einverstaendnis`)}>
            <input type="hidden" name="registration" value={registrationId} />
            <RadioGroup name="statement" label={t('agreement.title')} options={agreementStatements.map((value) => ({ value, label: t(`agreement.${value}`) }))} />
            <Checkbox name="settled" label={t('agreement.settled')} hint={t('agreement.settled.hint')} />
            <Button>{t('agreement.save')}</Button>
          </Form>
        </Accordion>
      </div>
    </>
  );
}
