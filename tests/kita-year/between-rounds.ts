import type { Expected } from './input.ts';
import { poolsBySeat, same, type MarketFile, type Seat } from './stability.ts';
import { by, roundsInOrder, type Town } from './town.ts';

/** A child that was moved and whose new place does not follow its old one without a gap. */
export function lostPlaces({ placements }: Town): string[] {
  const placesOf = by(placements, ({ child_id }) => child_id);
  return placements.filter((old) => old.ended_reason === 'moved-on' && !placesOf(old.child_id).some((next) => next.id !== old.id && next.starts_on <= old.ends_on! && (next.ends_on === null || next.ends_on > old.ends_on!)))
    .map(({ child_id }) => `child ${child_id} lost its place`);
}

export function doublePlaces({ placements }: Town): string[] {
  const placesOf = by(placements, ({ child_id }) => child_id);
  const overlap = (a: Town['placements'][number], b: Town['placements'][number]) => (a.ends_on === null || b.starts_on < a.ends_on) && (b.ends_on === null || a.starts_on < b.ends_on);
  return placements.filter((one) => placesOf(one.child_id).some((other) => other.id > one.id && overlap(one, other))).map(({ child_id }) => `child ${child_id} has two places at a time`);
}

/** Every accepted place became a placement, and nothing else did. A place taken and given up for a dearer one before it began leaves none. */
export function unkeptAnswers({ decisions, answers, placements }: Town): string[] {
  const answerOf = new Map(answers.map(({ decision_id, answer }) => [decision_id, answer]));
  const placed = new Map(placements.map((one) => [one.decision_id, one]));
  const decisionsOf = by(decisions, ({ child_id }) => child_id);
  return decisions.filter(({ outcome }) => outcome === 'place').flatMap((decision) => {
    const answer = answerOf.get(decision.id);
    const place = placed.get(decision.id);
    const isFollowed = decisionsOf(decision.child_id).some((later) => later.id > decision.id && answerOf.get(later.id) === 'accepted');
    if ((answer === 'accepted') !== (place !== undefined) && !(answer === 'accepted' && isFollowed)) return [`decision ${decision.number}: ${answer ?? 'not answered'}, but ${place ? 'a place begins' : 'no place begins'}`];
    const isOther = place && (place.child_id !== decision.child_id || place.facility_id !== decision.facility_id || place.seat_type_id !== decision.seat_type_id || place.starts_on !== decision.starts_on);
    return isOther ? [`decision ${decision.number}: another place begins than was given`] : [];
  });
}

/**
 * Seats that are free in a later round and were taken after the one before: each was turned down, lapsed, or left. Seats taken in a later
 * round and not given by the one before: each comes from an answer, from between rounds, or from an emergency. So no seat appears or is lost.
 */
export function seatsBetweenRounds(town: Town, expected: (runId: string) => Expected): string[] {
  const faults: string[] = [];
  const rounds = roundsInOrder(town);
  const answerOf = new Map(town.answers.map((answer) => [answer.decision_id, answer]));
  const decisionsOf = by(town.decisions, ({ child_id }) => child_id);
  const placesOf = by(town.placements, ({ child_id }) => child_id);
  for (const [at, { round, run }] of rounds.entries()) {
    const before = rounds[at - 1];
    if (!before || round.kind === 'main') continue;
    const fault = (what: string) => faults.push(`${round.name}: ${what}`);
    const [seated, held, heldBefore] = [new Map(before.run.allocation.placements.flatMap(({ applicant, seat }) => (seat ? [[applicant, seat] as const] : []))), holders(run.market), holders(before.run.market)];
    const seats = { was: poolsBySeat(before.run.market), is: poolsBySeat(run.market) };
    const freed = new Map<string, number>();
    const count = (pool: string, change: number) => freed.set(pool, (freed.get(pool) ?? 0) + change);
    for (const child of new Set([...seated.keys(), ...held.keys()])) {
      const [had, has] = [seated.get(child), held.get(child)];
      if (same(had, has)) continue;
      const own = decisionsOf(child).filter(({ id, outcome }) => id > before.run.id && id < run.id && outcome === 'place');
      const given = (seat: Seat | undefined) => own.filter(({ facility_id, seat_type_id }) => seat && same(seat, { facility: facility_id!, seatType: seat_type_id! }));
      const isReturned = had && (given(had).some(({ id }) => ['declined', 'lapsed'].includes(answerOf.get(id)?.answer ?? '') || own.some((later) => later.id > id))
        || placesOf(child).some(({ facility_id, seat_type_id, ends_on }) => ends_on !== null && same(had, { facility: facility_id, seatType: seat_type_id })));
      if (had && !isReturned) fault(`the seat of child ${child} became free, though nobody gave it back`);
      const isOld = has && heldBefore.has(child) && same(has, heldBefore.get(child));
      if (has && !isOld && given(has).length === 0 && !placesOf(child).some(({ facility_id, seat_type_id }) => same(has, { facility: facility_id, seatType: seat_type_id }))) fault(`child ${child} holds a seat nobody gave it`);
      if (had) count(seats.was(had).id, 1);
      if (has) count(seats.is(has).id, -1);
    }
    const [free, was] = [freeSeats(run.market, held), freeSeats(before.run.market, seated)];
    const resized = sizes(expected(before.run.id).pools, expected(run.id).pools);
    for (const { id } of run.market.pools) {
      const should = (was.get(id) ?? 0) + (freed.get(id) ?? 0) + (resized.get(id) ?? 0);
      if (free.get(id) !== should) fault(`pool ${id} has ${free.get(id)} free seats; ${should} were left or given back`);
    }
  }
  return faults;
}

const holders = ({ applicants }: MarketFile) => new Map(applicants.flatMap(({ id, holds }) => (holds ? [[id, holds] as const] : [])));

function freeSeats(market: MarketFile, taken: ReadonlyMap<string, Seat>): Map<string, number> {
  const poolOf = poolsBySeat(market);
  const free = new Map(market.pools.map(({ id, capacity }) => [id, capacity]));
  for (const seat of taken.values()) free.set(poolOf(seat).id, free.get(poolOf(seat).id)! - 1);
  return free;
}

/** What a pool has more in the later round by the rows: children who leave within the year, seats laid out anew. */
function sizes(before: ReadonlyMap<string, { capacity: number }>, after: ReadonlyMap<string, { capacity: number }>): Map<string, number> {
  return new Map([...after].map(([id, { capacity }]) => [id, capacity - (before.get(id)?.capacity ?? 0)]));
}
