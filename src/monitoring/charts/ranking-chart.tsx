import { axisOver, short, shortened, WIDTH } from './chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from './drawing.tsx';

export interface RankedArea {
  name: string;
  /** missing where it is unknown, too small or suppressed: then `instead` says so */
  value?: number;
  instead?: string;
  low?: number;
  high?: number;
  isCurrent?: boolean;
  /** names the area to the island that highlights it in all drawings */
  mark?: number;
}

export interface RankingProps {
  areas: readonly RankedArea[];
  /** the town's average and others to compare with, each with its name */
  lines: readonly { name: string; value: number }[];
  format: (value: number) => string;
  title?: string;
}

const LINE = 34;
const LEFT = 200;
const RIGHT = WIDTH - 70;

/** Areas one below the other in the order given: a dot for the value, a whisker for the interval, dashed lines for averages. */
export function RankingChart({ areas, lines, format, title }: RankingProps) {
  const { scale, ticks } = axisOver([...areas.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== undefined)), ...lines.map(({ value }) => value)], [LEFT, RIGHT]);
  const top = 24 * lines.length + 8;
  const bottom = top + areas.length * LINE;
  return (
    <Drawing height={bottom + 34} {...(title ? { title } : {})}>
      {ticks.map((tick) => (
        <g>
          <path d={`M${short(scale(tick))} ${top}V${bottom}`} stroke="currentColor" stroke-opacity="0.15" />
          <text x={short(scale(tick))} y={bottom + 22} text-anchor="middle">{format(tick)}</text>
        </g>
      ))}
      {lines.map(({ name, value }, at) => (
        <g>
          <path d={`M${short(scale(value))} ${24 * at + 24}V${bottom}`} stroke={COMPARED} stroke-width="2" stroke-dasharray={at === 0 ? '6 4' : '2 4'} />
          <text x={short(scale(value))} y={24 * at + 18} text-anchor={scale(value) > WIDTH / 2 ? 'end' : 'start'} fill={COMPARED} stroke="#fff" stroke-width="4" paint-order="stroke">{name}: {format(value)}</text>
        </g>
      ))}
      {areas.map((area, at) => <RankedLine area={area} middle={top + at * LINE + LINE / 2} place={(value) => short(scale(value))} format={format} />)}
    </Drawing>
  );
}

function RankedLine({ area: { name, value, instead, low, high, isCurrent, mark }, middle, place, format }: { area: RankedArea; middle: number; place: (value: number) => number; format: RankingProps['format'] }) {
  const weight = isCurrent ? '700' : undefined;
  return (
    <g font-weight={weight} data-of={mark}>
      <rect y={middle - LINE / 2} width={WIDTH} height={LINE} fill="none" pointer-events="all" />
      <text x={LEFT - 12} y={middle + 5} text-anchor="end">{shortened(name, 22)}</text>
      {value === undefined ? <text x={LEFT + 4} y={middle + 5} font-style="italic">{instead ?? ''}</text> : (
        <>
          {low === undefined || high === undefined ? null : <path d={`M${place(low)} ${middle}H${place(high)}M${place(low)} ${middle - 5}v10M${place(high)} ${middle - 5}v10`} stroke="currentColor" stroke-width="1.5" fill="none" />}
          <circle cx={place(value)} cy={middle} r={isCurrent ? 7 : 5.5} fill={MEANT} stroke="#fff" stroke-width="1" />
          <text x={WIDTH - 4} y={middle + 5} text-anchor="end">{format(value)}</text>
        </>
      )}
    </g>
  );
}
