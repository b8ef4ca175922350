import { emptyForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { approveForOffice } from '../rounds-permissions.ts';
import { releaseRefusal, type Round } from '../rounds/round.ts';
import { listAmendments, type Amendment } from '../server/amendments.ts';
import { listObjections, type Objection } from '../server/objections.ts';
import { roundFacts, roundRuns, type Approval } from '../server/round-facts.ts';
import { AmendmentForm } from './amendment-form.tsx';
import { namesOf, type Names } from './round-names.ts';
import { crumbs, formFor, roundOf, sayInstant, StepForm, t } from './round-frame.tsx';

interface PageProps {
  view: View;
  round: Round;
  form: FormState;
  sent: string | undefined;
}

/** The proposal before the office: what the providers object to, what is changed by hand, and the release by two people. */
export async function proposalPage(view: View, form: FormState = emptyForm, sent?: string): Promise<Sheet> {
  const round = await roundOf(view);
  const { tx, town, configuration, clock } = view;
  const { proposal } = await roundRuns(tx, town.id, round);
  if (!proposal) throw new NotFound();
  const objections = await listObjections(tx, town.id, configuration.secretKey, round.id, 'all');
  const amendments = await listAmendments(tx, town.id, configuration.secretKey, round.id);
  const names = await namesOf(view, round.id);
  const props = { view, round, form, sent };
  return {
    title: `${t('proposal')}: ${round.name}`, ...crumbs(view, { label: round.name, href: roundPaths.round(round.id) }),
    content: (
      <>
        <PageHead title={t('proposal')} preline={round.name} lead={t('proposal.lead')} actions={<LinkButton look="secondary" href={view.href(roundPaths.run(round.id, proposal.id))}>{t('do.look')}</LinkButton>} />
        <Approvals {...props} approvals={proposal.approvals} runId={proposal.id} keptFrom={releaseRefusal((await roundFacts(tx, town.id, clock, round)).proposal)} />
        <section class="stack">
          <h2>{t('objections')}</h2>
          {objections.length === 0 ? <p>{t('objections.none')}</p> : objections.map((objection) => <OneObjection {...props} objection={objection} current={proposal.id} />)}
        </section>
        <section class="stack">
          <h2>{t('amendments')}</h2>
          <p>{t('amendments.lead')}</p>
          {amendments.length === 0 ? <p>{t('amendments.none')}</p> : amendments.map((amendment) => <OneAmendment {...props} amendment={amendment} names={names} />)}
          {round.state === 'proposed' ? await AmendmentForm({ view, round, runId: proposal.id, names, form: formFor(form, 'aendern', sent) }) : null}
        </section>
      </>
    ),
  };
}

function Approvals({ view, round, approvals, runId, keptFrom, form, sent }: PageProps & { approvals: readonly Approval[]; runId: string; keptFrom: ReturnType<typeof releaseRefusal> }) {
  const canApprove = round.state === 'proposed' && approveForOffice.allows(view.who) && !approvals.some(({ side }) => side === 'office');
  return (
    <section class="stack">
      <h2>{t('approvals')}</h2>
      {approvals.length === 0 ? <p>{t('approvals.none')}</p> : <ul>{approvals.map(({ side, byName, at }) => <li>{t('approvals.by', { side: t(`approvals.side.${side}`), name: byName ?? '', day: sayInstant(at) })}</li>)}</ul>}
      {keptFrom && round.state === 'proposed' ? <Notice kind="warning"><p>{t(keptFrom)}</p></Notice> : null}
      {canApprove && !keptFrom ? (
        <StepForm form={formFor(form, 'freigeben', sent)} action={view.href(roundPaths.step(round.id, 'freigeben'))} id="freigeben" fields={{ run: runId }}><ButtonRow><Button>{t('do.approve')}</Button></ButtonRow></StepForm>
      ) : null}
    </section>
  );
}

function OneObjection({ view, round, objection, current, form, sent }: PageProps & { objection: Objection; current: string }) {
  const id = `widerspruch-${objection.id}`;
  return (
    <Card title={t('objection.from', { facility: objection.facilityName, name: objection.raisedByName ?? '' })}>
      <ObjectionText objection={objection} current={current} />
      {objection.outcome === null && objection.raisedBy === view.who.personId ? <p>{t('objection.own')}</p> : null}
      {objection.outcome === null && objection.raisedBy !== view.who.personId ? (
        <StepForm form={formFor(form, id, sent)} action={view.href(roundPaths.step(round.id, 'widerspruch'))} id={id} fields={{ objection: objection.id }}>
          <RadioGroup name="outcome" label={t('objection.outcome')} options={(['upheld', 'rejected'] as const).map((value) => ({ value, label: t(`objection.outcome.${value}`) }))} />
          <TextArea name="answer" label={t('objection.answer')} rows={3} />
          <ButtonRow><Button>{t('objection.decide')}</Button></ButtonRow>
        </StepForm>
      ) : null}
    </Card>
  );
}

/** What both sides read of an objection. */
export function ObjectionText({ objection, current }: { objection: Objection; current?: string }) {
  return (
    <>
      <p class="cluster">
        <Badge tone={objection.outcome === null ? 'caution' : 'plain'}>{t(`objection.${objection.outcome ?? 'open'}`)}</Badge>
        {current && objection.runId !== current ? <Badge>{t('objection.old')}</Badge> : null}
        <span>{sayInstant(objection.raisedAt)}</span>
      </p>
      <p>{objection.childName ? t('objection.child', { name: objection.childName }) : t('objection.list')}</p>
      <p class="preline">{objection.reason}</p>
      {objection.answer ? <p class="preline">{t('objection.said', { name: objection.decidedByName ?? '', answer: objection.answer })}</p> : null}
    </>
  );
}

function OneAmendment({ view, round, amendment, names, form, sent }: PageProps & { amendment: Amendment; names: Names }) {
  const id = `aenderung-${amendment.id}`;
  const seat = amendment.facilityName && amendment.seatTypeId ? `${amendment.facilityName}, ${names.seatType(amendment.seatTypeId)}` : t('amendment.no-place');
  return (
    <Card title={t('amendment.to', { name: amendment.childName, seat })}>
      <p>{t('amendment.by', { name: amendment.proposedByName ?? '', day: sayInstant(amendment.proposedAt) })}</p>
      <p class="preline">{amendment.reason}</p>
      {amendment.outcome ? <p><Badge tone={amendment.outcome === 'approved' ? 'good' : 'plain'}>{t(`amendment.${amendment.outcome}`, { name: amendment.decidedByName ?? '' })}</Badge></p> : null}
      {amendment.outcome === null && amendment.proposedBy === view.who.personId ? <p>{t('amendment.second')}</p> : null}
      {amendment.outcome === null && amendment.proposedBy !== view.who.personId ? (
        <StepForm form={formFor(form, id, sent)} action={view.href(roundPaths.step(round.id, 'aenderung'))} id={id} fields={{ amendment: amendment.id }}>
          <ButtonRow>
            <Button name="outcome" value="approved">{t('amendment.approve')}</Button>
            <Button name="outcome" value="refused" look="secondary">{t('amendment.refuse')}</Button>
          </ButtonRow>
        </StepForm>
      ) : null}
    </Card>
  );
}
