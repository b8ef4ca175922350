import { parseDay, type Day } from '../../platform/day.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { checkGroup, differencesOf, figuresOfGroup, type Difference, type GroupFinding, type ReportedGroup } from '../office/group-report.ts';
import { staffRule } from '../office/staff-check.ts';
import { officePaths } from '../office-paths.ts';
import { officeReportTexts } from '../office-texts.ts';
import { listDeadlines } from '../server/deadlines-met.ts';
import { loadKeyDateReport, type KeyDateReport } from '../server/group-reports.ts';
import { crumbs, sayDay } from './office-frame.tsx';

const t = officeReportTexts.in('de');

/** The key date of Lower Saxony and of the county's query, unless another day is asked for. */
const KEY_DATE = '10-01';

/** The day asked for, else the last 1 October. */
export function keyDateOf(view: View): Day {
  const today = view.clock.today();
  const year = Number(today.slice(0, 4)) - (today.slice(5) < KEY_DATE ? 1 : 0);
  return parseDay(view.query.get('stichtag') ?? '') ?? (`${year}-${KEY_DATE}` as Day);
}

/** The same day a year before; 28 February for a leap day. */
export const yearBefore = (on: Day): Day => parseDay(`${Number(on.slice(0, 4)) - 1}${on.slice(4)}`) ?? (`${Number(on.slice(0, 4)) - 1}-02-28` as Day);

const sayHours = (hours: number) => String(hours).replace('.', ',');

/** Groups, children and staff on a key date, what is not plausible, and what is different from last year. */
export async function keyDatePage(view: View): Promise<Sheet> {
  const on = keyDateOf(view);
  const report = await loadKeyDateReport(view.tx, view.town.id, on);
  const earlier = await loadKeyDateReport(view.tx, view.town.id, yearBefore(on));
  const deadlines = await listDeadlines(view.tx, view.town.id, view.town.land, view.clock.today());
  const differences = differencesOf(earlier.groups, report.groups, (pack) => staffRule(pack, on));
  return {
    title: t('title'), wide: true, ...crumbs(view, t('title')),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <ul>{deadlines.map(({ rule, dueOn }) => <li><DateText day={dueOn} />: {rule.name} <span class="small muted">({rule.source})</span></li>)}</ul>
        <FilterBar label={t('on')}><DateField name="stichtag" label={t('on')} example="2026-10-01" optional /></FilterBar>
        <Files view={view} on={on} />
        <GroupTable view={view} report={report} on={on} />
        <Differences differences={differences} on={on} />
      </>
    ),
  };
}

function Files({ view, on }: { view: View; on: Day }) {
  const files = (['groups', 'children', 'staff'] as const).flatMap((kind) => (['csv', 'xlsx'] as const).map((ending) => ({ kind, ending })));
  return (
    <section class="stack no-print">
      <h2>{t('files')}</h2>
      <p>{t('files.text', { day: sayDay(on) })}</p>
      <div class="kern-btn-wrapper">
        {files.map(({ kind, ending }) => <LinkButton look="secondary" icon="download" href={view.href(`${officePaths.reports}/${fileNames[kind]}.${ending}`, { stichtag: on })}>{t(`file.${kind}`)} ({ending.toUpperCase()})</LinkButton>)}
      </div>
    </section>
  );
}

/** Files by their names in the address. */
export const fileNames = { groups: 'gruppen', children: 'kinder', staff: 'personal' } as const;
export type ReportKind = keyof typeof fileNames;

export function sayFinding(finding: GroupFinding): string {
  const { code, ...values } = finding;
  return t(`finding.${code}`, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? sayHours(value) : String(value)])));
}

function GroupTable({ view, report: { groups, withoutGroup, wholeKita }, on }: { view: View; report: KeyDateReport; on: Day }) {
  const rules = new Map(groups.map(({ rulePack }) => [rulePack, staffRule(rulePack, on)]));
  const figures = (group: ReportedGroup) => figuresOfGroup(group, rules.get(group.rulePack));
  const sum = (of: (group: ReportedGroup) => number) => groups.reduce((total, group) => total + of(group), 0);
  return (
    <section class="stack">
      <h2>{t('groups.title', { day: sayDay(on) })}</h2>
      <Table
        caption={t('groups.caption')} captionHidden rows={groups}
        empty={<EmptyState title={t('groups.none')} explanation={t('groups.none.text')} action={<LinkButton look="secondary" href={view.href(officePaths.facilities)}>{t('facility')}</LinkButton>} level={3} />}
        columns={[
          { header: t('group'), rowHeader: true, cell: ({ facilityName, name, formName }) => <>{facilityName}, {name}<br /><span class="small muted">{formName}</span></> },
          { header: t('places'), numeric: true, cell: ({ licensedPlaces, sharedPlaces }) => (sharedPlaces > 0 ? `${licensedPlaces} + ${sharedPlaces}` : licensedPlaces) },
          { header: t('inclusive'), numeric: true, cell: ({ inclusivePlaces }) => inclusivePlaces },
          { header: t('children'), numeric: true, cell: (group) => figures(group).children },
          { header: t('people'), numeric: true, cell: (group) => `${figures(group).people} (${figures(group).skilled})` },
          { header: t('hours'), numeric: true, cell: (group) => sayHours(figures(group).hours) },
          { header: t('check'), cell: (group) => <Findings findings={checkGroup(group, rules.get(group.rulePack))} /> },
          { header: t('staff.edit'), headerHidden: true, cell: ({ facilityId, name }) => <a href={view.href(officePaths.staff(facilityId))}>{t('staff.edit')}<span class="visually-hidden">: {name}</span></a> },
        ]}
        footer={[<strong>{t('totals')}</strong>, String(sum(({ licensedPlaces }) => licensedPlaces)), String(sum(({ inclusivePlaces }) => inclusivePlaces)), String(sum((group) => figures(group).children)), String(sum((group) => figures(group).people)), sayHours(Math.round(sum((group) => figures(group).hours) * 10) / 10), '', '']}
      />
      <ul class="plain-list">
        {withoutGroup.map(({ facilityName, children }) => <li>{t('without-group', { facility: facilityName, count: children })}</li>)}
        {[...wholeKita.values()].map(({ facilityName, people, hours }) => <li>{t('whole-kita', { facility: facilityName, people, hours: sayHours(hours) })}</li>)}
        {[...rules.values()].flatMap((rule) => (rule?.sources ?? []).map(({ says, isRead }) => <li class="small muted">{t(isRead ? 'rule' : 'rule.unread', { source: says })}</li>))}
      </ul>
    </section>
  );
}

/** Nothing is known to be wrong: somebody has to say more. */
const doubtful: ReadonlySet<GroupFinding['code']> = new Set(['perhaps-too-few', 'perhaps-too-few-edge', 'core-time-unknown', 'edge-time-unknown', 'no-rule']);

function Findings({ findings }: { findings: readonly GroupFinding[] }) {
  if (findings.length === 0) return <Badge tone="good" icon="check">{t('check.good')}</Badge>;
  return <ul class="plain-list">{findings.map((finding) => <li><Badge tone={doubtful.has(finding.code) ? 'caution' : 'danger'} icon="warning">{sayFinding(finding)}</Badge></li>)}</ul>;
}

function Differences({ differences, on }: { differences: readonly Difference[]; on: Day }) {
  const days = { before: sayDay(yearBefore(on)), on: sayDay(on) };
  const say = (value: number | string | null) => (value === null ? '–' : typeof value === 'number' ? sayHours(value) : value);
  return (
    <section class="stack">
      <h2>{t('differences.title')}</h2>
      <Table
        caption={t('differences.caption', days)} captionHidden rows={differences} empty={<p>{t('differences.none', days)}</p>}
        columns={[
          { header: t('group'), rowHeader: true, cell: ({ facilityName, groupName }) => `${facilityName}, ${groupName}` },
          { header: t('difference'), cell: ({ kind }) => t(`difference.${kind}`) },
          { header: t('before', { day: days.before }), numeric: true, cell: ({ before }) => say(before) },
          { header: t('before', { day: days.on }), numeric: true, cell: ({ now }) => say(now) },
        ]}
      />
    </section>
  );
}
