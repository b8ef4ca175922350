import type { Compiled } from '../compiled.ts';

/** A plain market as every peer understands it: both sides rank the other by number, best first. */
export interface PeerMarket {
  /** Facilities each child asks for. */
  children: number[][];
  facilities: { capacity: number; ranking: number[] }[];
}

/** What a peer came to: CPU seconds without reading the input, largest resident size in MB, the facility of each child or -1. */
export interface PeerResult {
  seconds: number;
  memory: number;
  seats: number[];
}

export function peerMarket({ applicants, pools, wishStart, wishPool, wishScore, capacity }: Compiled): PeerMarket {
  const children = Array.from({ length: applicants }, (_, i) => Array.from(wishPool.subarray(wishStart[i]!, wishStart[i + 1]!)));
  const asking: { child: number; score: number }[][] = Array.from({ length: pools }, () => []);
  for (let child = 0; child < applicants; child++) {
    for (let wish = wishStart[child]!; wish < wishStart[child + 1]!; wish++) asking[wishPool[wish]!]!.push({ child, score: wishScore[wish]! });
  }
  return { children, facilities: asking.map((list, p) => ({ capacity: capacity[p]!, ranking: list.sort((a, b) => a.score - b.score).map(({ child }) => child) })) };
}

/** The format of the matcher of Bacchus, Drummond, Perrault: one line for each resident and each program. */
export function residentsAndPrograms({ children, facilities }: PeerMarket): string {
  return [...children.map((list, child) => `r ${child} ${list.join(' ')}`), ...facilities.map(({ capacity, ranking }, p) => `p ${p} ${capacity} ${ranking.join(' ')}`), ''].join('\n');
}
