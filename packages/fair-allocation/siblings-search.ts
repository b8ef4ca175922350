import { run } from './deferred-acceptance.ts';
import type { Compiled } from './compiled.ts';
import { placedChildren } from './placed-children.ts';
import { randomNumbers } from './random-numbers.ts';
import { betterChoice } from './siblings-blocking.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { repair, type Repair, type Tactics } from './siblings-repair.ts';

/** What the search came to. */
export interface SearchResult {
  /** Choice of each agent (single child: wish; family: option). */
  readonly choice: Int32Array;
  /** Agents that still block; empty = stable. */
  readonly blocking: readonly number[];
  readonly placed: number;
}

export interface SearchLimits {
  /** Rounds of repair after the first one, at most. */
  rounds: number;
  /** Moves in one round, at most. */
  moves: number;
  /** Stop when no more than this many agents block: 1 where it is proven that somebody must. */
  enough?: number;
  progress?: (round: number, rounds: number, blocking: number) => void;
}

/**
 * Looks for a stable allocation: singles first, then all families join and the repair runs. While families still block they get
 * what they block with, tabus are forgotten, and the repair goes on with other tactics. The best state seen is returned: fewest
 * blocking children, then most children placed. Deterministic; a round costs what it moves plus one look at all wishes.
 */
export function search(index: SiblingMarket, limits: SearchLimits): SearchResult {
  const { market, agents } = index;
  const random = randomNumbers(20_250_122);
  const running = repair(index, random);
  const start = new Int32Array(agents).fill(-1);
  start.set(run(market));
  running.state.restore(start);
  for (let family = 0; family < market.families; family++) running.wake(market.applicants + family);

  let best = attempt(index, running, tactics(0, random), limits.moves);
  let idle = 0;
  for (let round = 1; round <= limits.rounds && best.blocking.length > (limits.enough ?? 0) && idle < patience; round++) {
    running.forgetTabus();
    for (const agent of running.blocking()) {
      const choice = betterChoice(index, running.state, agent);
      if (choice >= 0) running.force(agent, choice);
    }
    const found = attempt(index, running, tactics(round, random), limits.moves);
    idle = isBetter(market, found, best) ? 0 : idle + 1;
    if (idle === 0) best = found;
    limits.progress?.(round, limits.rounds, best.blocking.length);
  }
  return best;
}

const patience = 40;

function tactics(round: number, random: { next(): number }): Tactics {
  if (round === 0) return { tabuAfter: 12, lastFirst: true, restlessness: 0 };
  return { tabuAfter: [3, 12, 6, 2][round % 4]!, lastFirst: random.next() < 0.5, restlessness: round % 3 === 0 ? 0.2 : 0 };
}

function attempt(index: SiblingMarket, running: Repair, how: Tactics, moves: number): SearchResult {
  running.settle(how, moves);
  let blocking = running.blocking();
  if (blocking.some((agent) => agent < index.market.applicants)) {
    // The moves ran out. With every option tabu families only give way, and the single children come to rest.
    running.settle({ ...how, tabuAfter: 0 }, Infinity);
    blocking = running.blocking();
  }
  const choice = running.state.choice.slice();
  return { choice, blocking, placed: placedChildren(index.market, choice) };
}

function isBetter(market: Compiled, a: SearchResult, b: SearchResult): boolean {
  return a.blocking.length - b.blocking.length < 0 || (a.blocking.length === b.blocking.length && (weight(market, a) < weight(market, b) || (weight(market, a) === weight(market, b) && a.placed > b.placed)));
}

function weight({ applicants, memberStart }: Compiled, { blocking }: SearchResult): number {
  return blocking.reduce((sum, agent) => sum + (agent < applicants ? 1 : memberStart[agent - applicants + 1]! - memberStart[agent - applicants]!), 0);
}
