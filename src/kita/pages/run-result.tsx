import { wallClock } from '../../offers/wall-time.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Table } from '../../ui/table.tsx';
import type { RunFigures } from '../rounds/run-figures.ts';
import type { RunRecord } from '../server/run-records.ts';
import { RankChart, type RankBar } from './rank-chart.tsx';
import { sayCount, sayInstant, t } from './round-frame.tsx';
import type { Names } from './round-names.ts';

/** How many have their first wish, how many none, what stays empty and why, and what the second program says. */
export function RunResult({ run, names }: { run: RunRecord; names: Names }) {
  const { figures } = run;
  if (!figures) return null;
  const bars: RankBar[] = [
    ...figures.byRank.map(({ rank, count }): RankBar => ({ label: t('result.rank.value', { rank }), count, kind: 'wish' })),
    ...(figures.withoutSeat > 0 ? [{ label: t('result.rank.none'), count: figures.withoutSeat, kind: 'none' as const }] : []),
  ];
  const first = figures.byRank.find(({ rank }) => rank === 1)?.count ?? 0;
  const table = (
    <Table caption={t('result.ranks')} captionHidden rows={bars} columns={[
      { header: t('result.rank'), rowHeader: true, cell: ({ label }) => label },
      { header: t('result.children'), numeric: true, cell: ({ count }) => sayCount(count) },
    ]} />
  );
  return (
    <>
      <section class="stack">
        <h2>{t('result')}</h2>
        <DescriptionList entries={[
          { term: t('result.asking'), details: sayCount(figures.asking) },
          { term: t('result.first'), details: sayCount(first) },
          { term: t('result.none'), details: sayCount(figures.withoutSeat) },
          ...(figures.nothingAsked > 0 ? [{ term: t('result.nothing-asked'), details: sayCount(figures.nothingAsked) }] : []),
          { term: t('result.kept'), details: sayCount(figures.kept) },
          { term: t('result.placed'), details: `${sayCount(figures.seats.given)} / ${sayCount(figures.seats.all)}` },
        ]} />
        {bars.length > 0 ? (
          <ChartFrame id="wuensche" title={t('result.ranks')} source={t('result.source', { day: sayInstant(run.plannedAt) })} referenceDate={wallClock(run.plannedAt).day} summary={t('result.ranks.summary', { first, asking: figures.asking, none: figures.withoutSeat })} table={table}>
            <RankChart bars={bars} format={sayCount} />
          </ChartFrame>
        ) : null}
        <h3>{t('result.siblings')}</h3>
        <p>{t('result.siblings.text', { ...figures.families })}</p>
      </section>
      <Verified figures={figures} />
      <section class="stack">
        <h2>{t('result.unfilled')}</h2>
        <Table
          caption={t('result.unfilled')} captionHidden rows={figures.unfilled} empty={<p>{t('result.unfilled.none')}</p>}
          columns={[
            { header: t('list.pool'), rowHeader: true, cell: ({ poolId }) => names.pool(poolId) },
            { header: t('result.free'), numeric: true, cell: ({ free }) => sayCount(free) },
            { header: t('result.why'), cell: ({ why }) => t(`result.why.${why}`) },
          ]}
        />
      </section>
    </>
  );
}

function Verified({ figures }: { figures: RunFigures }) {
  const excepted = figures.excepted.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="stack">
      <h2>{t('result.verified')}</h2>
      <Notice kind={figures.blockingFamilies === 0 && excepted === 0 ? 'success' : 'info'}>
        <p>{figures.blockingFamilies === 0 ? t('result.verified.stable') : t('result.verified.siblings', { count: figures.blockingFamilies })}</p>
        {excepted > 0 ? <p>{t('result.verified.excepted', { count: excepted })}</p> : null}
      </Notice>
    </section>
  );
}
