import { NotFound } from '../../platform/failure.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { listDecisions, printLetters } from '../decision-permissions.ts';
import { roundPaths } from '../rounds-paths.ts';
import { manageRounds } from '../rounds-permissions.ts';
import type { Round } from '../rounds/round.ts';
import { isUnderWay, newestDecisionRun, type DecisionFailure, type DecisionRun } from '../server/decision-runs.ts';
import { DECISIONS, POST } from './decision-words.ts';
import { crumbs, roundOf, sayCount, StepForm, t } from './round-frame.tsx';

const REFRESH_SECONDS = 5;

/** How far the writing of a round's decisions is, what came out, or why nothing did. */
export async function decidingPage(view: View): Promise<Sheet> {
  const round = await roundOf(view);
  const order = await newestDecisionRun(view.tx, view.town.id, round.id);
  if (!order) throw new NotFound();
  return {
    title: `${t('deciding')}: ${round.name}`, ...crumbs(view, { label: round.name, href: roundPaths.round(round.id) }),
    content: (
      <>
        <PageHead title={t('deciding')} preline={round.name} lead={t('deciding.lead')} />
        {order.state === 'done' ? <Done order={order} /> : isUnderWay(order, view.clock.now()) ? (
          <Progress label={t('deciding.progress')} done={order.progress} total={100} refreshSeconds={REFRESH_SECONDS}><p>{t('deciding.text')}</p></Progress>
        ) : <Failed view={view} round={round} failure={order.failure ?? 'decide-given-up'} />}
        <ButtonRow>
          <LinkButton look="secondary" href={view.href(roundPaths.round(round.id))}>{t('deciding.to-round')}</LinkButton>
          {order.state === 'done' && listDecisions.allows(view.who) ? <LinkButton look="secondary" href={view.href(DECISIONS)}>{t('deciding.to-decisions')}</LinkButton> : null}
          {order.state === 'done' && printLetters.allows(view.who) ? <LinkButton look="secondary" href={view.href(POST)}>{t('deciding.to-letters')}</LinkButton> : null}
        </ButtonRow>
      </>
    ),
  };
}

function Done({ order: { counts } }: { order: DecisionRun }) {
  return (
    <>
      <Notice kind="success" title={t('deciding.done')} live><p>{t('deciding.done.text')}</p></Notice>
      <section class="stack">
        <h2>{t('deciding.counts')}</h2>
        <DescriptionList entries={(['place', 'keeps', 'none'] as const).map((outcome) => ({ term: t(`deciding.${outcome}`), details: sayCount(counts![outcome]) }))} />
      </section>
    </>
  );
}

function Failed({ view, round, failure }: { view: View; round: Round; failure: DecisionFailure }) {
  return (
    <>
      <Notice kind="error" title={t('deciding.failed')}><p>{t(failure)}</p></Notice>
      {round.state === 'approved' && manageRounds.allows(view.who) ? (
        <StepForm form={emptyForm} action={view.href(roundPaths.step(round.id, 'entscheiden'))} id="entscheiden"><ButtonRow><Button>{t('do.decide-again')}</Button></ButtonRow></StepForm>
      ) : null}
    </>
  );
}
