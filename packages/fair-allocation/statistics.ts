import type { Allocation, Market } from './model.ts';

/** A count for publication; null = withheld by the disclosure rule. */
export interface Cell {
  /** Group of children; null = all children. */
  group: string | null;
  category: string;
  count: number | null;
}

/**
 * What may be published of a table by group. It gets all cells of one table at once – also the totals, so that it can
 * withhold second cells – and answers with as many in the same order. There is no default on purpose: whoever counts
 * children by group says how small groups are protected (package `disclosure-control`).
 */
export type DisclosureRule = (cells: readonly Cell[]) => Cell[];

/** Groups a child belongs to, e.g. its area; none, one or several. */
export interface Grouping {
  groupsOf: (applicant: string) => readonly string[];
  disclose: DisclosureRule;
}

/**
 * What became of a child: `wish-1`, `wish-2`, … = the rank of the seat it has now; `kept` = it keeps a seat that is not
 * among its wishes; `none` = it asked and has no seat; `nothing-asked` = no seat and no wish it may have.
 */
export type Fate = `wish-${number}` | 'kept' | 'none' | 'nothing-asked';

export interface UnfilledPool {
  pool: string;
  free: number;
  /**
   * `no-demand`: nobody who may have a seat here would rather be here; `reserved`: kept for children with a trait;
   * `ceiling`: an upper bound is full; `siblings`: only asked for in combinations that were not possible; `demand`: more
   * than one of these, or a claim passed over by hand.
   */
  why: 'no-demand' | 'reserved' | 'ceiling' | 'siblings' | 'demand';
}

export interface Statistics {
  applicants: number;
  /** Children with a seat after the round. */
  placed: number;
  /** Children who asked for a seat they may have and got none. */
  withoutSeat: number;
  /** Children who keep what they held. */
  kept: number;
  /** In the order wish-1, wish-2, …, kept, none, nothing-asked; categories nobody is in are left out. */
  fates: { category: Fate; count: number }[];
  families: { all: number; /** have their first possible option */ first: number; lastResort: number; /** two or more siblings in seats, all in one facility */ together: number; apart: number };
  seats: { all: number; given: number; unfilled: UnfilledPool[] };
  byGroup?: Cell[];
}

/**
 * How many have their first wish, how many none, which seats stay empty and why; by group as far as the rule lets it be
 * known. Expects a verified allocation. Throws a RangeError when the disclosure rule answers with another table.
 * O(wishes).
 */
export function statistics(market: Market, allocation: Allocation, grouping?: Grouping): Statistics {
  const fates = market.applicants.map((applicant, i): Fate => {
    const { seat, rank } = allocation.placements[i]!;
    if (seat) return rank === null ? 'kept' : `wish-${rank}`;
    return applicant.wishes.some(({ ineligible }) => ineligible === undefined) ? 'none' : 'nothing-asked';
  });
  const counts = countBy(fates);
  return {
    applicants: market.applicants.length,
    placed: allocation.placements.filter(({ seat }) => seat !== null).length,
    withoutSeat: counts.get('none') ?? 0,
    kept: allocation.placements.filter(({ kept }) => kept).length,
    fates: [...counts].map(([category, count]) => ({ category, count })).sort((a, b) => fateOrder(a.category) - fateOrder(b.category)),
    families: countFamilies(market, allocation),
    seats: countSeats(market, allocation),
    ...(grouping ? { byGroup: discloseTable(tableByGroup(market.applicants.map(({ id }) => id), fates, grouping), grouping.disclose) } : {}),
  };
}

function fateOrder(fate: Fate): number {
  if (fate.startsWith('wish-')) return Number(fate.slice(5));
  return 1e6 + ['kept', 'none', 'nothing-asked'].indexOf(fate);
}

function countBy<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** All groups × all categories that occur, and the totals (group null); zeros included, as a missing cell would speak. */
export function tableByGroup(applicants: readonly string[], categories: readonly string[], { groupsOf }: Grouping): Cell[] {
  const columns = [...new Set(categories)].sort();
  const rows = new Map<string, Map<string, number>>();
  const totals = countBy(categories);
  applicants.forEach((id, i) => {
    for (const group of groupsOf(id)) {
      const row = rows.get(group) ?? new Map<string, number>();
      rows.set(group, row);
      row.set(categories[i]!, (row.get(categories[i]!) ?? 0) + 1);
    }
  });
  const groups = [...rows.keys()].sort();
  return [
    ...groups.flatMap((group) => columns.map((category) => ({ group, category, count: rows.get(group)!.get(category) ?? 0 }))),
    ...columns.map((category) => ({ group: null, category, count: totals.get(category)! })),
  ];
}

export function discloseTable(cells: Cell[], disclose: DisclosureRule): Cell[] {
  const answer = disclose(cells.map((cell) => ({ ...cell })));
  const same = answer.length === cells.length && answer.every((cell, i) => cell.group === cells[i]!.group && cell.category === cells[i]!.category);
  if (!same) throw new RangeError('The disclosure rule must answer with the same cells in the same order.');
  return answer.map(({ group, category, count }) => ({ group, category, count }));
}

function countFamilies(market: Market, allocation: Allocation): Statistics['families'] {
  const seatOf = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const result = { all: 0, first: 0, lastResort: 0, together: 0, apart: 0 };
  (market.families ?? []).forEach(({ members }, f) => {
    result.all++;
    const { option } = allocation.families[f]!;
    if (option === null) result.lastResort++;
    else if (option === 1) result.first++;
    const facilities = members.flatMap((member) => seatOf.get(member)?.facility ?? []);
    if (facilities.length < 2) return;
    if (new Set(facilities).size === 1) result.together++;
    else result.apart++;
  });
  return result;
}

function countSeats(market: Market, allocation: Allocation): Statistics['seats'] {
  const poolOfSeat = new Map<string, number>();
  const key = (facility: string, seatType: string): string => JSON.stringify([facility, seatType]);
  market.pools.forEach(({ facility, seatTypes }, p) => seatTypes.forEach((type) => poolOfSeat.set(key(facility, type), p)));
  const poolOf = (seat: { facility: string; seatType: string }): number => poolOfSeat.get(key(seat.facility, seat.seatType))!;
  const given = market.pools.map(() => 0);
  const single = market.pools.map(() => false);
  const sibling = market.pools.map(() => false);
  const siblings = new Set((market.families ?? []).flatMap(({ members }) => members));
  market.applicants.forEach(({ id, wishes, locked }, i) => {
    const { seat, rank } = allocation.placements[i]!;
    if (seat) given[poolOf(seat)]!++;
    if (locked) return;
    const better = seat === null || rank === null ? wishes.length : rank - 1;
    for (let w = 0; w < better; w++) if (wishes[w]!.ineligible === undefined) (siblings.has(id) ? sibling : single)[poolOf(wishes[w]!)] = true;
  });
  const unfilled = market.pools.flatMap((pool, p): UnfilledPool[] => {
    const free = pool.capacity - given[p]!;
    if (free <= 0) return [];
    const hard = pool.reserves?.some(({ kind, seats }) => kind === 'hard' && seats > 0);
    if (!single[p] && !sibling[p]) return [{ pool: pool.id, free, why: 'no-demand' }];
    if (hard) return [{ pool: pool.id, free, why: 'reserved' }];
    if (pool.ceilings?.length) return [{ pool: pool.id, free, why: 'ceiling' }];
    return [{ pool: pool.id, free, why: single[p] ? 'demand' : 'siblings' }];
  });
  return { all: market.pools.reduce((sum, { capacity }) => sum + capacity, 0), given: given.reduce((sum, count) => sum + count, 0), unfilled };
}
