import { dayIn, plusMonths } from './days.ts';
import { judged, quotaNames, quotasOf, type ChildOnDay } from './judging.ts';
import { momentOf, type Place } from './moment.ts';
import type { MarketFile } from './stability.ts';
import { by, type ChildRow, type PoolRow, type RegistrationRow, type RoundRow, type RunRow, type Town } from './town.ts';

/** What the frozen input has to be, worked out from the rows. */
export interface Expected {
  applicants: Map<string, { wishes: { seat: string; group: number; points: number; ineligible?: string }[]; holds: string | null; locked: boolean; traits: string[]; changed: boolean }>;
  pools: Map<string, { capacity: number; openSeats: string; reserves: string; ceilings: string }>;
  /** sibling group → its children who take part, and what the family asked for */
  families: Map<string, { rule: 'together' | 'rather-together'; children: string[] }>;
  start: (child: string) => string | undefined;
  places: readonly Place[];
}

/** Reads who takes part with which claims in a round, as docs/handbuch/kita-runden.md says it. */
export function expectedInput(town: Town, round: RoundRow, run: RunRow): Expected {
  const moment = momentOf(town, round, run);
  const { first_start: first, last_start: last } = round;
  const catalogue = town.catalogues.find(({ id }) => id === round.catalogue_id)!;
  const criteria = town.criteria.filter(({ catalogue_id }) => catalogue_id === catalogue.id);
  const children = new Map(town.children.map((child) => [child.id, child]));
  const facilities = new Map(town.facilities.map((facility) => [facility.id, facility]));
  const types = new Map(town.seatTypes.map((type) => [type.id, type]));
  const wishesOf = by([...town.wishes].sort((a, b) => a.position - b.position), ({ registration_id }) => registration_id);
  const factsOf = by(town.circumstances.filter(({ state }) => state === 'proved'), ({ registration_id }) => registration_id);
  const placesOf = by(moment.places, ({ child }) => child);
  const held = new Map([...children.keys()].map((id) => [id, heldPlace(placesOf(id), last)]));
  const asking = moment.registrations.filter(({ id, wished_start }) => wished_start <= last && wishesOf(id).length > 0);
  const startOf = ({ wished_start }: RegistrationRow) => (wished_start > first ? wished_start : first);
  const siblings = siblingsIn(town);
  const catchments = catchmentsOn(town, first);

  // Seats that become free within the round: places that end, and those of children who go elsewhere later.
  const leaving = moment.places.flatMap((place) => {
    const hold = held.get(place.child);
    if (hold === place) return [];
    const until = hold && (place.until === null || hold.from < place.until) ? hold.from : place.until;
    return until !== null && until > first ? [{ pool: place.pool, until }] : [];
  }).concat(asking.flatMap(({ child_id, wished_start }) => {
    const hold = held.get(child_id);
    return hold && !hold.isOffer && wished_start > first && hold.from < wished_start ? [{ pool: hold.pool, until: wished_start }] : [];
  }));
  const months = [first];
  while (plusMonths(months.at(-1)!, 1) <= last) months.push(plusMonths(months.at(-1)!, 1));

  const shared = sharesThrough(town, round, moment.places, new Set([...asking.map(({ child_id }) => child_id), ...moment.places.filter(({ isOffer }) => isOffer).map(({ child }) => child)]));
  const given = poolsInRound(town, round);
  const pools: Expected['pools'] = new Map();
  const usedMonths = new Set<string>();
  for (const { pool, seats, kinds } of given) {
    const whole = months.map((month) => (pool.valid_from.slice(0, 7) > month.slice(0, 7) || (pool.valid_until !== null && pool.valid_until.slice(0, 7) <= last.slice(0, 7)) ? 0
      : Math.max(0, seats - leaving.filter((one) => one.pool === pool.id && one.until > `${month.slice(0, 7)}-01`).length)));
    // Two who share a seat through the round both hold it: one seat more for holders, for nobody else.
    const kept = shared.filter(({ pool_id }) => pool_id === pool.id);
    const free = whole.map((month) => (month === 0 ? 0 : month + kept.length));
    const [most, least] = [free.at(-1)!, Math.min(...free)];
    const bounds = kinds.filter(({ at_most }) => at_most !== null && at_most < seats).map(({ seat_type_id, at_most }) => `type:${seat_type_id} ${at_most! + kept.filter(({ seatType }) => seatType === seat_type_id).length}`);
    const facility = facilities.get(pool.facility_id)!;
    const hasQuotas = quotasOf(criteria, facility, whole.at(-1)!).length > 0;
    // Bounds by month stand beside neither quotas nor bounds of a kind: then only what is free from the beginning is given out.
    const isCoarse = least < most && (bounds.length > 0 || hasQuotas);
    const capacity = isCoarse ? least : most;
    const byMonth = months.flatMap((month, at) => (free[at]! < most && free[at] !== free[at + 1] ? [`start:${month.slice(0, 7)} by:${month.slice(0, 7)} ${free[at]}`] : []));
    const isByMonth = least < most && !isCoarse;
    if (isByMonth) for (const one of byMonth) usedMonths.add(one.split(' ')[1]!);
    pools.set(pool.id, {
      capacity, openSeats: stateOf(town, pool, first, last)!.open_seats, reserves: bounds.length > 0 ? '' : quotasOf(criteria, facility, isCoarse ? Math.min(...whole) : whole.at(-1)!).map((one) => `${one.trait} ${one.seats} ${one.kind}`).join(', '),
      ceilings: (isByMonth ? byMonth : bounds).sort().join(', '),
    });
  }
  const offered = new Set(given.flatMap(({ pool, kinds }) => kinds.map(({ seat_type_id }) => `${pool.facility_id} ${seat_type_id}`)));

  const factsAt = (child: ChildRow, startsOn: string, registration: RegistrationRow | undefined): ChildOnDay => {
    const hold = held.get(child.id);
    return {
      id: child.id, bornOn: (child.born_on ?? child.expected_on)!, startsOn, isResident: isResident(child, registration ? startsOn : first), needsInclusiveSeat: registration ? registration.needs_inclusive_seat : types.get(hold!.seatType)!.is_inclusive,
      waitsSince: registration ? registration.need_reported_on ?? dayIn(registration.submitted_at) : null, proved: new Map(registration ? factsOf(registration.id).map(({ fact, value }) => [fact, value]) : []),
      siblingsAt: new Set(registration ? siblings(child.id).flatMap((id) => placesOf(id)).filter(({ from, until }) => from <= startsOn && (until === null || until > startsOn)).map(({ facility }) => facility) : []),
      catchments: catchments(child.area_id), heldFacility: hold?.facility ?? null, heldOrganization: hold ? facilities.get(hold.facility)!.organization_id : null,
    };
  };
  const traits = (facts: ChildOnDay, from: string) => [...quotaNames(criteria, facts), ...[...usedMonths].filter((month) => `by:${from.slice(0, 7)}` <= month)].sort();

  const applicants: Expected['applicants'] = new Map();
  const starts = new Map(asking.map((registration) => [registration.child_id, startOf(registration)]));
  for (const registration of asking) {
    const child = children.get(registration.child_id)!;
    const hold = held.get(child.id);
    const startsOn = startOf(registration);
    const facts = factsAt(child, startsOn, registration);
    const wishes = wishesOf(registration.id).map(({ facility_id, seat_type_id }) => {
      const facility = facilities.get(facility_id)!;
      const { group, points, ineligible } = judged(catalogue, criteria, facts, facility, types.get(seat_type_id)!);
      const seat = `${facility_id} ${seat_type_id}`;
      const isClosed = (facility.opened_on !== null && facility.opened_on > startsOn) || (facility.closed_on !== null && facility.closed_on <= startsOn);
      const why = hold && `${hold.facility} ${hold.seatType}` === seat ? undefined : isClosed ? 'closed' : !offered.has(seat) ? 'not-offered' : moment.declined.get(child.id)?.has(seat) ? 'declined' : ineligible;
      return { seat, group, points, ...(why ? { ineligible: why } : {}) };
    });
    applicants.set(child.id, { wishes, holds: hold ? `${hold.facility} ${hold.seatType}` : null, locked: hold?.isOffer ?? false, traits: traits(facts, startsOn), changed: moment.changed.has(child.id) });
  }
  for (const [id, hold] of held) {
    if (!hold || applicants.has(id)) continue;
    const facts = factsAt(children.get(id)!, hold.from > first ? hold.from : first, undefined);
    applicants.set(id, { wishes: [], holds: `${hold.facility} ${hold.seatType}`, locked: hold.isOffer, traits: traits(facts, hold.from), changed: moment.changed.has(id) });
  }

  const families: Expected['families'] = new Map();
  for (const { id, rule } of town.siblingGroups) {
    const members = asking.map(({ child_id }) => children.get(child_id)!).filter((child) => child.sibling_group_id === id && !applicants.get(child.id)!.locked);
    if (rule !== 'independent' && members.length > 1) families.set(id, { rule, children: members.map((child) => child.id).sort() });
  }
  return { applicants, pools, families, start: (child) => starts.get(child), places: moment.places };
}

/** The last place that goes on beyond the round's last start; of two that begin on one day the one offered. */
function heldPlace(places: readonly Place[], lastStart: string): Place | undefined {
  const lasting = places.filter(({ until }) => until === null || until > lastStart);
  return [...lasting].sort((a, b) => compare(b.from, a.from) || Number(b.isOffer) - Number(a.isOffer) || compare(b.seatType, a.seatType))[0];
}

/** Seats two children share from the first start beyond the last, neither of whom asks for another. */
function sharesThrough({ seatShares }: Town, { first_start: first, last_start: last }: RoundRow, places: readonly Place[], asking: ReadonlySet<string>): { pool_id: string; seatType: string }[] {
  const placeOf = new Map(places.map((place) => [place.id, place]));
  const lasts = (until: string | null) => until === null || until > last;
  return seatShares.flatMap(({ pool_id, first_placement_id, second_placement_id, starts_on, ends_on }) => {
    const both = [placeOf.get(first_placement_id), placeOf.get(second_placement_id)];
    const stays = both.every((place) => place && place.from <= first && lasts(place.until) && !asking.has(place.child));
    return stays && starts_on <= first && lasts(ends_on) ? [{ pool_id, seatType: both[0]!.seatType }] : [];
  });
}

/** Who moves here by the start of the place is one of ours; who leaves by then is not. */
function isResident({ comes_from, lives_here_from, lives_here_until }: ChildRow, on: string): boolean {
  if (lives_here_until !== null && lives_here_until <= on) return false;
  return lives_here_from === null ? comes_from === null : lives_here_from <= on;
}

/** Brothers and sisters: of the same group, or with a guardian in common. */
function siblingsIn({ children, bonds }: Town): (child: string) => string[] {
  const inGroup = by(children, ({ sibling_group_id }) => sibling_group_id);
  const ofGuardian = by(bonds, ({ guardian_id }) => guardian_id);
  const guardiansOf = by(bonds, ({ child_id }) => child_id);
  const groupOf = new Map(children.map(({ id, sibling_group_id }) => [id, sibling_group_id]));
  return (child) => [...new Set([...inGroup(groupOf.get(child) ?? null).map(({ id }) => id), ...guardiansOf(child).flatMap(({ guardian_id }) => ofGuardian(guardian_id).map(({ child_id }) => child_id))])].filter((id) => id !== child);
}

/** In whose Einzugsgebiet an area lies, on that day: itself or an area around it was chosen. */
function catchmentsOn({ areas, catchments }: Town, on: string): (area: string | null) => Set<string> {
  const there = new Map(areas.filter(({ valid_from, valid_until }) => valid_from <= on && (valid_until === null || valid_until > on)).map((area) => [area.id, area]));
  return (area) => {
    const around = new Set<string>();
    for (let at = area; at !== null && !around.has(at); at = there.get(at)?.parent_id ?? null) around.add(at);
    return new Set(catchments.filter(({ area_id }) => around.has(area_id)).map(({ facility_id }) => facility_id));
  };
}

/** A pool as it is when the round's places begin, or at its last day if it begins later. */
function stateOf({ poolChanges, poolKinds, poolChangeKinds }: Town, pool: PoolRow, first: string, last: string) {
  const on = [first, last].find((day) => pool.valid_from <= day && (pool.valid_until === null || pool.valid_until > day));
  if (on === undefined) return undefined;
  const change = poolChanges.filter(({ pool_id, valid_from }) => pool_id === pool.id && valid_from <= on).sort((a, b) => compare(b.valid_from, a.valid_from))[0];
  return { open_seats: (change ?? pool).open_seats, kinds: change ? poolChangeKinds.filter(({ change_id }) => change_id === change.id) : poolKinds.filter(({ pool_id }) => pool_id === pool.id) };
}

/** Pools given out in the round; a kind of place is given out from one pool of a facility only, the first. */
function poolsInRound(town: Town, { id, first_start, last_start }: RoundRow) {
  const taken = new Set<string>();
  return [...town.pools].sort((a, b) => compare(a.facility_id, b.facility_id) || compare(a.valid_from, b.valid_from) || compare(a.name, b.name)).flatMap((pool) => {
    const row = town.roundPools.find(({ round_id, pool_id }) => round_id === id && pool_id === pool.id);
    const state = stateOf(town, pool, first_start, last_start);
    if (!row || !state) return [];
    const kinds = state.kinds.filter(({ seat_type_id }) => !taken.has(`${pool.facility_id} ${seat_type_id}`));
    for (const { seat_type_id } of kinds) taken.add(`${pool.facility_id} ${seat_type_id}`);
    return kinds.length === 0 && state.kinds.length > 0 ? [] : [{ pool, seats: row.seats, kinds }];
  });
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Where the frozen input says something else than the rows. */
export function inputFaults(market: MarketFile, expected: Expected): string[] {
  const faults: string[] = [];
  const frozen = new Map(market.applicants.map((one) => [one.id, one]));
  if (frozen.size < market.applicants.length) faults.push('a child stands in the input twice');
  for (const [id, { wishes, holds, locked, traits, changed }] of expected.applicants) {
    const own = frozen.get(id);
    const fault = (what: string) => {
      if (!changed) faults.push(`child ${id} ${what}`);
    };
    if (!own) {
      fault('takes part by the rows and is not in the input');
      continue;
    }
    if ((own.holds ? `${own.holds.facility} ${own.holds.seatType}` : null) !== holds) fault('holds another place in the input than in the rows');
    if ((own.locked ?? false) !== locked) fault('is final in the input or in the rows, not in both');
    if ([...own.traits ?? []].sort().join(' ') !== traits.join(' ')) fault('counts towards other quotas or months in the input');
    if (own.wishes.map(({ facility, seatType }) => `${facility} ${seatType}`).join() !== wishes.map(({ seat }) => seat).join()) {
      fault('has other wishes in the input');
      continue;
    }
    for (const [at, wish] of wishes.entries()) {
      const { group = 0, points = 0, ineligible } = own.wishes[at]!;
      const rank = `wish ${at + 1}`;
      if (points !== wish.points) fault(`${rank}: ${points} points in the input, ${wish.points} by the criteria`);
      if (group !== wish.group) fault(`${rank}: group ${group} in the input, ${wish.group} by the criteria`);
      if (ineligible !== wish.ineligible) fault(`${rank}: „${ineligible ?? 'possible'}“ in the input, „${wish.ineligible ?? 'possible'}“ by the criteria`);
    }
  }
  for (const { id } of market.applicants) if (!expected.applicants.has(id)) faults.push(`child ${id} is in the input and takes no part by the rows`);

  const pools = new Map(market.pools.map((pool) => [pool.id, pool]));
  for (const [id, { capacity, openSeats, reserves, ceilings }] of expected.pools) {
    const own = pools.get(id);
    if (!own) {
      faults.push(`pool ${id} is not in the input`);
      continue;
    }
    if (own.capacity !== capacity) faults.push(`pool ${id} has ${own.capacity} seats in the input, ${capacity} by the rows`);
    if ((own.openSeats ?? 'last') !== openSeats) faults.push(`pool ${id} fills its open seats in another order`);
    if ((own.reserves ?? []).map((one) => `${one.trait} ${one.seats} ${one.kind}`).join(', ') !== reserves) faults.push(`pool ${id} keeps other quotas than the catalogue says`);
    if ((own.ceilings ?? []).map((one) => `${one.id}${one.trait ? ` ${one.trait}` : ''} ${one.seats}`).sort().join(', ') !== ceilings) faults.push(`pool ${id} has other bounds than the rows say`);
  }
  for (const { id, capacity } of market.pools) if (!expected.pools.has(id) && (!id.startsWith('none:') || capacity > 0)) faults.push(`pool ${id} gives out seats nobody laid out`);
  return faults;
}
