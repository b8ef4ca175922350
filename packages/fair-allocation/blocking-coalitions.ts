import { grantedWishes } from './granted-wishes.ts';
import type { BlockingCoalition, Market } from './model.ts';
import { poolChoice } from './pool-choice.ts';
import { betterChoice } from './siblings-blocking.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { siblingState } from './siblings-state.ts';

/** Names the families that still block, what they block with, and whom that would push out. O(applicants) for each of them. */
export function blockingCoalitions(source: Market, index: SiblingMarket, choice: Int32Array, blocking: readonly number[]): BlockingCoalition[] {
  if (blocking.length === 0) return [];
  const { market } = index;
  const { applicants, optionNumber, optionWish, optionWishStart, wishPool } = market;
  const state = siblingState(index);
  state.restore(choice);
  return blocking.flatMap((agent) => {
    if (agent < applicants) return [];
    const family = source.families![agent - applicants]!;
    const option = betterChoice(index, state, agent);
    const wishes = Array.from(optionWish.subarray(optionWishStart[option]!, optionWishStart[option + 1]!)).filter((wish) => wish >= 0);
    const pools = [...new Set(wishes.map((wish) => wishPool[wish]!))].sort((a, b) => a - b);
    const displaced = pools.flatMap((pool) => refusedChildren(index, choice, pool, agent, wishes)).sort((a, b) => a - b);
    return [{
      family: family.id, option: optionNumber[option]!, pools: pools.map((p) => source.pools[p]!.id),
      displaced: displaced.map((child) => source.applicants[child]!.id), weight: family.members.length,
    }];
  });
}

/** Children of others whom the pool would not choose any more, were these wishes of the agent there instead of its present ones. */
function refusedChildren({ market, wishAgent }: SiblingMarket, choice: Int32Array, pool: number, agent: number, asked: readonly number[]): number[] {
  const { wishPool, wishScore, keeping } = market;
  const granted = grantedWishes(market, choice);
  const childOf = new Map<number, number>();
  for (const [child, wish] of granted.entries()) {
    if (wish >= 0 && wishPool[wish] === pool && (keeping || wishAgent[wish] !== agent)) childOf.set(wish, child);
  }
  const wishes = [...new Set([...childOf.keys(), ...asked.filter((wish) => wishPool[wish] === pool)])].sort((a, b) => wishScore[a]! - wishScore[b]! || a - b);
  const taken = new Uint8Array(wishes.length);
  poolChoice(market).choose(pool, Int32Array.from(wishes), 0, wishes.length, taken);
  return wishes.flatMap((wish, i) => (taken[i] || wishAgent[wish] === agent ? [] : [childOf.get(wish)!]));
}
