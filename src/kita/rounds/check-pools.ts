import type { Found } from './check.ts';
import type { BuiltMarket } from './market.ts';
import type { RoundInput, RoundPool } from './round-input.ts';

/** A pool that grew or shrank by this share, or by so many seats, is looked at. */
const [SHARE, SEATS] = [0.1, 3];

/** Seats against last year, against the licence, and against those who hold them. */
export function checkPools({ pools, kind }: RoundInput, { market, holds, notes }: BuiltMarket): Found[] {
  const found: Found[] = [];
  const say = (code: Found['code'], severity: Found['severity'], concerned: readonly RoundPool[], values?: Found['values']) => {
    if (concerned.length === 0) return;
    found.push({ code, severity, count: concerned.length, poolIds: concerned.map(({ id }) => id as string).sort(), facilityIds: [...new Set(concerned.map(({ facilityId }) => facilityId as string))].sort(), ...(values ? { values } : {}) });
  };
  const sum = (concerned: readonly RoundPool[], of: (pool: RoundPool) => number) => concerned.reduce((total, pool) => total + of(pool), 0);
  const heldIn = new Map<string, number>();
  for (const { place } of holds.byChild.values()) heldIn.set(place.poolId, (heldIn.get(place.poolId) ?? 0) + 1);

  say('pool-without-seats', 'finding', pools.filter(({ seats, types }) => seats === 0 || types.length === 0));
  say('pool-unconfirmed', 'finding', pools.filter(({ isConfirmed }) => !isConfirmed));
  const over = pools.filter(({ seats, licensed }) => licensed !== null && seats > licensed);
  say('pool-over-licence', 'invariant', over, { seats: sum(over, ({ seats, licensed }) => seats - licensed!) });
  say('licence-unknown', 'finding', pools.filter(({ seats, licensed }) => seats > 0 && licensed === null));
  if (kind === 'main') {
    const changed = pools.filter(({ seats, lastYear }) => lastYear !== null && seats !== lastYear && (Math.abs(seats - lastYear) >= SEATS || Math.abs(seats - lastYear) > lastYear * SHARE));
    say('capacity-changed', 'finding', changed, { now: sum(pools, ({ seats }) => seats), before: sum(pools, ({ seats, lastYear }) => lastYear ?? seats) });
  }
  const used = ({ id, shares = 0 }: RoundPool) => (heldIn.get(id) ?? 0) - shares;
  const crowded = pools.filter((pool) => used(pool) > pool.seats);
  say('more-holders-than-seats', 'finding', crowded, { children: sum(crowded, (pool) => used(pool) - pool.seats) });
  const both = new Set(notes.reservesBesideCeilings);
  say('reserve-beside-ceiling', 'invariant', pools.filter(({ id }) => both.has(id)));
  const later = pools.filter(({ id }) => notes.laterSeatsLeftOut.has(id));
  say('later-seats-left-out', 'finding', later, { seats: sum(later, ({ id }) => notes.laterSeatsLeftOut.get(id)!) });
  // A bound a pool has in the configuration and not in the market would let hours be given out that are not there.
  const built = new Map(market.pools.map((pool) => [pool.id, pool]));
  const lost = pools.filter(({ id }) => !built.has(id));
  if (lost.length > 0) say('market-refused', 'invariant', lost);
  return found;
}
