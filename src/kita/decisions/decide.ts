import { explainer, type Allocation, type Explanation, type Market } from '@lueckenlos/fair-allocation';
import type { Point } from '../../areas/beeline.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Catalogue } from '../criteria/catalogue.ts';
import type { Facility, SeatType } from '../facilities/facility.ts';
import type { Placement } from '../facilities/placement.ts';
import { alternativesFor, distanceTo, freeSeats } from './alternatives.ts';
import type { DecisionContent, DecisionOutcome, SaidWish } from './content.ts';
import { openMaximum } from './open-maximum.ts';
import { admittedChildren, sayableReason, sayableWaiting } from './reason.ts';

/** All that decisions follow from. Ids in the market are the database's. */
export interface DecideInput {
  market: Market;
  allocation: Allocation;
  catalogue: Pick<Catalogue, 'criteria'>;
  facilities: readonly Facility[];
  seatTypes: readonly SeatType[];
  registrations: readonly { id: Uuid; childId: Uuid; wishedStart: Day; point: Point | null }[];
  /** places held when the round begins, at most one for each child */
  places: readonly Pick<Placement, 'childId' | 'facilityId' | 'poolId' | 'startsOn'>[];
  firstStart: Day;
  /** true: children who were told before are told again only of a new place */
  isReplacement: boolean;
  /** children who were told something of their present registration */
  told: ReadonlySet<string>;
}

export interface DecisionDraft {
  childId: Uuid;
  /** none for an emergency place of a child nobody registered */
  registrationId: Uuid | null;
  outcome: DecisionOutcome;
  facilityId: Uuid | null;
  poolId: Uuid | null;
  seatTypeId: Uuid | null;
  startsOn: Day | null;
  weeklyHours: number | null;
  form: 'notice' | 'letter';
  content: DecisionContent;
  distanceMetres?: number;
}

/**
 * The decision of every child who takes part, word by word as frozen, one after the other: whoever asks for the next one may do something else in
 * between. Locked children and holders who ask for nothing get none. Pure; O(wishes log wishes + children × facilities with free seats).
 */
export function* decideChildren(input: DecideInput): Generator<DecisionDraft, void, undefined> {
  const { market, allocation, isReplacement, told } = input;
  const registrations = new Map<string, DecideInput['registrations'][number]>(input.registrations.map((one) => [one.childId, one]));
  const word = wording(input);
  let at = -1;
  for (const explanation of explainer(market, allocation).all()) {
    const { id, locked, holds } = market.applicants[at += 1]!;
    const registration = registrations.get(id);
    if (locked || !registration || explanation.wishes.length === 0) continue;
    const outcome: DecisionOutcome = explanation.seat === null ? 'none' : explanation.kept ? 'keeps' : 'place';
    if (isReplacement && outcome !== 'place' && told.has(id)) continue;
    yield word(explanation, outcome, registration, holds?.facility);
  }
}

function wording({ market, allocation, catalogue, facilities: all, seatTypes: types, places: held, firstStart }: DecideInput) {
  const facilities = new Map<string, Facility>(all.map((facility) => [facility.id, facility]));
  const seatTypes = new Map<string, SeatType>(types.map((type) => [type.id, type]));
  const places = new Map<string, DecideInput['places'][number]>(held.map((place) => [place.childId, place]));
  const pools = new Map(market.pools.flatMap(({ id, facility, seatTypes: kinds }) => kinds.map((kind) => [`${facility} ${kind}`, id] as const)));
  const admitted = admittedChildren(market, allocation);
  const free = freeSeats(market, allocation, types);
  const maxima = new Map<string, number>();

  const maximumAt = (facility: string, seatType: string): number => {
    const key = `${facility} ${seatType}`;
    const known = maxima.get(key);
    if (known !== undefined) return known;
    const [there, type] = [facilities.get(facility), seatTypes.get(seatType)];
    const maximum = there && type ? openMaximum(catalogue, { facilityId: there.id, organizationId: there.organizationId, seatType: type }) : 0;
    maxima.set(key, maximum);
    return maximum;
  };

  const sayWishes = ({ wishes }: Explanation): SaidWish[] => wishes.map(({ rank, seat, reason, claim, waiting }) => {
    const said = sayableReason(reason, seat, claim, { admitted, openMaximum: maximumAt(seat.facility, seat.seatType) });
    return {
      rank, facilityId: seat.facility as Uuid, facilityName: facilities.get(seat.facility)?.name ?? '', seatTypeId: seat.seatType as Uuid, seatTypeNames: seatTypes.get(seat.seatType)?.names ?? {},
      reason: said, ...(waiting && said.kind !== 'ineligible' ? { waiting: sayableWaiting(waiting) } : {}),
    };
  });

  /** What the child has: a place, or an offer the family has not answered yet. */
  const heldNames = (held: string, place: DecideInput['places'][number] | undefined): Pick<DecisionContent, 'presentFacilityName' | 'replacesFacilityName'> => ({
    ...(place ? { presentFacilityName: facilities.get(place.facilityId)?.name ?? '' } : {}),
    ...(place?.facilityId === held ? {} : { replacesFacilityName: facilities.get(held)?.name ?? '' }),
  });

  return (explanation: Explanation, outcome: DecisionOutcome, { id, childId, wishedStart, point }: DecideInput['registrations'][number], heldFacility: string | undefined): DecisionDraft => {
    const { seat } = explanation;
    const present = places.get(childId);
    const wishes = sayWishes(explanation);
    const first = seatTypes.get(explanation.wishes[0]!.seat.seatType);
    const facility = seat ? facilities.get(seat.facility) : undefined;
    const metres = facility && distanceTo(facility, point);
    const content: DecisionContent = {
      version: 1, wishes, rank: outcome === 'place' ? wishes.find(({ reason }) => reason.kind === 'granted')?.rank ?? null : null,
      alternatives: outcome === 'none' && first ? alternativesFor(free.facilityIds(first), { facilities, wished: new Set(wishes.map(({ facilityId }) => facilityId)), home: point }) : [],
      ...(outcome === 'place' && heldFacility ? heldNames(heldFacility, present) : {}),
    };
    const kept = outcome === 'keeps' ? present : undefined;
    return {
      childId, registrationId: id, outcome, content, facilityId: (seat?.facility ?? null) as Uuid | null, seatTypeId: (seat?.seatType ?? null) as Uuid | null,
      poolId: seat ? kept?.poolId ?? pools.get(`${seat.facility} ${seat.seatType}`)! as Uuid : null,
      startsOn: seat ? kept?.startsOn ?? (wishedStart > firstStart ? wishedStart : firstStart) : null,
      weeklyHours: seat ? seatTypes.get(seat.seatType)?.weeklyHours ?? null : null,
      form: formOf(facility ? [facility] : wishes.flatMap(({ facilityId }) => facilities.get(facilityId) ?? [])), ...(metres === undefined ? {} : { distanceMetres: metres }),
    };
  };
}

/** The town decides by notice wherever one of the facilities is given out by notice; a refusal of only private contracts is a letter. */
const formOf = (facilities: readonly Facility[]): 'notice' | 'letter' => (facilities.length > 0 && facilities.every(({ noticeForm }) => noticeForm === 'letter') ? 'letter' : 'notice');
