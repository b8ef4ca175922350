import type { Child } from 'hono/jsx';
import type { View } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { numberFormat } from '../../ui/formats.ts';
import { NumberText } from '../../ui/number-text.tsx';
import { Table } from '../../ui/table.tsx';
import type { PublishedFigure, Readable } from '../awareness/publication.ts';
import { reasons } from '../awareness/survey.ts';
import { shareInterval, type Interval } from '../../monitoring/statistics/interval.ts';
import { changeBetween, type Change } from '../awareness/change-between.ts';
import { awarenessTexts } from '../awareness-texts.ts';
import type { AwarenessRound } from '../server/awareness-rounds.ts';

const t = awarenessTexts.in('de');
const percent = (share: number) => numberFormat('de', { style: 'percent' }).format(share);

/** The last round that asked the same people. */
export interface Before {
  title: string;
  figures: ReadonlyMap<Uuid, PublishedFigure>;
}

export function changeOf({ serviceId, known, answered }: PublishedFigure, before: Before): Change | 'unknown' {
  const old = before.figures.get(serviceId);
  return old ? changeBetween({ count: old.known, total: old.answered }, { count: known, total: answered }) : 'unknown';
}

export const sayShare = ({ low, high }: Interval) => t('range', { low: percent(low), high: percent(high) });
export const sayReadable = (count: Readable) => (count === 'small' ? t('small') : String(count));

interface TableProps {
  view: View;
  figures: readonly PublishedFigure[];
}

/** The figures of the drawing. */
export function KnownTable({ view, figures }: TableProps) {
  return (
    <Table
      caption={t('result.table')} rows={figures}
      columns={[
        { header: t('column.offer'), rowHeader: true, cell: (figure) => <a href={view.href(`/angebote/${figure.serviceId}`)}>{figure.name}</a> },
        {
          header: t('column.known.range'), numeric: true,
          cell: ({ known, answered }) => <>{percent(known / answered)} ({t('known.of', { known, answered })})<br /><span class="small muted">{sayShare(shareInterval(known, answered))}</span></>,
        },
      ]}
    />
  );
}

export function UseTable({ view, round, figures, before }: TableProps & { round: AwarenessRound; before?: Before }) {
  return (
    <Table
      caption={t('result.use')} captionHidden rows={figures}
      columns={[
        { header: t('column.offer'), rowHeader: true, cell: (figure) => <a href={view.href(`/angebote/${figure.serviceId}`)}>{figure.name}</a> },
        { header: t('column.answered'), numeric: true, cell: ({ answered }) => <NumberText value={answered} /> },
        { header: t(`column.used.${round.audience}`), numeric: true, cell: ({ used }) => sayReadable(used) },
        { header: t('column.recommended'), numeric: true, cell: ({ recommended }) => sayReadable(recommended) },
        ...(before ? [{ header: t('column.change', { title: before.title }), cell: (figure: PublishedFigure) => t(`change.${changeOf(figure, before)}`) }] : []),
      ]}
    />
  );
}

export function ReasonTable({ view, figures }: TableProps) {
  return (
    <Table
      caption={t('result.reasons')} captionHidden rows={figures}
      columns={[
        { header: t('column.offer'), rowHeader: true, cell: (figure) => <a href={view.href(`/angebote/${figure.serviceId}`)}>{figure.name}</a> },
        { header: t('reason.unknown'), numeric: true, cell: ({ known, answered }) => <NumberText value={answered - known} /> },
        ...reasons.map((reason) => ({ header: t(`reason.${reason}`), numeric: true, cell: (figure: PublishedFigure) => sayReadable(figure.reasons[reason]) })),
      ]}
    />
  );
}

const WIDTH = 640;
const LINE = 46;
const BAR = 14;

/** A bar for each offer with the bounds of the true share; the same figures stand in the table. */
export function AwarenessChart({ round, figures, csv, table }: { round: AwarenessRound; figures: readonly PublishedFigure[]; csv: string; table: Child }) {
  return (
    <ChartFrame
      id="bekanntheit" level={2} title={t(`result.chart.${round.audience}`)} summary={t('result.chart.summary', { count: figures.length })}
      source={t('result.source', { title: round.title })} referenceDate={round.closedOn} table={table} tableOpen csv={csv}
    >
      <svg viewBox={`0 0 ${WIDTH} ${figures.length * LINE}`} width="100%" aria-hidden="true">
        {figures.map(({ name, known, answered }, index) => {
          const { low, high } = shareInterval(known, answered);
          const top = index * LINE;
          const middle = top + 28 + BAR / 2;
          return (
            <g>
              <text x="0" y={top + 18} font-size="15" fill="currentColor">{shortened(name)} – {percent(known / answered)}</text>
              <rect x="0" y={top + 28} width={WIDTH} height={BAR} fill="none" stroke="currentColor" stroke-opacity="0.3" />
              <rect class="bar" x="0" y={top + 28} width={(known / answered) * WIDTH} height={BAR} />
              <path d={`M${low * WIDTH} ${middle}H${high * WIDTH}`} fill="none" stroke="#fff" stroke-width="6" />
              <path d={`M${low * WIDTH} ${middle}H${high * WIDTH}M${low * WIDTH} ${middle - 5}v10M${high * WIDTH} ${middle - 5}v10`} fill="none" stroke="currentColor" stroke-width="2" />
            </g>
          );
        })}
      </svg>
    </ChartFrame>
  );
}

const LONGEST = 60;
const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);
