import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { writeExpectedBirths } from '../kita-planning/expected-births.ts';
import { kitaPlanTexts } from '../kita-plan-texts.ts';
import { loadKitaPlan } from '../server/kita-plans.ts';
import { crumbs, paths, t } from './kita-plan-frame.tsx';

/** Places, weight and expectations of one area. */
export async function kitaPlanAreaPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const plan = await loadKitaPlan(view.tx, view.town.id, view.param('plan'), view.clock.today());
  const area = plan.areas.find(({ areaId }) => areaId === view.param('area'));
  if (!area) throw new NotFound();
  const title = t('area.title', { area: area.name });
  const filled = form === emptyForm ? filledForm({
    placesUnder3: area.places['under-3'], placesFrom3: area.places['from-3'], inclusivePlaces: area.inclusivePlaces || undefined,
    weight: String(area.weight).replace('.', ','), births: writeExpectedBirths(area.enteredBirths),
  }) : form;
  return {
    title, ...crumbs(view, area.name, plan),
    content: (
      <>
        <PageHead title={title} />
        <Form form={filled} texts={kitaPlanTexts}>
          <NumberField name="placesUnder3" label={t('area.places-under-3')} hint={t('area.places.hint')} optional />
          <NumberField name="placesFrom3" label={t('area.places-from-3')} hint={t('area.places.hint')} optional />
          <NumberField name="inclusivePlaces" label={t('area.inclusive')} hint={t('area.inclusive.hint')} optional />
          <NumberField name="weight" label={t('area.weight')} hint={t('area.weight.hint')} decimals />
          <TextField name="births" label={t('area.births')} hint={t('area.births.hint')} optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(paths.plan(plan.id))}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}
