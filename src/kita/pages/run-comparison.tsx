import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { criteriaPaths } from '../criteria-paths.ts';
import { listCatalogues as mayListCatalogues, simulateCatalogue } from '../criteria-permissions.ts';
import { outcomes, type SimulatedOutcome } from '../criteria/simulation.ts';
import { roundPaths } from '../rounds-paths.ts';
import type { Round } from '../rounds/round.ts';
import { listCatalogues } from '../server/catalogues.ts';
import type { RunRecord } from '../server/run-records.ts';
import { listComparisons, type Simulation } from '../server/simulations.ts';
import { sayCount, StepForm, t } from './round-frame.tsx';

type Done = Simulation & { result: NonNullable<Simulation['result']> };

/** What another catalogue would change of this run: the same frozen input judged anew, counts only as far as disclosure control lets them through. */
export async function RunComparison({ view, round, run, form }: { view: View; round: Round; run: RunRecord; form: FormState }) {
  const catalogues = await listCatalogues(view.tx, view.town.id);
  const others = catalogues.filter(({ id }) => id !== run.catalogueId);
  const comparisons = await listComparisons(view.tx, view.town.id, run.id);
  const nameOf = (id: string) => catalogues.find((one) => one.id === id)?.name ?? '–';
  const isDone = (one: Simulation): one is Done => one.state === 'done' && one.result !== null;
  const [done, underWay] = [comparisons.filter(isDone), comparisons.filter(({ state }) => state === 'planned' || state === 'running')];
  return (
    <section class="stack" id="vergleich">
      <h2>{t('result.compare')}</h2>
      <p>{t('result.compare.text', { name: nameOf(run.catalogueId) })}</p>
      {underWay.map(({ catalogueId, progress }) => <Progress label={t('result.compare.progress', { name: nameOf(catalogueId) })} done={progress} total={100} refreshSeconds={5} />)}
      {comparisons.filter(({ state }) => state === 'failed').map(({ catalogueId, failure }) => <Notice kind="warning" title={nameOf(catalogueId)}><p>{t(failure === 'simulation-not-releasable' ? 'result.compare.too-small' : 'result.compare.impossible')}</p></Notice>)}
      {done.length > 0 ? <Compared view={view} rows={done} nameOf={nameOf} /> : null}
      {simulateCatalogue.allows(view.who) ? (others.length === 0 ? <p>{t('result.compare.no-other')}</p> : (
        <StepForm form={form} action={view.href(roundPaths.runStep(round.id, run.id, 'vergleichen'))} id="vergleichen">
          <Select name="catalogue" label={t('result.compare.with')} options={others.map(({ id, name }) => ({ value: id, label: name }))} />
          <ButtonRow>
            <Button look="secondary">{t('result.compare.do')}</Button>
            <LinkButton look="tertiary" href={view.href(roundPaths.criteria)}>{t('result.compare.link')}</LinkButton>
          </ButtonRow>
        </StepForm>
      )) : null}
    </section>
  );
}

function Compared({ view, rows, nameOf }: { view: View; rows: readonly Done[]; nameOf: (id: string) => string }) {
  const all = ({ result }: Done) => result.rows.find(({ key }) => key === 'all')!.counts;
  const cell = (one: Done, outcome: SimulatedOutcome) => {
    const count = all(one)[outcome];
    return count === null ? t('result.compare.hidden', { least: one.minimumFrequency }) : sayCount(count);
  };
  const name = (one: Done) => (mayListCatalogues.allows(view.who) ? <a href={view.href(criteriaPaths.simulation(one.catalogueId, one.id))}>{nameOf(one.catalogueId)}</a> : nameOf(one.catalogueId));
  return (
    <>
      <Table
        caption={t('result.compare.caption')} rows={rows}
        columns={[{ header: t('result.compare.with'), rowHeader: true, cell: name }, ...outcomes.map((outcome) => ({ header: t(`result.compare.${outcome}`), numeric: true, cell: (one: Done) => cell(one, outcome) }))]}
      />
      {rows.some(({ result }) => result.isFrozen === false) ? <p class="small">{t('result.compare.not-frozen', { names: rows.filter(({ result }) => result.isFrozen === false).map(({ catalogueId }) => `„${nameOf(catalogueId)}“`).join(', ') })}</p> : null}
      <p class="small muted">{t('result.compare.protected')}</p>
    </>
  );
}
