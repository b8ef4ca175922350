import { shown, type Inspection } from './check-market-shape.ts';
import type { Market, SeatChoice } from './model.ts';

type Within = <T>(key: string | number, check: () => T) => T;

/** A pool counts who stands under which quota in the bits of one number. */
const mostQuotas = 15;
const mostWishes = 65_535;

/** Every name leads somewhere and is used once; nothing is promised twice. Expects the right shape. O(size of the market). */
export function checkReferences(market: Market, found: Inspection): void {
  const within: Within = (key, check) => {
    found.at.push(key);
    const result = check();
    found.at.pop();
    return result;
  };
  const seats = checkPlaces(market, found, within);
  const applicants = checkApplicants(market, seats, found, within);
  checkFamilies(market, applicants, found, within);
}

/** Seat types by facility: which seats there are. */
type KnownSeats = Map<string, Set<string>>;

function checkPlaces(market: Market, found: Inspection, within: Within): KnownSeats {
  const types = uniqueIds('seatTypes', market.seatTypes, found, within);
  const facilities = uniqueIds('facilities', market.facilities, found, within);
  uniqueIds('pools', market.pools, found, within);
  const seats: KnownSeats = new Map([...facilities.keys()].map((id) => [id, new Set()]));
  within('pools', () =>
    market.pools.forEach((pool, p) =>
      within(p, () => {
        const ofFacility = seats.get(pool.facility);
        if (!ofFacility) within('facility', () => found.report('unknown-facility', `There is no facility ${shown(pool.facility)}.`));
        within('seatTypes', () =>
          pool.seatTypes.forEach((type, t) =>
            within(t, () => {
              if (!types.has(type)) found.report('unknown-seat-type', `There is no seat type ${shown(type)}.`);
              if (ofFacility?.has(type)) found.report('seat-in-two-pools', `Another pool of ${pool.facility} already gives out ${shown(type)}.`);
              ofFacility?.add(type);
            }),
          ),
        );
        checkQuotas(pool, found, within);
      }),
    ),
  );
  return seats;
}

function checkQuotas({ capacity, reserves = [], ceilings = [], seatTypes }: Market['pools'][number], found: Inspection, within: Within): void {
  uniqueIds('reserves', reserves, found, within);
  uniqueIds('ceilings', ceilings, found, within);
  const reserved = reserves.reduce((sum, { seats }) => sum + seats, 0);
  if (reserved > capacity) within('reserves', () => found.report('reserves-exceed-capacity', `${reserved} seats are reserved, there are only ${capacity}.`));
  if (reserves.length > 0 && ceilings.length > 0)
    within('ceilings', () => found.report('reserves-and-ceilings', 'A pool has reserves or ceilings, not both; give the reserved seats a pool of their own.'));
  if (Math.max(reserves.length, ceilings.length) > mostQuotas)
    within(reserves.length > mostQuotas ? 'reserves' : 'ceilings', () => found.report('too-many-quotas', `At most ${mostQuotas} per pool.`));
  ceilings.forEach((ceiling, c) =>
    ceiling.seatTypes?.forEach((type, t) => {
      if (seatTypes.includes(type)) return;
      within('ceilings', () =>
        within(c, () => within('seatTypes', () => within(t, () => found.report('unknown-seat-type', `This pool gives out no ${shown(type)}.`)))),
      );
    }),
  );
}

function uniqueIds(field: string, items: readonly { id: string }[], found: Inspection, within: Within): Map<string, number> {
  const ids = new Map<string, number>();
  for (let i = 0; i < items.length; i++) {
    const { id } = items[i]!;
    const first = ids.get(id);
    if (first === undefined) ids.set(id, i);
    else within(field, () => within(i, () => within('id', () => found.report('duplicate-id', `${shown(id)} is already the id of number ${first}.`))));
  }
  return ids;
}

function checkApplicants(market: Market, seats: KnownSeats, found: Inspection, within: Within): Map<string, number> {
  const ids = uniqueIds('applicants', market.applicants, found, within);
  const checkSeat = (choice: SeatChoice): void => {
    const ofFacility = seats.get(choice.facility);
    if (!ofFacility) within('facility', () => found.report('unknown-facility', `There is no facility ${shown(choice.facility)}.`));
    else if (!ofFacility.has(choice.seatType))
      within('seatType', () => found.report('unknown-seat', `${choice.facility} has no seats of type ${shown(choice.seatType)}.`));
  };
  found.at.push('applicants');
  for (let i = 0; i < market.applicants.length; i++) {
    const { wishes, holds, locked, traits } = market.applicants[i]!;
    found.at.push(i, 'wishes');
    if (wishes.length > mostWishes) found.report('too-many-wishes', `More than ${mostWishes} wishes.`);
    for (let w = 0; w < wishes.length; w++) {
      const wish = wishes[w]!;
      found.at.push(w);
      checkSeat(wish);
      const first = firstWishOf(wishes, wish, w);
      if (first < w) found.report('duplicate-wish', `This is wish number ${first + 1} again.`);
      found.at.pop();
    }
    found.at.pop();
    if (holds) within('holds', () => checkSeat(holds));
    if (locked && !holds) within('locked', () => found.report('locked-without-seat', 'A final seat must be named in "holds".'));
    if (traits && new Set(traits).size < traits.length) within('traits', () => found.report('duplicate-trait', 'A trait is named twice.'));
    found.at.pop();
  }
  found.at.pop();
  return ids;
}

/** Wish lists are short; a set pays off only for the long ones somebody sends to see what happens. */
function firstWishOf(wishes: readonly SeatChoice[], wish: SeatChoice, before: number): number {
  if (before > 64) return longListIndex(wishes).get(JSON.stringify([wish.facility, wish.seatType]))!;
  return wishes.findIndex((other) => other.facility === wish.facility && other.seatType === wish.seatType);
}

const longLists = new WeakMap<readonly SeatChoice[], Map<string, number>>();

function longListIndex(wishes: readonly SeatChoice[]): Map<string, number> {
  const known = longLists.get(wishes);
  if (known) return known;
  const index = new Map<string, number>();
  for (let w = wishes.length - 1; w >= 0; w--) index.set(JSON.stringify([wishes[w]!.facility, wishes[w]!.seatType]), w);
  longLists.set(wishes, index);
  return index;
}

function checkFamilies(market: Market, applicants: Map<string, number>, found: Inspection, within: Within): void {
  const families = market.families ?? [];
  const familyIds = uniqueIds('families', families, found, within);
  const familyOf = new Map<string, string>();
  within('families', () =>
    families.forEach((family, f) =>
      within(f, () => {
        within('members', () =>
          family.members.forEach((member, m) =>
            within(m, () => {
              if (!applicants.has(member)) {
                if (familyIds.has(member)) found.report('family-in-family', `${shown(member)} is a family; groups of groups, and so circles, are not possible.`);
                else found.report('unknown-applicant', `There is no applicant ${shown(member)}.`);
              } else if (familyOf.has(member)) found.report('in-two-families', `${shown(member)} already belongs to family ${familyOf.get(member)}.`);
              familyOf.set(member, family.id);
            }),
          ),
        );
        if (!family.members.every((member) => applicants.has(member))) return;
        const members = family.members.map((member) => market.applicants[applicants.get(member)!]!);
        within('options', () =>
          family.options.forEach(({ seats }, o) =>
            within(o, () => {
              if (seats.length !== members.length) {
                found.report('option-length', `${seats.length} seats for ${members.length} children.`);
                return;
              }
              seats.forEach((seat, m) => within('seats', () => within(m, () => checkOption(members[m]!, seat, found))));
            }),
          ),
        );
      }),
    ),
  );
}

function checkOption(child: Market['applicants'][number], seat: SeatChoice | null, found: Inspection): void {
  const isSeat = (other: SeatChoice | undefined): boolean => other?.facility === seat?.facility && other?.seatType === seat?.seatType;
  if (seat === null) {
    if (child.holds) found.report('option-takes-held-seat', `${shown(child.id)} holds a seat and cannot be left without one.`);
  } else if (!isSeat(child.holds) && !child.wishes.some((wish) => wish.ineligible === undefined && isSeat(wish))) {
    found.report('option-not-wished', `${seat.facility}/${seat.seatType} is not among the wishes ${shown(child.id)} may have.`);
  }
}
