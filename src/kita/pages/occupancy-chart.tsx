import type { Day } from '../../platform/day.ts';
import { sayMonth } from './facility-words.tsx';

export interface MonthSum {
  month: Day;
  seats: number;
  taken: number;
  free: number;
  /** children beyond the places of their pools */
  over: number;
}

const [WIDTH, LEFT, TOP, BOTTOM] = [760, 56, 16, 220];
const MEANT = '#a4265e';

/** A column of given places for each month, a stroke at all places; what is over is hatched. The table beside it holds the numbers. */
export function OccupancyChart({ sums }: { sums: readonly MonthSum[] }) {
  const most = Math.max(1, ...sums.flatMap(({ seats, taken }) => [seats, taken]));
  const step = (WIDTH - LEFT) / Math.max(1, sums.length);
  const up = (count: number) => Math.round((BOTTOM - (count / most) * (BOTTOM - TOP)) * 10) / 10;
  const ticks = [0, Math.round(most / 2), most];
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${WIDTH} ${BOTTOM + 34}`} font-family="Fira Sans, Noto Sans, sans-serif" font-size="14" direction="ltr" fill="currentColor" aria-hidden="true">
      <defs><pattern id="belegung-schraffur" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V6" stroke="currentColor" stroke-width="3" /></pattern></defs>
      {[...new Set(ticks)].map((tick) => (
        <g><path d={`M${LEFT} ${up(tick)}H${WIDTH}`} stroke="currentColor" stroke-opacity="0.15" /><text x={LEFT - 8} y={up(tick) + 5} text-anchor="end">{tick}</text></g>
      ))}
      {sums.map(({ month, seats, taken, over }, at) => {
        const x = LEFT + at * step + step * 0.15;
        const width = step * 0.7;
        return (
          <g>
            <rect x={x} y={up(taken)} width={width} height={BOTTOM - up(taken)} fill={MEANT} />
            {over > 0 ? <rect x={x} y={up(taken)} width={width} height={up(taken - over) - up(taken)} fill="#fff" stroke={MEANT} /> : null}
            {over > 0 ? <rect x={x} y={up(taken)} width={width} height={up(taken - over) - up(taken)} fill="url(#belegung-schraffur)" /> : null}
            <path d={`M${x - 4} ${up(seats)}H${x + width + 4}`} stroke="currentColor" stroke-width="3" />
            <text x={x + width / 2} y={BOTTOM + 22} text-anchor="middle" font-size="12">{sayMonth('de', month, 'short').replace(/ \d\d(\d\d)$/, ' $1')}</text>
          </g>
        );
      })}
    </svg>
  );
}
