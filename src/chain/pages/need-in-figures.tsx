import type { View } from '../../platform/house.ts';
import { sayPeriod } from '../../monitoring/period-words.ts';
import { numberFormat } from '../../ui/formats.ts';
import { UnknownText } from '../../ui/number-text.tsx';
import { Table } from '../../ui/table.tsx';
import type { Cell } from '../matrix.ts';
import { needFigures, type NeedFigure } from '../server/need-figures.ts';
import { t } from './staff-frame.tsx';

const say = (value: number, { unit, decimals }: NeedFigure['definition']) => `${numberFormat('de', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value)}\u00a0${unit}`;

/** Released figures of the cell's area beside the town's: the need the offers stand against. Each leads to its page. */
export async function NeedInFigures({ view, cell }: { view: View; cell: Cell }) {
  const figures = await needFigures(view.tx, view.town.id, cell.areaId, view.clock.today());
  return (
    <section class="stack">
      <h2>{t('cellpage.need')}</h2>
      <Table
        caption={t('cellpage.need')} captionHidden rows={figures} empty={<p>{t('cellpage.need.none')}</p>}
        columns={[
          { header: t('cellpage.need.figure'), rowHeader: true, cell: ({ indicatorKey, periodKey, definition }) => <a href={view.href(`/zahlen/${indicatorKey}`, { zeit: periodKey, gebiet: cell.areaId })}>{definition.names.de}</a> },
          { header: t('cellpage.need.here'), numeric: true, cell: ({ value, definition }) => (value === undefined ? <UnknownText /> : say(value, definition)) },
          { header: view.town.name, numeric: true, cell: ({ average, definition }) => (average === undefined ? <UnknownText /> : say(average, definition)) },
          { header: t('cellpage.need.compared'), cell: ({ compared, definition }) => (compared ? t(`cellpage.need.${needWord(compared, definition.polarity)}`) : '') },
          { header: t('cellpage.need.time'), cell: ({ period }) => sayPeriod(period, 'de', 'short') },
        ]}
      />
    </section>
  );
}

/** More of a burden or less of a resource is more need. */
function needWord(compared: NonNullable<NeedFigure['compared']>, polarity: NeedFigure['definition']['polarity']): 'more' | 'less' | 'same' {
  if (compared === 'not-distinguishable') return 'same';
  return (compared === 'higher') === (polarity === 'burden') ? 'more' : 'less';
}
