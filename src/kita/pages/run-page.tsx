import { emptyForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { manageRounds, readRunDetails } from '../rounds-permissions.ts';
import { brokenInvariants, findingsOf, type RoundCheck } from '../rounds/check.ts';
import type { Round } from '../rounds/round.ts';
import { roundRuns, type Acknowledgement } from '../server/round-facts.ts';
import { listRuns, type RunRecord } from '../server/run-records.ts';
import { namesOf, type Names } from './round-names.ts';
import { crumbs, formFor, roundOf, sayInstant, StepForm, t } from './round-frame.tsx';
import { kindOfRun, sayFailure } from './round-page.tsx';
import { RunAgain } from './run-again.tsx';
import { RunComparison } from './run-comparison.tsx';
import { RunResult } from './run-result.tsx';

/** The run of the address, if it belongs to the round of the address. */
export async function runOf(view: View): Promise<{ round: Round; run: RunRecord; runs: RunRecord[] }> {
  const round = await roundOf(view);
  const id = view.param('run');
  const runs = await listRuns(view.tx, view.town.id, round.id);
  const run = isUuid(id) ? runs.find((one) => one.id === id) : undefined;
  if (!run) throw new NotFound();
  return { round, run, runs };
}

/** A run on its way, or what the checks found and what came out. */
export async function runPage(view: View, form: FormState = emptyForm, sent?: string): Promise<Sheet> {
  const { round, run, runs } = await runOf(view);
  const title = kindOfRun(run, runs);
  return {
    title: `${title}: ${round.name}`, ...crumbs(view, { label: round.name, href: roundPaths.round(round.id) }),
    content: (
      <>
        <PageHead title={title} preline={round.name} lead={t('result.source', { day: sayInstant(run.plannedAt) })} />
        {run.state === 'planned' || run.state === 'running' ? <Progress label={t('run.progress')} done={run.progress} total={100} refreshSeconds={5} /> : null}
        {run.state === 'failed' ? <Notice kind="error" title={t('run.failed')}><p>{sayFailure(run)}</p></Notice> : null}
        {run.state === 'done' ? await Done({ view, round, run, runs, form, sent }) : null}
      </>
    ),
  };
}

async function Done({ view, round, run, runs, form, sent }: { view: View; round: Round; run: RunRecord; runs: readonly RunRecord[]; form: FormState; sent: string | undefined }) {
  const { dryRun } = await roundRuns(view.tx, view.town.id, round);
  const answered = dryRun?.id === run.id ? dryRun.acknowledgements : [];
  const names = await namesOf(view, round.id);
  return (
    <>
      <Checks view={view} round={round} run={run} answered={answered} canAnswer={round.state === 'closed' && dryRun?.id === run.id && manageRounds.allows(view.who)} names={names} form={form} sent={sent} />
      <RunResult run={run} names={names} />
      {run.figures ? await RunComparison({ view, round, run, form: formFor(form, 'vergleichen', sent) }) : null}
      {await RunAgain({ view, round, run, runs, form: formFor(form, 'nachrechnen', sent) })}
    </>
  );
}

interface ChecksProps {
  view: View;
  round: Round;
  run: RunRecord;
  answered: readonly Acknowledgement[];
  canAnswer: boolean;
  names: Names;
  form: FormState;
  sent: string | undefined;
}

function Checks({ run, ...props }: ChecksProps) {
  const broken = brokenInvariants(run.checks);
  const findings = findingsOf(run.checks);
  return (
    <section class="stack">
      <h2>{t('checks')}</h2>
      {run.checks.length === 0 ? <Notice kind="success"><p>{t('checks.none')}</p></Notice> : null}
      {broken.length > 0 ? <><h3>{t('checks.invariant')}</h3><p>{t('checks.invariant.text')}</p>{broken.map((check) => <OneCheck run={run} check={check} {...props} canAnswer={false} />)}</> : null}
      {findings.length > 0 ? <><h3>{t('checks.finding')}</h3>{props.canAnswer ? <p>{t('checks.finding.text')}</p> : null}{findings.map((check) => <OneCheck run={run} check={check} {...props} />)}</> : null}
    </section>
  );
}

const MOST_NAMED = 8;

function OneCheck({ view, round, run, check, answered, canAnswer, names, form, sent }: ChecksProps & { check: RoundCheck }): Child {
  const said = answered.find(({ code }) => code === check.code);
  const places = [...(check.poolIds ?? []).map(names.pool), ...(check.seatTypeIds ?? []).map(names.seatType)];
  const concerned = places.length > MOST_NAMED ? [...places.slice(0, MOST_NAMED), '…'] : places;
  return (
    <Notice kind={check.severity === 'invariant' ? 'error' : said ? 'success' : 'warning'} title={t(`check.${check.code}`, { count: check.count, ...check.values })}>
      {concerned.length > 0 ? <p>{t('checks.where', { names: concerned.join('; ') })}</p> : null}
      {check.poolIds === undefined && check.count > 0 && readRunDetails.allows(view.who) && !WITHOUT_CHILDREN.has(check.code) ? <p><a href={view.href(roundPaths.checkedChildren(round.id, run.id, check.code))}>{t('checks.children', { count: check.count })}</a></p> : null}
      {said ? <p>{t('checks.answered', { name: said.byName ?? '', day: sayInstant(said.at), note: said.note })}</p> : null}
      {canAnswer && !said ? (
        <StepForm form={formFor(form, `verantworten-${check.code}`, sent)} action={view.href(roundPaths.runStep(round.id, run.id, 'verantworten'))} id={`verantworten-${check.code}`} fields={{ code: check.code }}>
          <TextField name="note" label={t('checks.note')} />
          <ButtonRow><Button look="secondary">{t('checks.acknowledge')}</Button></ButtonRow>
        </StepForm>
      ) : null}
    </Notice>
  );
}

const WITHOUT_CHILDREN: ReadonlySet<string> = new Set(['catalogue-not-adopted', 'nobody-registered', 'registrations-changed', 'market-refused', 'seat-types-out-of-order']);
