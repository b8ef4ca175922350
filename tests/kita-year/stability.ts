import { createHash } from 'node:crypto';

// A second reading of what "stable" means, written from packages/fair-allocation/model.ts (its prose, not its program) and sharing no code with engine or
// verifier: slow and plain, every choice of a pool is made anew.

export interface Seat { facility: string; seatType: string }
interface Wish extends Seat { group?: number; points?: number; ineligible?: string }
export interface Applicant { id: string; wishes: Wish[]; traits?: string[]; holds?: Seat; locked?: boolean }
export interface Pool {
  id: string; facility: string; seatTypes: string[]; capacity: number; openSeats?: 'first' | 'last';
  reserves?: { id: string; trait: string; seats: number; kind: 'soft' | 'hard' }[];
  ceilings?: { id: string; trait?: string; seatTypes?: string[]; seats: number }[];
}
export interface MarketFile {
  round: string; lottery: { seed: string; scope?: 'market' | 'facility' }; rules?: { blocking?: string; ties?: string };
  pools: Pool[]; applicants: Applicant[]; families?: Family[];
}
export interface Family { id: string; members: string[]; rule?: string; options: { seats: (Seat | null)[] }[] }
export interface AllocationFile {
  placements: { applicant: string; seat: Seat | null }[];
  blocking: { family: string }[];
  verdict: string;
}

export interface Candidate { child: string; seat: Seat; traits: string[]; key: (number | string)[]; holds: 'this' | 'other' | 'no' }

export const same = (a: Seat | null | undefined, b: Seat | null | undefined) => (a ? `${a.facility} ${a.seatType}` : '') === (b ? `${b.facility} ${b.seatType}` : '');

/** Everything that is not as it should be, in words; empty = stable, or unstable only by the families the result names. */
export function faultsOf(market: MarketFile, allocation: AllocationFile): string[] {
  const faults: string[] = [];
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const result = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const poolOf = poolsBySeat(market);
  const families = market.families ?? [];
  const inFamily = new Set(families.flatMap(({ members }) => members));
  const candidate = candidates(market);
  const seated = new Map<string, Candidate[]>(market.pools.map(({ id }) => [id, []]));
  for (const [child, seat] of result) if (seat) seated.get(poolOf(seat).id)!.push(candidate(child, seat));

  for (const { id, wishes, holds, locked } of market.applicants) {
    if (!result.has(id)) {
      faults.push(`child ${id} is missing`);
      continue;
    }
    const seat = result.get(id)!;
    const wish = wishes.find((one) => same(one, seat));
    if (seat && !same(seat, holds) && (!wish || wish.ineligible !== undefined)) faults.push(`child ${id} has a seat it may not have`);
    if (holds && !seat) faults.push(`child ${id} lost the seat it held`);
    if (holds && locked && !same(seat, holds)) faults.push(`child ${id} was moved from a final seat`);
    const held = holds ? wishes.findIndex((one) => same(one, holds)) : -1;
    if (holds && seat && !same(seat, holds) && held >= 0 && wishes.findIndex((one) => same(one, seat)) > held) faults.push(`child ${id} got a seat it likes less than its own`);
  }
  for (const pool of market.pools) {
    const there = seated.get(pool.id)!;
    if (choose(pool, there).size < there.length) faults.push(`pool ${pool.id} holds more or others than it may`);
  }

  for (const { id, wishes, holds, locked } of market.applicants) {
    if (inFamily.has(id) || locked) continue;
    const seat = result.get(id) ?? null;
    for (const wish of wishes) {
      if (same(wish, seat) || same(wish, holds)) break;
      if (wish.ineligible !== undefined) continue;
      const asking = candidate(id, wish);
      if (choose(poolOf(wish), [...seated.get(poolOf(wish).id)!, asking]).has(asking)) faults.push(`child ${id} has a better claim to ${wish.facility} ${wish.seatType}`);
    }
  }
  const named = new Set(allocation.blocking.map(({ family }) => family));
  for (const family of families) {
    const blocks = betterOptions(family, applicants, result).some((option) => option.seats.some(Boolean) && takesAll(family, option.seats));
    if (blocks !== named.has(family.id)) faults.push(`family ${family.id} ${blocks ? 'has a better claim that is not named' : 'is named but has no better claim'}`);
  }
  if ((allocation.verdict === 'stable') !== (named.size === 0)) faults.push(`the verdict „${allocation.verdict}“ does not fit ${named.size} families`);
  return faults;

  function takesAll({ members }: { members: string[] }, seats: (Seat | null)[]): boolean {
    const asking = members.flatMap((child, m) => (seats[m] ? [candidate(child, seats[m])] : []));
    const keeping = market.rules?.blocking === 'keeping';
    return asking.every((one) => {
      const pool = poolOf(one.seat);
      const own = asking.filter(({ seat }) => poolOf(seat).id === pool.id);
      const others = seated.get(pool.id)!.filter(({ child, seat }) => !members.includes(child) || (keeping && !own.some((other) => other.child === child && same(other.seat, seat))));
      return choose(pool, [...others, ...own]).has(one);
    });
  }
}

/** Options before the one that came true; all, where none did (but never one that comes after keeping what is held). */
export function betterOptions({ members, options }: Family, applicants: ReadonlyMap<string, Applicant>, result: ReadonlyMap<string, Seat | null>): Family['options'] {
  const came = options.findIndex(({ seats }) => members.every((child, m) => same(seats[m], result.get(child))));
  const keeping = options.findIndex(({ seats }) => members.every((child, m) => same(seats[m], applicants.get(child)!.holds ?? null)));
  return options.slice(0, came >= 0 ? came : keeping >= 0 ? keeping : options.length).filter(({ seats }) => members.every((child, m) => {
    const { locked, holds, wishes } = applicants.get(child)!;
    const seat = seats[m] ?? null;
    if (locked) return same(seat, holds);
    if (!seat) return !holds;
    return same(seat, holds) || wishes.some((wish) => same(wish, seat) && wish.ineligible === undefined);
  }));
}

/** What a child brings to a seat, first difference decides: holding it, group, points, lottery, id, the earlier wish. */
export function candidates(market: MarketFile): (child: string, seat: Seat) => Candidate {
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const pools = poolsBySeat(market);
  const tickets = new Map<string, number>();
  const ticketOf = (child: string, facility: string) => {
    const key = market.lottery.scope === 'facility' ? JSON.stringify([market.lottery.seed, market.round, facility, child]) : JSON.stringify([market.lottery.seed, market.round, child]);
    if (!tickets.has(key)) tickets.set(key, Number.parseInt(createHash('sha256').update(key, 'utf8').digest('hex').slice(0, 13), 16));
    return tickets.get(key)!;
  };
  return (child, seat) => {
    const { wishes, traits = [], holds } = applicants.get(child)!;
    const at = wishes.findIndex((wish) => same(wish, seat));
    const { group = 0, points = 0 } = wishes[at] ?? {};
    const held = !holds || pools(holds).id !== pools(seat).id ? 'no' : same(holds, seat) ? 'this' : 'other';
    const first = held === 'this' ? 0 : held === 'other' ? 1 : 2;
    return { child, seat, traits, holds: held, key: [first, group, -points, ticketOf(child, seat.facility), child, at < 0 ? wishes.length : at] };
  };
}

export function poolsBySeat({ pools }: MarketFile): (seat: Seat) => Pool {
  const known = new Map(pools.flatMap((pool) => pool.seatTypes.map((type) => [`${pool.facility} ${type}`, pool] as const)));
  return ({ facility, seatType }) => known.get(`${facility} ${seatType}`)!;
}

/** Whom a pool takes of those who ask, and on which quota's seat: its trait, or undefined for an open one. */
export function choose(pool: Pool, asking: readonly Candidate[]): Map<Candidate, string | undefined> {
  const order = [...asking].sort((a, b) => compare(a.key, b.key));
  const taken = new Map<Candidate, string | undefined>();
  const reserves = (pool.reserves ?? []).map((reserve) => ({ ...reserve, left: reserve.seats }));
  let open = pool.capacity - reserves.reduce((sum, { seats }) => sum + seats, 0);
  const fits = (one: Candidate) => (pool.ceilings ?? []).every(({ trait, seatTypes, seats }) => {
    const counts = ({ traits, seat }: Candidate) => (trait === undefined || traits.includes(trait)) && (seatTypes === undefined || seatTypes.includes(seat.seatType));
    return !counts(one) || [...taken.keys()].filter(counts).length < seats;
  });
  const holders = order.filter(({ holds }) => holds !== 'no');
  for (const one of [...holders.filter(({ holds }) => holds === 'this'), ...holders.filter(({ holds }) => holds === 'other')]) {
    if (one.holds === 'other' && !fits(one)) continue;
    const own = reserves.find(({ trait, left }) => left > 0 && one.traits.includes(trait));
    if (own) own.left--;
    else if (open > 0) open--;
    else {
      const last = [...reserves].reverse().find(({ left }) => left > 0);
      if (last) last.left--;
    }
    taken.set(one, own?.trait);
  }
  const fillOpen = () => {
    for (const one of order) {
      if (open === 0) return;
      if (taken.has(one) || !fits(one)) continue;
      taken.set(one, undefined);
      open--;
    }
  };
  const fillReserves = () => {
    for (const reserve of reserves) {
      for (const one of order) {
        if (reserve.left === 0) break;
        if (taken.has(one) || !one.traits.includes(reserve.trait) || !fits(one)) continue;
        taken.set(one, reserve.trait);
        reserve.left--;
      }
    }
  };
  if (pool.openSeats === 'first') fillOpen();
  fillReserves();
  if (pool.openSeats !== 'first') fillOpen();
  for (const reserve of reserves) {
    if (reserve.kind === 'hard') continue;
    open += reserve.left;
    reserve.left = 0;
  }
  fillOpen();
  return taken;
}

export function compare(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  for (const [i, one] of a.entries()) {
    if (one < b[i]!) return -1;
    if (one > b[i]!) return 1;
  }
  return 0;
}
