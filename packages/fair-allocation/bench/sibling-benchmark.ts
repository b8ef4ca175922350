import { allocationOf } from '../allocation.ts';
import { compile } from '../compile-market.ts';
import { allocate, type Market } from '../index.ts';
import { siblingMarket } from '../siblings-market.ts';
import { solve } from '../siblings-solve.ts';
import { verify } from '../verify.ts';
import { measured, median, print } from './cpu.ts';
import { paperMarket } from './paper-market.ts';
import { siblingCost } from './sibling-blind.ts';
import { straightforwardEsda } from './straightforward-esda.ts';
import { townMarket } from './town-market.ts';

interface Series {
  name: string;
  goal: string;
  markets: number;
  make(seed: number): Market;
  withEsda?: boolean;
}

const heading = ['markets', 'stable', 'largest', 'unsolvable', 'open', 'verified', 'blocking', 'median s', 'worst s', 'ESDA', 'ESDA s', 'goal'];

function row({ name, goal, markets, make, withEsda = true }: Series): (string | number)[] {
  const seconds: number[] = [];
  const esdaSeconds: number[] = [];
  const count = { stable: 0, unsolvable: 0, unproven: 0, largest: 0, verified: 0, esda: 0 };
  const blocking: number[] = [];
  for (let seed = 1; seed <= markets; seed++) {
    const market = make(seed);
    const index = siblingMarket(compile(market));
    const { seconds: spent, value } = measured(() => solve(index, { effort: 200 }));
    seconds.push(spent);
    count[value.verdict]++;
    if (value.verdict === 'stable' && value.isBest) count.largest++;
    const allocation = allocationOf(market, index, value.choice, value.blocking, value.verdict);
    const check = verify(market, allocation);
    if (check.ok && check.stable === (value.verdict === 'stable')) count.verified++;
    if (value.verdict !== 'stable') blocking.push(value.blocking.length);
    if (!withEsda) continue;
    const esda = measured(() => straightforwardEsda(index));
    esdaSeconds.push(esda.seconds);
    if (esda.value) count.esda++;
  }
  return [
    `${markets} × ${name}`, count.stable, count.largest, count.unsolvable, count.unproven, count.verified, blocking.length ? `≤ ${Math.max(...blocking)}` : 0,
    median(seconds).toFixed(3), Math.max(...seconds).toFixed(3), withEsda ? count.esda : '–', withEsda ? median(esdaSeconds).toFixed(3) : '–', goal,
  ];
}

export function benchmarkSiblings(isQuick: boolean): void {
  const few = (count: number) => (isQuick ? Math.max(1, Math.round(count / 10)) : count);
  const paper = (dispersion: number): Series => ({ name: `paper market, 100 children, dispersion ${dispersion}`, goal: 'all that exist', markets: few(100), make: (seed) => paperMarket({ children: 100, dispersion, seed }) });
  const town = (children: number, markets: number, goal: string, rather: number): Series => ({
    name: `town, ${children} children, ${100 * rather} % "rather together"`, goal, markets: few(markets), withEsda: children <= 3_000 || (children <= 10_000 && rather === 0.5), make: (seed) => townMarket({ children, seed, rather }),
  });
  const towns = (rather: number) => [
    town(1_000, 30, 'all that exist', rather), town(3_000, 15, 'all that exist', rather), town(10_000, 5, '≤ 2 s, ≤ 3 blocking', rather), town(30_000, 2, '≤ 5 s, ≤ 3 blocking', rather),
  ];
  print('Siblings (CPU seconds of the search on compiled input; "largest": proven that no stable allocation places more children)', [
    heading, ...[...[0, 0.5, 0.8, 1].map(paper), ...towns(0), ...towns(0.5), ...towns(1)].map(row),
  ]);
}

/** Towns allocated as if siblings were strangers, beside ours. */
export function benchmarkSiblingBlind(towns: number): void {
  const rows: (string | number)[][] = [['town of 1,000 children, half of the families "rather together"', 'families', 'blind: split', 'blind: some placed, some not', 'ours: split', 'ours: some placed, some not', 'children placed blind', 'ours']];
  const placed = (placements: { seat: unknown }[]) => placements.filter(({ seat }) => seat !== null).length;
  const share = (part: number, all: number) => `${part} (${((100 * part) / all).toFixed(1)} %)`;
  for (let seed = 1; seed <= towns; seed++) {
    const market = townMarket({ children: 1_000, seed, rather: 0.5 });
    const blindly = allocate({ ...market, families: [] });
    const jointly = allocate(market);
    const blind = siblingCost(market, blindly);
    const ours = siblingCost(market, jointly);
    rows.push([seed, ours.families, share(blind.split, blind.families), share(blind.partly, blind.families), share(ours.split, ours.families), share(ours.partly, ours.families), placed(blindly.placements), placed(jointly.placements)]);
  }
  print('What it costs families when siblings are treated as strangers', rows);
}
