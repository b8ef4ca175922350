import type { Sheet, View } from '../../platform/house.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { isOpenOn } from '../facilities/facility.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { facilityOverviews, type FacilityOverview } from '../server/facility-overview.ts';
import { visibleFacilityIds } from '../server/own-facilities.ts';
import { FACILITIES, FindingList, flashOf, sayFinding, sayShort, t } from './facility-frame.tsx';
import { officeCrumb } from './office-crumb.ts';

/** All facilities a person may look at, with places, what is given out and what is to look at. */
export async function facilitiesPage(view: View): Promise<Sheet> {
  const today = view.clock.today();
  const rows = await shownRows(view);
  const mayConfigure = configureFacilities.allows(view.who);
  const add = mayConfigure ? <LinkButton icon="add" href={view.href(`${FACILITIES}/neu`)}>{t('new')}</LinkButton> : null;
  return {
    title: t('title'), wide: true, breadcrumbs: [...officeCrumb(view), { label: t('title') }], ...flashOf(view),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} actions={mayConfigure ? <>{add}<LinkButton look="secondary" icon="upload" href={view.href(`${FACILITIES}/import`)}>{t('import')}</LinkButton><LinkButton look="secondary" icon="money" href={view.href(`${FACILITIES}/kosten`)}>{t('costs.title')}</LinkButton></> : null} />
        {rows.length === 0
          ? <EmptyState icon="home" title={t('list.none')} explanation={mayConfigure ? t('list.none.text') : t('list.none.own')} action={add} />
          : (
            <Table caption={t('list.count', { count: rows.length, day: sayShort(today) })} rows={rows} csv={view.href(`${FACILITIES}.csv`)}
              columns={[
                { header: t('name'), rowHeader: true, cell: ({ facility }) => <a href={view.href(`${FACILITIES}/${facility.id}`)}><bdi>{facility.name}</bdi></a> },
                { header: t('by'), cell: ({ facility }) => <bdi>{facility.organizationName}</bdi> },
                { header: t('kind'), cell: ({ facility }) => t(`kind.${facility.kind}`) },
                { header: t('places'), numeric: true, cell: (row) => sum(row, 'seats') },
                { header: t('taken'), numeric: true, cell: (row) => sum(row, 'taken') },
                { header: t('free'), numeric: true, cell: (row) => sum(row, 'free') },
                { header: t('state'), cell: (row) => <State row={row} today={today} /> },
              ]}
              footer={['', '', '', total(rows, 'seats'), total(rows, 'taken'), total(rows, 'free'), '']} />
          )}
      </>
    ),
  };
}

/** The same rows as CSV. */
export async function facilitiesCsv(view: View): Promise<Response> {
  const rows = await shownRows(view);
  const lines = rows.map((row) => [row.facility.name, row.facility.organizationName, t(`kind.${row.facility.kind}`), sum(row, 'seats'), sum(row, 'taken'), sum(row, 'free'), row.findings.map(sayFinding).join(' ')]);
  return new Response(writeCsv([t('name'), t('by'), t('kind'), t('places'), t('taken'), t('free'), t('state')], lines) as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="kita-einrichtungen.csv"' },
  });
}

async function shownRows({ tx, town, who, clock }: View): Promise<FacilityOverview[]> {
  return facilityOverviews(tx, town.id, clock.today(), await visibleFacilityIds(tx, who, clock));
}

const sum = ({ pools }: FacilityOverview, what: 'seats' | 'taken' | 'free') => pools.reduce((all, pool) => all + pool[what], 0);
const total = (rows: readonly FacilityOverview[], what: 'seats' | 'taken' | 'free') => String(rows.reduce((all, row) => all + sum(row, what), 0));

function State({ row: { facility, findings }, today }: { row: FacilityOverview; today: string }) {
  if (facility.closedOn && facility.closedOn <= today) return <>{t('state.closed', { day: sayShort(facility.closedOn) })}</>;
  if (facility.openedOn && !isOpenOn(facility, today as never)) return <>{t('state.opens', { day: sayShort(facility.openedOn) })}</>;
  return findings.length === 0 ? <span class="muted">{t('state.ok')}</span> : <FindingList findings={findings} />;
}
