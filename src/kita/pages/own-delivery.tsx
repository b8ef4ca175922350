import { sayDay } from '../../offers/said.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { deliveryChoices } from '../registration/delivery.ts';
import { dayOfInstant } from '../registration/day-of-instant.ts';
import { DELIVERY_PATH } from '../registration-paths.ts';
import { registrationTexts } from '../registration-texts.ts';
import { ownDelivery } from '../server/change-delivery.ts';
import { readLetterSetting } from '../server/letter-setting.ts';
import { sayDeliveryTerms } from './delivery-words.ts';

/** How this guardian's decisions come, and the choice for the future. Nothing for somebody without a child here. */
export async function OwnDelivery({ view, form }: { view: View; form: FormState }) {
  const chosen = await ownDelivery(view.tx, view.town.id, view.who.personId!);
  if (chosen === undefined) return null;
  const t = registrationTexts.in(view.language);
  const { serviceLaw } = await readLetterSetting(view.tx, view.town.id);
  const isTyped = form.refusals.some(({ field }) => field === 'delivery');
  return (
    <section class="panel stack" aria-labelledby="zustellung">
      <h2 id="zustellung">{t('delivery.title')}</h2>
      <p>{chosen === null ? t('delivery.now.none') : t(`delivery.now.${chosen.choice}`, { day: sayDay(view.language, dayOfInstant(chosen.at)) })}</p>
      <details open={isTyped}>
        <summary>{t('delivery.change')}</summary>
        <Form form={isTyped ? form : filledForm({ delivery: chosen?.choice })} texts={registrationTexts} id="zustellung-wahl" label={t('delivery.title')} action={view.href(DELIVERY_PATH)}>
          <RadioGroup name="delivery" label={t('delivery.question')} hint={sayDeliveryTerms(view.language, serviceLaw)} options={deliveryChoices.map((value) => ({ value, label: t(`delivery.${value}`) }))} />
          <input type="hidden" name="read-in" value={view.language} />
          <Button look="secondary">{t('delivery.save')}</Button>
        </Form>
      </details>
    </section>
  );
}
