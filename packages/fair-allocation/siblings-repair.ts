import { betterChoice, blockingAgents } from './siblings-blocking.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { siblingState, type SiblingState } from './siblings-state.ts';
import { randomNumbers, type RandomNumbers } from './random-numbers.ts';

/** How one run of the repair goes about its work; several are tried one after the other. */
export interface Tactics {
  /** How often a family may gain the same option before it is tabu. */
  tabuAfter: number;
  /** Displaced agents: the one displaced last goes first, or the one displaced first. */
  lastFirst: boolean;
  /** Chance that a displaced family takes another of its possible options than the best. */
  restlessness: number;
}

export interface Repair {
  readonly state: SiblingState;
  /** Puts the agent in line. */
  wake(agent: number): void;
  /**
   * Lets displaced agents look for the best seat that takes them and gives vacated seats to the best interested child, until nobody moves.
   * Families do not go back to tabu options. Returns the number of moves.
   */
  settle(tactics: Tactics, mostMoves: number): number;
  forgetTabus(): void;
  /** Blocking agents after `settle`: nobody but families kept back by a tabu, unless the moves ran out. */
  blocking(): number[];
  /** The agent takes this choice whatever is tabu. */
  force(agent: number, choice: number): void;
}

/**
 * Repair of an allocation with siblings: better responses with tabu. Without the tabu such loops were seen to cycle, as they may
 * (Roth, Vande Vate 1990 need no siblings; Klaus, Klijn 2005 show cycles with couples).
 */
export function repair(index: SiblingMarket, random: RandomNumbers = randomNumbers(1)): Repair {
  const { market, agents } = index;
  const { applicants, pools, optionStart, optionWishStart, optionWish, wishPool, wishScore } = market;
  const state = siblingState(index);
  const gains = new Uint16Array(market.optionNumber.length);
  const displaced: number[] = [];
  let displacedHead = 0;
  const isDisplaced = new Uint8Array(agents);
  const dirty: number[] = [];
  let dirtyHead = 0;
  const isDirty = new Uint8Array(pools);
  let limit = 12;

  const left = (pool: number) => {
    if (isDirty[pool]) return;
    isDirty[pool] = 1;
    dirty.push(pool);
  };
  const lost = (agent: number) => {
    if (isDisplaced[agent]) return;
    isDisplaced[agent] = 1;
    displaced.push(agent);
  };
  const isTabu = (option: number) => gains[option]! >= limit;

  function take(agent: number, choice: number): void {
    if (agent >= applicants) {
      gains[choice]!++;
      lost(agent);
    }
    state.place(agent, choice, left, lost);
  }

  /** Best choice above the present one that is not tabu. */
  function next(agent: number, restlessness: number): number {
    if (agent < applicants) return betterChoice(index, state, agent);
    const family = agent - applicants;
    const has = state.choice[agent]!;
    const last = optionStart[family + 1]! - 1;
    const end = has < 0 ? last : has;
    let found = -1;
    for (let option = optionStart[family]!; option < end; option++) {
      if (isTabu(option) || !state.takesFamily(family, option)) continue;
      found = option;
      if (restlessness === 0 || random.next() >= restlessness) return option;
    }
    return found < 0 && has < 0 ? last : found;
  }

  function respond(agent: number, restlessness: number): boolean {
    const choice = next(agent, restlessness);
    if (choice < 0 || choice === state.choice[agent]) return false;
    take(agent, choice);
    return true;
  }

  /** The best interested child or family for a pool with a vacated seat; ties between them by score. */
  function fill(pool: number): boolean {
    let bestScore = Infinity;
    let bestAgent = -1;
    let bestChoice = -1;
    const singles = index.singlesAt(pool);
    const isSpecial = market.special[pool] !== undefined;
    const isFull = !isSpecial && state.size(pool) >= market.capacity[pool]!;
    const worst = isFull ? state.worstScore(pool) : Infinity;
    for (const wish of singles) {
      if (wishScore[wish]! >= worst) break;
      const agent = index.wishAgent[wish]!;
      const has = state.choice[agent]!;
      if ((has >= 0 && has <= wish) || isDisplaced[agent] || !state.takesSingle(wish)) continue;
      bestScore = wishScore[wish]!;
      bestAgent = agent;
      bestChoice = wish;
      break;
    }
    for (let i = index.familyStart[pool]!; i < index.familyStart[pool + 1]!; i++) {
      const family = index.familyAt[i]!;
      const agent = applicants + family;
      if (isDisplaced[agent]) continue;
      for (let option = optionStart[family]!; option < state.choice[agent]!; option++) {
        const score = worstAt(option, pool);
        if (score === -Infinity || score >= bestScore || isTabu(option)) continue;
        if (!state.poolTakesFamily(family, option, pool) || !state.takesFamily(family, option)) continue;
        bestScore = score;
        bestAgent = agent;
        bestChoice = option;
        break;
      }
    }
    if (bestAgent < 0) return false;
    take(bestAgent, bestChoice);
    return true;
  }

  function worstAt(option: number, pool: number): number {
    let worst = -Infinity;
    for (let w = optionWishStart[option]!; w < optionWishStart[option + 1]!; w++) {
      const wish = optionWish[w]!;
      if (wish >= 0 && wishPool[wish] === pool) worst = Math.max(worst, wishScore[wish]!);
    }
    return worst;
  }

  return {
    state,
    wake: lost,
    forgetTabus: () => gains.fill(0),
    blocking: () => blockingAgents(index, state),
    force: take,
    settle({ tabuAfter, lastFirst, restlessness }, mostMoves) {
      limit = tabuAfter;
      let moves = 0;
      while (moves < mostMoves) {
        if (displacedHead < displaced.length) {
          const agent = lastFirst ? displaced.pop()! : displaced[displacedHead++]!;
          isDisplaced[agent] = 0;
          if (respond(agent, restlessness)) moves++;
        } else if (dirtyHead < dirty.length) {
          displaced.length = 0;
          displacedHead = 0;
          const pool = dirty[dirtyHead]!;
          if (fill(pool)) moves++;
          else {
            dirtyHead++;
            isDirty[pool] = 0;
          }
        } else break;
        if (dirtyHead > 4096) {
          dirty.splice(0, dirtyHead);
          dirtyHead = 0;
        }
      }
      return moves;
    },
  };
}
