import type { FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Table } from '../../ui/table.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { computeAgain, exportMarket } from '../rounds-permissions.ts';
import type { Round } from '../rounds/round.ts';
import { listRunsAgain } from '../server/runs-again.ts';
import type { RunRecord } from '../server/run-records.ts';
import { sayInstant, StepForm, t } from './round-frame.tsx';
import { kindOfRun } from './round-page.tsx';

/** The frozen input's and the result's hash, who computed them again and what came out, and how to do it without this house. */
export async function RunAgain({ view, round, run, runs, form, action }: { view: View; round: Round; run: RunRecord; runs: readonly RunRecord[]; form: FormState; /** where the button posts to; the run's own page unless told */ action?: string }) {
  const agains = await listRunsAgain(view.tx, view.town.id, run.id);
  const isByHand = kindOfRun(run, runs) === t('run.proposal-by-hand');
  return (
    <section class="stack">
      <h2>{t('again')}</h2>
      <p>{t('again.text')}</p>
      <DescriptionList entries={[
        { term: t('again.input'), details: <code>{run.inputHash}</code> },
        { term: t('again.output'), details: <code>{run.resultHash}</code> },
      ]} />
      {computeAgain.allows(view.who) ? (
        <StepForm form={form} action={action ?? view.href(roundPaths.runStep(round.id, run.id, 'nachrechnen'))} id="nachrechnen" fields={{ run: run.id }}><ButtonRow><Button look="secondary">{t('again.do')}</Button></ButtonRow></StepForm>
      ) : null}
      {agains.length > 0 ? (
        <Table
          caption={t('again.caption')} rows={agains}
          columns={[
            { header: t('again.when'), rowHeader: true, cell: ({ at }) => sayInstant(at) },
            { header: t('again.who'), cell: ({ byName }) => byName ?? '' },
            { header: t('again.result'), cell: (again) => <Verdict again={again} run={run} /> },
          ]}
        />
      ) : null}
      {exportMarket.allows(view.who) ? (
        <details class="accordion">
          <summary>{t('again.command')}</summary>
          <div class="accordion-body stack">
            <p><a href={view.href(roundPaths.market(round.id, run.id))} download>{t('again.export')}</a></p>
            <p>{t('again.export.text')}</p>
            {isByHand ? <p>{t('again.by-hand')}</p> : null}
            <pre><code>{`sha256sum eingabe.json\nnpx fair-allocation run eingabe.json --output ergebnis.json\nnpx fair-allocation verify eingabe.json --result ergebnis.json`}</code></pre>
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Verdict({ again, run }: { again: { inputHash: string | null; resultHash: string | null; finishedAt: Date | null }; run: RunRecord }) {
  if (!again.finishedAt) return <Badge tone="info">{t('again.waits')}</Badge>;
  const isSame = again.inputHash === run.inputHash && again.resultHash === run.resultHash;
  return <Badge tone={isSame ? 'good' : 'danger'} icon={isSame ? 'check' : 'error'}>{t(isSame ? 'again.same' : 'again.differs')}</Badge>;
}
