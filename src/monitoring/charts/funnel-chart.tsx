import type { FunnelPoint } from '../statistics/funnel.ts';
import { axisOver, linePath, short, shortened, WIDTH } from './chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from './drawing.tsx';

export interface FunnelArea {
  name: string;
  /** size: the denominator */
  of: number;
  /** share, 0…1 */
  value: number;
  /** outside which limits it lies */
  outside: 'none' | 'near' | 'far';
  isCurrent?: boolean;
  /** names the area to the island that highlights it in all drawings */
  mark?: number;
  /** only a point among many, without a name */
  isOneOfMany?: boolean;
}

export interface FunnelProps {
  areas: readonly FunnelArea[];
  average: number;
  /** 95 % and 99.8 % */
  near: readonly FunnelPoint[];
  far: readonly FunnelPoint[];
  sayShare: (share: number) => string;
  sayCount: (count: number) => string;
  words: { size: string; near: string; far: string; average: string };
  title?: string;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [60, WIDTH - 110, 16, 330];

/** Shares over sizes with control limits around the average: whoever lies outside differs by more than chance. */
export function FunnelChart({ areas, average, near, far, sayShare, sayCount, words, title }: FunnelProps) {
  const across = axisOver(areas.map(({ of }) => of), [LEFT, RIGHT]);
  const up = axisOver([...areas.map(({ value }) => value), ...far.flatMap(({ low, high }) => [low, high])], [BOTTOM, TOP]);
  const border = (points: readonly FunnelPoint[], end: 'low' | 'high') => linePath(points.map((point) => [across.scale(point.of), up.scale(point[end])]));
  const last = { near: near.at(-1), far: far.at(-1) };
  return (
    <Drawing height={BOTTOM + 52} {...(title ? { title } : {})}>
      {up.ticks.map((tick) => (
        <g>
          <path d={`M${LEFT} ${short(up.scale(tick))}H${RIGHT}`} stroke="currentColor" stroke-opacity="0.15" />
          <text x={LEFT - 8} y={short(up.scale(tick)) + 5} text-anchor="end">{sayShare(tick)}</text>
        </g>
      ))}
      {across.ticks.map((tick) => <text x={short(across.scale(tick))} y={BOTTOM + 22} text-anchor="middle">{sayCount(tick)}</text>)}
      <text x={(LEFT + RIGHT) / 2} y={BOTTOM + 44} text-anchor="middle">{words.size}</text>
      <g fill="none" stroke={COMPARED} stroke-width="1.5">
        <path d={`M${LEFT} ${short(up.scale(average))}H${RIGHT}`} stroke-dasharray="6 4" />
        <path d={border(near, 'low') + border(near, 'high')} stroke-dasharray="2 3" />
        <path d={border(far, 'low') + border(far, 'high')} />
      </g>
      <g fill={COMPARED} font-size="13">
        <text x={RIGHT + 6} y={short(up.scale(average)) + 4}>{shortened(words.average, 14)}</text>
        {last.near ? <text x={RIGHT + 6} y={short(up.scale(last.near.high)) + 4}>{words.near}</text> : null}
        {last.far ? <text x={RIGHT + 6} y={short(up.scale(last.far.high)) - 8}>{words.far}</text> : null}
      </g>
      <Many points={areas.filter(({ isOneOfMany }) => isOneOfMany).map(({ of, value, outside }) => ({ x: Math.round(across.scale(of)), y: Math.round(up.scale(value)), outside }))} />
      {areas.filter(({ isOneOfMany }) => !isOneOfMany).map(({ name, of, value, outside, isCurrent, mark }) => {
        const [x, y] = [short(across.scale(of)), short(up.scale(value))];
        return (
          <g font-weight={isCurrent ? '700' : undefined} data-of={mark}>
            {mark === undefined ? null : <circle cx={x} cy={y} r="12" fill="none" pointer-events="all" />}
            {outside === 'none' ? <circle cx={x} cy={y} r="4.5" fill="#fff" stroke="currentColor" stroke-width="1.5" /> : <path d={`M${x} ${y - 6}l6 6l-6 6l-6 -6z`} fill={outside === 'far' ? MEANT : '#fff'} stroke={MEANT} stroke-width="2" />}
            <PointName x={x} y={y} name={name} isHidden={outside === 'none' && !isCurrent} isKept={mark !== undefined} />
          </g>
        );
      })}
    </Drawing>
  );
}

/** Points without names: one path for all of a kind, some fifteen bytes each. A step of no length with round ends is a dot. */
function Many({ points }: { points: readonly { x: number; y: number; outside: FunnelArea['outside'] }[] }) {
  const of = (kind: FunnelArea['outside'], shape: string, lift: number) => points.filter(({ outside }) => outside === kind).map(({ x, y }) => `M${x} ${y - lift}${shape}`).join('');
  if (points.length === 0) return null;
  return (
    <g opacity="0.7">
      <path d={of('none', 'h0', 0)} fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" />
      <path d={of('near', 'l4 4l-4 4l-4-4z', 4)} fill="#fff" stroke={MEANT} stroke-width="1.5" />
      <path d={of('far', 'l4 4l-4 4l-4-4z', 4)} fill={MEANT} />
    </g>
  );
}

/** The name of a point inside the limits is not shown – too many would overlap – until an island highlights the area. */
function PointName({ x, y, name, isHidden, isKept }: { x: number; y: number; name: string; isHidden: boolean; isKept: boolean }) {
  if (isHidden && !isKept) return null;
  return <text x={x + 9} y={y - 6} font-size="13" stroke="#fff" stroke-width="3" paint-order="stroke" visibility={isHidden ? 'hidden' : undefined}>{shortened(name, 16)}</text>;
}
