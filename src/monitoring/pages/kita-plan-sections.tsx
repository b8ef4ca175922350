import { emptyForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { UnknownText } from '../../ui/number-text.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { writeExpectedBirths } from '../kita-planning/expected-births.ts';
import { bands } from '../kita-planning/demand.ts';
import { kitaPlanTexts } from '../kita-plan-texts.ts';
import type { LoadedKitaPlan } from '../server/kita-plans.ts';
import { paths, sayQuota, t } from './kita-plan-frame.tsx';

interface SectionProps {
  view: View;
  plan: LoadedKitaPlan;
  mayEdit: boolean;
}

export function AreasSection({ view, plan, mayEdit }: SectionProps) {
  return (
    <section class="stack">
      <h2>{t('areas.title')}</h2>
      <Table
        caption={t('areas.caption')} captionHidden rows={plan.areas}
        columns={[
          { header: t('area'), rowHeader: true, cell: ({ name }) => name },
          ...bands.map((band) => ({ header: t(`band.${band}`), numeric: true, cell: ({ places }: LoadedKitaPlan['areas'][number]) => places[band] ?? <UnknownText /> })),
          { header: t('area.inclusive.short'), numeric: true, cell: ({ inclusivePlaces }) => inclusivePlaces },
          { header: t('order.weight'), numeric: true, cell: ({ weight }) => String(weight).replace('.', ',') },
          { header: t('area.births'), cell: ({ enteredBirths }) => writeExpectedBirths(enteredBirths) },
          ...(mayEdit ? [{
            header: t('area.edit'), headerHidden: true,
            cell: ({ areaId, name }: LoadedKitaPlan['areas'][number]) => <LinkButton look="secondary" small href={view.href(paths.area(plan.id, areaId))}>{t('area.edit')}<span class="visually-hidden">: {name}</span></LinkButton>,
          }] : []),
        ]}
      />
    </section>
  );
}

export function ScenariosSection({ view, plan, mayEdit, form }: SectionProps & { form: FormState }) {
  return (
    <section class="stack">
      <h2>{t('scenarios')}</h2>
      <Table
        caption={t('scenarios.caption')} rows={plan.scenarios} empty={<p>{t('result.no-scenario.text')}</p>}
        columns={[
          { header: t('scenario.name'), rowHeader: true, cell: ({ name }) => name },
          ...bands.map((band) => ({ header: t(`scenario.${band}`), numeric: true, cell: ({ quotas }: LoadedKitaPlan['scenarios'][number]) => sayQuota(quotas[band]) })),
          ...(mayEdit ? [{ header: t('remove'), headerHidden: true, cell: ({ key, name }: LoadedKitaPlan['scenarios'][number]) => <Remove action={view.href(`${paths.plan(plan.id)}/quoten/${key}/entfernen`)} what={name} id={key} /> }] : []),
        ]}
      />
      {mayEdit ? (
        <Form form={form} texts={kitaPlanTexts} id="quote" label={t('scenario.add')} action={view.href(`${paths.plan(plan.id)}/quoten`)}>
          <TextField name="scenario" label={t('scenario.name')} hint={t('scenario.name.hint')} />
          <NumberField name="quotaUnder3" label={t('scenario.under-3')} unit="%" decimals />
          <NumberField name="quotaFrom3" label={t('scenario.from-3')} unit="%" decimals />
          <Button look="secondary">{t('scenario.add')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

const states = ['idea', 'planned', 'decided', 'building', 'open'] as const;

export function ProjectsSection({ view, plan, mayEdit, form }: SectionProps & { form: FormState }) {
  const areaName = (id: string) => plan.areas.find(({ areaId }) => areaId === id)?.name ?? '';
  return (
    <section class="stack">
      <h2>{t('projects')}</h2>
      <Table
        caption={t('projects.caption')} rows={plan.projects} empty={<p>{t('projects.none')}</p>}
        columns={[
          { header: t('project.name'), rowHeader: true, cell: ({ name }) => name },
          { header: t('area'), cell: ({ areaKey }) => areaName(areaKey) },
          { header: t('band.label'), cell: ({ band }) => t(`band.${band}`) },
          { header: t('project.places'), numeric: true, cell: ({ places }) => places },
          { header: t('project.from'), cell: ({ from }) => <DateText day={from} /> },
          { header: t('project.state'), cell: ({ state }) => t(`project.state.${state}`) },
          ...(mayEdit ? [{ header: t('remove'), headerHidden: true, cell: ({ id, name }: LoadedKitaPlan['projects'][number]) => <Remove action={view.href(`${paths.plan(plan.id)}/vorhaben/${id}/entfernen`)} what={name} id={id} /> }] : []),
        ]}
      />
      {mayEdit ? (
        <Form form={form} texts={kitaPlanTexts} id="vorhaben" label={t('project.add')} action={view.href(`${paths.plan(plan.id)}/vorhaben`)}>
          <TextField name="project" label={t('project.name')} />
          <Select name="area" label={t('area')} options={plan.areas.map(({ areaId, name }) => ({ value: areaId, label: name }))} />
          <Select name="band" label={t('band.label')} options={bands.map((value) => ({ value, label: t(`band.${value}`) }))} />
          <NumberField name="places" label={t('project.places')} hint={t('project.places.hint')} />
          <DateField name="from" label={t('project.from')} />
          <Select name="state" label={t('project.state')} options={states.map((value) => ({ value, label: t(`project.state.${value}`) }))} />
          <Button look="secondary">{t('project.add')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

function Remove({ action, what, id }: { action: string; what: string; id: string }) {
  return <Form form={emptyForm} id={`entfernen-${id}`} label={`${t('remove')}: ${what}`} action={action}><Button look="secondary" small>{t('remove')}<span class="visually-hidden">: {what}</span></Button></Form>;
}
