import { shown } from './check-market-shape.ts';
import type { SeatChoice } from './model.ts';
import { countsTowards, type Choice } from './verify-choice.ts';
import { entryOf, type MarketIndex } from './verify-index.ts';
import { seatName, type Findings } from './verify-violation.ts';

/** Who has which seat, as entries of the market's index. */
export interface Seating {
  /** Entry of each child, -1 for none. */
  entry: Int32Array;
  /** Entries of each pool. */
  ofPool: number[][];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads the placements of an allocation of unknown origin: every child once and in the order of the market, no seat that was
 * not asked for or may not be given, no held seat lost, rank and `kept` as they are. O(children + wishes).
 */
export function readPlacements(index: MarketIndex, allocation: unknown, findings: Findings): Seating | undefined {
  const { applicants } = index.market;
  const malformed = (path: string, sentence: string): undefined => {
    findings.add('malformed', path, () => ({ path, sentence }));
    return undefined;
  };
  if (!isRecord(allocation)) return malformed('$', 'The allocation is not an object.');
  if (allocation.version !== 1) return malformed('$.version', 'The allocation does not say version 1.');
  if (allocation.round !== index.market.round) return malformed('$.round', `The allocation belongs to another round than ${JSON.stringify(index.market.round)}.`);
  const { placements } = allocation;
  if (!Array.isArray(placements) || placements.length !== applicants.length)
    return malformed('$.placements', `There must be exactly one placement for each of the ${applicants.length} applicants.`);

  const seating: Seating = { entry: new Int32Array(applicants.length).fill(-1), ofPool: index.pools.map(() => []) };
  for (let child = 0; child < applicants.length; child++) {
    const placement: unknown = placements[child];
    const { id, wishes } = applicants[child]!;
    const path = `$.placements[${child}]`;
    if (!isRecord(placement) || placement.applicant !== id) {
      malformed(`${path}.applicant`, `Placement ${child} must be that of applicant ${JSON.stringify(id)} (same order as in the market).`);
      continue;
    }
    const { seat } = placement;
    const known = isRecord(seat) && typeof seat.facility === 'string' && typeof seat.seatType === 'string';
    if (seat !== null && !known) {
      malformed(`${path}.seat`, `The seat of ${id} must be null or name facility and seat type.`);
      continue;
    }
    const entry = known ? entryAt(index, child, seat as unknown as SeatChoice, placement.rank) : -1;
    if (known && entry === -1) {
      const named = { facility: seat.facility as string, seatType: seat.seatType as string };
      findings.add('not-wished', `${id}:${seatName(named)}`, () => ({
        applicant: id,
        seat: named,
        sentence: `${id} was given ${seatName(named)}, which it neither asked for nor holds.`,
      }));
      continue;
    }
    checkOwnPlace(index, child, entry, findings);
    const position = entry === -1 ? 0 : entry - index.firstEntry[child]! + 1;
    const rank = position === 0 || position > wishes.length ? null : position;
    if (placement.rank !== rank)
      findings.add('wrong-rank', id, () => ({
        applicant: id,
        path: `${path}.rank`,
        sentence: `The result says ${id} has its wish ${shown(placement.rank)}; it is ${rank === null ? 'none of its wishes' : `wish ${rank}`}.`,
      }));
    const kept = entry !== -1 && index.level[entry] === 0;
    if (placement.kept !== kept)
      findings.add('wrong-kept', id, () => ({
        applicant: id,
        path: `${path}.kept`,
        sentence: `The result says that ${id} ${placement.kept === true ? 'keeps' : 'does not keep'} the seat it held; the opposite is true.`,
      }));
    if (entry === -1) continue;
    seating.entry[child] = entry;
    seating.ofPool[index.pool[entry]!]!.push(entry);
  }
  return seating;
}

/** The entry of the seat given. The rank reported is looked at first, because it is nearly always right. */
function entryAt(index: MarketIndex, child: number, seat: SeatChoice, rank: unknown): number {
  const wish = typeof rank === 'number' ? index.market.applicants[child]!.wishes[rank - 1] : undefined;
  if (wish && wish.facility === seat.facility && wish.seatType === seat.seatType) return index.firstEntry[child]! + (rank as number) - 1;
  return entryOf(index, child, index.seatOf(seat));
}

/** Children moved ahead of their equals, as the result says. Only a market that asks for most places may have any. */
export function readPromoted(index: MarketIndex, promoted: unknown, findings: Findings): Set<number> {
  if (promoted === undefined) return new Set();
  const children = Array.isArray(promoted) ? promoted.map((id: unknown) => (typeof id === 'string' ? index.childOf(id) : undefined)) : [undefined];
  const inOrder = children.every((child, i) => child !== undefined && (i === 0 || child > children[i - 1]!));
  if (index.market.rules?.ties === 'most-places' && inOrder) return new Set(children as number[]);
  findings.add('malformed', '$.promoted', () => ({
    path: '$.promoted',
    sentence: 'Only where ties are broken for most places may children be moved ahead of their equals, each once and in the order of the market.',
  }));
  return new Set();
}

/** Individual rationality: what a child gets is something it may have and asked for, and never less than what it holds. */
function checkOwnPlace(index: MarketIndex, child: number, entry: number, findings: Findings): void {
  const { id, wishes, locked } = index.market.applicants[child]!;
  const heldEntry = index.heldEntry[child]!;
  const held = heldEntry === -1 ? undefined : index.seats[index.seat[heldEntry]!]!;
  const given = entry === -1 ? undefined : index.seats[index.seat[entry]!]!;
  if (locked && entry !== heldEntry) {
    findings.add('locked-seat-changed', id, () => ({
      applicant: id,
      seat: given && { facility: given.facility, seatType: given.seatType },
      sentence: `The seat of ${id} is final (${held ? seatName(held) : 'none'}), but the result gives ${given ? seatName(given) : 'no seat'}.`,
    }));
    return;
  }
  if (entry === -1) {
    if (held)
      findings.add('held-seat-lost', id, () => ({ applicant: id, sentence: `${id} holds ${seatName(held)} and would be left without a seat.` }));
    return;
  }
  const seat = { facility: given!.facility, seatType: given!.seatType };
  if (index.eligible[entry] === 0) {
    const reason = wishes[entry - index.firstEntry[child]!]!.ineligible!;
    findings.add('ineligible', `${id}:${seatName(seat)}`, () => ({
      applicant: id,
      seat,
      sentence: `${id} was given ${seatName(seat)}, which it may not have: ${reason}.`,
    }));
  } else if (index.asked[entry] === 0 && index.family[child] === -1) {
    findings.add('held-seat-lost', id, () => ({
      applicant: id,
      seat,
      sentence: `${id} holds ${seatName(held!)} and was moved to ${seatName(seat)}, which it ranks lower.`,
    }));
  }
}

/** Everybody who sits in a pool sits there by the pool's own rule. O(seated). */
export function checkPool(index: MarketIndex, pool: number, seated: readonly number[], choice: Choice, findings: Findings): void {
  const { capacity, ceilings } = index.pools[pool]!;
  const { id } = index.market.pools[pool]!;
  const effective = Math.max(capacity, choice.insiders);
  if (seated.length > effective)
    findings.add('over-capacity', id, () => ({
      pool: id,
      sentence: `Pool ${id} has ${effective} seats and ${seated.length} children.`,
    }));
  for (let c = 0; c < ceilings.length; c++) {
    const members = seated.filter((entry) => countsTowards(index, pool, c, entry));
    const holders = members.filter((entry) => index.level[entry] === 0).length;
    if (members.length > Math.max(ceilings[c]!.seats, holders))
      findings.add('ceiling-exceeded', `${id}:${ceilings[c]!.id}`, () => ({
        pool: id,
        sentence: `Pool ${id} may have ${ceilings[c]!.seats} children under the ceiling ${ceilings[c]!.id} and has ${members.length}.`,
      }));
  }
  if (seated.length > effective || ceilings.length > 0) return;
  for (const entry of choice.refused) {
    const child = index.market.applicants[index.child[entry]!]!.id;
    const { facility, seatType } = index.seats[index.seat[entry]!]!;
    // There are seats enough, so what the pool's order of filling leaves free is a hard reserve for others.
    const kept = index.pools[pool]!.reserves.filter(({ hard, trait }) => hard && !index.carries(index.child[entry]!, trait));
    findings.add('hard-reserve-misused', `${child}:${facility}/${seatType}`, () => ({
      applicant: child,
      pool: id,
      seat: { facility, seatType },
      sentence: `${child} sits in pool ${id} on a seat kept for children with ${kept.map(({ trait }) => trait).join(' or ')}.`,
    }));
  }
}
