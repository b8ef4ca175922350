import { plainName } from '../../offers/names.ts';
import { currentDefinitions, type IndicatorDefinition } from '../../monitoring/indicator.ts';
import { listDefinitions } from '../../monitoring/server/definitions.ts';
import { listReleasedIndicators } from '../../monitoring/server/released-values.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { needMeasures, type NeedRule } from '../need.ts';
import { permissions } from '../permissions.ts';
import { listNeedRules } from '../server/need-rules.ts';
import { staffTexts } from '../texts.ts';
import { paths, t } from './staff-frame.tsx';
import { sayWhere, type ChainWords } from './where-words.ts';

/** How much more is needed where the need is high, unless the municipality says otherwise. */
const USUAL_FACTOR = '1,5';

/** When released figures make the need of an area high: the rules there are, and a form for another one. */
export async function NeedRules({ view, words, form }: { view: View; words: ChainWords; form: FormState }) {
  const rules = await listNeedRules(view.tx, view.town.id);
  const definitions = currentDefinitions(await listDefinitions(view.tx, view.town.id), view.clock.today());
  const released = new Set((await listReleasedIndicators(view.tx, view.town.id)).map(({ key }) => key));
  const mayChange = permissions.setThreshold.allows(view.who);
  const definitionOf = (key: string) => definitions.find((one) => one.key === key);
  return (
    <section class="stack" id="bedarf">
      <h2>{t('needs.title')}</h2>
      <p>{t('needs.lead')}</p>
      <Table
        caption={t('needs.title')} captionHidden rows={rules} empty={<p>{t('needs.none')}</p>}
        columns={[
          { header: t('needs.indicator'), rowHeader: true, cell: ({ indicatorKey }) => <>{definitionOf(indicatorKey)?.names.de ?? indicatorKey}{released.has(indicatorKey) ? null : <span class="matrix-notes">{t('needs.not-released')}</span>}</> },
          { header: t('needs.when'), cell: (rule) => sayMeasure(rule, definitionOf(rule.indicatorKey)) },
          { header: t('needs.where'), cell: (rule) => sayWhere(rule, words) },
          { header: t('needs.factor'), numeric: true, cell: ({ factor }) => t('needs.factor.times', { factor }) },
          ...(mayChange ? [{
            header: t('needs.drop'), headerHidden: true,
            cell: ({ id, indicatorKey }: NeedRule) => (
              <Form form={emptyForm} id={`bedarf-${id}`} label={`${t('needs.drop')}: ${definitionOf(indicatorKey)?.names.de ?? indicatorKey}`} action={view.href(`${paths.needs}/zuruecknehmen`)}>
                <input type="hidden" name="rule" value={id} />
                <Button look="secondary" small>{t('needs.drop')}</Button>
              </Form>
            ),
          }] : []),
        ]}
      />
      {mayChange ? <RuleForm view={view} words={words} form={form} definitions={definitions.filter(({ key, polarity }) => polarity !== 'neutral' && released.has(key))} /> : null}
    </section>
  );
}

function sayMeasure({ measure, value }: NeedRule, definition: IndicatorDefinition | undefined): string {
  const isResource = definition?.polarity === 'resource';
  if (measure === 'above-average') return t(isResource ? 'needs.measure.above-average.resource' : 'needs.measure.above-average');
  const said = `${numberFormat('de', { maximumFractionDigits: 4 }).format(value!)}\u00a0${definition?.unit ?? ''}`.trim();
  return t(isResource ? 'needs.measure.until' : 'needs.measure.from', { value: said });
}

function RuleForm({ view, words, form, definitions }: { view: View; words: ChainWords; form: FormState; definitions: readonly IndicatorDefinition[] }) {
  if (definitions.length === 0) return <p class="muted">{t('needs.nothing-released')}</p>;
  const choices = (list: readonly { id: string; names: { de: string } }[]) => list.map((one) => ({ value: one.id, label: plainName(one.names, 'de') }));
  return (
    <>
      <h3>{t('needs.new')}</h3>
      <Form form={form === emptyForm ? filledForm({ measure: 'above-average', factor: USUAL_FACTOR }) : form} texts={staffTexts} id="neue-bedarfsregel" action={view.href(paths.needs)}>
        <Select name="indicatorKey" label={t('needs.indicator')} hint={t('needs.indicator.hint')} options={definitions.map(({ key, names }) => ({ value: key, label: names.de }))} />
        <RadioGroup name="measure" label={t('needs.when')} options={needMeasures.map((value) => ({ value, label: t(`needs.choose.${value}`) }))} />
        <TextField name="value" label={t('needs.value')} hint={t('needs.value.hint')} optional />
        <Select name="fieldId" label={t('thresholds.edit.field')} options={choices(words.fields)} prompt={t('thresholds.edit.all-fields')} optional />
        <Select name="phaseId" label={t('thresholds.edit.phase')} options={choices(words.phases)} prompt={t('thresholds.edit.all-phases')} optional />
        <TextField name="factor" label={t('needs.factor')} hint={t('needs.factor.hint')} />
        <ButtonRow><Button>{t('needs.save')}</Button></ButtonRow>
      </Form>
    </>
  );
}
