/** One bar: how many children got their wish of a rank, kept their place, or have none. */
export interface RankBar {
  label: string;
  count: number;
  /** told apart by pattern too: the bar of nobody's place is drawn hollow */
  kind: 'wish' | 'kept' | 'none';
}

const [WIDTH, LEFT, RIGHT, BAR, GAP] = [640, 150, 70, 24, 12];

/** Bars over a common zero, their count beside them; numbers run from left to right in every language. */
export function RankChart({ bars, format }: { bars: readonly RankBar[]; format: (count: number) => string }) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const room = WIDTH - LEFT - RIGHT;
  return (
    <svg xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${WIDTH} ${bars.length * (BAR + GAP) + GAP}`} font-size="15" direction="ltr" fill="currentColor" aria-hidden="true">
      <line x1={LEFT} y1="0" x2={LEFT} y2={bars.length * (BAR + GAP) + GAP} stroke="currentColor" stroke-width="1" />
      {bars.map(({ label, count, kind }, at) => {
        const y = GAP + at * (BAR + GAP);
        const width = Math.round((count / most) * room * 10) / 10;
        return (
          <g>
            <text x={LEFT - 10} y={y + BAR / 2} text-anchor="end" dominant-baseline="central">{label}</text>
            <rect x={LEFT} y={y} width={width} height={BAR} fill={kind === 'wish' ? '#1f6f5c' : kind === 'kept' ? '#3d5a80' : 'none'} stroke={kind === 'none' ? '#a4265e' : 'none'} stroke-width="2" />
            <text x={LEFT + width + 8} y={y + BAR / 2} dominant-baseline="central">{format(count)}</text>
          </g>
        );
      })}
    </svg>
  );
}
