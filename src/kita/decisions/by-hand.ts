import { amend, gate, type Allocation, type Applicant, type Market, type SeatChoice, type Violation } from '@lueckenlos/fair-allocation';

/** A seat given outside the order, for a reason two people answer for. */
export interface SeatByHand extends SeatChoice {
  childId: string;
  reason: string;
}

export interface HandGate {
  open: boolean;
  /** the pool had no seat left: there is one more now, for this child */
  isOneMore: boolean;
  /** what no reason can excuse: somebody would lose a seat, or the seat does not exist */
  impossible: readonly Violation[];
  /** who is passed over by it, each excused by the reason */
  excused: number;
}

/**
 * The gate for a place given by hand: the present state with this one change goes through fair-allocation's `amend` and `gate`. Children who are passed over are
 * excused by the reason; that a holder loses a seat or a seat is given twice never is. Where no seat is left for this child – all are taken, or the
 * rest is kept for others – the pool gets one more: a change of the market, not of the arithmetic. What was impossible before is not this change's fault.
 */
export function gateByHand(market: Market, present: Allocation, given: SeatByHand): HandGate {
  const inOrder = tryByHand(market, present, given, 0);
  return inOrder?.open ? inOrder : tryByHand(market, present, given, 1) ?? { open: false, isOneMore: false, impossible: [], excused: 0 };
}

function tryByHand(market: Market, present: Allocation, { childId, facility, seatType, reason }: SeatByHand, more: 0 | 1): HandGate | undefined {
  const seat = { facility, seatType };
  const pool = market.pools.find((one) => one.facility === facility && one.seatTypes.includes(seatType));
  if (!pool) return undefined;
  const taken = present.placements.filter((one, at) => one.seat?.facility === facility && pool.seatTypes.includes(one.seat.seatType) && market.applicants[at]!.id !== childId).length;
  if (more === 0 && taken >= pool.capacity) return undefined;
  const known = market.applicants.some(({ id }) => id === childId);
  const changed: Market = {
    ...market,
    // Whoever is placed by hand stands for itself: joint wishes of siblings were about other seats.
    families: (market.families ?? []).filter(({ members }) => !members.includes(childId)),
    pools: market.pools.map((one) => (one === pool ? { ...one, ceilings: [], capacity: more === 0 ? one.capacity : Math.max(one.capacity, taken) + 1 } : one)),
    applicants: [...market.applicants.map((one) => (one.id === childId ? asking(one, seat) : one)), ...(known ? [] : [{ id: childId, wishes: [seat] }])],
  };
  const before: Allocation = { ...present, placements: [...present.placements, ...(known ? [] : [{ applicant: childId, seat: null, rank: null, kept: false }])] };
  const faultsBefore = new Set(gate(changed, amend(changed, before, [])).refused.map(({ key }) => key));
  const after = amend(changed, before, [{ applicant: childId, seat }]);
  const unfair = gate(changed, after).refused.filter(({ severity }) => severity === 'unfair');
  const { problems, refused, excepted } = gate(changed, after, unfair.map(({ key }) => ({ key, reason })));
  const impossible = refused.filter(({ severity, key }) => severity === 'unfair' || !faultsBefore.has(key));
  return { open: reason.trim() !== '' && problems.length === 0 && impossible.length === 0, isOneMore: more === 1, impossible, excused: excepted.length };
}

/** The seat becomes the child's dearest wish, whatever stood against it. */
function asking(applicant: Applicant, seat: SeatChoice): Applicant {
  const others = applicant.wishes.filter(({ facility, seatType }) => facility !== seat.facility || seatType !== seat.seatType);
  return { ...applicant, wishes: [{ ...seat, group: 0, points: 0 }, ...others] };
}
