import { emptyForm, filledForm, typed, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { sayComponents, sayTerms } from '../formula-text.ts';
import type { Formula } from '../formula.ts';
import { currentDefinitions, topics, type IndicatorDefinition } from '../indicator.ts';
import { editIndicators } from '../permissions.ts';
import { listDefinitions, listMeasures } from '../server/definitions.ts';
import { formulaKinds } from '../server/edit-definitions.ts';
import { monitoringTexts } from '../texts.ts';
import { crumbs, HOME } from './import-pages.tsx';

const t = monitoringTexts.in('de');
export const DEFINITIONS = `${HOME}/kennzahlen`;

/** A formula in words, as far as it fits a line. */
export function sayFormula(formula: Formula): string {
  const kind = t(`definition.kind.${formula.kind}`);
  if (formula.kind === 'change') return `${kind}: ${formula.indicator}, ${formula.years}`;
  if (formula.kind === 'index') return `${kind}: ${sayComponents(formula.components).replaceAll('\n', ', ')}`;
  const numerator = sayTerms(formula.numerator).replaceAll('\n', ' + ');
  return 'denominator' in formula ? `${kind}: ${numerator} / ${sayTerms(formula.denominator).replaceAll('\n', ' + ')}` : `${kind}: ${numerator}`;
}

export async function definitionsPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const definitions = currentDefinitions(await listDefinitions(view.tx, view.town.id), view.clock.today());
  const measures = await listMeasures(view.tx, view.town.id);
  const mayEdit = editIndicators.allows(view.who);
  return {
    title: t('definitions.title'),
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('definitions.title')} lead={t('definitions.lead')} actions={mayEdit && <LinkButton href={view.href(`${DEFINITIONS}/neu`)}>{t('definitions.new')}</LinkButton>} />
        {topics.filter((topic) => definitions.some((definition) => definition.topic === topic)).map((topic) => (
          <section>
            <h2>{t(`topic.${topic}`)}</h2>
            <Table caption={t(`topic.${topic}`)} captionHidden rows={definitions.filter((definition) => definition.topic === topic)} columns={[
              { header: t('definition.name'), rowHeader: true, cell: ({ key, names }) => <a href={view.href(`${DEFINITIONS}/${key}`)}>{names.de}</a> },
              { header: t('definition.formula'), cell: ({ formula }) => <span class="small">{sayFormula(formula)}</span> },
              { header: t('definition.population'), cell: ({ population }) => population },
              { header: t('definition.source'), cell: ({ source }) => source },
            ]} />
          </section>
        ))}
        <section>
          <h2>{t('definitions.measures')}</h2>
          <Table caption={t('definitions.measures')} captionHidden rows={measures} columns={[
            { header: t('measure.name'), rowHeader: true, cell: ({ names }) => names.de }, { header: t('measure.key'), cell: ({ key }) => <code>{key}</code> },
            { header: t('measure.unit'), cell: ({ unit }) => unit }, { header: t('measure.kind'), cell: ({ kind }) => t(`measure.kind.${kind}`) },
            { header: t('measure.protection'), cell: ({ protection }) => t(`measure.protection.${protection}`) },
          ]} />
          {mayEdit && (
            <details open={form.refusals.length > 0}>
              <summary>{t('measure.new')}</summary>
              <Form form={form} texts={monitoringTexts} action={view.href(`${HOME}/zaehlungen`)} id="zaehlung">
                <TextField name="name" label={t('measure.name')} />
                <TextField name="key" label={t('measure.key')} hint={t('key-unfit')} />
                <TextField name="unit" label={t('measure.unit')} />
                <RadioGroup name="kind" label={t('measure.kind')} options={[{ value: 'stock', label: t('measure.kind.stock') }, { value: 'flow', label: t('measure.kind.flow') }]} />
                <RadioGroup name="protection" label={t('measure.protection')} options={[{ value: 'social', label: t('measure.protection.social') }, { value: 'internal', label: t('measure.protection.internal') }]} />
                <ButtonRow><Button>{t('measure.save')}</Button></ButtonRow>
              </Form>
            </details>
          )}
        </section>
      </>
    ),
  };
}

/** One indicator: what it means now, what it meant, and the form to change it from a day on. */
export async function definitionPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const key = view.param('key');
  const isNew = key === 'neu';
  const own = (await listDefinitions(view.tx, view.town.id)).filter((definition) => definition.key === key);
  const last = own.at(-1);
  if (!last && !isNew) throw new NotFound();
  const title = last?.names.de ?? t('definitions.new');
  const shown = form.refusals.length > 0 ? form : filledDefinition(last, view.clock.today());
  return {
    title,
    breadcrumbs: [...crumbs(view), { label: t('definitions.title'), href: view.href(DEFINITIONS) }],
    content: (
      <>
        <PageHead title={title} lead={last?.explanation.de} />
        {last && <p>{sayFormula(last.formula)}</p>}
        {own.length > 1 && (
          <section>
            <h2>{t('definition.history')}</h2>
            <Table caption={t('definition.history')} captionHidden rows={own} columns={[
              { header: t('definition.valid-from'), rowHeader: true, cell: ({ validFrom }) => <DateText day={validFrom} /> },
              { header: t('definition.until'), cell: ({ validUntil }) => (validUntil ? <DateText day={validUntil} /> : '') },
              { header: t('definition.formula'), cell: ({ formula }) => sayFormula(formula) },
            ]} />
          </section>
        )}
        {editIndicators.allows(view.who) && <DefinitionForm form={shown} isNew={isNew} />}
      </>
    ),
  };
}

function DefinitionForm({ form, isNew }: { form: FormState; isNew: boolean }) {
  const options = <Value extends string>(values: readonly Value[], label: (value: Value) => string) => values.map((value) => ({ value, label: label(value) }));
  return (
    <section>
      <h2>{t('definition.edit')}</h2>
      <Form form={form} texts={monitoringTexts}>
        <TextField name="name" label={t('definition.name')} />
        {isNew ? <TextField name="key" label={t('definition.key')} hint={t('key-unfit')} /> : <input type="hidden" name="key" value={typed(form, 'key')} />}
        <Select name="topic" label={t('definition.topic')} options={options(topics, (topic) => t(`topic.${topic}`))} />
        <TextArea name="explanation" label={t('definition.explanation')} optional />
        <Select name="kind" label={t('definition.kind')} options={options(formulaKinds, (kind) => t(`definition.kind.${kind}`))} />
        <TextArea name="numerator" label={t('definition.numerator')} hint={t('definition.terms.hint')} optional />
        <TextArea name="denominator" label={t('definition.denominator')} optional />
        <Select name="time" label={t('definition.time')} prompt={false} options={options(['same', 'end', 'nearest'] as const, (match) => t(`definition.time.${match}`))} />
        <NumberField name="tolerance" label={t('definition.tolerance')} optional />
        <NumberField name="per" label={t('definition.per')} optional />
        <Select name="of" label={t('definition.of')} optional options={options(['municipality', 'parent'] as const, (of) => t(`definition.of.${of}`))} />
        <TextField name="indicator" label={t('definition.change.indicator')} optional />
        <NumberField name="years" label={t('definition.change.years')} optional />
        <Select name="as" label={t('definition.change.as')} optional options={options(['percent', 'difference'] as const, (as) => t(`definition.change.as.${as}`))} />
        <TextArea name="components" label={t('definition.components')} hint={t('definition.components.hint')} optional />
        <TextField name="unit" label={t('definition.unit')} optional />
        <NumberField name="decimals" label={t('definition.decimals')} />
        <RadioGroup name="polarity" label={t('definition.polarity')} options={options(['burden', 'resource', 'neutral'] as const, (polarity) => t(`definition.polarity.${polarity}`))} />
        <TextField name="population" label={t('definition.population')} optional />
        <TextField name="stichtagRule" label={t('definition.stichtag')} optional />
        <TextField name="source" label={t('definition.source')} optional />
        <NumberField name="minimumDenominator" label={t('definition.minimum')} hint={t('definition.minimum.hint')} />
        <DateField name="validFrom" label={t('definition.valid-from')} />
        <ButtonRow><Button>{t('definition.save')}</Button></ButtonRow>
      </Form>
    </section>
  );
}

function filledDefinition(last: IndicatorDefinition | undefined, today: string): FormState {
  if (!last) return filledForm({ decimals: 1, minimumDenominator: 20, polarity: 'neutral', validFrom: '1990-01-01', time: 'same' });
  const { formula } = last;
  return filledForm({
    key: last.key, name: last.names.de, topic: last.topic, explanation: last.explanation.de, kind: formula.kind, unit: last.unit, decimals: last.decimals, polarity: last.polarity,
    population: last.population, stichtagRule: last.stichtagRule, source: last.source, minimumDenominator: last.minimumDenominator, validFrom: today,
    ...('numerator' in formula ? { numerator: sayTerms(formula.numerator) } : {}), ...('denominator' in formula ? { denominator: sayTerms(formula.denominator), time: formula.time?.match ?? 'same', tolerance: formula.time?.tolerance } : {}),
    ...(formula.kind === 'rate' ? { per: formula.per } : {}), ...(formula.kind === 'mean' ? { per: formula.factor ?? 1 } : {}), ...(formula.kind === 'part' ? { of: formula.of } : {}),
    ...(formula.kind === 'change' ? { indicator: formula.indicator, years: formula.years, as: formula.as } : {}), ...(formula.kind === 'index' ? { components: sayComponents(formula.components) } : {}),
  });
}
