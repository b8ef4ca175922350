import type { SiblingMarket } from './siblings-market.ts';
import type { SiblingState } from './siblings-state.ts';

/** Best choice the agent prefers to what it has and that would be taken, or -1. O(choices × log capacity) in plain pools. */
export function betterChoice({ market }: SiblingMarket, state: SiblingState, agent: number): number {
  const has = state.choice[agent]!;
  if (agent < market.applicants) {
    const end = has < 0 ? market.wishStart[agent + 1]! : has;
    for (let wish = market.wishStart[agent]!; wish < end; wish++) if (state.takesSingle(wish)) return wish;
    return -1;
  }
  const family = agent - market.applicants;
  const end = has < 0 ? market.optionStart[family + 1]! : has;
  for (let option = market.optionStart[family]!; option < end; option++) if (state.takesFamily(family, option)) return option;
  return -1;
}

/** Every agent that blocks, in their order; empty = stable. O(wishes and options of the market). */
export function blockingAgents(index: SiblingMarket, state: SiblingState): number[] {
  const { market, agents } = index;
  const blocking: number[] = [];
  for (let agent = 0; agent < agents; agent++) {
    if (agent < market.applicants && market.familyOf[agent]! >= 0) continue;
    if (betterChoice(index, state, agent) >= 0) blocking.push(agent);
  }
  return blocking;
}
