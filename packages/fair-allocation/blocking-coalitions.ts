import type { BlockingCoalition, Market } from './model.ts';
import { betterChoice } from './siblings-blocking.ts';
import type { SiblingMarket } from './siblings-market.ts';
import { siblingState } from './siblings-state.ts';

/** Names the families that still block, what they block with, and whom that would push out. O(market) once, then O(coalitions). */
export function blockingCoalitions(source: Market, index: SiblingMarket, choice: Int32Array, blocking: readonly number[]): BlockingCoalition[] {
  if (blocking.length === 0) return [];
  const { market } = index;
  const { applicants, optionNumber, optionWish, optionWishStart, wishPool } = market;
  const state = siblingState(index);
  return blocking.flatMap((agent) => {
    if (agent < applicants) return [];
    state.restore(choice);
    const family = source.families![agent - applicants]!;
    const option = betterChoice(index, state, agent);
    const wishes = Array.from(optionWish.subarray(optionWishStart[option]!, optionWishStart[option + 1]!)).filter((wish) => wish >= 0);
    const pools = [...new Set(wishes.map((wish) => wishPool[wish]!))].sort((a, b) => a - b);
    const displaced: number[] = [];
    state.place(agent, option, () => {}, (loser) => displaced.push(...childrenAt(index, choice, loser, pools)));
    return [{
      family: family.id, option: optionNumber[option]!, pools: pools.map((p) => source.pools[p]!.id),
      displaced: [...new Set(displaced)].sort((a, b) => a - b).map((child) => source.applicants[child]!.id), weight: family.members.length,
    }];
  });
}

/** Children of a displaced agent; a family that loses one seat leaves with all its children. */
function childrenAt({ market }: SiblingMarket, choice: Int32Array, agent: number, pools: readonly number[]): number[] {
  const { applicants, memberStart, memberApplicant, optionWishStart, optionWish, wishPool } = market;
  if (agent < applicants) return [agent];
  const family = agent - applicants;
  const first = optionWishStart[choice[agent]!]!;
  return Array.from(memberApplicant.subarray(memberStart[family]!, memberStart[family + 1]!)).filter((_, m) => {
    const wish = optionWish[first + m]!;
    return wish >= 0 && pools.includes(wishPool[wish]!);
  });
}
