import { axisOver, linePath, short, shortened, WIDTH } from './chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from './drawing.tsx';

export interface TimePoint {
  year: number;
  /** missing: unknown, the line breaks */
  value?: number;
  low?: number;
  high?: number;
}

export interface TimeSeries {
  name: string;
  points: readonly TimePoint[];
}

export interface TimeProps {
  /** the area meant */
  series: TimeSeries;
  /** town, county, Land */
  compared: readonly TimeSeries[];
  /** the other areas, thin behind; `mark` names them to the island that highlights an area in all drawings */
  others?: readonly (TimeSeries & { mark?: number })[];
  /** mark of the area meant */
  mark?: number;
  /** years from which on figures are not of the same thing: boundaries or definition changed before that year's figure */
  breaks: readonly { year: number; name: string }[];
  format: (value: number) => string;
  title?: string;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [64, WIDTH - 120, 30, 300];
const DASHES = ['7 4', '2 4', '9 3 2 3'];

/** Years from left to right; the line breaks where a year is unknown and where years cannot be compared. */
export function TimeChart({ series, compared, others = [], mark, breaks, format, title }: TimeProps) {
  const all: readonly TimeSeries[] = [series, ...compared, ...others];
  const years = all.flatMap(({ points }) => points.map(({ year }) => year));
  const across = axisOver(years, [LEFT + 8, RIGHT - 8], { fromZero: false });
  const up = axisOver(all.flatMap(({ points }) => points.flatMap(({ value, low, high }) => [value, low, high].filter((one) => one !== undefined))), [BOTTOM, TOP]);
  const place = ({ year, value }: TimePoint) => (value === undefined ? undefined : [across.scale(year), up.scale(value)] as const);
  const heights = apart([series, ...compared].map(({ points }) => points.map(place).findLast((at) => at !== undefined)?.[1]));
  return (
    <Drawing height={BOTTOM + 34} {...(title ? { title } : {})}>
      {up.ticks.map((tick) => (
        <g>
          <path d={`M${LEFT} ${short(up.scale(tick))}H${RIGHT}`} stroke="currentColor" stroke-opacity="0.15" />
          <text x={LEFT - 8} y={short(up.scale(tick)) + 5} text-anchor="end">{format(tick)}</text>
        </g>
      ))}
      {[...new Set(years)].map((year) => <text x={short(across.scale(year))} y={BOTTOM + 24} text-anchor="middle">{year}</text>)}
      {breaks.map(({ year, name }) => {
        const x = short(across.scale(year - 0.5));
        return <g><path d={`M${x} ${TOP - 6}V${BOTTOM}`} stroke="currentColor" stroke-dasharray="1 3" stroke-width="2" /><text x={x} y={TOP - 12} text-anchor="middle" font-size="13">{name}</text></g>;
      })}
      {others.map(({ name, points, mark: of }) => (
        <g class="chart-other" data-of={of}>
          {pieces(points, breaks).map((piece) => <path d={linePath(piece.map(place))} fill="none" stroke="currentColor" stroke-opacity="0.18" stroke-width="1.5" />)}
          {of === undefined ? null : <EndName points={points} name={name} place={place} color={MEANT} isHidden />}
        </g>
      ))}
      {compared.map(({ name, points }, at) => (
        <g>
          {pieces(points, breaks).map((piece) => <path d={linePath(piece.map(place))} fill="none" stroke={COMPARED} stroke-width="2" stroke-dasharray={DASHES[at % DASHES.length]} />)}
          <EndName points={points} name={name} place={place} color={COMPARED} height={heights[at + 1]} />
        </g>
      ))}
      <g data-of={mark}>
        {series.points.map(({ year, low, high }) => (low === undefined || high === undefined ? null : <path d={`M${short(across.scale(year))} ${short(up.scale(low))}V${short(up.scale(high))}`} stroke="currentColor" stroke-opacity="0.5" stroke-width="2" />))}
        {pieces(series.points, breaks).map((piece) => <path d={linePath(piece.map(place))} fill="none" stroke={MEANT} stroke-width="3" />)}
        {series.points.map((point) => {
          const at = place(point);
          return at ? <circle cx={short(at[0])} cy={short(at[1])} r="4.5" fill={MEANT} stroke="#fff" /> : null;
        })}
        <EndName points={series.points} name={series.name} place={place} color={MEANT} height={heights[0]} />
      </g>
    </Drawing>
  );
}

/** Points between breaks; a line never runs across one. */
function pieces(points: readonly TimePoint[], breaks: TimeProps['breaks']): TimePoint[][] {
  const ends = [Number.NEGATIVE_INFINITY, ...breaks.map(({ year }) => year).toSorted((one, other) => one - other), Number.POSITIVE_INFINITY];
  return ends.slice(1).map((end, at) => points.filter(({ year }) => year >= ends[at]! && year < end));
}

const LINE_HEIGHT = 15;

/** Heights of names beside the ends of lines, moved down until none lies on another. */
function apart(wished: readonly (number | undefined)[]): (number | undefined)[] {
  const heights = [...wished];
  const order = wished.map((_, at) => at).filter((at) => wished[at] !== undefined).sort((one, other) => wished[one]! - wished[other]!);
  for (const [step, at] of order.entries()) {
    const above = heights[order[step - 1] ?? -1];
    if (above !== undefined) heights[at] = Math.max(heights[at]!, above + LINE_HEIGHT);
  }
  return heights;
}

interface EndNameProps { points: readonly TimePoint[]; name: string; place: (point: TimePoint) => readonly [number, number] | undefined; color: string; height?: number | undefined; isHidden?: boolean }

function EndName({ points, name, place, color, height, isHidden }: EndNameProps) {
  const last = points.map(place).findLast((at) => at !== undefined);
  return last ? <text x={short(last[0]) + 9} y={short(height ?? last[1]) + 5} fill={color} font-size="13" visibility={isHidden ? 'hidden' : undefined}>{shortened(name, 17)}</text> : null;
}
