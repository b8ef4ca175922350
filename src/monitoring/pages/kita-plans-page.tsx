import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { editKitaPlan } from '../kita-plan-permissions.ts';
import { kitaPlanTexts } from '../kita-plan-texts.ts';
import { listKitaPlans } from '../server/kita-plans.ts';
import { paths, t } from './kita-plan-frame.tsx';

/** All plans, and a new one. */
export async function kitaPlansPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const plans = await listKitaPlans(view.tx, view.town.id);
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        {plans.length === 0 ? <EmptyState title={t('none')} explanation={t('none.text')} icon="family" /> : (
          <Table
            caption={t('list')} captionHidden rows={plans}
            columns={[
              { header: t('name'), rowHeader: true, cell: ({ id, name }) => <a href={view.href(paths.plan(id))}>{name}</a> },
              { header: t('years'), cell: ({ firstYear, lastYear }) => `${firstYear}–${lastYear}` },
              { header: t('level'), cell: ({ level }) => t(`level.${level}`) },
              { header: t('planning-day'), cell: ({ planningDay }) => t(`planning-day.${planningDay}`) },
            ]}
          />
        )}
        {editKitaPlan.allows(view.who) ? <NewPlan view={view} form={form} /> : null}
      </>
    ),
  };
}

function NewPlan({ view, form }: { view: View; form: FormState }) {
  const year = Number(view.clock.today().slice(0, 4));
  const filled = form === emptyForm ? filledForm({ level: 'quarter', planningDay: '10-01', firstYear: year, lastYear: year + 5 }) : form;
  return (
    <section class="stack">
      <h2>{t('new')}</h2>
      <Form form={filled} texts={kitaPlanTexts}>
        <TextField name="name" label={t('name')} hint={t('name.hint')} />
        <RadioGroup name="level" label={t('level')} options={(['municipality', 'quarter', 'district'] as const).map((value) => ({ value, label: t(`level.${value}`) }))} />
        <RadioGroup name="planningDay" label={t('planning-day')} hint={t('planning-day.hint')} options={(['10-01', '12-31'] as const).map((value) => ({ value, label: t(`planning-day.${value}`) }))} />
        <NumberField name="firstYear" label={t('first-year')} />
        <NumberField name="lastYear" label={t('last-year')} />
        <ButtonRow><Button>{t('create')}</Button></ButtonRow>
      </Form>
    </section>
  );
}
