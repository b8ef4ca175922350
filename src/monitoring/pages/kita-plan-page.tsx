import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { bands, type Band } from '../kita-planning/demand.ts';
import { groupRules, type GroupRule } from '../kita-planning/group-rules.ts';
import { ruleOf, workOut, type PlanCell, type PlanResult } from '../kita-planning/plan.ts';
import { editKitaPlan } from '../kita-plan-permissions.ts';
import { loadKitaPlan, type LoadedKitaPlan } from '../server/kita-plans.ts';
import { KitaPlanChart } from './kita-plan-chart.tsx';
import { crumbs, paths, sayDay, sayGroups, sayMissing, saySupply, t } from './kita-plan-frame.tsx';
import { GroupsSection } from './kita-plan-groups.tsx';
import { AreasSection, ProjectsSection, ScenariosSection } from './kita-plan-sections.tsx';

/** What is missing where and when, and all it is worked out of. `form` belongs to the section it was sent from. */
export async function kitaPlanPage(view: View, form: FormState = emptyForm, section?: 'scenario' | 'project' | 'groups'): Promise<Sheet> {
  const plan = await loadKitaPlan(view.tx, view.town.id, view.param('plan'), view.clock.today());
  const rules = groupRules(view.town.land, view.clock.today());
  const result = workOut(plan, rules);
  const mayEdit = editKitaPlan.allows(view.who);
  return {
    title: plan.name, wide: true, ...crumbs(view, plan.name),
    content: (
      <>
        <PageHead
          title={plan.name} lead={`${plan.firstYear}–${plan.lastYear}, ${t(`level.${plan.level}`)}`}
          actions={<><LinkButton look="secondary" href={view.href(paths.paper(plan.id))}>{t('paper')}</LinkButton><LinkButton look="secondary" href={view.href(paths.data(plan.id))}>{t('data')}</LinkButton><PrintButton /></>}
        />
        {rules.length === 0 ? <Notice kind="warning" title={t('result.no-rules', { land: view.town.land })} /> : null}
        {plan.scenarios.length === 0
          ? <EmptyState title={t('result.no-scenario')} explanation={t('result.no-scenario.text')} icon="question" />
          : bands.map((band) => <BandSection view={view} plan={plan} result={result} band={band} rules={rules} />)}
        {plan.scenarios.length === 0 ? null : <Method plan={plan} rules={rules} />}
        <GroupsSection view={view} plan={plan} rules={rules} mayEdit={mayEdit} form={section === 'groups' ? form : emptyForm} />
        <AreasSection view={view} plan={plan} mayEdit={mayEdit} />
        <ScenariosSection view={view} plan={plan} mayEdit={mayEdit} form={section === 'scenario' ? form : emptyForm} />
        <ProjectsSection view={view} plan={plan} mayEdit={mayEdit} form={section === 'project' ? form : emptyForm} />
      </>
    ),
  };
}

interface BandProps {
  view: View;
  plan: LoadedKitaPlan;
  result: PlanResult;
  band: Band;
  rules: readonly GroupRule[];
}

function BandSection({ view, plan, result, band, rules }: BandProps) {
  const table = <MissingTable plan={plan} result={result} band={band} withGroups={ruleOf(band, rules, plan.forms) !== undefined} />;
  return (
    <section class="stack">
      <h2>{t(`result.${band}`)}</h2>
      {table}
      <KitaPlanChart plan={plan} totals={result.totals.filter((cell) => cell.band === band)} band={band} today={view.clock.today()} />
      <h3>{t('result.order')}</h3>
      <p>{t('result.order.text', { year: String(plan.lastYear) })}</p>
      <Table
        caption={t('result.order')} captionHidden rows={result.order[band]} empty={<p>{t('result.order.none')}</p>}
        columns={[
          { header: t('area'), rowHeader: true, cell: ({ areaKey }) => areaKey },
          { header: t('order.missing'), numeric: true, cell: ({ missing }) => missing },
          { header: t('order.weight'), numeric: true, cell: ({ weight }) => String(weight).replace('.', ',') },
          { header: t('order.urgency'), numeric: true, cell: ({ urgency }) => String(Math.round(urgency * 10) / 10).replace('.', ',') },
        ]}
      />
    </section>
  );
}

function MissingTable({ plan, result, band, withGroups }: Omit<BandProps, 'view' | 'rules'> & { withGroups: boolean }) {
  const cellOf = (areaId: string, year: number) => result.cells.find((cell) => cell.areaId === areaId && cell.band === band && cell.year === year)!;
  const total = (year: number) => result.totals.find((cell) => cell.band === band && cell.year === year)!;
  const show = (cell: PlanCell) => <MissingCell cell={cell} withGroups={withGroups} />;
  return (
    <Table
      caption={t('result.caption', { band: t(`band.${band}`) })} rows={plan.areas} narrow="stack"
      columns={[
        { header: t('area'), rowHeader: true, cell: ({ name }) => name },
        ...result.years.map((year) => ({ header: String(year), cell: ({ areaId }: { areaId: string }) => show(cellOf(areaId, year)) })),
      ]}
      footer={[<strong>{t('all')}</strong>, ...result.years.map((year) => show(total(year)))]}
    />
  );
}

function MissingCell({ cell: { balance, births }, withGroups }: { cell: PlanCell; withGroups: boolean }) {
  return (
    <>
      <strong>{sayMissing(balance)}</strong>
      {withGroups && balance.state === 'known' ? <><br />{sayGroups(balance)}</> : null}
      {balance.state === 'known' ? <><br /><span class="small muted">{saySupply(balance)}</span></> : null}
      {births === 'rolling-mean' || births === 'entered' ? <><br /><span class="small muted">{t(`births.${births}`)}</span></> : null}
    </>
  );
}

function Method({ plan, rules }: { plan: LoadedKitaPlan; rules: readonly GroupRule[] }) {
  const used = rules.map(({ name, places, source }) => `${name} ${places} (${source})`).join('; ');
  return (
    <Accordion title={t('result.method')}>
      <p>{t('result.method.text', { rules: used || '–' })}</p>
      <p>{plan.source ? t('source', { source: plan.source, days: plan.referenceDates.map(sayDay).join(', ') }) : t('source.none')} {t('source.difference')}</p>
    </Accordion>
  );
}
