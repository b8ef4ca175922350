/**
 * The public model: a `Market` goes in, an `Allocation` comes out. Plain JSON on both sides, all references by string id.
 *
 * Words: an applicant is a child. A *seat* is a pair (facility, seat type). Seats are drawn from *pools*: a pool belongs
 * to one facility, has one capacity and one or several seat types (a group of 25 in which 10 may stay 45 hours is one
 * pool with two seat types and a ceiling). No seat belongs to two pools. A *family* is a set of siblings with joint wishes.
 *
 * Order of priority at a pool, first difference decides:
 * 1. children who hold a seat of this pool come first: before all, those asking for the very seat they hold; after them
 *    those asking for another seat type of the same pool (a change of hours);
 * 2. smaller `group`; 3. more `points` (a held seat that is not among the wishes counts group 0, points 0); 4. smaller lottery
 *    ticket; 5. smaller id (UTF-16 code units); 6. between two wishes of one child: the earlier wish.
 *
 * Ticket: SHA-256 over the UTF-8 bytes of `JSON.stringify([seed, round, childId])` (scope `market`: one number per child)
 * or of `JSON.stringify([seed, round, facilityId, childId])` (scope `facility`). The first 13 hexadecimal digits (52 bits)
 * are the ticket as an integer.
 *
 * Stability. A single child (in no family) blocks with a wish it likes better than its seat if the pool would choose it
 * among the children there and this wish (its own present seat stays in the competition where it is in the same pool).
 * A family blocks as `Rules.blocking` says. Members of families block only as families.
 */
export interface Market {
  /** Version of this format. */
  version: 1;
  /** Name of the round; part of every lottery ticket. */
  round: string;
  lottery: Lottery;
  rules?: Rules;
  seatTypes: SeatType[];
  facilities: Facility[];
  pools: Pool[];
  applicants: Applicant[];
  /** Siblings with joint wishes. Siblings who are to be treated independently are simply not listed here. */
  families?: Family[];
}

export interface Lottery {
  /** The revealed seed, any non-empty text (see `revealSeed` for commit and reveal). */
  seed: string;
  /** One number per child for all facilities (default), or one per child and facility. */
  scope?: 'market' | 'facility';
}

/** Choices that change the result; they belong to the market, so that a result is a pure function of it. */
export interface Rules {
  /**
   * When does a family block with a tuple of seats it strictly prefers to what it has?
   * - `vacating` (default; Sun, Yokoyama, Yokoo): at every pool of the tuple its children would all be chosen among them
   *   and the children there without the family's own.
   * - `keeping` (Ashlagi, Braverman, Hassidim): among them and all children there, the family's own included;
   *   asks more of a blocking family, so fewer allocations are blocked.
   */
  blocking?: 'vacating' | 'keeping';
  /**
   * `lottery` (default): tickets decide between equal group and points. `most-places`: among equals, children who would
   * otherwise stay without a seat go first (`Allocation.promoted`), so that more are placed; weakly stable, but no longer
   * strategy-proof.
   */
  ties?: 'lottery' | 'most-places';
}

/** What kind of seat it is. The engine only uses the id; the rest is for people and for explanations. */
export interface SeatType {
  id: string;
  name?: string;
  /** e.g. `U3`, `Ü3`, `school`. */
  ageBand?: string;
  /** Hours of care a week. */
  hours?: number;
  inclusion?: boolean;
  /** Month in which the seat begins, `YYYY-MM`. */
  startMonth?: string;
  /**
   * How many ordinary places a seat uses up: only 1 can be allocated. A seat that counts as two is a knapsack constraint
   * which can destroy stability; it is refused, and has to be a seat type with its own pool, or a reserve, instead.
   */
  counts?: 1;
}

export interface Facility {
  id: string;
  name?: string;
}

/**
 * Seats of one facility that are given out together. The choice among those who ask (order of filling):
 * 0. Children who hold a seat of this pool and ask for a seat of it, in order of priority: those asking for the seat they hold are
 *    always taken, those asking for another seat type are refused only by a full ceiling. Each uses a free seat of
 *    the first reserve (in listed order) whose trait it carries, otherwise an open seat, otherwise a free seat of the last
 *    reserve that has one, otherwise an extra seat. So effective capacity = max(capacity, holders who stay); extra seats
 *    exist for holders only.
 * 1. `openSeats: 'last'` (default): each reserve in listed order takes the best remaining children with its trait; then the
 *    open seats (capacity − all reserves) take the best remaining children of any kind.
 *    `openSeats: 'first'`: the open seats are filled before the reserves.
 * 2. What soft reserves could not fill is filled last, with the best remaining children of any kind; hard ones stay empty.
 * A child for whom a ceiling is full is passed over. Children who keep their seat count towards ceilings and are never passed over.
 */
export interface Pool {
  id: string;
  facility: string;
  /** Seat types given out from this pool, at least one. */
  seatTypes: string[];
  /** Whole number ≥ 0. */
  capacity: number;
  /** Guaranteed seats, in the order of filling; their sum is at most the capacity. Types may overlap. */
  reserves?: Reserve[];
  /** When the seats outside the reserves are filled; `last` if not said. */
  openSeats?: 'first' | 'last';
  /**
   * Upper bounds. Any two of a pool must be nested or disjoint (laminar) among the wishes made, and a pool with ceilings has no
   * reserves: otherwise one more child could open a seat for another and no stable allocation need exist. Checked.
   */
  ceilings?: Ceiling[];
}

export interface Reserve {
  id: string;
  /** Who may take these seats: children carrying this trait. */
  trait: string;
  /** Whole number ≥ 0. */
  seats: number;
  /** `soft`: unused seats go to everybody. `hard`: they stay empty. */
  kind: 'soft' | 'hard';
}

/** At most `seats` children with the trait, or with one of the seat types, or both where both are given. */
export interface Ceiling {
  id: string;
  trait?: string;
  seatTypes?: string[];
  seats: number;
}

export interface SeatChoice {
  facility: string;
  seatType: string;
}

export interface Applicant {
  id: string;
  /** Strictly ranked, best first, no seat twice. A seat held now need not be listed: it is always the last option. Wishes after the held seat are not looked at. */
  wishes: Wish[];
  /** What a reserve or a ceiling may ask for, e.g. `hardship`, `catchment:north`, `inclusion`. */
  traits?: string[];
  /** The seat the child has now and cannot lose: it gets this one or one it wishes more. */
  holds?: SeatChoice;
  /** The seat held is final (an earlier round, an accepted offer): it counts, the wishes are not looked at. */
  locked?: boolean;
}

export interface Wish extends SeatChoice {
  /** Priority group at this pool, whole number, smaller first; 0 if not said. */
  group?: number;
  /** Points at this pool, more is better, any finite number; 0 if not said. */
  points?: number;
  /** Why the child may not have this seat (code or sentence). The wish stays in the list for the explanation and is never granted. */
  ineligible?: string;
}

/**
 * Siblings with joint wishes. Each option gives every member a seat or none; best first. The option "everybody keeps what it
 * holds, the others get none" is always the last one and need not be listed; options after it are not looked at.
 * The members' own wish lists are still needed: they carry group, points and eligibility of every seat named in an option.
 * Options are made by `jointOptions` from a rule (together, rather together) or written down one by one.
 */
export interface Family {
  id: string;
  /** At least two applicants, each in at most one family. */
  members: string[];
  options: FamilyOption[];
  /** Where the options come from; for explanations only. */
  rule?: 'together' | 'rather-together' | 'listed';
}

/**
 * `seats[i]` is the seat of `members[i]`: one of its eligible wishes or the seat it holds; null = no seat (not allowed for a
 * child that holds one). Locked members appear with the seat they hold; other options are passed over.
 */
export interface FamilyOption {
  seats: (SeatChoice | null)[];
}

/** The result. Same market → same bytes, on every machine. */
export interface Allocation {
  version: 1;
  round: string;
  /** One per applicant, in the order of `market.applicants`. */
  placements: Placement[];
  /** One per family, in the order of `market.families`. */
  families: FamilyPlacement[];
  /**
   * With `ties: 'most-places'`: children who were moved ahead of all others with the same group and points, in the order of
   * `market.applicants`. The allocation is stable for the order of priority changed that way.
   */
  promoted?: string[];
  /** Blocking coalitions that remain (empty = stable), in the order of the families. */
  blocking: BlockingCoalition[];
  /**
   * - `stable`: no blocking applicant and no blocking family.
   * - `unsolvable`: proven by exact search that no stable allocation exists; `blocking` names what remains.
   * - `unproven`: none was found within the limits; whether one exists is open.
   */
  verdict: 'stable' | 'unsolvable' | 'unproven';
}

export interface Placement {
  applicant: string;
  /** The seat given, or null. */
  seat: SeatChoice | null;
  /** 1-based position of the seat in the child's wishes (ineligible wishes count); null without a seat or when the seat kept is not among the wishes. */
  rank: number | null;
  /** The child keeps the seat it held before. */
  kept: boolean;
}

export interface FamilyPlacement {
  family: string;
  /** 1-based position of the option that came true; null = the implicit last one (keep what is held, otherwise nothing). */
  option: number | null;
}

/** A family that would rather have option `option`, and at whose pools its children would all be chosen. */
export interface BlockingCoalition {
  family: string;
  /** 1-based position of the best option it blocks with. */
  option: number;
  /** Pools that would take the children. */
  pools: string[];
  /** Children who would lose their seat if the family took that option. */
  displaced: string[];
  /** Number of children in the family; "least weight" adds these up. */
  weight: number;
}

/** What is wrong with a market, with the JSON path to the field, e.g. `$.pools[3].capacity`. */
export class MarketError extends Error {
  readonly path: string;
  readonly code: string;
  constructor(code: string, path: string, message: string) {
    super(`${path}: ${message}`);
    this.name = 'MarketError';
    this.code = code;
    this.path = path;
  }
}
