import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { seatTypeName } from '../facilities/facility.ts';
import { roundPaths } from '../rounds-paths.ts';
import { amendProposal, approveForProviders, raiseObjection } from '../rounds-permissions.ts';
import { staffRoundsTexts } from '../rounds-texts.ts';
import { releaseRefusal, roundStates, type Round } from '../rounds/round.ts';
import { facilityLists, type FacilityList, type ListedChild } from '../server/facility-lists.ts';
import { listObjections, type Objection } from '../server/objections.ts';
import { ownFacilityIds } from '../server/own-facilities.ts';
import { roundFacts, roundRuns, type RoundRuns } from '../server/round-facts.ts';
import { listRoundPools, type RoundPoolRecord } from '../server/round-pools.ts';
import { sayCareTimes } from './care-times-fields.tsx';
import { officeCrumb } from './office-crumb.ts';
import { ObjectionText } from './proposal-page.tsx';
import { RunAgain } from './run-again.tsx';
import { formFor, roundOf, sayDay, sayInstant, StepForm, t } from './round-frame.tsx';

const hasProposal = ({ state }: Round) => roundStates.indexOf(state) >= roundStates.indexOf('proposed');

/** What a Träger does in a round: confirm seats, read the lists of its own facilities, object, release for the providers. */
export async function listPage(view: View, form: FormState = emptyForm, sent?: string): Promise<Sheet> {
  const round = await roundOf(view);
  const { tx, town, who, clock, configuration } = view;
  const own = await ownFacilityIds(tx, who, clock);
  if (own !== 'all' && own.length === 0) throw new NotFound();
  const pools = await listRoundPools(tx, town.id, round.id, own);
  const lists = hasProposal(round) ? await facilityLists(tx, town.id, configuration.secretKey, round, own) : [];
  const objections = await listObjections(tx, town.id, configuration.secretKey, round.id, own);
  const runs = await roundRuns(tx, town.id, round);
  return {
    title: `${t('lists')}: ${round.name}`, breadcrumbs: [...officeCrumb(view), { label: t('lists'), href: view.href(roundPaths.lists) }],
    content: (
      <>
        <PageHead title={round.name} preline={t('lists')} lead={t(`state.${round.state}`)} />
        <Pools view={view} round={round} pools={pools} form={form} sent={sent} />
        {hasProposal(round) ? lists.filter(({ seats, children }) => seats > 0 || children.length > 0).map((list) => (
          <List view={view} round={round} list={list} objections={objections.filter(({ facilityId }) => facilityId === list.facilityId)} form={formFor(form, `widersprechen-${list.facilityId}`, sent)} isOpen={sent === `widersprechen-${list.facilityId}`} />
        )) : <EmptyState title={t('list.later')} explanation={t('list.later.text')} icon="clock" />}
        {approveForProviders.allows(who) && runs.proposal && hasProposal(round) ? (
          <Release view={view} round={round} proposal={runs.proposal} keptFrom={releaseRefusal((await roundFacts(tx, town.id, clock, round)).proposal)} form={formFor(form, 'freigeben', sent)} />
        ) : null}
        {runs.proposal && hasProposal(round) ? await RunAgain({ view, round, run: runs.proposal, runs: [runs.proposal], form: formFor(form, 'nachrechnen', sent), action: view.href(`${roundPaths.list(round.id)}/nachrechnen`) }) : null}
      </>
    ),
  };
}

function Pools({ view, round, pools, form, sent }: { view: View; round: Round; pools: readonly RoundPoolRecord[]; form: FormState; sent: string | undefined }) {
  const isFrozen = !['planned', 'open', 'closed'].includes(round.state);
  return (
    <section class="stack">
      <h2>{t('list.seats')}</h2>
      <p>{t(isFrozen ? 'list.frozen' : 'list.seats.lead')}</p>
      <Table
        caption={t('list.seats')} captionHidden rows={pools}
        columns={[
          { header: t('list.pool'), rowHeader: true, cell: ({ facilityName, poolName }) => `${facilityName}, ${poolName}` },
          {
            header: t('list.seats'), cell: (pool) => {
              if (isFrozen) return pool.seats;
              const own = formFor(form, `platz-${pool.id}`, sent);
              return (
                <Form form={own.refusals.length > 0 ? own : filledForm({ seats: pool.seats })} texts={staffRoundsTexts} action={view.href(`${roundPaths.list(round.id)}/plaetze`)} id={`platz-${pool.id}`} label={`${pool.facilityName}, ${pool.poolName}`}>
                  <input type="hidden" name="pool" value={pool.id} />
                  <NumberField name="seats" label={t('list.seats')} />
                  <ButtonRow><Button look={pool.confirmedAt ? 'secondary' : 'primary'}>{t(pool.confirmedAt ? 'list.change' : 'list.confirm')}</Button></ButtonRow>
                </Form>
              );
            },
          },
          { header: t('state'), cell: ({ confirmedAt, confirmedByName }) => (confirmedAt ? t('list.confirmed', { name: confirmedByName ?? '', day: sayInstant(confirmedAt) }) : <Badge tone="caution">{t('list.unconfirmed')}</Badge>) },
        ]}
      />
    </section>
  );
}

interface ListProps {
  view: View;
  round: Round;
  list: FacilityList;
  objections: readonly Objection[];
  form: FormState;
  isOpen: boolean;
}

function List({ view, round, list, objections, form, isOpen }: ListProps) {
  const stay = list.children.filter(({ isHolder }) => isHolder).length;
  const canAmend = amendProposal.allows(view.who) && round.state === 'proposed';
  return (
    <section class="stack" id={`einrichtung-${list.facilityId}`}>
      <h2>{list.facilityName}</h2>
      <p>{t('list.count', { new: list.children.length - stay, stay, seats: list.seats })}</p>
      <Table<ListedChild>
        caption={list.facilityName} captionHidden rows={list.children} empty={<EmptyState title={t('list.empty')} explanation={t('list.empty.text')} icon="child" level={3} />}
        columns={[
          { header: t('list.child'), rowHeader: true, cell: ({ childId, name }) => (canAmend ? <a href={view.href(roundPaths.proposal(round.id), { kind: childId })}>{name}</a> : name) },
          { header: t('list.born'), cell: ({ bornOn, isExpected }) => (bornOn ? (isExpected ? t('list.expected', { day: sayDay(bornOn) }) : sayDay(bornOn)) : '') },
          { header: t('list.start'), cell: ({ startsOn, isHolder, firstDay }) => <>{startsOn ? sayDay(startsOn) : isHolder ? t('list.stays') : ''}{firstDay ? <><br /><span class="small">{t('list.first-day', { day: sayDay(firstDay) })}</span></> : null}</> },
          { header: t('list.hours'), cell: ({ weeklyHours, seatTypeKey, seatTypeNames, wishedTimes }) => <>{weeklyHours === null ? '' : `${weeklyHours} (${seatTypeName({ key: seatTypeKey, names: seatTypeNames }, 'de')})`}{wishedTimes ? <><br /><span class="small">{t('list.times', { times: sayCareTimes('de', wishedTimes) })}</span></> : null}</> },
          { header: t('list.points'), numeric: true, cell: ({ points }) => points ?? '' },
          { header: t('list.sibling'), cell: ({ hasSiblingHere }) => (hasSiblingHere ? t('list.sibling') : '') },
        ]}
      />
      {objections.map((objection) => <Card title={t('list.object')}><ObjectionText objection={objection} /></Card>)}
      {round.state === 'proposed' && raiseObjection.allows(view.who) ? (
        <details class="accordion" open={isOpen}>
          <summary>{t('list.object')}</summary>
          <div class="accordion-body">
            <StepForm form={form} action={view.href(`${roundPaths.list(round.id)}/widersprechen`)} id={`widersprechen-${list.facilityId}`} fields={{ facility: list.facilityId }}>
              <p>{t('list.object.lead')}</p>
              <Select name="child" label={t('list.object.child')} prompt={t('list.object.all')} optional options={list.children.map(({ childId, name }) => ({ value: childId, label: name }))} />
              <TextArea name="reason" label={t('list.object.reason')} rows={4} />
              <ButtonRow><Button look="secondary">{t('list.object.do')}</Button></ButtonRow>
            </StepForm>
          </div>
        </details>
      ) : null}
    </section>
  );
}

function Release({ view, round, proposal, keptFrom, form }: { view: View; round: Round; proposal: NonNullable<RoundRuns['proposal']>; keptFrom: ReturnType<typeof releaseRefusal>; form: FormState }) {
  const given = proposal.approvals.find(({ side }) => side === 'providers');
  return (
    <section class="stack">
      <h2>{t('list.approve')}</h2>
      {given ? <Notice kind="success"><p>{t('list.approved', { name: given.byName ?? '', day: sayInstant(given.at) })}</p></Notice> : null}
      {!given && keptFrom ? <Notice kind="warning"><p>{t(keptFrom)}</p></Notice> : null}
      {!given && !keptFrom && round.state === 'proposed' ? (
        <>
          <p>{t('list.approve.text')}</p>
          <StepForm form={form} action={view.href(`${roundPaths.list(round.id)}/freigeben`)} id="freigeben" fields={{ run: proposal.id }}><ButtonRow><Button>{t('do.approve-providers')}</Button></ButtonRow></StepForm>
        </>
      ) : null}
    </section>
  );
}
