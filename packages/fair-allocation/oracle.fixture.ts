import { createHash } from 'node:crypto';
import type { Allocation, Applicant, BlockingCoalition, Market, Pool, SeatChoice } from './model.ts';

/**
 * A third reading of the model, as slow and plain as possible: every allocation of a small market is written down and asked
 * whether it is stable, straight from the definitions. Nothing is shared with the engine or with the verifier.
 */
export type Seats = ReadonlyMap<string, SeatChoice | null>;

interface Contract {
  child: Applicant;
  seat: SeatChoice;
}

const same = (a: SeatChoice | null | undefined, b: SeatChoice | null | undefined): boolean =>
  a == null || b == null ? a == b : a.facility === b.facility && a.seatType === b.seatType;

function poolFor(market: Market, seat: SeatChoice): Pool {
  return market.pools.find((pool) => pool.facility === seat.facility && pool.seatTypes.includes(seat.seatType))!;
}

function claim(market: Market, { child, seat }: Contract): (number | string)[] {
  const wish = child.wishes.find((one) => same(one, seat));
  const parts = [market.lottery.seed, market.round];
  if (market.lottery.scope === 'facility') parts.push(seat.facility);
  const hash = createHash('sha256').update(JSON.stringify([...parts, child.id])).digest('hex');
  const level = same(child.holds, seat) ? 0 : child.holds && poolFor(market, child.holds) === poolFor(market, seat) ? 1 : 2;
  return [level, wish?.group ?? 0, -(wish?.points ?? 0), Number.parseInt(hash.slice(0, 13), 16), child.id];
}

function inOrder(market: Market, contracts: readonly Contract[]): Contract[] {
  const claims = new Map(contracts.map((contract) => [contract, claim(market, contract)]));
  return [...contracts].sort((a, b) => {
    const left = claims.get(a)!;
    const right = claims.get(b)!;
    for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return left[i]! < right[i]! ? -1 : 1;
    const wish = (contract: Contract) => contract.child.wishes.findIndex((one) => same(one, contract.seat));
    return wish(a) - wish(b);
  });
}

/** The pool's choice, slot by slot. */
export function chosenBy(market: Market, pool: Pool, contracts: readonly Contract[]): Contract[] {
  const queue = inOrder(market, contracts);
  const reserves = pool.reserves ?? [];
  const free = reserves.map(({ seats }) => seats);
  let open = pool.capacity - free.reduce((sum, seats) => sum + seats, 0);
  const taken: Contract[] = [];
  const full = ({ child, seat }: Contract): boolean =>
    (pool.ceilings ?? []).some((ceiling) => {
      const counts = (one: Contract): boolean =>
        (!ceiling.trait || (one.child.traits ?? []).includes(ceiling.trait)) && (!ceiling.seatTypes || ceiling.seatTypes.includes(one.seat.seatType));
      return counts({ child, seat }) && taken.filter(counts).length >= ceiling.seats;
    });
  const take = (contract: Contract): void => {
    taken.push(contract);
    queue.splice(queue.indexOf(contract), 1);
  };
  for (const contract of inOrder(market, contracts)) {
    const level = claim(market, contract)[0];
    if (level === 2) continue;
    if (level === 1 && full(contract)) {
      queue.splice(queue.indexOf(contract), 1);
      continue;
    }
    let slot = reserves.findIndex(({ trait }, r) => free[r]! > 0 && contract.child.traits?.includes(trait));
    if (slot === -1 && open > 0) open--;
    else {
      if (slot === -1) for (let r = 0; r < reserves.length; r++) if (free[r]! > 0) slot = r;
      if (slot !== -1) free[slot]!--;
    }
    take(contract);
  }
  const fillOne = (trait?: string): boolean => {
    const next = queue.find((contract) => !full(contract) && (trait === undefined || contract.child.traits?.includes(trait)));
    if (next) take(next);
    return next !== undefined;
  };
  const fillOpen = (): void => {
    while (open > 0 && fillOne()) open--;
  };
  if (pool.openSeats === 'first') fillOpen();
  reserves.forEach(({ trait }, r) => {
    while (free[r]! > 0 && fillOne(trait)) free[r]!--;
  });
  if (pool.openSeats !== 'first') fillOpen();
  let left = reserves.reduce((sum, { kind }, r) => sum + (kind === 'soft' ? free[r]! : 0), 0);
  while (left > 0 && fillOne()) left--;
  return taken;
}

const familyOf = (market: Market, child: string): string | undefined => market.families?.find(({ members }) => members.includes(child))?.id;

function contractsIn(market: Market, seats: Seats, pool: Pool): Contract[] {
  return market.applicants.flatMap((child) => {
    const seat = seats.get(child.id);
    return seat && poolFor(market, seat) === pool ? [{ child, seat }] : [];
  });
}

/** What a single child may get, best first; `null` = no seat. */
export function ownOptions(child: Applicant): (SeatChoice | null)[] {
  const last = child.holds ? { facility: child.holds.facility, seatType: child.holds.seatType } : null;
  if (child.locked) return [last];
  const options: (SeatChoice | null)[] = [];
  for (const wish of child.wishes) {
    if (same(wish, child.holds)) break;
    if (wish.ineligible === undefined) options.push({ facility: wish.facility, seatType: wish.seatType });
  }
  return [...options, last];
}

/** What a family may get, best first, with the position of the option. */
export function familyOptions(market: Market, id: string): { position: number; seats: (SeatChoice | null)[] }[] {
  const family = market.families!.find((one) => one.id === id)!;
  const members = family.members.map((member) => market.applicants.find((child) => child.id === member)!);
  const last = members.map(({ holds }) => holds ?? null);
  const result: { position: number; seats: (SeatChoice | null)[] }[] = [];
  for (const [i, { seats }] of family.options.entries()) {
    const possible = members.every((child, m) => {
      const seat = seats[m]!;
      if (same(seat, child.holds)) return true;
      if (child.locked || seat === null) return seat === null && !child.holds;
      return child.wishes.some((wish) => same(wish, seat) && wish.ineligible === undefined);
    });
    if (!possible) continue;
    result.push({ position: i + 1, seats });
    if (seats.every((seat, m) => same(seat, last[m]))) return result;
  }
  return [...result, { position: family.options.length + 1, seats: last }];
}

/** Every way to give each child (each family) something it may get; small markets only. */
export function* everySeating(market: Market): Generator<Map<string, SeatChoice | null>> {
  const parties: { children: string[]; options: (SeatChoice | null)[][] }[] = [
    ...(market.families ?? []).map((family) => ({ children: family.members, options: familyOptions(market, family.id).map(({ seats }) => seats) })),
    ...market.applicants
      .filter((child) => familyOf(market, child.id) === undefined)
      .map((child) => ({ children: [child.id], options: ownOptions(child).map((seat) => [seat]) })),
  ];
  const seats = new Map<string, SeatChoice | null>();
  function* place(party: number): Generator<Map<string, SeatChoice | null>> {
    if (party === parties.length) {
      yield new Map(seats);
      return;
    }
    const { children, options } = parties[party]!;
    for (const option of options) {
      children.forEach((child, c) => seats.set(child, option[c] ?? null));
      yield* place(party + 1);
    }
  }
  yield* place(0);
}

/** Every pool would choose exactly the children it has, if it had to choose among them. */
export function isFeasible(market: Market, seats: Seats): boolean {
  return market.pools.every((pool) => {
    const here = contractsIn(market, seats, pool);
    return chosenBy(market, pool, here).length === here.length;
  });
}

export function singleBlocks(market: Market, seats: Seats, child: Applicant): boolean {
  if (familyOf(market, child.id) !== undefined) return false;
  const options = ownOptions(child);
  const current = options.findIndex((seat) => same(seat, seats.get(child.id)));
  return options.slice(0, current).some((seat) => {
    const pool = poolFor(market, seat!);
    return chosenBy(market, pool, [...contractsIn(market, seats, pool), { child, seat: seat! }]).some(
      (one) => one.child === child && same(one.seat, seat),
    );
  });
}

export function familyBlocks(market: Market, seats: Seats, id: string, blocking: 'vacating' | 'keeping'): BlockingCoalition | undefined {
  const family = market.families!.find((one) => one.id === id)!;
  const options = familyOptions(market, id);
  const current = options.findIndex((option) => family.members.every((member, m) => same(option.seats[m], seats.get(member))));
  for (const option of options.slice(0, current)) {
    const wanted = family.members.flatMap((member, m): Contract[] => {
      const seat = option.seats[m];
      return seat ? [{ child: market.applicants.find(({ id: one }) => one === member)!, seat }] : [];
    });
    const displaced: string[] = [];
    const pools = market.pools.filter((pool) => wanted.some(({ seat }) => poolFor(market, seat) === pool));
    const everywhere = pools.every((pool) => {
      const mine = wanted.filter(({ seat }) => poolFor(market, seat) === pool);
      const rivals = contractsIn(market, seats, pool).filter(({ child, seat }) =>
        blocking === 'vacating' ? !family.members.includes(child.id) : !mine.some((one) => one.child === child && same(one.seat, seat)),
      );
      const chosen = chosenBy(market, pool, [...rivals, ...mine]);
      displaced.push(...rivals.filter((one) => !chosen.includes(one) && !family.members.includes(one.child.id)).map((one) => one.child.id));
      return mine.every((one) => chosen.includes(one));
    });
    if (everywhere)
      return { family: id, option: option.position, pools: pools.map((pool) => pool.id), displaced: displaced.sort(), weight: family.members.length };
  }
  return undefined;
}

export function blockingFamiliesOf(market: Market, seats: Seats): BlockingCoalition[] {
  const blocking = market.rules?.blocking ?? 'vacating';
  return (market.families ?? []).flatMap(({ id }) => familyBlocks(market, seats, id, blocking) ?? []);
}

export function isStable(market: Market, seats: Seats): boolean {
  return (
    isFeasible(market, seats) &&
    !market.applicants.some((child) => singleBlocks(market, seats, child)) &&
    blockingFamiliesOf(market, seats).length === 0
  );
}

export function everyStable(market: Market): Seats[] {
  return [...everySeating(market)].filter((seats) => isStable(market, seats));
}

/** A seating in the form of a result that tells the truth about itself. */
export function asAllocation(market: Market, seats: Seats): Allocation {
  const blocking = blockingFamiliesOf(market, seats);
  const nobodyElse = isFeasible(market, seats) && !market.applicants.some((child) => singleBlocks(market, seats, child));
  return {
    version: 1,
    round: market.round,
    placements: market.applicants.map((child) => {
      const seat = seats.get(child.id) ?? null;
      const rank = child.wishes.findIndex((wish) => same(wish, seat)) + 1;
      return { applicant: child.id, seat: seat && { ...seat }, rank: seat && rank > 0 ? rank : null, kept: seat !== null && same(seat, child.holds) };
    }),
    families: (market.families ?? []).map((family) => {
      const option = familyOptions(market, family.id).find(({ seats: tuple }) => family.members.every((member, m) => same(tuple[m], seats.get(member))));
      return { family: family.id, option: option && option.position <= family.options.length ? option.position : null };
    }),
    blocking,
    verdict: blocking.length === 0 && nobodyElse ? 'stable' : 'unproven',
  };
}
