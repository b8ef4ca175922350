import type { Allocation, Gate, SeatChoice } from '@lueckenlos/fair-allocation';
import { groupedBy } from '../../platform/grouped.ts';
import type { Earlier, Found } from './check.ts';
import { startOf, takingPart, type BuiltMarket } from './market.ts';
import type { RoundInput } from './round-input.ts';
import { monthsOf, seatsByMonth } from './start-months.ts';

interface Result {
  input: RoundInput;
  built: BuiltMarket;
  allocation: Allocation;
  gate: Gate;
  earlier?: Earlier;
}

/** What must hold of any result, counted once more from the rows and not from the market it was made of; and what changed since the last run. */
export function checkResult({ input, built, allocation, gate, earlier }: Result): Found[] {
  const found: Found[] = [];
  const children = takingPart(input);
  const seatOf = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const say = (code: Found['code'], severity: Found['severity'], childIds: readonly string[], more: Partial<Found> = {}) => {
    if (childIds.length > 0) found.push({ code, severity, count: childIds.length, childIds, ...more });
  };

  const holders = [...built.holds.byChild.keys()];
  say('holder-missing', 'invariant', holders.filter((id) => !seatOf.has(id)));
  const wishesOf = new Map(children.map(({ childId, wishes }) => [childId as string, wishes]));
  say('holder-lost', 'invariant', holders.filter((id) => seatOf.has(id) && !keepsOrBetters(seatOf.get(id)!, built.holds.byChild.get(id)!.place, wishesOf.get(id))));

  const groups = groupedBy(children.filter(({ siblingGroup, childId }) => siblingGroup?.rule === 'together' && !built.holds.byChild.has(childId)), ({ siblingGroup }) => siblingGroup!.id);
  say('siblings-apart', 'invariant', [...groups.values()].flatMap((members) => {
    const seats = members.map(({ childId }) => seatOf.get(childId) ?? null);
    const isTogether = seats.every((seat) => seat === null) || seats.every((seat) => seat !== null && seat.facility === seats[0]?.facility);
    return members.length < 2 || isTogether ? [] : members.map(({ childId }) => childId as string);
  }));

  const overbooked = overbookedPools(input, built, allocation);
  if (overbooked.length > 0) found.push({ code: 'month-overbooked', severity: 'invariant', count: overbooked.length, poolIds: overbooked });

  if (gate.refused.length > 0 || gate.problems.length > 0) {
    found.push({
      code: 'gate-refused', severity: 'invariant', count: gate.refused.length + gate.problems.length,
      childIds: [...new Set(gate.refused.flatMap(({ applicant }) => applicant ?? []))], values: { kinds: [...new Set([...gate.refused.map(({ kind }) => kind), ...gate.problems.map(({ code }) => code)])].sort().join(', ') },
    });
  }
  const members = new Map((built.market.families ?? []).map((family) => [family.id, family.members]));
  say('family-blocks', 'finding', allocation.blocking.flatMap(({ family }) => members.get(family) ?? []), { count: allocation.blocking.length, values: { verdict: allocation.verdict } });

  if (earlier) {
    const before = new Map(earlier.allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
    const changed = allocation.placements.filter(({ applicant, seat }) => !before.has(applicant) || !isSame(before.get(applicant)!, seat)).map(({ applicant }) => applicant);
    const gone = [...before.keys()].filter((id) => !seatOf.has(id));
    say('run-differs', 'finding', [...changed, ...gone], { values: { new: changed.filter((id) => !before.has(id)).length, gone: gone.length } });
  }
  return found;
}

function keepsOrBetters(seat: SeatChoice | null, held: { facilityId: string; seatTypeId: string }, wishes: readonly { facilityId: string; seatTypeId: string }[] = []): boolean {
  if (seat === null) return false;
  const rank = (one: { facility: string; seatType: string }) => wishes.findIndex(({ facilityId, seatTypeId }) => facilityId === one.facility && seatTypeId === one.seatType);
  const own = { facility: held.facilityId, seatType: held.seatTypeId };
  if (isSame(seat, own)) return true;
  const [given, kept] = [rank(seat), rank(own)];
  return given !== -1 && (kept === -1 || given < kept);
}

/** Pools in which in some month more children would be there than seats, other than by holders alone. */
function overbookedPools(input: RoundInput, { market, holds }: BuiltMarket, allocation: Allocation): string[] {
  const months = monthsOf(input.firstStart, input.lastStart);
  const startOfChild = new Map(takingPart(input).map((child) => [child.childId as string, startOf(child, input)]));
  const poolOf = new Map(market.pools.flatMap(({ id, facility, seatTypes }) => seatTypes.map((type) => [`${facility}/${type}`, id] as const)));
  const there = groupedBy(allocation.placements.filter(({ seat }) => seat !== null), ({ seat }) => poolOf.get(`${seat!.facility}/${seat!.seatType}`) ?? '');
  return input.pools.filter((pool) => {
    const room = seatsByMonth(pool, holds, months);
    return (there.get(pool.id) ?? []).length > 0 && months.some((month, at) => {
      const taken = there.get(pool.id)!.filter(({ applicant }) => (startOfChild.get(applicant) ?? holds.byChild.get(applicant)?.place.startsOn ?? month).slice(0, 7) <= month);
      const newcomers = taken.filter(({ applicant }) => holds.byChild.get(applicant)?.place.poolId !== pool.id).length;
      return newcomers > 0 && taken.length > room[at]!;
    });
  }).map(({ id }) => id as string).sort();
}

const isSame = (a: SeatChoice | null, b: SeatChoice | null) => a?.facility === b?.facility && a?.seatType === b?.seatType;
