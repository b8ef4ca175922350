import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allocationOf } from '../allocation.ts';
import { compile } from '../compile-market.ts';
import type { Market } from '../model.ts';
import { placedChildren } from '../placed-children.ts';
import { siblingMarket, type SiblingMarket } from '../siblings-market.ts';
import { solve } from '../siblings-solve.ts';
import { verify } from '../verify.ts';
import { bar } from './bars.ts';
import { measured, print } from './cpu.ts';
import { attempt, ownFile } from './peers.ts';
import { townMarket } from './town-market.ts';

/** What the CP-SAT programs came to; `options` by agent (single children and families in their order), -1 = none, null = they had nothing to offer. */
interface PeerAnswer {
  status: string;
  making: number;
  solving: number;
  memory: number;
  options: number[] | null;
}

/** Children, share of the families that ask for "rather together" (the others: together or not at all), seed. The last but one has no stable allocation. */
const towns: readonly (readonly [number, number, number])[] = [[300, 0, 1], [300, 0.5, 1], [1_000, 0, 1], [1_000, 0.5, 1], [1_000, 0.5, 12], [2_000, 0, 1]];

const peers = [
  { name: 'DaycareCP (Python, CP-SAT), the paper\'s own', place: 'daycarecp' },
  { name: 'ChilmAI (Python, CP-SAT)', place: 'chilmai' },
];

/** These programs know no reserves: the inclusion seat of each pool is an ordinary one here. */
function plainTown(children: number, rather: number, seed: number): Market {
  const market = townMarket({ children, seed, rather });
  return { ...market, pools: market.pools.map(({ id, facility, seatTypes, capacity }) => ({ id, facility, seatTypes, capacity })) };
}

/** Single children and members of families, each agent once, in the order of their first child. */
function agentsOf({ market: { applicants, familyOf } }: SiblingMarket): number[] {
  const agents = new Set<number>();
  for (let i = 0; i < applicants; i++) agents.add(familyOf[i]! < 0 ? i : applicants + familyOf[i]!);
  return [...agents];
}

/** Everything by number from 1; two ages: 0 under three, 3 from three on. The last option of a family, nothing at all, is not written down. */
function townOf({ pools, facilities, seatTypes }: Market, index: SiblingMarket, limit: number) {
  const { market } = index;
  const facilityOf = pools.map(({ facility }) => facilities.findIndex(({ id }) => id === facility) + 1);
  const ageOf = pools.map((pool) => 3 * seatTypes.findIndex(({ id }) => id === pool.seatTypes[0]));
  const asked = (wish: number) => (wish < 0 ? null : facilityOf[market.wishPool[wish]!]!);
  const children = Array.from({ length: market.applicants }, () => ({ age: 0, family: 0, holds: null as number | null }));
  const families = agentsOf(index).map((agent, f) => {
    const family = agent - market.applicants;
    const members = family < 0 ? [agent] : [...market.memberApplicant.subarray(market.memberStart[family]!, market.memberStart[family + 1]!)];
    for (const child of members) {
      const wishes = range(market.wishStart[child]!, market.wishStart[child + 1]!);
      const held = wishes.find((wish) => market.wishScore[wish]! < 0);
      children[child] = { age: ageOf[market.wishPool[wishes[0]!]!]!, family: f + 1, holds: held === undefined ? null : asked(held) };
    }
    const options = family < 0 ? range(market.wishStart[agent]!, market.wishStart[agent + 1]!).map((wish) => [asked(wish)])
      : range(market.optionStart[family]!, market.optionStart[family + 1]! - 1).map((option) => members.map((_, m) => asked(market.optionWish[market.optionWishStart[option]! + m]!)));
    return { children: members.map((child) => child + 1), options };
  });
  const free = facilities.map(() => [0, 0, 0, 0, 0, 0]);
  const ranking: number[][] = facilities.map(() => []);
  const inOptions = new Set(market.optionWish);
  const isAsked = (wish: number) => index.wishAgent[wish]! < market.applicants || inOptions.has(wish);
  const childOf = Int32Array.from({ length: market.wishPool.length });
  for (let i = 0; i < market.applicants; i++) childOf.fill(i, market.wishStart[i]!, market.wishStart[i + 1]!);
  for (const [p, list] of index.wishesByPool().entries()) {
    free[facilityOf[p]! - 1]![ageOf[p]!] = market.capacity[p]! - market.holders[p]!;
    ranking[facilityOf[p]! - 1]!.push(...Array.from(list).filter((wish) => isAsked(wish)).map((wish) => childOf[wish]! + 1));
  }
  return { limit, children, families, facilities: free.map((seats, d) => ({ free: seats, ranking: ranking[d] })) };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

function choiceOf(index: SiblingMarket, options: readonly number[]): Int32Array {
  const { market, agents } = index;
  const choice = new Int32Array(agents).fill(-1);
  for (let f = 0; f < market.families; f++) choice[market.applicants + f] = market.optionStart[f + 1]! - 1;
  for (const [i, agent] of agentsOf(index).entries()) {
    if (options[i]! >= 0) choice[agent] = (agent < market.applicants ? market.wishStart[agent]! : market.optionStart[agent - market.applicants]!) + options[i]!;
  }
  return choice;
}

/** Found, and stable as our verifier sees it; with as many children as ours, or how many others. */
function judged(source: Market, index: SiblingMarket, { status, options }: PeerAnswer, ours: Int32Array, verdict: string): string {
  if (!options) return status === 'INFEASIBLE' ? `nothing: no stable one exists${verdict === 'unsolvable' ? '' : ' (OURS FOUND ONE)'}` : `nothing (${status.toLowerCase()})`;
  const choice = choiceOf(index, options);
  const checked = verify(source, allocationOf(source, index, choice, [], 'stable'));
  const placed = placedChildren(index.market, choice) - placedChildren(index.market, ours);
  return `${checked.ok && checked.stable ? 'stable' : 'NOT STABLE'}, ${placed === 0 ? 'as many placed' : `${placed} placed`}${status === 'OPTIMAL' ? '' : ' (not proven the most)'}`;
}

const answer = (python: string, place: string, file: string) =>
  JSON.parse(execFileSync(python, [ownFile('peer-cpsat.py'), place, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 })) as PeerAnswer;

/**
 * Towns with siblings through the published CP-SAT programs, ours beside. `folder` holds their sources (`daycarecp`, `chilmai`) and, if need be, a
 * Python environment with ortools (`ortools/bin/python3`). Whoever needs more than `limit` CPU seconds is stopped.
 */
export function benchmarkSiblingPeers(isQuick: boolean, folder: string | undefined, limit: number): void {
  const temporary = mkdtempSync(join(tmpdir(), 'fair-allocation-peers-'));
  const environment = folder && join(folder, 'ortools/bin/python3');
  const python = environment && existsSync(environment) ? environment : 'python3';
  const rows: (string | number)[][] = [['town', '', 'CPU s', 'of it solving', 'times ours', 'MB', 'result']];
  let slowest = Infinity;
  let answers = 0;
  try {
    for (const [children, rather, seed] of isQuick ? towns.slice(0, 2) : towns) {
      const source = plainTown(children, rather, seed);
      const index = siblingMarket(compile(source));
      const ours = measured(() => solve(index, { effort: 200 }));
      const { choice, blocking, verdict } = ours.value;
      const isTrue = verify(source, allocationOf(source, index, choice, blocking, verdict)).ok;
      const town = `${children} children, ${rather === 0 ? 'all "together"' : 'half "rather together"'}, seed ${seed}`;
      rows.push([town, 'ours', ours.seconds.toFixed(3), '', 1, '', `${verdict}${blocking.length > 0 ? `, ${blocking.length} left blocking and named` : ''}${isTrue ? '' : ', NOT VERIFIED'}`]);
      const file = join(temporary, 'town.json');
      writeFileSync(file, JSON.stringify(townOf(source, index, limit)));
      for (const { name, place } of peers) {
        const found = folder && existsSync(join(folder, place)) ? join(folder, place) : undefined;
        const theirs = found ? attempt(() => answer(python, found, file), limit) : 'not there';
        process.stderr.write(`${town}, ${name}: ${JSON.stringify(typeof theirs === 'string' ? theirs : { ...theirs, options: undefined })}\n`);
        if (typeof theirs === 'string') {
          rows.push([town, name, theirs, '', '', '', '']);
          continue;
        }
        const seconds = theirs.making + theirs.solving;
        answers++;
        slowest = Math.min(slowest, seconds / ours.seconds);
        rows.push([town, name, seconds.toFixed(2), theirs.solving.toFixed(2), (seconds / ours.seconds).toFixed(0), theirs.memory, judged(source, index, theirs, choice, verdict)]);
      }
    }
  } finally {
    rmSync(temporary, { recursive: true });
  }
  print(`Siblings side by side: towns without reserves, one thread (CPU seconds; theirs without reading the file and starting Python; at most ${limit} CPU s each)`, rows);
  if (answers > 0) bar('siblings: faster than the CP-SAT programs wherever they came to an end', `${slowest.toFixed(0)} × at least, ${answers} answers`, slowest > 1);
}
