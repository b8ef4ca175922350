import { Table } from '../../ui/table.tsx';
import type { PoolMonth } from '../facilities/free-seats.ts';
import { weekdays } from '../facilities/share-part.ts';
import { t } from './facility-frame.tsx';

/** Children of each weekday beside the places there are: where places are shared, they differ. */
export function WeekdayTable({ caption, header, rows }: { caption: string; header: string; rows: readonly { name: string; month: PoolMonth }[] }) {
  return (
    <Table caption={caption} rows={rows} columns={[
      { header, rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> },
      { header: t('places'), numeric: true, cell: ({ month }) => month.seats },
      { header: t('occupancy.taken'), numeric: true, cell: ({ month }) => month.taken },
      { header: t('occupancy.shared'), numeric: true, cell: ({ month }) => month.shared },
      ...weekdays.map((day) => ({ header: t(`weekday.${day}`), numeric: true, cell: ({ month }: { month: PoolMonth }) => month.byWeekday[day] })),
    ]} />
  );
}
