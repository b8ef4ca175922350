import { filledForm, type FormState, typed } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { criteriaPaths } from '../criteria-paths.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { findingsOf } from '../server/catalogue-ground.ts';
import type { StoredCatalogue } from '../server/catalogues.ts';
import { crumbs, Findings, loadCatalogue, sayDay, t } from './catalogue-frame.tsx';

function Cancel({ view, catalogue }: { view: View; catalogue: StoredCatalogue }) {
  return <LinkButton look="secondary" href={view.href(criteriaPaths.catalogue(catalogue.id))}>{t('cancel')}</LinkButton>;
}

function Version({ form }: { form: FormState }) {
  return <input type="hidden" name="version" value={typed(form, 'version')} />;
}

/** When a draft applies, and what holds beside its criteria. */
export async function catalogueSettingsPage(view: View, form?: FormState): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const { name, validFrom, validUntil, nonResidents, lotteryScope, blocking, ties, version } = catalogue;
  const shown = form ?? filledForm({ name, validFrom, validUntil, nonResidents, lotteryScope, blocking, ties, version });
  const options = <Value extends string>(group: string, values: readonly Value[], hints: boolean) => values.map((value) => ({
    value, label: t(`${group}.${value}` as 'ties.lottery'), ...(hints ? { hint: t(`${group}.${value}.hint` as 'ties.lottery.hint') } : {}),
  }));
  return {
    title: t('settings.edit'), breadcrumbs: crumbs(view, catalogue),
    content: (
      <>
        <PageHead title={t('settings.edit')} preline={name} />
        <Form form={shown} texts={criteriaStaffTexts}>
          <Version form={shown} />
          <TextField name="name" label={t('name')} hint={t('name.hint')} />
          <DateField name="validFrom" label={t('valid-from')} hint={t('valid-from.hint')} />
          <DateField name="validUntil" label={t('valid-until')} hint={t('valid-until.hint')} optional />
          <RadioGroup name="nonResidents" label={t('non-residents')} options={options('non-residents', ['refused', 'last', 'equal'], false)} />
          <RadioGroup name="lotteryScope" label={t('lottery-scope')} options={options('lottery-scope', ['market', 'facility'], true)} />
          <RadioGroup name="ties" label={t('ties')} options={options('ties', ['lottery', 'most-places'], true)} />
          <RadioGroup name="blocking" label={t('blocking')} options={options('blocking', ['vacating', 'keeping'], true)} />
          <ButtonRow><Button>{t('save')}</Button><Cancel view={view} catalogue={catalogue} /></ButtonRow>
        </Form>
      </>
    ),
  };
}

/** A new draft that begins as a copy. */
export async function copyCataloguePage(view: View, form?: FormState): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  return {
    title: t('copy'), breadcrumbs: crumbs(view, catalogue),
    content: (
      <>
        <PageHead title={t('copy')} preline={catalogue.name} lead={t('copy.lead')} />
        <Form form={form ?? filledForm({})} texts={criteriaStaffTexts}>
          <TextField name="name" label={t('name')} hint={t('name.hint')} />
          <DateField name="validFrom" label={t('valid-from')} hint={t('valid-from.hint')} />
          <ButtonRow><Button>{t('copy.button')}</Button><Cancel view={view} catalogue={catalogue} /></ButtonRow>
        </Form>
      </>
    ),
  };
}

/** The body's decision, below everything the checks found. */
export async function adoptionPage(view: View, form?: FormState): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const findings = await findingsOf(view.tx, view.town.id, catalogue, view.clock.today());
  const errors = findings.filter(({ severity }) => severity === 'error');
  const shown = form ?? filledForm({ version: catalogue.version });
  return {
    title: t('adoption'), breadcrumbs: crumbs(view, catalogue),
    content: (
      <>
        <PageHead title={t('adoption')} preline={catalogue.name} lead={t('adoption.lead')} />
        {catalogue.adoption ? <Notice kind="info">{t('frozen', { by: catalogue.adoption.by, on: sayDay(catalogue.adoption.on), resolution: catalogue.adoption.resolution })}</Notice> : (
          <>
            {findings.length === 0 ? <Notice kind="success">{t('findings.clean')}</Notice> : <section class="stack"><h2>{t('findings')}</h2><Findings findings={findings} /></section>}
            {errors.length > 0 ? <Notice kind="error">{t('adoption.blocked')}</Notice> : (
              <Form form={shown} texts={criteriaStaffTexts}>
                <Version form={shown} />
                <TextField name="adoptedBy" label={t('adoption.by')} hint={t('adoption.by.hint')} />
                <DateField name="adoptedOn" label={t('adoption.on')} />
                <TextField name="resolution" label={t('adoption.resolution')} width="medium" />
                {findings.length > 0 ? <Checkbox name="warningsSeen" label={t('adoption.warnings')} required /> : null}
                <ButtonRow><Button>{t('adoption.button')}</Button><Cancel view={view} catalogue={catalogue} /></ButtonRow>
              </Form>
            )}
          </>
        )}
      </>
    ),
  };
}
