import type { Allocation, Applicant, Market, SeatChoice } from './model.ts';
import { discloseTable, tableByGroup, type Cell, type Grouping } from './statistics.ts';

/**
 * How one child fares in the second allocation against the first, by its own wishes:
 * `gains-seat` / `loses-seat`: a seat it did not / does not have; `better` / `worse`: a seat it ranks higher / lower;
 * `same`; `moved`: another seat that its wishes do not compare (siblings whose joint wishes decide, or wishes that changed);
 * `only-before` / `only-after`: the child applied in one market only.
 */
export type Difference = 'gains-seat' | 'loses-seat' | 'better' | 'worse' | 'same' | 'moved' | 'only-before' | 'only-after';

export const differences: readonly Difference[] = ['gains-seat', 'loses-seat', 'better', 'worse', 'same', 'moved', 'only-before', 'only-after'];

export interface ChildDifference {
  applicant: string;
  difference: Difference;
  before: SeatChoice | null;
  after: SeatChoice | null;
}

export interface Comparison {
  /** Children with a seat. */
  placed: { before: number; after: number };
  /** "With catalogue B: +14, −9" – children who gain and who lose a seat. */
  gained: number;
  lost: number;
  counts: Record<Difference, number>;
  /** Everybody for whom anything changes, in the order of the first market, newcomers last. Personal: not for publication. */
  changed: ChildDifference[];
  byGroup?: Cell[];
}

/** One run of the engine (or of anything else) to compare. */
export interface Run {
  market: Market;
  allocation: Allocation;
}

/**
 * Comparative statics between two catalogues of criteria, two numbers of seats, two years: who gains, who loses. A child's
 * seats are compared by its wishes in the second market; siblings of one family by the rank of the option they got, where
 * the family asked for the same in both. By group as far as the disclosure rule lets it be known. O(wishes).
 */
export function compare(before: Run, after: Run, grouping?: Grouping): Comparison {
  const counts = Object.fromEntries(differences.map((difference) => [difference, 0])) as Record<Difference, number>;
  const changed: ChildDifference[] = [];
  const categories: Difference[] = [];
  const ids: string[] = [];
  const earlier = byId(before);
  const later = byId(after);
  const options = familyRanks(before, after);

  const count = (applicant: string, difference: Difference, from: SeatChoice | null, to: SeatChoice | null): void => {
    counts[difference]++;
    categories.push(difference);
    ids.push(applicant);
    if (difference !== 'same') changed.push({ applicant, difference, before: from, after: to });
  };
  for (const [id, first] of earlier) {
    const second = later.get(id);
    if (second) count(id, differenceOf(first.seat, second.seat, second.applicant, options.get(id)), first.seat, second.seat);
    else count(id, 'only-before', first.seat, null);
  }
  for (const [id, second] of later) if (!earlier.has(id)) count(id, 'only-after', null, second.seat);

  return {
    placed: { before: placed(before), after: placed(after) },
    gained: counts['gains-seat'],
    lost: counts['loses-seat'],
    counts,
    changed,
    ...(grouping ? { byGroup: discloseTable(tableByGroup(ids, categories, grouping), grouping.disclose) } : {}),
  };
}

interface Standing {
  applicant: Applicant;
  seat: SeatChoice | null;
}

function byId({ market, allocation }: Run): Map<string, Standing> {
  return new Map(market.applicants.map((applicant, i) => [applicant.id, { applicant, seat: allocation.placements[i]!.seat }]));
}

const placed = ({ allocation }: Run): number => allocation.placements.filter(({ seat }) => seat !== null).length;

function differenceOf(before: SeatChoice | null, after: SeatChoice | null, applicant: Applicant, options: FamilyRanks | undefined): Difference {
  if (before === null || after === null) return before === after ? 'same' : after ? 'gains-seat' : 'loses-seat';
  if (sameSeat(before, after)) return 'same';
  if (options) return options.before === options.after ? 'moved' : options.after < options.before ? 'better' : 'worse';
  const [first, second] = [before, after].map((seat) => {
    const wish = applicant.wishes.findIndex((one) => sameSeat(one, seat));
    if (wish !== -1) return wish;
    return applicant.holds && sameSeat(applicant.holds, seat) ? applicant.wishes.length : -1;
  }) as [number, number];
  if (first === -1 || second === -1) return 'moved';
  return second < first ? 'better' : 'worse';
}

function sameSeat(a: SeatChoice, b: SeatChoice): boolean {
  return a.facility === b.facility && a.seatType === b.seatType;
}

interface FamilyRanks {
  before: number;
  after: number;
}

/** For children of families: the rank of the option the family has in both allocations; equal where the wishes differ. */
function familyRanks(before: Run, after: Run): Map<string, FamilyRanks> {
  const earlier = new Map((before.market.families ?? []).map((family, f) => [family.id, { family, option: before.allocation.families[f]!.option }]));
  const ranks = new Map<string, FamilyRanks>();
  (after.market.families ?? []).forEach((family, f) => {
    const first = earlier.get(family.id);
    const comparable =
      first && JSON.stringify([first.family.members, first.family.options]) === JSON.stringify([family.members, family.options]);
    const last = family.options.length + 1;
    const pair = comparable ? { before: first.option ?? last, after: after.allocation.families[f]!.option ?? last } : { before: 0, after: 0 };
    for (const member of family.members) ranks.set(member, pair);
  });
  return ranks;
}
