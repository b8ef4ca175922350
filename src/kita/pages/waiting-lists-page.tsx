import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { Select } from '../../ui/choice.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { officePaths } from '../office-paths.ts';
import { listAllFacilities, listSeatTypes } from '../server/facilities.ts';
import { isOwn, ownFacilityIds } from '../server/own-facilities.ts';
import { waitingList, type WaitingEntry } from '../server/waiting-list.ts';
import { t } from './decision-words.ts';
import { officeCrumb } from './office-crumb.ts';

/** Who waits for one facility now. The office sees all facilities, a provider its own; points, never what they are made of. */
export async function waitingListsPage(view: View): Promise<Sheet> {
  const own = await ownFacilityIds(view.tx, view.who, view.clock);
  const facilities = (await listAllFacilities(view.tx, view.town.id)).filter(({ id }) => isOwn(own, id));
  const asked = view.query.get('kita') ?? (facilities.length === 1 ? facilities[0]!.id : '');
  const facility = facilities.find(({ id }) => id === asked);
  // Another provider's facility is not there, like one that never was.
  if (asked !== '' && !facility) throw new NotFound();
  return {
    title: t('waiting.navigation'), wide: true, breadcrumbs: [...officeCrumb(view), { label: t('waiting.navigation') }],
    content: (
      <>
        <PageHead title={t('waiting.navigation')} lead={t(own === 'all' ? 'waiting.lead' : 'waiting.lead.provider')} />
        <FilterBar><Select name="kita" label={t('waiting.facility')} options={facilities.map(({ id, name }) => ({ value: id, label: name }))} /></FilterBar>
        {facility ? await Lists({ view, facilityId: facility.id, isOffice: own === 'all' }) : <EmptyState icon="list" title={t('waiting.choose')} explanation={t('waiting.choose.text')} />}
      </>
    ),
  };
}

async function Lists({ view, facilityId, isOffice }: { view: View; facilityId: Uuid; isOffice: boolean }) {
  const entries = await waitingList(view.tx, view.town.id, view.configuration.secretKey, { facilityId, clock: view.clock });
  if (entries.length === 0) return <EmptyState icon="list" title={t('waiting.empty')} explanation={t('waiting.empty.text')} />;
  const types = new Map<string, string>((await listSeatTypes(view.tx, view.town.id)).map(({ id, names }) => [id, names.de ?? '']));
  const pools = [...new Set(entries.map(({ poolId }) => poolId))];
  return (
    <>
      {entries.some(({ place }) => place === null) ? <Notice><p>{t('waiting.not-drawn')}</p></Notice> : null}
      {pools.map((poolId) => {
        const rows = entries.filter((entry) => entry.poolId === poolId);
        return (
          <Table<WaitingEntry>
            caption={t('waiting.table', { facility: rows[0]!.facilityName, pool: rows[0]!.poolName })} rows={rows}
            columns={[
              { header: t('waiting.column.place'), numeric: true, cell: ({ place }) => (place === null ? '–' : <NumberText value={place} />) },
              { header: t('waiting.column.child'), rowHeader: true, cell: ({ childId, childName }) => (isOffice ? <a href={view.href(officePaths.child(childId))}>{childName}</a> : childName) },
              { header: t('waiting.column.born'), cell: ({ bornOn }) => (bornOn ? <DateText day={bornOn} style="short" /> : '–') },
              { header: t('waiting.column.start'), cell: ({ wishedStart }) => <DateText day={wishedStart} style="short" /> },
              { header: t('waiting.column.kind'), cell: ({ seatTypeId }) => types.get(seatTypeId) ?? '' },
              { header: t('waiting.column.rank'), numeric: true, cell: ({ rank }) => <NumberText value={rank} /> },
              { header: t('waiting.column.points'), numeric: true, cell: ({ points }) => <NumberText value={points} /> },
              { header: t('waiting.column.has'), cell: ({ hasPlace }) => t(hasPlace ? 'waiting.yes' : 'waiting.no') },
            ]}
          />
        );
      })}
    </>
  );
}
