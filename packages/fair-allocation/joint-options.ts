import type { Applicant, FamilyOption, SeatChoice } from './model.ts';

export interface JointWishRule {
  /**
   * `together`: all at the same facility, or everybody keeps what it holds.
   * `rather-together`: first every option in which as few children as possible stay without a seat, among those the ones with as
   * few facilities as possible; so one seat for one child still beats none.
   */
  rule: 'together' | 'rather-together';
  /** Twins and others who must get the same seat type whenever they are at the same facility. */
  sameSeatType?: boolean;
  /** Longest list to make; the worst options are left out (500 if not said). */
  longest?: number;
}

/**
 * Joint wishes of siblings made from their own wish lists. Among options the rule finds equal, the one with the smaller sum of ranks comes
 * first, then the one that is better for the child named first.
 * Ineligible wishes are left out; a child that holds a seat gets it or a wish it ranks higher.
 * O(product of the list lengths), so three children with 10 wishes make 1,331 candidates; throws a RangeError above a million.
 */
export function jointOptions(members: readonly Applicant[], { rule, sameSeatType = false, longest = 500 }: JointWishRule): FamilyOption[] {
  const lists = members.map(choicesOf);
  const size = lists.reduce((product, list) => product * list.length, 1);
  if (size > 1_000_000) throw new RangeError(`${size} joint options are too many; list the options one by one`);
  return combinations(lists)
    .filter((option) => isAllowed(option, rule, sameSeatType))
    .map((option) => ({ option, key: keyOf(option, rule) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .slice(0, longest)
    .map(({ option }) => ({ seats: option.map(({ seat }) => seat) }));
}

interface Choice {
  seat: SeatChoice | null;
  rank: number;
}

function choicesOf({ wishes, holds, locked }: Applicant): Choice[] {
  if (holds && locked) return [{ seat: holds, rank: 0 }];
  const choices: Choice[] = [];
  for (const [rank, { facility, seatType, ineligible }] of wishes.entries()) {
    const isHeld = holds?.facility === facility && holds.seatType === seatType;
    if (isHeld) return [...choices, { seat: holds, rank }];
    if (ineligible === undefined) choices.push({ seat: { facility, seatType }, rank });
  }
  return [...choices, { seat: holds ?? null, rank: wishes.length }];
}

function combinations(lists: Choice[][]): Choice[][] {
  return lists.reduce<Choice[][]>((heads, list) => heads.flatMap((head) => list.map((choice) => [...head, choice])), [[]]);
}

function isAllowed(option: Choice[], rule: JointWishRule['rule'], sameSeatType: boolean): boolean {
  const seats = option.flatMap(({ seat }) => (seat ? [seat] : []));
  if (seats.length === 0) return false;
  if (rule === 'together' && (seats.length < option.length || seats.some(({ facility }) => facility !== seats[0]!.facility))) return false;
  return !sameSeatType || seats.every((a) => seats.every((b) => a.facility !== b.facility || a.seatType === b.seatType));
}

function keyOf(option: Choice[], rule: JointWishRule['rule']): number[] {
  const seats = option.flatMap(({ seat }) => (seat ? [seat] : []));
  const facilities = new Set(seats.map(({ facility }) => facility)).size;
  const ranks = option.map(({ rank }) => rank);
  const sum = ranks.reduce((total, rank) => total + rank, 0);
  return rule === 'together' ? [sum, ...ranks] : [option.length - seats.length, facilities, sum, ...ranks];
}

function compareKeys(a: number[], b: number[]): number {
  const place = a.findIndex((value, i) => value !== b[i]);
  return place < 0 ? 0 : a[place]! - b[place]!;
}
