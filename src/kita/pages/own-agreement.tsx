import type { FormState } from '../../platform/form.ts';
import type { Child, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { registrationPath } from '../registration-paths.ts';
import { registrationTexts } from '../registration-texts.ts';
import type { Agreement } from '../server/agreements.ts';
import { said as sentence } from './registration-begin-page.tsx';

/** The guardian who did not register says whether they agree, and may change their mind. What the other one said of them is not shown. */
export function OwnAgreement({ view, id, said, form }: { view: View; id: string; said: Agreement | undefined; form: FormState }): Child {
  const t = registrationTexts.in(view.language);
  return (
    <section class="panel stack" aria-labelledby="einverstanden">
      <h2 id="einverstanden">{t('agreement.own.title')}</h2>
      <p>{t('agreement.own.text')}</p>
      {said ? <p><strong>{sentence(t(said.statement === 'disagrees' ? 'agreement.own.said.disagrees' : 'agreement.own.said.agrees', { day: '\u0001' }), [<DateText day={dayOfInstant(said.saidAt)} />])}</strong></p> : null}
      <div class="no-print">
        <Form form={form} texts={registrationTexts} action={view.href(`${registrationPath(id)}/einverstaendnis`)} id="einverstaendnis" label={t('agreement.own.title')}>
          <RadioGroup name="statement" label={t('agreement.own.title')} options={(['agrees', 'disagrees'] as const).map((value) => ({ value, label: t(`agreement.own.${value}`) }))} />
          <ButtonRow><Button look="secondary">{t('agreement.save')}</Button></ButtonRow>
        </Form>
      </div>
    </section>
  );
}
