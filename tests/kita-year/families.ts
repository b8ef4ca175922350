import type { Expected } from './input.ts';
import { same, type AllocationFile, type Applicant, type Family, type MarketFile, type Seat } from './stability.ts';
import type { Town } from './town.ts';

/** A family may ask for more combinations than are written down; fewer than this are all looked at. */
const ALL_LOOKED_AT = 400;

/**
 * Siblings: who belongs to whom, what "together" and "rather together" make of their wishes (packages/fair-allocation, the prose of
 * `jointOptions`), twins in one facility with the same kind of seat, and that what a family got is something it asked for.
 */
export function familyFaults(town: Town, market: MarketFile, allocation: AllocationFile, expected: Expected): string[] {
  const applicants = new Map(market.applicants.map((one) => [one.id, one]));
  const result = new Map(allocation.placements.map(({ applicant, seat }) => [applicant, seat]));
  const families = new Map((market.families ?? []).map((family) => [family.id, family]));
  const faults = [...families.keys()].filter((id) => !expected.families.has(id)).map((id) => `family ${id} asks together by the input, not by the rows`);
  for (const [id, { rule, children }] of expected.families) {
    const family = families.get(id);
    const fault = (what: string) => faults.push(`family ${id} ${what}`);
    if (!family) {
      fault('asks together by the rows, not by the input');
      continue;
    }
    if (family.rule !== rule || [...family.members].sort().join() !== children.join()) {
      fault('has other children or another wish in the input');
      continue;
    }
    const members = family.members.map((child) => applicants.get(child)!);
    const isAllowed = (seats: readonly (Seat | null)[]) => (rule === 'together' ? seats.every((seat) => seat && seat.facility === seats[0]!.facility) : seats.some(Boolean)) && keepsTwins(town, family, seats);
    if (family.options.some(({ seats }) => !isAllowed(seats))) fault('is offered a combination it does not want');
    const ranks = family.options.map(({ seats }) => members.map((member, m) => rankOf(member, seats[m])));
    const spreads = family.options.map(({ seats }) => spread(rule, seats));
    const goesBefore = (one: number, other: number) => compare(spreads[one]!, spreads[other]!) < 0 || (compare(spreads[one]!, spreads[other]!) === 0 && ranks[one]!.every((rank, m) => rank <= ranks[other]![m]!));
    if (family.options.some((_, at) => at > 0 && goesBefore(at, at - 1))) fault('has its combinations in another order than its wishes');
    const all = combinations(members.map(choices)).filter(isAllowed);
    const known = new Set(family.options.map(({ seats }) => words(seats)));
    if (all.length <= ALL_LOOKED_AT && (all.length !== known.size || all.some((seats) => !known.has(words(seats))))) fault('misses a combination of its wishes');
    const got = family.members.map((child) => result.get(child) ?? null);
    const keeps = members.every(({ holds }, m) => same(got[m], holds ?? null));
    if (!keeps && !known.has(words(got))) fault('got a combination it did not ask for');
  }
  return faults;
}

const words = (seats: readonly (Seat | null)[]) => seats.map((seat) => (seat ? `${seat.facility} ${seat.seatType}` : '-')).join(', ');

/** Eligible wishes down to the seat held; then that, or none. */
function choices({ wishes, holds = undefined }: Applicant): (Seat | null)[] {
  const at = wishes.findIndex((wish) => same(wish, holds) && holds !== undefined);
  return [...wishes.slice(0, at < 0 ? wishes.length : at).filter(({ ineligible }) => ineligible === undefined), holds ?? null];
}

const combinations = (lists: (Seat | null)[][]) => lists.reduce<(Seat | null)[][]>((heads, list) => heads.flatMap((head) => list.map((seat) => [...head, seat])), [[]]);

const rankOf = ({ wishes }: Applicant, seat: Seat | null | undefined) => {
  const at = wishes.findIndex((wish) => same(wish, seat));
  return at < 0 ? wishes.length : at;
};

/** Rather together: fewest without a seat come first, then fewest facilities. */
function spread(rule: string, seats: readonly (Seat | null)[]): number[] {
  const seated = seats.flatMap((seat) => seat ?? []);
  return rule === 'together' ? [0] : [seats.length - seated.length, new Set(seated.map(({ facility }) => facility)).size];
}

function keepsTwins({ children, registrations }: Town, { members }: Family, seats: readonly (Seat | null)[]): boolean {
  const about = members.map((id) => {
    const child = children.find((one) => one.id === id)!;
    return `${child.born_on ?? child.expected_on} ${registrations.find(({ child_id, state }) => child_id === id && state !== 'draft')?.needs_inclusive_seat}`;
  });
  return seats.every((a, i) => seats.every((b, j) => !a || !b || about[i] !== about[j] || a.facility !== b.facility || a.seatType === b.seatType));
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
