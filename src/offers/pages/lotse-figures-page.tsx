import type { Sheet, View } from '../../platform/house.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { lotseTexts } from '../lotse-texts.ts';
import { handedOverIn, type HandedOver } from '../server/handed-over-figures.ts';
import { LOTSE_PATH } from './lotse-paths.ts';
import { dateFormat } from '../../ui/formats.ts';

const FIRST_YEAR = 2026;

/** Which offers reach families by way of a Lotse: for the coordinator, without small numbers and without sums. */
export async function handedOverPage(view: View): Promise<Sheet> {
  const t = lotseTexts.in('de');
  const thisYear = Number(view.clock.today().slice(0, 4));
  const asked = Number(view.query.get('jahr'));
  const year = Number.isInteger(asked) && asked >= FIRST_YEAR && asked <= thisYear ? asked : thisYear;
  const offers = await handedOverIn(view.tx, view.town.id, year);
  const years = Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, index) => thisYear - index);
  const columns: Column<HandedOver>[] = [
    { header: t('figures.offer'), cell: ({ serviceId, name }) => <a href={view.href(`/angebote/${serviceId}`)}>{name}</a>, rowHeader: true },
    ...Array.from({ length: 12 }, (_, index): Column<HandedOver> => ({
      header: dateFormat('de', { month: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(year, index, 1))),
      cell: ({ months }) => months.get(index + 1)?.toString() ?? <span class="muted small">{t('figures.small')}</span>,
      numeric: true,
    })),
  ];
  return {
    title: t('figures'),
    wide: true,
    breadcrumbs: [{ label: t('navigation'), href: view.href(LOTSE_PATH) }, { label: t('figures') }],
    content: (
      <>
        <PageHead title={t('figures')} lead={t('figures.lead')} />
        {years.length > 1 ? <p class="cluster">{t('figures.year')}: {years.map((one) => <a href={view.href(view.path, { jahr: one })} aria-current={one === year ? 'page' : undefined}>{String(one)}</a>)}</p> : null}
        <Table
          caption={t('figures.caption', { year: String(year) })} columns={columns} rows={offers} narrow="scroll"
          empty={<EmptyState icon="chart" title={t('figures.empty')} explanation={t('figures.empty.text')} />}
        />
      </>
    ),
  };
}
