import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ageBands } from '../facilities/age-band.ts';
import { criterionKinds, type Criterion } from '../criteria/catalogue.ts';
import { facts } from '../criteria/fact.ts';
import { lineOf } from '../criteria/parents-text.ts';
import { criteriaPaths } from '../criteria-paths.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { criteriaTexts } from '../criteria-texts.ts';
import { loadCatalogueGround, type CatalogueGround } from '../server/catalogue-ground.ts';
import { crumbs, loadCatalogue, t } from './catalogue-frame.tsx';

const words = criteriaTexts.in('de');

/** One criterion of a draft, new or changed. */
export async function criterionFormPage(view: View, form?: FormState): Promise<Sheet> {
  const catalogue = await loadCatalogue(view);
  const id = view.param('criterion');
  const stored = id ? catalogue.criteria.find((criterion) => criterion.id === id) : undefined;
  // What is adopted has no form: there is nothing to change.
  if ((id && !stored) || catalogue.adoption) throw new NotFound();
  const ground = await loadCatalogueGround(view.tx, view.town.id, view.clock.today());
  const title = t(stored ? 'criterion.change' : 'criterion.new');
  return {
    title, breadcrumbs: crumbs(view, catalogue),
    content: (
      <>
        <PageHead title={title} preline={catalogue.name} lead={t('criterion.lead')} />
        {stored ? <section class="panel stack"><h2>{t('criterion.reads')}</h2><p>{lineOf(stored, catalogue, 'de', ground.names).text}</p></section> : null}
        <Form form={form ?? (stored ? filled(stored) : filledForm({ kind: 'points', proof: 'upload', reserveKind: 'soft' }))} texts={criteriaStaffTexts}>
          <RadioGroup name="kind" label={t('field.kind')} options={criterionKinds.map((value) => ({ value, label: t(`kind.${value}`), hint: t(`kind.${value}.hint`) }))} />
          <Select name="fact" label={t('field.fact')} hint={t('field.fact.hint')} options={facts.map(({ key, origin }) => ({ value: key, label: `${words(`fact.${key}.label`)} (${t(`field.fact.${origin}`)})` }))} />
          <NumberField name="amount" label={t('field.amount')} hint={t('field.amount.hint')} optional />
          <NumberField name="share" label={t('field.share')} hint={t('field.share.hint')} unit="%" decimals optional />
          <RadioGroup name="reserveKind" label={t('field.reserve-kind')} optional options={(['soft', 'hard'] as const).map((value) => ({ value, label: t(`field.reserve-kind.${value}`) }))} />
          <fieldset class="kern-fieldset stack">
            <legend class="kern-label">{t('field.range')}</legend>
            <p class="kern-hint">{t('field.range.text')}</p>
            <div class="columns">
              <NumberField name="atLeast" label={t('field.at-least')} optional />
              <NumberField name="atMost" label={t('field.at-most')} optional />
              <NumberField name="perUnitUpTo" label={t('field.per-unit')} hint={t('field.per-unit.hint')} optional />
            </div>
          </fieldset>
          <fieldset class="kern-fieldset stack">
            <legend class="kern-label">{t('field.where')}</legend>
            <CheckboxGroup name="ageBands" label={t('field.age-bands')} hint={t('field.age-bands.hint')} inline optional options={ageBands.map((value) => ({ value, label: t(`band.${value}`) }))} />
            <NumberField name="seatHoursFrom" label={t('field.hours-from')} optional />
            <Select name="place" label={t('field.place')} hint={t('field.place.hint')} prompt={t('field.place.everywhere')} optional options={places(ground)} />
          </fieldset>
          <RadioGroup name="proof" label={t('field.proof')} hint={t('field.proof.hint')} options={(['upload', 'seen', 'none'] as const).map((value) => ({ value, label: t(`field.proof.${value}`) }))} />
          <TextField name="legalBasis" label={t('field.legal-basis')} hint={t('field.legal-basis.hint')} />
          <ButtonRow>
            <Button>{t('save')}</Button>
            <LinkButton look="secondary" href={view.href(criteriaPaths.catalogue(catalogue.id))}>{t('cancel')}</LinkButton>
          </ButtonRow>
        </Form>
      </>
    ),
  };
}

function places({ facilities }: CatalogueGround) {
  const organizations = new Map(facilities.map(({ organizationId, organizationName }) => [organizationId, organizationName]));
  return [
    ...[...organizations].map(([id, name]) => ({ value: `organization:${id}`, label: t('field.place.organization', { name }) })),
    ...facilities.map(({ id, name }) => ({ value: `facility:${id}`, label: t('field.place.facility', { name }) })),
  ];
}

function filled({ kind, fact, amount, share, reserveKind, condition, proof, organizationId, facilityId, legalBasis }: Criterion): FormState {
  return filledForm({
    kind, fact, amount, share: share === null ? null : String(Math.round(share * 10_000) / 100).replace('.', ','), reserveKind: reserveKind ?? 'soft', atLeast: condition.atLeast, atMost: condition.atMost,
    perUnitUpTo: condition.perUnitUpTo, ageBands: [...(condition.ageBands ?? [])], seatHoursFrom: condition.seatHoursFrom,
    place: facilityId ? `facility:${facilityId}` : organizationId ? `organization:${organizationId}` : '', proof, legalBasis,
  });
}
