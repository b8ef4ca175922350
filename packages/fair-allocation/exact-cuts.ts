import { grantedWishes } from './granted-wishes.ts';
import { add, emptySum } from './exact-rows.ts';
import type { Program } from './exact-program.ts';
import { poolChoice } from './pool-choice.ts';
import { betterChoice } from './siblings-blocking.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { siblingState } from './siblings-state.ts';

/**
 * Adds a row for everything this solution violates, and says how many; 0 = it is stable. Each row holds of every stable allocation,
 * because pools choose with the substitutes property: a child refused by a pool's best is refused whoever else comes, and an agent who is
 * taken among these competitors is taken among fewer. So either the agent gets something as good, or somebody new competes.
 */
export function addCuts(index: SiblingMarket, program: Program, choice: Int32Array): number {
  return addFeasibilityCuts(index, program, choice) || addBlockingCuts(index, program, choice);
}

function addFeasibilityCuts({ market }: SiblingMarket, { rows, seating }: Program, choice: Int32Array): number {
  const { choose } = poolChoice(market);
  const seated = seatedAt(market.pools, market, choice);
  let cuts = 0;
  for (const [pool, wishes] of seated.entries()) {
    const taken = new Uint8Array(wishes.length);
    if (choose(pool, Int32Array.from(wishes), 0, wishes.length, taken) === wishes.length) continue;
    const chosen = wishes.filter((_, i) => taken[i]);
    for (const [i, refused] of wishes.entries()) {
      if (taken[i]) continue;
      rows.atMost([...chosen, refused].reduce((sum, wish) => add(sum, seating(wish)), emptySum()), chosen.length);
      cuts++;
    }
  }
  return cuts;
}

function addBlockingCuts(index: SiblingMarket, { rows, seating, asGood, contracts }: Program, choice: Int32Array): number {
  const { market, wishAgent } = index;
  const { applicants, familyOf, wishPool, optionWishStart, optionWish, keeping } = market;
  const state = siblingState(index);
  state.restore(choice);
  const seated = seatedAt(market.pools, market, choice).map((wishes) => new Set(wishes));
  let cuts = 0;
  for (let agent = 0; agent < index.agents; agent++) {
    if (agent < applicants && familyOf[agent]! >= 0) continue;
    const better = betterChoice(index, state, agent);
    if (better < 0) continue;
    const asked = agent < applicants ? [better] : Array.from(optionWish.subarray(optionWishStart[better]!, optionWishStart[better + 1]!)).filter((wish) => wish >= 0);
    const sum = asGood(agent, better);
    for (const pool of new Set(asked.map((wish) => wishPool[wish]!))) {
      for (const wish of contracts[pool]!) {
        const isRival = wishAgent[wish] !== agent || (!asked.includes(wish) && (keeping || agent < applicants));
        if (isRival && !seated[pool]!.has(wish)) add(sum, seating(wish));
      }
    }
    rows.atLeast(sum, 1);
    cuts++;
  }
  return cuts;
}

/** Wishes that come true at each pool, best first. */
function seatedAt(pools: number, market: SiblingMarket['market'], choice: Int32Array): number[][] {
  const seated: number[][] = Array.from({ length: pools }, () => []);
  for (const wish of grantedWishes(market, choice)) if (wish >= 0) seated[market.wishPool[wish]!]!.push(wish);
  for (const wishes of seated) wishes.sort((a, b) => market.wishScore[a]! - market.wishScore[b]! || a - b);
  return seated;
}
