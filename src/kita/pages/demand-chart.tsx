import type { Day } from '../../platform/day.ts';
import { axisOver, linePath, short, WIDTH } from '../../monitoring/charts/chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from '../../monitoring/charts/drawing.tsx';
import { dateFormat, numberFormat } from '../../ui/formats.ts';

export interface MonthPoint {
  month: Day;
  places: number;
  taken: number;
  waiting: number;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [52, WIDTH - 12, 36, 260];
const sayMonth = (month: Day) => dateFormat('de', { month: 'short', timeZone: 'UTC' }).format(new Date(`${month}T00:00:00Z`));

/** Months from left to right: bars of children with a place and children waiting above them, a stepped line of places. */
export function DemandChart({ points, names }: { points: readonly MonthPoint[]; names: { places: string; taken: string; waiting: string } }) {
  const up = axisOver(points.flatMap(({ places, taken, waiting }) => [places, taken + waiting]), [BOTTOM, TOP]);
  const width = (RIGHT - LEFT) / Math.max(points.length, 1);
  const x = (at: number) => LEFT + at * width;
  const line = linePath(points.flatMap(({ places }, at) => [[x(at), up.scale(places)], [x(at + 1), up.scale(places)]] as const));
  return (
    <Drawing height={BOTTOM + 56}>
      {up.ticks.filter(Number.isInteger).map((tick) => (
        <g>
          <path d={`M${LEFT} ${short(up.scale(tick))}H${RIGHT}`} stroke="currentColor" stroke-opacity="0.15" />
          <text x={LEFT - 8} y={short(up.scale(tick)) + 5} text-anchor="end">{numberFormat('de').format(tick)}</text>
        </g>
      ))}
      {points.map(({ month, taken, waiting }, at) => (
        <g>
          <rect x={short(x(at) + width * 0.18)} width={short(width * 0.64)} y={short(up.scale(taken))} height={short(BOTTOM - up.scale(taken))} fill={COMPARED} />
          {waiting > 0 ? <rect x={short(x(at) + width * 0.18 + 1)} width={short(width * 0.64 - 2)} y={short(up.scale(taken + waiting))} height={short(up.scale(taken) - up.scale(taken + waiting))} fill="none" stroke={COMPARED} stroke-width="2" stroke-dasharray="4 2" /> : null}
          <text x={short(x(at) + width / 2)} y={BOTTOM + 20} text-anchor="middle" font-size="13">{sayMonth(month)}</text>
        </g>
      ))}
      <path d={line} fill="none" stroke={MEANT} stroke-width="3" />
      <g font-size="13">
        <path d={`M${LEFT} ${BOTTOM + 43}h24`} stroke={MEANT} stroke-width="3" /><text x={LEFT + 30} y={BOTTOM + 47}>{names.places}</text>
        <rect x={LEFT + 110} y={BOTTOM + 36} width="20" height="13" fill={COMPARED} /><text x={LEFT + 136} y={BOTTOM + 47}>{names.taken}</text>
        <rect x={LEFT + 210} y={BOTTOM + 36} width="20" height="13" fill="none" stroke={COMPARED} stroke-width="2" stroke-dasharray="4 2" /><text x={LEFT + 236} y={BOTTOM + 47}>{names.waiting}</text>
      </g>
    </Drawing>
  );
}
