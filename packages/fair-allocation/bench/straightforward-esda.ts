import { run } from '../deferred-acceptance.ts';
import { betterChoice, blockingAgents } from '../siblings-blocking.ts';
import type { SiblingMarket } from '../siblings-market.ts';
import { siblingState } from '../siblings-state.ts';

/**
 * A straightforward extended sorted deferred acceptance (Ashlagi, Braverman, Hassidim 2014; Sun, Yokoyama, Yokoo 2025), to compare with:
 * families join one after the other; when one pushes out an earlier one, it is moved ahead of it and everything starts
 * again; an order seen before, a family that pushes itself out, or a family that blocks in the end means failure.
 * @returns the choices of a stable allocation, or undefined
 */
export function straightforwardEsda(index: SiblingMarket, mostRestarts = 500): Int32Array | undefined {
  const { market, agents } = index;
  const start = new Int32Array(agents).fill(-1);
  start.set(run(market));
  let order = Array.from({ length: market.families }, (_, f) => market.applicants + f);
  const seen = new Set<string>();
  const state = siblingState(index);
  for (let restarts = 0; restarts <= mostRestarts; restarts++) {
    const name = order.join();
    if (seen.has(name)) return undefined;
    seen.add(name);
    state.restore(start);
    const clash = joinOneByOne();
    if (!clash) return blockingAgents(index, state).length === 0 ? state.choice.slice() : undefined;
    if (clash.pushed === clash.joining) return undefined;
    order = order.filter((family) => family !== clash.joining);
    order.splice(order.indexOf(clash.pushed), 0, clash.joining);
  }
  return undefined;

  function joinOneByOne(): { joining: number; pushed: number } | undefined {
    for (const joining of order) {
      const waiting = [joining];
      for (let agent = waiting.pop(); agent !== undefined; agent = waiting.pop()) {
        const choice = betterChoice(index, state, agent);
        if (choice < 0) continue;
        let pushed = -1;
        state.place(agent, choice, () => {}, (loser) => {
          if (loser >= market.applicants) pushed = loser;
          waiting.push(loser);
        });
        if (pushed >= 0) return { joining, pushed };
      }
    }
    return undefined;
  }
}
