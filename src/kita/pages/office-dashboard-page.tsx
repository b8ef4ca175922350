import type { FormState } from '../../platform/form.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Permission } from '../../platform/permission.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { Tile } from '../../ui/tile.tsx';
import type { IconName } from '../../ui/icon.tsx';
import type { Deadline } from '../office/deadlines.ts';
import { officePaths } from '../office-paths.ts';
import { listCatalogues } from '../criteria-permissions.ts';
import { approveEmergency, listDecisions, readWaitingLists } from '../decision-permissions.ts';
import { listFacilitiesForStaff } from '../facilities-permissions.ts';
import { importChildren, mergeChildren, readKitaFigures, reportGroups, searchChildren, settleDeadlines, shareCosts, writeSeries } from '../office-permissions.ts';
import { enterRegistration, writeWelcomeLetters } from '../registration-permissions.ts';
import { amendProposal, readRounds } from '../rounds-permissions.ts';
import { officeTexts } from '../office-texts.ts';
import { roundPaths } from '../rounds-paths.ts';
import { lastDayUntil } from '../registration/day-of-instant.ts';
import type { Round } from '../rounds/round.ts';
import { listDeadlines } from '../server/deadlines-met.ts';
import { waitingWork, workKinds, type Work, type WorkKind } from '../server/office-work.ts';
import { listRounds } from '../server/rounds.ts';
import { countChildDuplicates } from '../server/suspicious-children.ts';
import { said, sayDay, t } from './office-frame.tsx';

/** Where each kind of work is done; of decisions only those that wait. */
const leadsTo: Record<WorkKind, string> = {
  emergencies: officePaths.emergencies, urgent: `${officePaths.concerns}#dringend`, disagreements: `${officePaths.concerns}#einverstaendnis`, remarks: `${officePaths.concerns}#bemerkungen`, objections: officePaths.rounds, 'answers-overdue': `${officePaths.decisions}?stand=late`, 'answers-due': `${officePaths.decisions}?stand=due`, calls: `${officePaths.births}#rueckrufe`,
  letters: `${officePaths.decisions}/post`, 'not-retrieved': `${officePaths.decisions}/post`, proofs: officePaths.proofs, births: officePaths.births, duplicates: officePaths.duplicates, 'moved-with-place': `${officePaths.births}#weggezogen`, 'cost-shares': officePaths.costs, 'hand-overs': officePaths.series,
};

/** The day of the Kita office: what waits, what is due, where each round stands. */
export async function officeDashboardPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const { tx, town, clock } = view;
  const work = await waitingWork(tx, town.id, clock.today());
  const pairs = mergeChildren.allows(view.who) ? await countChildDuplicates(tx, town.id) : { count: 0, waiting: 0 };
  const rows: Work[] = pairs.count === 0 ? work : [...work, { kind: 'duplicates' as const, count: pairs.count, day: null }].sort((one, other) => workKinds.indexOf(one.kind) - workKinds.indexOf(other.kind));
  const rounds = (await listRounds(tx, town.id)).filter(({ state }) => state !== 'ended');
  return {
    title: t('title'), ...said(view, { frist: 'said.deadline' }),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <WorkTable view={view} rows={rows} proposed={rounds.find(({ state }) => state === 'proposed')} />
        {pairs.waiting > 0 ? <p><a href={view.href(officePaths.duplicates)}>{t('work.comparing', { count: pairs.waiting })}</a></p> : null}
        <Deadlines view={view} deadlines={await listDeadlines(tx, town.id, town.land, clock.today())} form={form} />
        <Rounds view={view} rounds={rounds} />
        <Ways view={view} />
      </>
    ),
  };
}

function WorkTable({ view, rows, proposed }: { view: View; rows: readonly Work[]; proposed: Round | undefined }) {
  const may = (kind: WorkKind) => (kind === 'emergencies' ? approveEmergency : kind === 'objections' ? readRounds : listDecisions).allows(view.who);
  const path = (kind: WorkKind) => (kind === 'objections' && proposed ? (amendProposal.allows(view.who) ? roundPaths.proposal : roundPaths.round)(proposed.id) : leadsTo[kind]);
  return (
    <section class="stack">
      <h2>{t('work.title')}</h2>
      <Table
        caption={t('work.caption')} captionHidden rows={rows} empty={<EmptyState title={t('work.none')} explanation={t('work.none.text')} icon="check" level={3} />}
        columns={[
          { header: t('work.what'), rowHeader: true, cell: ({ kind }) => (may(kind) ? <a href={view.href(path(kind))}>{t(`work.${kind}`)}</a> : t(`work.${kind}`)) },
          { header: t('work.count'), numeric: true, cell: ({ count }) => count },
          { header: t('work.day'), cell: ({ day }) => (day ? <DateText day={day} style="short" /> : '–') },
        ]}
      />
    </section>
  );
}

function Deadlines({ view, deadlines, form }: { view: View; deadlines: readonly Deadline[]; form: FormState }) {
  const maySettle = settleDeadlines.allows(view.who);
  const isGone = form.refusals.length > 0 && !deadlines.some(({ rule }) => rule.key === form.values['key']?.[0]);
  return (
    <section class="stack">
      <h2>{t('deadlines.title')}</h2>
      {isGone ? <Notice kind="error">{t('deadline-unknown')}</Notice> : null}
      <Table
        caption={t('deadlines.caption')} captionHidden rows={deadlines} empty={<p>{t('deadlines.none')}</p>}
        columns={[
          { header: t('deadlines.name'), rowHeader: true, cell: ({ rule }) => <>{rule.name}<br /><span class="small muted">{rule.source}</span></> },
          { header: t('deadlines.day'), cell: ({ dueOn }) => <DateText day={dueOn} style="short" /> },
          { header: t('deadlines.left'), cell: (deadline) => <DaysLeft deadline={deadline} /> },
          { header: t('deadlines.action'), headerHidden: true, cell: ({ rule, dueOn, state }) => (maySettle && (state === 'soon' || state === 'overdue') ? (
            <div class="stack">
              <a href={view.href(officePaths[rule.leadsTo])}>{t('deadlines.open')}</a>
              <Form form={form.values['key']?.[0] === rule.key ? form : emptyForm} texts={officeTexts} id={`frist-${rule.key}`} action={view.href(`${officePaths.dashboard}/fristen`)} label={`${t('deadlines.settle')}: ${rule.name}`}>
                <input type="hidden" name="key" value={rule.key} />
                <input type="hidden" name="dueOn" value={dueOn} />
                <Button look="secondary" small>{t('deadlines.settle')}<span class="visually-hidden">: {rule.name}</span></Button>
              </Form>
            </div>
          ) : null) },
        ]}
      />
    </section>
  );
}

function DaysLeft({ deadline: { state, daysLeft } }: { deadline: Deadline }) {
  if (state === 'done') return <Badge tone="good" icon="check">{t('deadlines.left.done')}</Badge>;
  if (state === 'overdue') return <Badge tone="danger" icon="warning">{t('deadlines.left.overdue', { days: -daysLeft })}</Badge>;
  return state === 'soon' ? <Badge tone="caution" icon="clock">{t('deadlines.left.days', { days: daysLeft })}</Badge> : <>{t('deadlines.left.days', { days: daysLeft })}</>;
}

function Rounds({ view, rounds }: { view: View; rounds: readonly Round[] }) {
  const state = (round: Round) => t(`round.state.${round.state}`, { day: round.state === 'planned' ? sayDay(round.opensOn) : sayDay(lastDayUntil(round.deadline)) });
  return (
    <section class="stack">
      <h2>{t('round.title')}</h2>
      <Table
        caption={t('round.title')} captionHidden rows={rounds} empty={<p>{t('round.none')}</p>}
        columns={[
          { header: t('round.name'), rowHeader: true, cell: (round) => <a href={view.href(officePaths.round(round.id))}>{round.name}</a> },
          { header: t('round.state'), cell: state },
          { header: t('round.next'), cell: (round) => (round.state === 'ended' ? '' : t(`round.next.${round.state}`)) },
        ]}
      />
    </section>
  );
}

type WayKey = 'search' | 'entry' | 'rounds' | 'decisions' | 'waiting' | 'emergencies' | 'occupancy' | 'facilities' | 'criteria' | 'figures' | 'reports' | 'series' | 'welcome' | 'costs' | 'import';

const ways: readonly { key: WayKey; path: string; icon: IconName; may: Permission }[] = [
  { key: 'search', path: officePaths.search, icon: 'search', may: searchChildren }, { key: 'entry', path: officePaths.entry, icon: 'edit', may: enterRegistration },
  { key: 'rounds', path: officePaths.rounds, icon: 'check', may: readRounds }, { key: 'decisions', path: officePaths.decisions, icon: 'mail', may: listDecisions },
  { key: 'waiting', path: officePaths.waiting, icon: 'list', may: readWaitingLists }, { key: 'emergencies', path: officePaths.emergencies, icon: 'shield', may: approveEmergency },
  { key: 'occupancy', path: officePaths.occupancy, icon: 'calendar', may: listFacilitiesForStaff }, { key: 'facilities', path: officePaths.facilities, icon: 'home', may: listFacilitiesForStaff },
  { key: 'criteria', path: officePaths.criteria, icon: 'book', may: listCatalogues }, { key: 'figures', path: officePaths.figures, icon: 'chart', may: readKitaFigures },
  { key: 'reports', path: officePaths.reports, icon: 'table', may: reportGroups }, { key: 'series', path: officePaths.series, icon: 'mail', may: writeSeries }, { key: 'welcome', path: officePaths.welcome, icon: 'mail', may: writeWelcomeLetters },
  { key: 'costs', path: officePaths.costs, icon: 'money', may: shareCosts }, { key: 'import', path: officePaths.imports, icon: 'upload', may: importChildren },
];

/** Only what this person may open: a head of department decides emergencies and reads figures, but opens no child's file. */
function Ways({ view }: { view: View }) {
  const open = ways.filter(({ may }) => may.allows(view.who));
  return (
    <section class="stack no-print">
      <h2>{t('ways.title')}</h2>
      <ul class="columns">{open.map(({ key, path, icon }) => <li><Tile href={view.href(path)} icon={icon} title={t(`ways.${key}`)} note={t(`ways.${key}.note`)} /></li>)}</ul>
    </section>
  );
}
