/**
 * A cheapest set of families with at least one of each core: the hitting set problem, by branch and bound. Families in no more of the cores left than
 * another that costs no more are passed over; cores that share no family bound the cost from below.
 *
 * @param cost of a family, above 0
 * @param mostNodes after so many `undefined` is returned: not found out. Exponential in the number of families of the answer.
 */
export function cheapestHittingSet(cores: readonly (readonly number[])[], cost: (family: number) => number, mostNodes: number): readonly number[] | undefined {
  const all = cores.toSorted((a, b) => a.length - b.length);
  const inCores = new Map<number, bigint>();
  for (const [i, core] of all.entries()) for (const family of core) inCores.set(family, (inCores.get(family) ?? 0n) | (1n << BigInt(i)));
  let best: { families: readonly number[]; cost: number } = { families: [], cost: Infinity };
  let nodes = 0;

  function visit(left: readonly (readonly number[])[], mask: bigint, families: readonly number[], spent: number): void {
    if (nodes++ > mostNodes || spent + leastCost(left, cost) >= best.cost) return;
    if (left.length === 0) {
      best = { families, cost: spent };
      return;
    }
    for (const { family, hits } of worthTrying(left[0]!, mask)) visit(left.filter((core) => !core.includes(family)), mask & ~hits, [...families, family], spent + cost(family));
  }

  /** The most useful first. */
  function worthTrying(core: readonly number[], mask: bigint) {
    const candidates = core.map((family) => ({ family, hits: inCores.get(family)! & mask, price: cost(family) }));
    const isBehind = (a: (typeof candidates)[number], b: (typeof candidates)[number]) =>
      (a.hits | b.hits) === b.hits && b.price <= a.price && (a.hits !== b.hits || b.price < a.price || b.family < a.family);
    return candidates.filter((a) => !candidates.some((b) => isBehind(a, b))).sort((a, b) => ones(b.hits) - ones(a.hits) || a.price - b.price || a.family - b.family);
  }

  visit(all, (1n << BigInt(all.length)) - 1n, [], 0);
  return nodes > mostNodes ? undefined : best.families;
}

/** Each of several cores that share no family costs at least its cheapest family. Small cores first. */
function leastCost(cores: readonly (readonly number[])[], cost: (family: number) => number): number {
  const used = new Set<number>();
  let least = 0;
  for (const core of cores) {
    if (core.some((family) => used.has(family))) continue;
    least += Math.min(...core.map(cost));
    for (const family of core) used.add(family);
  }
  return least;
}

function ones(mask: bigint): number {
  let count = 0;
  for (let rest = mask; rest > 0n; rest &= rest - 1n) count++;
  return count;
}
