import { areaLevels, type AreaLevel } from '../../areas/area-tree.ts';
import { emptyForm, filledForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { focusTable } from '../focus/focus.ts';
import { recordOf } from '../focus/focus-record.ts';
import { focusMethod, focusMethods, type FocusMethodName } from '../focus/method.ts';
import { readWeight, readWeights, writeWeights } from '../focus/weights.ts';
import { focusTexts } from '../focus-texts.ts';
import { figuresTexts } from '../figures-texts.ts';
import { loadFocus, type FocusData, type FocusWish } from '../server/focus-criteria.ts';
import { listFocusDecisions, openFocusDecision } from '../server/focus-decisions.ts';
import { FocusRecordView } from './focus-record-view.tsx';

const t = focusTexts.in('de');
const sayLevel = (level: AreaLevel) => figuresTexts.in('de')(`level.${level}`);
export const FOCUS = '/verwaltung/monitoring/schwerpunkte';
const crumbs = (view: View, title: string) => ({ breadcrumbs: [{ label: t('title'), href: view.href(FOCUS) }, { label: title }] });

/** Decisions so far. */
export async function focusListPage(view: View): Promise<Sheet> {
  const decisions = await listFocusDecisions(view.tx, view.town.id);
  const begin = <LinkButton href={view.href(`${FOCUS}/neu`)}>{t('new')}</LinkButton>;
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={begin} />
        {decisions.length === 0 ? <EmptyState title={t('none')} explanation={t('none.text')} icon="question" action={begin} /> : (
          <Table caption={t('list')} captionHidden rows={decisions} columns={[
            { header: t('decision.title'), rowHeader: true, cell: ({ id, title }) => <a href={view.href(`${FOCUS}/${id}`)}>{title}</a> },
            { header: t('decision.on'), cell: ({ decidedOn }) => <DateText day={decidedOn} /> },
            { header: t('decision.by'), cell: ({ decidedBy }) => decidedBy },
            { header: t('decision.areas'), cell: ({ areas }) => areas.join(', ') },
          ]} />
        )}
      </>
    ),
  };
}

/** Criteria and weights in the address, the table they give, and the form that freezes it. */
export async function focusChoicePage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const wish = form === emptyForm ? wishOf(view) : {
    level: typed(form, 'level') as AreaLevel, size: Number(typed(form, 'size')) || 1, basis: typed(form, 'basis') === 'raw' ? 'raw' as const : 'released' as const, method: methodOf(typed(form, 'method')), weights: readWeights(typed(form, 'weights')),
  };
  const data = await loadFocus(view, wish);
  const table = focusTable(data.areas, data.criteria, wish.size, focusMethod[wish.method].minimumInhabitants);
  return {
    title: t('new'), wide: true, ...crumbs(view, t('new')),
    content: (
      <>
        <PageHead title={t('new')} lead={t('lead')} />
        <Criteria data={data} wish={wish} />
        {data.offered.length === 0 ? <EmptyState title={t('no-figures')} explanation={t('no-figures.text')} icon="question" /> : null}
        {data.criteria.length === 0 && data.missing.length > 0 ? <Notice kind="warning" title={t('method.missing', { missing: data.missing.join(', ') })} /> : null}
        {data.criteria.length === 0 ? null : (
          <>
            <section class="stack"><h2>{t('result')}</h2><FocusRecordView record={recordOf(data.criteria, table, wish.size, wish.method, data.missing)} /></section>
            <Decide view={view} wish={wish} form={form} areas={table.rows} />
          </>
        )}
      </>
    ),
  };
}

function wishOf(view: View): FocusWish {
  const weights = new Map<string, number>();
  for (const [name, typedWeight] of view.query) {
    const weight = name.startsWith('gewicht-') ? readWeight(typedWeight) : undefined;
    if (weight !== undefined) weights.set(name.slice('gewicht-'.length), weight);
  }
  const size = Number(view.query.get('anzahl'));
  return {
    weights, method: methodOf(view.query.get('verfahren')), size: Number.isInteger(size) && size > 0 && size <= 500 ? size : 3, basis: view.query.get('grundlage') === 'raw' ? 'raw' : 'released',
    level: areaLevels.find((level) => level === view.query.get('ebene')) ?? 'district',
  };
}

function methodOf(text: string | null): FocusMethodName {
  return focusMethods.find((method) => method === text) ?? 'berlin';
}

function Criteria({ data: { offered }, wish }: { data: FocusData; wish: FocusWish }) {
  return (
    <FilterBar label={t('choose')} keep={[]}>
      <Select name="verfahren" label={t('choose.method')} hint={t(`method.${wish.method}.hint`)} options={focusMethods.map((value) => ({ value, label: t(`method.${value}`) }))} prompt={false} />
      <Select name="grundlage" label={t('choose.basis')} options={(['released', 'raw'] as const).map((value) => ({ value, label: t(`choose.basis.${value}`) }))} prompt={false} />
      <Select name="ebene" label={t('choose.level')} options={(['district', 'quarter'] as const).map((value) => ({ value, label: sayLevel(value) }))} prompt={false} />
      <NumberField name="anzahl" label={t('choose.size')} hint={t('choose.size.hint', { size: wish.size })} optional />
      {focusMethod[wish.method].indicators ? null : offered.map(({ key, names }) => <NumberField name={`gewicht-${key}`} label={t('choose.weight', { name: names.de })} decimals optional />)}
    </FilterBar>
  );
}

function Decide({ view, wish, form, areas }: { view: View; wish: FocusWish; form: FormState; areas: ReturnType<typeof focusTable>['rows'] }) {
  const filled = form === emptyForm ? filledForm({ decidedOn: view.clock.today(), areas: areas.filter(({ isChosen }) => isChosen).map(({ areaId }) => areaId) }) : form;
  return (
    <section class="stack">
      <h2>{t('decide')}</h2>
      <Form form={filled} texts={focusTexts} action={view.href(`${FOCUS}/neu`)}>
        <input type="hidden" name="level" value={wish.level} />
        <input type="hidden" name="size" value={String(wish.size)} />
        <input type="hidden" name="basis" value={wish.basis} />
        <input type="hidden" name="method" value={wish.method} />
        <input type="hidden" name="weights" value={writeWeights(wish.weights)} />
        <TextField name="title" label={t('decide.title')} />
        <TextField name="decidedBy" label={t('decide.by')} hint={t('decide.by.hint')} />
        <DateField name="decidedOn" label={t('decide.on')} />
        <CheckboxGroup name="areas" label={t('decide.areas')} options={areas.map(({ areaId, name }) => ({ value: areaId, label: name }))} />
        <TextArea name="note" label={t('decide.note')} hint={t('decide.note.hint')} optional />
        <ButtonRow><Button>{t('decide.save')}</Button></ButtonRow>
      </Form>
    </section>
  );
}

/** A decision as it was made. */
export async function focusDecisionPage(view: View): Promise<Sheet> {
  const decision = await openFocusDecision(view.tx, view.town.id, view.configuration, view.param('decision'));
  return {
    title: decision.title, wide: true, ...crumbs(view, decision.title),
    content: (
      <>
        <PageHead title={decision.title} lead={`${t('decision.areas')}: ${decision.areas.join(', ')}`} />
        <p>{t('decision.by')}: {decision.decidedBy}; {t('decision.on')} <DateText day={decision.decidedOn} />; {t(`choose.basis.${decision.basis}`)}</p>
        {decision.note ? <p class="preline">{decision.note}</p> : null}
        <FocusRecordView record={decision.record} />
        <p class="small muted">{t('frozen', { sum: decision.checksum })}</p>
      </>
    ),
  };
}
