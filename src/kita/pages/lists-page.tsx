import type { Sheet, View } from '../../platform/house.ts';
import { Badge } from '../../ui/badge.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { roundPaths } from '../rounds-paths.ts';
import { ownFacilityIds } from '../server/own-facilities.ts';
import { listRoundPools } from '../server/round-pools.ts';
import { listRounds } from '../server/rounds.ts';
import { lastDay, t } from './round-frame.tsx';
import { officeCrumb } from './office-crumb.ts';
import { stateTone } from './rounds-page.tsx';

/** The rounds a Träger has something to do with: seats to confirm, lists to read. */
export async function listsPage(view: View): Promise<Sheet> {
  const own = await ownFacilityIds(view.tx, view.who, view.clock);
  const rounds = (await listRounds(view.tx, view.town.id)).filter(({ state }) => state !== 'ended');
  const rows = await Promise.all(rounds.map(async (round) => ({ round, pools: await listRoundPools(view.tx, view.town.id, round.id, own) })));
  const empty = own !== 'all' && own.length === 0 ? <EmptyState title={t('lists.nothing-own')} explanation={t('lists.nothing-own.text')} icon="home" /> : <EmptyState title={t('lists.none')} explanation={t('lists.none.text')} icon="calendar" />;
  return {
    title: t('lists'), breadcrumbs: [...officeCrumb(view), { label: t('lists') }],
    content: (
      <>
        <PageHead title={t('lists')} lead={t('lists.lead')} />
        <Table
          caption={t('lists')} captionHidden rows={own !== 'all' && own.length === 0 ? [] : rows} empty={empty}
          columns={[
            { header: t('lists.round'), rowHeader: true, cell: ({ round }) => <a href={view.href(roundPaths.list(round.id))}>{round.name}</a> },
            { header: t('state'), cell: ({ round }) => <Badge tone={stateTone(round.state)}>{t(`state.${round.state}`)}</Badge> },
            { header: t('pools'), cell: ({ pools }) => t('lists.open', { confirmed: pools.filter(({ confirmedAt }) => confirmedAt).length, all: pools.length }) },
            { header: t('deadline'), cell: ({ round }) => lastDay(round.deadline) },
          ]}
        />
      </>
    ),
  };
}
