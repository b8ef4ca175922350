import { allocationOf } from '../allocation.ts';
import { compile } from '../compile-market.ts';
import { allocate, type Market, type Rules } from '../index.ts';
import { siblingMarket } from '../siblings-market.ts';
import { solve } from '../siblings-solve.ts';
import { verify } from '../verify.ts';
import { bar } from './bars.ts';
import { leastBlocking } from './coalition-bound.ts';
import { measured, median, print } from './cpu.ts';
import { paperMarket } from './paper-market.ts';
import { siblingCost } from './sibling-blind.ts';
import { straightforwardEsda } from './straightforward-esda.ts';
import { townMarket } from './town-market.ts';

interface Series {
  name: string;
  markets: number;
  make(seed: number): Market;
  /** CPU seconds of the search, each market. */
  seconds?: number;
  /** Families left blocking where nothing is stable; the proven minimum where nothing is said. */
  blocking?: number;
  withEsda?: boolean;
}

const heading = ['markets', 'stable', 'largest', 'unsolvable', 'open', 'verified', 'blocking', 'fewest', 'median s', 'worst s', 'ESDA', 'ESDA s'];

function row({ name, markets, make, seconds: mostSeconds, blocking: mostBlocking, withEsda = true }: Series): (string | number)[] {
  const seconds: number[] = [];
  const esdaSeconds: number[] = [];
  const count = { stable: 0, unsolvable: 0, unproven: 0, largest: 0, fewest: 0, verified: 0, esda: 0 };
  const blocking: number[] = [];
  for (let seed = 1; seed <= markets; seed++) {
    const market = make(seed);
    const index = siblingMarket(compile(market));
    const { seconds: spent, value } = measured(() => solve(index, { effort: 200 }));
    seconds.push(spent);
    count[value.verdict]++;
    if (value.verdict === 'stable' && value.isBest) count.largest++;
    if (value.verdict === 'unsolvable' && value.isBest) count.fewest++;
    const allocation = allocationOf(market, index, value.choice, value.blocking, value.verdict);
    const check = verify(market, allocation);
    if (check.ok && check.stable === (value.verdict === 'stable')) count.verified++;
    if (value.verdict !== 'stable') blocking.push(value.blocking.length);
    if (!withEsda) continue;
    const esda = measured(() => straightforwardEsda(index));
    esdaSeconds.push(esda.seconds);
    if (esda.value) count.esda++;
  }
  const title = `${markets} × ${name}`;
  const worst = Math.max(...seconds);
  bar(`${title}: all settled, of maximum size, no held place lost, nothing unrequested`, `${count.stable} stable, ${count.unsolvable} proven unsolvable`, count.unproven === 0 && count.largest === count.stable && count.verified === markets);
  if (mostSeconds) bar(`${title}: ≤ ${mostSeconds} CPU s`, `${worst.toFixed(2)} s`, worst <= mostSeconds);
  if (mostBlocking) bar(`${title}: ≤ ${mostBlocking} families left blocking`, String(Math.max(0, ...blocking)), blocking.every((left) => left <= mostBlocking));
  else if (blocking.length > 0) bar(`${title}: the fewest, proven`, `${count.fewest} of ${blocking.length}`, count.fewest === blocking.length);
  return [
    title, count.stable, count.largest, count.unsolvable, count.unproven, count.verified, blocking.length ? blocking.toSorted((a, b) => a - b).join(' ') : 0, blocking.length ? count.fewest : '',
    median(seconds).toFixed(3), worst.toFixed(3), withEsda ? count.esda : '–', withEsda ? median(esdaSeconds).toFixed(3) : '–',
  ];
}

const few = (count: number, isQuick: boolean) => (isQuick ? Math.max(1, Math.round(count / 10)) : count);
const explained = 'CPU seconds of the search on compiled input; "largest": proven that no stable allocation places more; "blocking": families left, of each market without a stable allocation; "fewest": proven that fewer is impossible';

export function benchmarkPapers(isQuick: boolean): void {
  const series = [0, 0.5, 0.8, 1].map((dispersion): Series => ({ name: `paper market, 100 children, dispersion ${dispersion}`, markets: few(100, isQuick), make: (seed) => paperMarket({ children: 100, dispersion, seed }) }));
  print(`Markets like the paper's (${explained})`, [heading, ...series.map(row)]);
}

/**
 * @param shares of the families: "rather together", and each child by itself; the others: together or not at all
 * @param blocking when a family blocks, see `Rules`
 */
export function benchmarkTowns(name: string, shares: { rather: number; independent?: number }, isQuick: boolean, blocking?: Rules['blocking']): void {
  const town = (children: number, markets: number, goal: Partial<Series> = {}): Series => ({ name: `town of ${children}, ${name}`, markets: few(markets, isQuick), make: (seed) => ({ ...townMarket({ children, seed, ...shares }), rules: { blocking } }), withEsda: children <= 3_000, ...goal });
  const towns = [town(1_000, 30), town(3_000, 15, { blocking: 3 }), town(10_000, 5, { seconds: 2, blocking: 3 }), town(30_000, 2, { seconds: 5, blocking: 3 })];
  print(`Towns, ${name} (${explained})`, [heading, ...(isQuick ? towns.slice(0, 2) : towns).map(row)]);
}

/** The large towns where more than three families are left blocking: is it proven that nobody can leave three? @param patience CPU seconds for each proof */
export function benchmarkMinimum(isQuick: boolean, patience: number): void {
  const kinds = [['half', { rather: 0.5 }], ['all', { rather: 1 }], ['mixed', { rather: 0.25, independent: 0.25 }]] as const;
  const sizes = isQuick ? [[3_000, 4]] as const : [[10_000, 5], [30_000, 2]] as const;
  const rows: (string | number)[][] = [['town', '"rather together"', 'seed', 'ours leaves', 'at least', 'families in cores that share none', 'all cores', 'CPU s of the proof']];
  for (const [name, shares] of kinds) {
    for (const [children, towns] of sizes) {
      for (let seed = 1; seed <= towns; seed++) {
        const index = siblingMarket(compile(townMarket({ children, seed, ...shares })));
        const left = solve(index, { effort: 200 }).blocking.length;
        if (left <= 3) continue;
        const { seconds, value } = measured(() => leastBlocking(index, { seconds: patience, enough: 4 }));
        rows.push([children, name, seed, left, value.atLeast, value.disjoint.join(' '), value.cores, seconds.toFixed(0)]);
        bar(`town of ${children}, ${name} "rather together", seed ${seed}: ${left} left; proven that three are impossible`, `at least ${value.atLeast}`, value.atLeast > 3);
      }
    }
  }
  print('How many families block in every allocation of these towns, at least (in each core one must)', rows);
}

/** Towns allocated as if siblings were strangers, beside ours. */
export function benchmarkSiblingBlind(towns: number): void {
  const placed = (placements: { seat: unknown }[]) => placements.filter(({ seat }) => seat !== null).length;
  const share = (part: number, all: number) => `${part} (${((100 * part) / all).toFixed(1)} %)`;
  for (const [name, rather] of [['all "together or not at all"', 0], ['half of the families "rather together"', 0.5]] as const) {
    const rows: (string | number)[][] = [[`town of 1,000 children, ${name}`, 'families', 'blind: split', 'blind: some placed, some not', 'ours: split', 'ours: some placed, some not', 'children placed blind', 'ours']];
    for (let seed = 1; seed <= towns; seed++) {
      const market = townMarket({ children: 1_000, seed, rather });
      const blindly = allocate({ ...market, families: [] });
      const jointly = allocate(market);
      const blind = siblingCost(market, blindly);
      const ours = siblingCost(market, jointly);
      rows.push([seed, ours.families, share(blind.split, blind.families), share(blind.partly, blind.families), share(ours.split, ours.families), share(ours.partly, ours.families), placed(blindly.placements), placed(jointly.placements)]);
    }
    print('What it costs families when siblings are treated as strangers', rows);
  }
}
