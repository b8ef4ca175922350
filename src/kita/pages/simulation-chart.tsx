import { axisOver, short, shortened, WIDTH } from '../../monitoring/charts/chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from '../../monitoring/charts/drawing.tsx';

export interface GainLossRow {
  name: string;
  /** null: withheld */
  gains: number | null;
  loses: number | null;
}

const LINE = 34;
const LEFT = 210;
const RIGHT = WIDTH - 30;
const THICK = 16;

/** Losses to the left, gains to the right of zero; each bar carries its number, what is withheld a dot and no bar. */
export function GainLossChart({ rows, hidden, format }: { rows: readonly GainLossRow[]; hidden: string; format: (value: number) => string }) {
  const { scale, ticks } = axisOver(rows.flatMap(({ gains, loses }) => [gains ?? 0, -(loses ?? 0)]), [LEFT + 24, RIGHT - 24]);
  const bottom = rows.length * LINE + 6;
  const zero = short(scale(0));
  return (
    <Drawing height={bottom + 30}>
      {ticks.filter((tick) => Number.isInteger(tick) || ticks.every((one) => Math.abs(one) < 1)).map((tick) => (
        <g>
          <path d={`M${short(scale(tick))} 0V${bottom}`} stroke="currentColor" stroke-opacity={tick === 0 ? 0.8 : 0.15} />
          <text x={short(scale(tick))} y={bottom + 22} text-anchor="middle">{format(Math.abs(tick))}</text>
        </g>
      ))}
      {rows.map(({ name, gains, loses }, at) => {
        const middle = at * LINE + LINE / 2;
        const top = middle - THICK / 2;
        return (
          <g>
            <text x={LEFT - 10} y={middle + 5} text-anchor="end">{shortened(name, 27)}</text>
            {loses ? <rect x={short(scale(-loses))} y={top} width={short(zero - scale(-loses))} height={THICK} fill="#fff" stroke={COMPARED} stroke-width="2" /> : null}
            {gains ? <rect x={zero} y={top} width={short(scale(gains) - zero)} height={THICK} fill={MEANT} /> : null}
            <text x={short(scale(-(loses ?? 0)) - 5)} y={middle + 5} text-anchor="end">{loses === null ? hidden : loses === 0 ? '' : `−${format(loses)}`}</text>
            <text x={short(scale(gains ?? 0) + 5)} y={middle + 5}>{gains === null ? hidden : gains === 0 ? '' : `+${format(gains)}`}</text>
          </g>
        );
      })}
    </Drawing>
  );
}
