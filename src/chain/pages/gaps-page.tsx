import type { Sheet, View } from '../../platform/house.ts';
import type { Day } from '../../platform/day.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { readSorting, type Sorting } from '../../ui/sorting.ts';
import { Table } from '../../ui/table.tsx';
import { gapAge, severities, type Gap } from '../gap.ts';
import type { Chain } from '../matrix.ts';
import { permissions } from '../permissions.ts';
import { listGaps } from '../server/gaps.ts';
import { loadChain } from '../server/load-chain.ts';
import { whereOf } from './gap-words.ts';
import { GapsByAge } from './gaps-by-age.tsx';
import { noon, paths, staffSheet, t } from './staff-frame.tsx';

const shown = ['open', 'closed', 'all'] as const;
const parameter = 'stand';
const sortings = ['luecke', 'schwere', 'zustaendig', 'bemerkt'] as const;

/** The register of gaps with how long they have been open. */
export async function gapsPage(view: View): Promise<Sheet> {
  const chain = await loadChain(view.tx, view.town, view.clock.today(), { withSuspicions: false });
  const gaps = await listGaps(view.tx, view.town.id);
  const asked = shown.find((one) => one === view.query.get(parameter)) ?? 'open';
  const chosen = gaps.filter((gap) => asked === 'all' || (asked === 'open') === (gap.closed === undefined));
  const action = permissions.registerGap.allows(view.who) ? <LinkButton icon="gap" href={view.href(paths.newGap)}>{t('gaps.new')}</LinkButton> : undefined;
  return staffSheet(view, {
    title: t('gaps.title'), tab: 'gaps',
    content: (
      <>
        <PageHead title={t('gaps.title')} lead={t('gaps.lead')} actions={<>{action}<PrintButton /></>} />
        {gaps.length === 0 ? <EmptyState title={t('gaps.none.title')} explanation={t('gaps.none')} icon="gap" action={action} /> : (
          <>
            <GapsByAge gaps={gaps} today={view.clock.today()} />
            <FilterBar label={t('gaps.show')}>
              <Select name={parameter} label={t('gaps.show')} options={shown.map((one) => ({ value: one, label: t(`gaps.show.${one}`) }))} prompt={false} />
            </FilterBar>
            <GapTable gaps={chosen} chain={chain} view={view} />
          </>
        )}
      </>
    ),
  });
}

function GapTable({ gaps, chain, view }: { gaps: readonly Gap[]; chain: Chain; view: View }) {
  const sorting = readSorting(view.query, sortings, { by: 'bemerkt', direction: 'ascending' });
  return (
    <Table
      caption={t('gaps.caption')} rows={sorted(gaps, sorting)} sorting={sorting} csv={view.href('/verwaltung/luecken.csv')} empty={<p>{t('gaps.none.shown')}</p>}
      columns={[
        { header: t('gaps.gap'), rowHeader: true, sort: 'luecke', cell: (gap) => <a href={view.href(paths.gap(gap.id))}>{gap.title}</a> },
        { header: t('gaps.where'), cell: (gap) => whereOf(gap, chain) },
        { header: t('gaps.severity'), sort: 'schwere', cell: (gap) => t(`severity.${gap.severity}`) },
        { header: t('gaps.owner'), sort: 'zustaendig', cell: (gap) => gap.ownerName },
        { header: t('gaps.noticed'), sort: 'bemerkt', cell: (gap) => <DateText day={gap.noticedOn} style="short" /> },
        { header: t('gaps.status'), cell: (gap) => sayStatus(gap, view.clock.today()) },
      ]}
    />
  );
}

/** „offen, 3 bis 12 Monate“ or „geschlossen am …“. */
export function sayStatus(gap: Gap, today: Day): string {
  return gap.closed ? t('gaps.status.closed', { day: noon(gap.closed.on) }) : `${t('gaps.status.open')}, ${t(`gapage.${gapAge(gap.noticedOn, today)}`)}`;
}

function sorted(gaps: readonly Gap[], { by, direction }: Sorting<(typeof sortings)[number]>): Gap[] {
  const compare: Record<typeof by, (a: Gap, b: Gap) => number> = {
    luecke: (a, b) => a.title.localeCompare(b.title, 'de'),
    schwere: (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity),
    zustaendig: (a, b) => a.ownerName.localeCompare(b.ownerName, 'de'),
    bemerkt: (a, b) => (a.noticedOn < b.noticedOn ? -1 : a.noticedOn > b.noticedOn ? 1 : 0),
  };
  const ordered = gaps.toSorted(compare[by]);
  return direction === 'ascending' ? ordered : ordered.toReversed();
}
