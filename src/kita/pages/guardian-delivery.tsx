import { emptyForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { officePaths } from '../office-paths.ts';
import { officeTexts } from '../office-texts.ts';
import { deliveryChoices } from '../registration/delivery.ts';
import type { DeliveryRecord } from '../server/delivery-choices.ts';
import type { GuardianRecord } from '../server/guardians.ts';
import { sayInstant, t } from './office-frame.tsx';

/** How decisions reach a guardian, on what it rests, and what the person said on paper or on the phone. */
export function GuardianDelivery({ view, childId, guardian, chosen, form }: { view: View; childId: string; guardian: GuardianRecord; chosen: DeliveryRecord | undefined; form: FormState | undefined }) {
  const isTyped = form?.values['guardian']?.[0] === guardian.id;
  return (
    <>
      <p>{t('file.delivery')}: {chosen ? t(`file.delivery.${chosen.choice}`, { day: sayInstant(chosen.at), way: t(`file.delivery.way.${chosen.way}`), version: chosen.textVersion }) : t('file.delivery.none')}</p>
      <details open={isTyped} class="no-print">
        <summary>{t('file.delivery.note')}</summary>
        <Form form={isTyped ? form! : emptyForm} texts={officeTexts} id={`zustellung-${guardian.id}`} label={t('file.delivery.note')} action={view.href(`${officePaths.child(childId)}/zustellung`)}>
          <input type="hidden" name="guardian" value={guardian.id} />
          <RadioGroup name="delivery" label={t('file.delivery')} inline options={deliveryChoices.map((value) => ({ value, label: t(`file.delivery.say.${value}`) }))} />
          <RadioGroup name="way" label={t('file.delivery.way')} inline options={(['paper', 'phone'] as const).map((value) => ({ value, label: t(`file.delivery.way.${value}`) }))} />
          <Button look="secondary">{t('file.delivery.save')}</Button>
        </Form>
      </details>
    </>
  );
}
