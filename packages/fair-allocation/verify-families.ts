import { shown } from './check-market-shape.ts';
import { choose, wouldTake, type Choice } from './verify-choice.ts';
import { entryOf, type MarketIndex } from './verify-index.ts';
import type { BlockingCoalition } from './model.ts';
import type { Order } from './verify-order.ts';
import type { Seating } from './verify-placements.ts';
import type { Findings } from './verify-violation.ts';

/** Which children of its own a family counts among its rivals: none (Sun, Yokoyama, Yokoo) or all (Ashlagi, Braverman, Hassidim). */
export type Blocking = 'vacating' | 'keeping';

/** A tuple of seats a family may have; `position` is 1-based among its options. */
export interface Tuple {
  position: number;
  /** Entry of each member, -1 for no seat. */
  entries: number[];
}

/**
 * The tuples a family really has, best first: options with a seat a member may not have, without a seat for a member that
 * holds one, or against a locked member are passed over; the last is always "keep what is held". O(options · members · wishes).
 */
export function tuplesOf(index: MarketIndex, family: number): Tuple[] {
  const { members, options } = index.market.families![family]!;
  const children = members.map((id) => index.childOf(id)!);
  const keep = children.map((child) => index.heldEntry[child]!);
  const tuples: Tuple[] = [];
  for (let o = 0; o < options.length; o++) {
    const entries = options[o]!.seats.map((seat, m) => (seat === null ? -1 : entryOf(index, children[m]!, index.seatOf(seat))));
    const permitted = entries.every((entry, m) => {
      const child = children[m]!;
      if (options[o]!.seats[m] === null) return keep[m] === -1;
      if (index.market.applicants[child]!.locked) return entry === keep[m];
      return entry !== -1 && index.eligible[entry] === 1;
    });
    if (!permitted) continue;
    tuples.push({ position: o + 1, entries });
    if (sameTuple(entries, keep)) return tuples;
  }
  tuples.push({ position: options.length + 1, entries: keep });
  return tuples;
}

const sameTuple = (a: readonly number[], b: readonly number[]): boolean => a.every((entry, m) => entry === b[m]);

/** What a family may have, and which of it it has (`tuples.length` when none). */
export interface FamilySeating {
  tuples: Tuple[];
  current: number;
  /** Pools in which its children sit now. */
  pools: ReadonlySet<number>;
}

/** Each family's seats are one of its options, and the result names the right one. O(options · members · wishes). */
export function readFamilies(index: MarketIndex, seating: Seating, reported: unknown, findings: Findings): FamilySeating[] {
  const families = index.market.families ?? [];
  const read: FamilySeating[] = [];
  if (!Array.isArray(reported) || reported.length !== families.length) {
    findings.add('malformed', '$.families', () => ({
      path: '$.families',
      sentence: `There must be exactly one entry for each of the ${families.length} families.`,
    }));
    reported = [];
  }
  for (let f = 0; f < families.length; f++) {
    const { id, members, options } = families[f]!;
    const tuples = tuplesOf(index, f);
    const seats = members.map((member) => seating.entry[index.childOf(member)!]!);
    const found = tuples.findIndex(({ entries }) => sameTuple(entries, seats));
    const pools = new Set(seats.filter((entry) => entry !== -1).map((entry) => index.pool[entry]!));
    read.push({ tuples, current: found === -1 ? tuples.length : found, pools });
    if (found === -1) {
      findings.add('family-option-broken', id, () => ({
        family: id,
        sentence: `The seats of family ${id} (${members.join(', ')}) are none of the combinations it asked for.`,
      }));
      continue;
    }
    const said: unknown = (reported as unknown[])[f];
    const option = typeof said === 'object' && said !== null && (said as { family?: unknown }).family === id ? (said as { option?: unknown }).option : undefined;
    const isLast = found === tuples.length - 1;
    const saysSame =
      typeof option === 'number' && options[option - 1] !== undefined
        ? options[option - 1]!.seats.every((seat, m) => (seat === null ? -1 : entryOf(index, index.childOf(members[m]!)!, index.seatOf(seat))) === seats[m])
        : option === null && isLast;
    if (!saysSame)
      findings.add('wrong-family-option', id, () => ({
        family: id,
        path: `$.families[${f}]`,
        sentence: `The result says family ${id} has option ${shown(option)}; it has ${
          tuples[found]!.position > options.length ? 'its last resort (null)' : `option ${tuples[found]!.position}`
        }.`,
      }));
  }
  return read;
}

/**
 * Blocking sibling coalitions: families that strictly prefer a tuple at whose pools all their children would be chosen –
 * among the children there without the family's own (`vacating`), or with all seats its own children have now (`keeping`;
 * as with single children, a child that changes its seat type within a pool competes with its own present seat).
 * For each blocking family the best such tuple. Near-linear: a tuple is tried in full only where a quick, exact test of
 * each child alone does not refuse it (choice functions are substitutable: refused alone is refused together).
 */
export function blockingFamilies(
  index: MarketIndex,
  seating: Seating,
  choices: Choice[],
  families: FamilySeating[],
  order: Order,
  blocking: Blocking,
): BlockingCoalition[] {
  const found: BlockingCoalition[] = [];
  for (let f = 0; f < families.length; f++) {
    const { tuples, current, pools: ownPools } = families[f]!;
    for (const tuple of tuples.slice(0, current)) {
      const displaced = tryTuple(index, seating, choices, f, tuple, ownPools, order, blocking);
      if (!displaced) continue;
      const pools = [...new Set(tuple.entries.filter((entry) => entry !== -1).map((entry) => index.pool[entry]!))].sort((a, b) => a - b);
      found.push({
        family: index.market.families![f]!.id,
        option: tuple.position,
        pools: pools.map((pool) => index.market.pools[pool]!.id),
        displaced: displaced.map((entry) => index.market.applicants[index.child[entry]!]!.id).sort(),
        weight: index.market.families![f]!.members.length,
      });
      break;
    }
  }
  return found;
}

/** The entries that would lose their seat; undefined when one of the pools would not choose all the family's children. */
function tryTuple(
  index: MarketIndex,
  seating: Seating,
  choices: Choice[],
  family: number,
  tuple: Tuple,
  ownPools: ReadonlySet<number>,
  order: Order,
  blocking: Blocking,
): number[] | undefined {
  const byPool = new Map<number, number[]>();
  for (const entry of tuple.entries) {
    if (entry === -1) continue;
    const pool = index.pool[entry]!;
    byPool.set(pool, [...(byPool.get(pool) ?? []), entry]);
  }
  const displaced: number[] = [];
  for (const [pool, wanted] of byPool) {
    if (!ownPools.has(pool) && wanted.some((entry) => !wouldTake(index, choices[pool]!, pool, entry, order.compare))) return undefined;
  }
  for (const [pool, wanted] of byPool) {
    const rivals = seating.ofPool[pool]!.filter((entry) =>
      blocking === 'vacating' ? index.family[index.child[entry]!] !== family : !wanted.includes(entry),
    );
    const { refused } = choose(index, pool, [...rivals, ...wanted], order.compare);
    if (wanted.some((entry) => refused.has(entry))) return undefined;
    displaced.push(...rivals.filter((entry) => refused.has(entry) && index.family[index.child[entry]!] !== family));
  }
  return displaced;
}
