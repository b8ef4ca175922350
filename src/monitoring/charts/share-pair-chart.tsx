import { axisOver, short, shortened, WIDTH } from './chart-sheet.ts';
import { COMPARED, Drawing, MEANT } from './drawing.tsx';

export interface SharePair {
  name: string;
  /** of all whom the indicator counts in town, how many live here: 0.583; missing where unknown */
  ofIndicator?: number;
  /** of all children in town, how many live here */
  ofChildren?: number;
  isCurrent?: boolean;
  /** names the area to the island that highlights it in all drawings */
  mark?: number;
}

export interface SharePairProps {
  areas: readonly SharePair[];
  words: { ofIndicator: string; ofChildren: string; unknown: string };
  sayShare: (share: number) => string;
  title?: string;
}

const LINE = 62;
const LEFT = 200;
const RIGHT = WIDTH - 70;

/** Two bars for each area: its share of the town's burden beside its share of the town's children. Where the first is longer, burden gathers. */
export function SharePairChart({ areas, words, sayShare, title }: SharePairProps) {
  const { scale } = axisOver(areas.flatMap(({ ofIndicator, ofChildren }) => [ofIndicator ?? 0, ofChildren ?? 0]), [LEFT, RIGHT]);
  const bar = (value: number | undefined, top: number, color: string, isHollow: boolean) => (value === undefined
    ? <text x={LEFT + 4} y={top + 15} font-style="italic">{words.unknown}</text>
    : (
      <>
        <rect x={LEFT} y={top} width={short(scale(value) - LEFT)} height="18" fill={isHollow ? '#fff' : color} stroke={color} stroke-width="2" />
        <text x={short(scale(value)) + 6} y={top + 15}>{sayShare(value)}</text>
      </>
    ));
  return (
    <Drawing height={areas.length * LINE + 34} {...(title ? { title } : {})}>
      <rect x={LEFT} y="6" width="14" height="14" fill={MEANT} /><text x={LEFT + 20} y="18">{words.ofIndicator}</text>
      <rect x={LEFT + 230} y="6" width="14" height="14" fill="#fff" stroke={COMPARED} stroke-width="2" /><text x={LEFT + 250} y="18">{words.ofChildren}</text>
      {areas.map(({ name, ofIndicator, ofChildren, isCurrent, mark }, at) => (
        <g font-weight={isCurrent ? '700' : undefined} data-of={mark}>
          <rect y={at * LINE + 32} width={WIDTH} height={LINE - 8} fill="none" pointer-events="all" />
          <text x={LEFT - 12} y={at * LINE + 62} text-anchor="end">{shortened(name, 22)}</text>
          {bar(ofIndicator, at * LINE + 36, MEANT, false)}
          {bar(ofChildren, at * LINE + 58, COMPARED, true)}
        </g>
      ))}
    </Drawing>
  );
}
