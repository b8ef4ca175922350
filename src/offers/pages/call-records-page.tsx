import type { Area } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { emptyForm } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Table } from '../../ui/table.tsx';
import { ageBandOf, ageBands, countBands } from '../calls/age-band.ts';
import { callPaths } from '../call-paths.ts';
import { callTexts } from '../call-texts.ts';
import { freshnessOf, type FreshnessSetting, type FreshnessState } from '../freshness/freshness.ts';
import { plainEmail } from '../hsds/web-address.ts';
import { phoneHref } from '../phone.ts';
import { readFreshnessSetting } from '../server/freshness-setting.ts';
import { listRecordsByAge, type AgedRecord } from '../server/records-by-age.ts';
import { RecordsByAge } from './call-records-chart.tsx';
import { csvFile } from './import-upload-page.tsx';
import { sayDay } from '../said.ts';

const t = callTexts.in('de');
const ON_A_PAGE = 40;
const NARROWING: readonly string[] = ['alter', 'traeger', 'gebiet', 'anrufe'];
const TONES: Record<FreshnessState, BadgeTone> = { fresh: 'good', due: 'info', reminded: 'caution', overdue: 'danger', 'to-retire': 'danger' };

interface Aged extends AgedRecord {
  state: FreshnessState;
}

interface Asked {
  /** all public ones, the oldest first */
  records: Aged[];
  /** of the provider and area that were asked for */
  chosen: Aged[];
  /** of those the ones of the age and the calls that were asked for */
  listed: Aged[];
  areas: Area[];
  setting: FreshnessSetting;
}

/** The records, as the address narrows them down. */
async function askedRecords(view: View): Promise<Asked> {
  const today = view.clock.today();
  const setting = await readFreshnessSetting(view.tx, view.town.id);
  const records = (await listRecordsByAge(view.tx, view.town.id, today)).map((record): Aged => ({ ...record, state: freshnessOf(record.assuredAt, setting, today, record.askedOn).state }));
  const areas = await listAreas(view.tx, view.town.id, today);
  const { band, organization, area, calls } = { band: view.query.get('alter'), organization: view.query.get('traeger'), area: view.query.get('gebiet'), calls: view.query.get('anrufe') };
  const chosen = records.filter((record) => (!organization || record.organizationId === organization) && (!area || (area === 'alle' ? record.areaIds.length === 0 : record.areaIds.some((id) => id === area))));
  const listed = chosen.filter((record) => (!band || ageBandOf(record.assuredAt, today) === band)
    && (!calls || (record.nextCallOn !== undefined && (calls === 'geplant' || record.nextCallOn <= today))));
  return { records, chosen, listed, areas, setting };
}

/** The same list as a table to take along: what stands on the page, without what to do. */
export async function recordsByAgeCsv(view: View): Promise<Response> {
  const { listed, areas } = await askedRecords(view);
  const areaName = new Map<string, string>(areas.map(({ id, name }) => [id, name]));
  return csvFile(`eintraege-nach-alter-${view.clock.today()}.csv`,
    [t('worklist.name'), t('column.organization'), t('column.area'), t('worklist.assured'), t('filter.band'), t('worklist.state'), t('csv.phone'), t('csv.email'), t('worklist.call'), t('csv.next')],
    listed.map((record) => [
      record.name, record.organizationName, record.areaIds.map((id) => areaName.get(id) ?? '').join(', '), record.assuredAt ?? '', t(`band.${ageBandOf(record.assuredAt, view.clock.today())}`), t(`state.${record.state}`),
      record.phone ?? '', record.email ?? '', record.lastOutcome ? t(`outcome.${record.lastOutcome}`) : '', record.nextCallOn ?? '',
    ]));
}

/** Records by age: the picture, by provider and area, and the list to work off, the oldest first. */
export async function recordsByAgePage(view: View): Promise<Sheet> {
  const today = view.clock.today();
  const { records, chosen, listed, areas, setting } = await askedRecords(view);
  const areaName = new Map<string, string>(areas.map(({ id, name }) => [id, name]));
  const organizations = [...new Map(records.map((record) => [record.organizationId, record.organizationName]))].sort((a, b) => a[1].localeCompare(b[1], 'de'));
  const usedAreas = areas.filter(({ id }) => records.some(({ areaIds }) => areaIds.includes(id)));
  const pages = Math.max(1, Math.ceil(listed.length / ON_A_PAGE));
  const current = Math.min(Math.max(1, Number(view.query.get('seite')) || 1), pages);
  const isDue = ({ state }: Aged) => state !== 'fresh';
  const narrowed = new URLSearchParams([...view.query].filter(([name, value]) => NARROWING.includes(name) && value !== ''));
  return {
    title: t('title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        {view.query.has('geprueft') ? <Notice kind="success" live>{t('check.done')}</Notice> : null}
        {view.query.has('festgehalten') ? <Notice kind="success" live>{t('calls.saved')}</Notice> : null}
        <RecordsByAge view={view} counts={countBands(chosen, today)} due={chosen.filter(isDue).length} months={setting.confirmEveryMonths} today={today} />
        <section id="liste">
          <h2>{t('worklist', { count: listed.length })}</h2>
          <FilterBar>
            <div class="columns">
              <Select name="alter" label={t('filter.band')} prompt={t('filter.any')} optional options={ageBands.map((value) => ({ value, label: t(`band.${value}`) }))} />
              <Select name="traeger" label={t('filter.organization')} prompt={t('filter.any')} optional options={organizations.map(([value, label]) => ({ value, label }))} />
              <Select name="gebiet" label={t('filter.area')} prompt={t('filter.any')} optional options={[...usedAreas.map(({ id, name }) => ({ value: id, label: name })), { value: 'alle', label: t('area.whole') }]} />
              <Select name="anrufe" label={t('filter.calls')} prompt={t('filter.any')} optional options={[{ value: 'faellig', label: t('filter.calls.due') }, { value: 'geplant', label: t('filter.calls.planned') }]} />
            </div>
          </FilterBar>
          <Worklist view={view} records={listed.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE)} setting={setting} />
          <Pagination current={current} pages={pages} />
          {listed.length > 0 ? <p><a href={view.href(callPaths.csv, narrowed)} download>{t('csv', { count: listed.length })}</a></p> : null}
        </section>
        <Groups view={view} title={t('by-organization')} column={t('column.organization')} parameter="traeger" groups={organizations.map(([key, name]) => ({ key, name, records: records.filter((record) => record.organizationId === key) }))} isDue={isDue} />
        <Groups view={view} title={t('by-area')} text={t('by-area.text')} column={t('column.area')} parameter="gebiet" isDue={isDue} groups={[
          ...usedAreas.map(({ id }) => ({ key: id as string, name: areaName.get(id)!, records: records.filter(({ areaIds }) => areaIds.includes(id)) })),
          { key: 'alle', name: t('area.whole'), records: records.filter(({ areaIds }) => areaIds.length === 0) },
        ]} />
      </>
    ),
  };
}

function Worklist({ view, records }: { view: View; records: readonly Aged[]; setting: FreshnessSetting }) {
  return (
    <Table
      caption={t('worklist', { count: records.length })} captionHidden rows={records} empty={<EmptyState icon="check" title={t('worklist.none')} explanation={t('worklist.none.text')} />}
      columns={[
        { header: t('worklist.name'), rowHeader: true, cell: (record) => <><a href={view.href(`/verwaltung/angebote/${record.id}`)}>{record.name}</a><br /><span class="small muted">{record.organizationName}</span></> },
        { header: t('worklist.assured'), cell: (record) => (record.assuredAt ? <DateText day={record.assuredAt} style="short" /> : <Badge tone="caution">{t('never')}</Badge>) },
        { header: t('worklist.state'), cell: (record) => <Badge tone={TONES[record.state]}>{t(`state.${record.state}`)}</Badge> },
        { header: t('worklist.call'), cell: (record) => <LastCall view={view} record={record} /> },
        { header: t('worklist.action'), cell: (record) => <Actions view={view} record={record} /> },
      ]}
    />
  );
}

function LastCall({ view, record: { lastOutcome, nextCallOn } }: { view: View; record: Aged }) {
  if (!lastOutcome) return null;
  return (
    <>
      {t(`outcome.${lastOutcome}`)}
      {nextCallOn ? <><br /><strong>{t(nextCallOn <= view.clock.today() ? 'worklist.next.due' : 'worklist.next', { day: sayDay('de', nextCallOn, 'short') })}</strong></> : null}
    </>
  );
}

/** Call, write, or say that it was checked. */
function Actions({ view, record }: { view: View; record: Aged }) {
  const email = plainEmail(record.email);
  const body = t('write.body', { url: `${view.configuration.baseUrl.origin}${view.href(`/angebote/${record.id}`)}` });
  return (
    <div class="cluster">
      {record.phone && phoneHref(record.phone) ? <PhoneLink number={record.phone} label={`${t('call.number')}, ${record.name}`} /> : null}
      <a href={view.href(callPaths.calls(record.id))}>{t('call.log')}<span class="visually-hidden">: {record.name}</span></a>
      {email ? <a href={`mailto:${email}?subject=${encodeURIComponent(t('write.subject'))}&body=${encodeURIComponent(body)}`}>{t('write')}<span class="visually-hidden">: {record.name}</span></a> : null}
      <Form form={emptyForm} action={view.href(`${callPaths.records}/${record.id}/geprueft`)} id={`geprueft-${record.id}`} label={`${t('check')}: ${record.name}`}>
        <Button look="secondary" small icon="check">{t('check')}<span class="visually-hidden">: {record.name}</span></Button>
      </Form>
    </div>
  );
}

interface GroupsProps {
  view: View;
  title: string;
  text?: string;
  column: string;
  parameter: string;
  groups: readonly { key: string; name: string; records: readonly Aged[] }[];
  isDue(record: Aged): boolean;
}

/** Who or where the old entries are, the most first. */
function Groups({ view, title, text, column, parameter, groups, isDue }: GroupsProps) {
  const rows = groups.filter(({ records }) => records.length > 0).map((group) => ({ ...group, due: group.records.filter(isDue).length })).sort((a, b) => b.due - a.due || a.name.localeCompare(b.name, 'de'));
  const oldest = (records: readonly Aged[]) => (records.some(({ assuredAt }) => !assuredAt) ? t('never') : <DateText day={records.map(({ assuredAt }) => assuredAt!).sort()[0]!} style="short" />);
  return (
    <section>
      <h2>{title}</h2>
      {text ? <p class="small muted">{text}</p> : null}
      <Table
        caption={title} captionHidden rows={rows}
        columns={[
          { header: column, rowHeader: true, cell: ({ key, name }) => <a href={`${view.href(callPaths.records, { [parameter]: key })}#liste`}>{name}</a> },
          { header: t('column.total'), numeric: true, cell: ({ records }) => records.length },
          { header: t('column.due'), numeric: true, cell: ({ due }) => due },
          { header: t('column.oldest'), cell: ({ records }) => oldest(records) },
        ]}
      />
    </section>
  );
}
