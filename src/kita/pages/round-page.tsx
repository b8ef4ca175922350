import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Steps } from '../../ui/steps.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { manageRounds, readLists } from '../rounds-permissions.ts';
import { brokenInvariants } from '../rounds/check.ts';
import { isBack, nextStates, roundStates, type Round } from '../rounds/round.ts';
import { findCatalogue } from '../server/catalogues.ts';
import { isUnderWay, newestDecisionRun, type DecisionRun } from '../server/decision-runs.ts';
import { roundRuns, unansweredFindings, type RoundRuns } from '../server/round-facts.ts';
import { listRoundPools } from '../server/round-pools.ts';
import { listRuns, type RunRecord } from '../server/run-records.ts';
import { listRounds, roundHistory } from '../server/rounds.ts';
import { crumbs, formFor, kindOf, lastDay, roundOf, sayDay, sayInstant, StepForm, t } from './round-frame.tsx';

/** One round: its way, what is due now, its lottery, its runs and everything that happened. `sent` names the form that was refused. */
export async function roundPage(view: View, form: FormState = emptyForm, sent?: string): Promise<Sheet> {
  const round = await roundOf(view);
  const { tx, town } = view;
  const runs = await listRuns(tx, town.id, round.id);
  const named = await roundRuns(tx, town.id, round);
  const catalogue = await findCatalogue(tx, town.id, round.catalogueId);
  const pools = await listRoundPools(tx, town.id, round.id);
  const order = await newestDecisionRun(tx, town.id, round.id);
  const deciding = order && { order, isUnderWay: round.state === 'approved' && isUnderWay(order, view.clock.now()) };
  const way = roundStates.filter((state) => state !== 'planned');
  return {
    title: round.name, ...crumbs(view),
    content: (
      <>
        <PageHead title={round.name} preline={kindOf(round)} />
        <Steps steps={way.map((state) => ({ label: t(`state.${state}`) }))} current={Math.max(0, way.indexOf(round.state as (typeof way)[number]))} />
        <section class="panel stack">
          <h2>{t('next')}</h2>
          {manageRounds.allows(view.who) ? <Due view={view} round={round} runs={named} deciding={deciding} form={form} sent={sent} /> : <p>{t(dueText(round, named, deciding))}</p>}
        </section>
        <section class="stack">
          <h2>{t('facts')}</h2>
          <DescriptionList entries={[
            { term: t('starts'), details: t('starts.value', { from: sayDay(round.firstStart), until: sayDay(round.lastStart) }) },
            { term: t('opened-on'), details: sayDay(round.opensOn) },
            { term: t('deadline'), details: lastDay(round.deadline) },
            { term: t('answer-days.short'), details: t('answer-days.value', { days: round.answerDays }) },
            { term: t('catalogue'), details: catalogue ? (catalogue.adoption ? catalogue.name : t('catalogue.draft', { name: catalogue.name })) : '' },
            { term: t('pools'), details: <>{t('pools.confirmed', { confirmed: pools.filter(({ confirmedAt }) => confirmedAt).length, all: pools.length })}{readLists.allows(view.who) ? <> <a href={view.href(roundPaths.list(round.id))}>{t('pools.link')}</a></> : null}</> },
          ]} />
        </section>
        <Replacements view={view} rounds={(await listRounds(tx, town.id)).filter(({ mainRoundId }) => mainRoundId === round.id)} />
        <Lottery view={view} round={round} />
        <Runs view={view} round={round} runs={runs} />
        <History steps={await roundHistory(tx, town.id, round.id)} />
      </>
    ),
  };
}

type DueKey = 'due.planned' | 'due.open' | 'due.closed.seed' | 'due.closed.run' | 'due.closed.running' | 'due.closed.check' | 'due.checked' | 'due.proposed' | 'due.approved' | 'due.approved.writing' | 'due.decided' | 'due.answered' | 'due.replaced' | 'due.ended';

interface Deciding {
  order: DecisionRun;
  isUnderWay: boolean;
}

function dueText(round: Round, { dryRun }: RoundRuns, deciding: Deciding | undefined): DueKey {
  if (deciding?.isUnderWay) return 'due.approved.writing';
  if (round.state !== 'closed') return `due.${round.state}`;
  if (round.seed === null) return 'due.closed.seed';
  if (dryRun?.state === 'planned' || dryRun?.state === 'running') return 'due.closed.running';
  return dryRun?.state === 'done' ? 'due.closed.check' : 'due.closed.run';
}

interface DueProps {
  view: View;
  round: Round;
  runs: RoundRuns;
  deciding: Deciding | undefined;
  form: FormState;
  sent: string | undefined;
}

function Due({ view, round, runs, deciding, form, sent }: DueProps) {
  const { dryRun, proposal } = runs;
  const at = (step: string) => view.href(roundPaths.step(round.id, step));
  const press = (step: string, label: string, fields?: Record<string, string>, look: 'primary' | 'secondary' = 'primary') => (
    <StepForm form={formFor(form, step, sent)} action={at(step)} id={step} {...(fields ? { fields } : {})}><ButtonRow><Button look={look}>{label}</Button></ButtonRow></StepForm>
  );
  const look = (run: RunRecord, label = t('do.look')) => <p><LinkButton look="secondary" href={view.href(roundPaths.run(round.id, run.id))}>{label}</LinkButton></p>;
  const failed = [dryRun, proposal].find((run) => run?.state === 'failed');
  return (
    <>
      <p>{t(dueText(round, runs, deciding))}</p>
      {failed ? <Notice kind="error" title={t('run.failed')}><p>{sayFailure(failed)}</p></Notice> : null}
      {round.state === 'planned' ? press('oeffnen', t('do.open')) : null}
      {round.state === 'open' ? press('schliessen', t('do.close')) : null}
      {round.state === 'closed' && round.seed === null ? (
        <StepForm form={formFor(form, 'ziehen', sent)} action={at('ziehen')} id="ziehen">
          <TextField name="publicRandomness" label={t('public-randomness')} hint={t('public-randomness.hint')} />
          <ButtonRow><Button>{t('do.draw')}</Button></ButtonRow>
        </StepForm>
      ) : null}
      {round.state === 'closed' && round.seed !== null ? <DryRun press={press} look={look} dryRun={dryRun} /> : null}
      {round.state === 'checked' ? <>{proposal && proposal.state !== 'failed' ? look(proposal) : press('vorschlagen', t('do.propose'))}{dryRun ? look(dryRun, t('run.dry')) : null}</> : null}
      {round.state === 'proposed' ? <p><LinkButton href={view.href(roundPaths.proposal(round.id))}>{t('do.proposal')}</LinkButton></p> : null}
      {round.state === 'proposed' && proposal ? look(proposal) : null}
      {round.state === 'approved' && deciding?.order.state === 'failed' && deciding.order.runId === round.runId ? <Notice kind="error" title={t('deciding.failed')}><p>{t(deciding.order.failure!)}</p></Notice> : null}
      {deciding?.isUnderWay ? <p><LinkButton href={view.href(roundPaths.deciding(round.id))}>{t('do.deciding')}</LinkButton></p> : round.state === 'approved' ? press('entscheiden', t('do.decide')) : null}
      {round.state === 'decided' ? press('abschluss', t('do.answered'), { to: 'answered' }) : null}
      {round.state === 'answered' ? press('abschluss', t('do.replaced'), { to: 'replaced' }) : null}
      {round.kind === 'main' && (round.state === 'decided' || round.state === 'answered') ? press('nachruecken', t('do.replacement'), undefined, 'secondary') : null}
      {round.state === 'replaced' ? press('abschluss', t('do.ended'), { to: 'ended' }) : null}
      {deciding?.isUnderWay && sent !== 'zurueck' ? null : <Back round={round} form={formFor(form, 'zurueck', sent)} action={at('zurueck')} isOpen={sent === 'zurueck'} />}
    </>
  );
}

type Press = (step: string, label: string, fields?: Record<string, string>, look?: 'primary' | 'secondary') => Child;

function DryRun({ press, look, dryRun }: { press: Press; look: (run: RunRecord, label?: string) => Child; dryRun: RoundRuns['dryRun'] }) {
  if (!dryRun) return <>{press('probelauf', t('do.run'))}</>;
  if (dryRun.state !== 'done') return <>{look(dryRun)}{dryRun.state === 'failed' ? press('probelauf', t('do.run')) : null}</>;
  const isReady = brokenInvariants(dryRun.checks).length === 0 && unansweredFindings(dryRun).length === 0;
  return <>{look(dryRun)}{isReady ? press('pruefen', t('do.check'), { run: dryRun.id }) : null}{press('probelauf', t('do.run-again'), undefined, 'secondary')}</>;
}

function Back({ round, form, action, isOpen }: { round: Round; form: FormState; action: string; isOpen: boolean }) {
  const ways = nextStates(round.state).filter((state): state is 'closed' | 'checked' => isBack(round.state, state) && (state === 'closed' || state === 'checked'));
  if (ways.length === 0) return null;
  return (
    <details class="accordion" open={isOpen}>
      <summary>{t('back')}</summary>
      <div class="accordion-body">
        <StepForm form={form} action={action} id="zurueck">
          <RadioGroup name="to" label={t('back.to')} options={ways.map((value) => ({ value, label: t(`back.${value}`) }))} />
          <TextArea name="note" label={t('back.note')} rows={3} />
          <ButtonRow><Button look="secondary">{t('back.do')}</Button></ButtonRow>
        </StepForm>
      </div>
    </details>
  );
}

export function sayFailure({ failure }: Pick<RunRecord, 'failure'>): string {
  const known = ['run-input-changed', 'run-result-changed', 'run-not-allocatable'] as const;
  return t(known.find((code) => code === failure) ?? 'run-not-allocatable');
}

function Replacements({ view, rounds }: { view: View; rounds: readonly Round[] }) {
  if (rounds.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('replacements')}</h2>
      <ul>{[...rounds].sort((a, b) => a.sequence - b.sequence).map(({ id, name, state }) => <li><a href={view.href(roundPaths.round(id))}>{name}</a>: {t(`state.${state}`)}</li>)}</ul>
    </section>
  );
}

function Lottery({ view, round }: { view: View; round: Round }) {
  return (
    <section class="stack">
      <h2>{t('lottery')}</h2>
      <DescriptionList entries={[
        { term: t('lottery.commitment'), details: <code>{round.commitment}</code> },
        { term: t('lottery.randomness'), details: round.publicRandomness ?? t('lottery.not-drawn') },
        { term: t('lottery.seed'), details: round.seed ? <code>{round.seed}</code> : t('lottery.not-drawn') },
      ]} />
      <p><a href={view.href(roundPaths.public)}>{t('lottery.public')}</a></p>
    </section>
  );
}

export const kindOfRun = ({ kind, baseRunId }: RunRecord, runs: readonly RunRecord[]): string => (
  kind === 'proposal' && runs.some(({ id, kind: base }) => id === baseRunId && base === 'proposal') ? t('run.proposal-by-hand') : t(`run.${kind}`)
);

function Runs({ view, round, runs }: { view: View; round: Round; runs: readonly RunRecord[] }) {
  return (
    <section class="stack">
      <h2>{t('runs')}</h2>
      <Table
        caption={t('runs')} captionHidden rows={runs} empty={<EmptyState title={t('runs.none')} explanation={t('runs.none.text')} icon="clock" level={3} />}
        columns={[
          { header: t('run.kind'), rowHeader: true, cell: (run) => <a href={view.href(roundPaths.run(round.id, run.id))}>{kindOfRun(run, runs)}</a> },
          { header: t('run.when'), cell: ({ plannedAt }) => <InstantText at={plannedAt} style="short" /> },
          { header: t('run.state'), cell: ({ state }) => <Badge tone={state === 'done' ? 'good' : state === 'failed' ? 'danger' : 'info'}>{t(`run.state.${state}`)}</Badge> },
          { header: t('run.hash'), cell: ({ resultHash }) => (resultHash ? <code>{resultHash.slice(0, 12)}…</code> : '') },
        ]}
      />
    </section>
  );
}

function History({ steps }: { steps: Awaited<ReturnType<typeof roundHistory>> }) {
  if (steps.length === 0) return null;
  return (
    <section class="stack">
      <h2>{t('history')}</h2>
      <Table
        caption={t('history')} captionHidden rows={steps}
        columns={[
          { header: t('history.step'), rowHeader: true, cell: ({ state }) => t(`state.${state}`) },
          { header: t('history.when'), cell: ({ at }) => sayInstant(at) },
          { header: t('history.who'), cell: ({ byName }) => byName ?? t('by-itself') },
          { header: t('history.note'), cell: ({ note }) => note },
        ]}
      />
    </section>
  );
}
