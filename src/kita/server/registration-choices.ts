import { beeline, type Point } from '../../areas/beeline.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Facility, SeatType } from '../facilities/facility.ts';
import { likelihoodOf, type Likelihood } from '../facilities/free-seats.ts';
import type { RulePack } from '../facilities/rule-pack.ts';
import type { Draft } from '../registration/draft.ts';
import { bandAtStart, hoursOffered, seatTypeFor } from '../registration/seat-choice.ts';
import { loadOccupancy, loadSupply, type Supply } from './family-supply.ts';
import { countFirstWishes, waitingFor } from './first-wishes.ts';
import { homeOf } from './home.ts';

/** A facility a family may wish for. */
export interface FacilityChoice {
  facility: Facility;
  /** the kind of place the first child would get */
  type: SeatType;
  /** beeline from the middle of the area the family lives in; missing where that is unknown or blocked */
  metres?: number;
  chance?: Likelihood | undefined;
}

/** Facilities that have a kind of place for all children of a draft at the wished start, in no order: what may be wished at all. */
export async function possibleFacilities(tx: Read, municipalityId: Uuid, rulePack: RulePack, draft: Draft): Promise<Set<Uuid>> {
  const { wishedStart, weeklyHours } = draft;
  if (!wishedStart || weeklyHours === undefined) return new Set();
  const supply = await loadSupply(tx, municipalityId, wishedStart);
  return new Set(supply.facilities.filter(({ id }) => seatTypesOf(draft, id, supply, rulePack)).map(({ id }) => id));
}

/** Facilities with a place for all children of a draft at the wished start, the nearest first. */
export async function facilityChoices(tx: Read, municipalityId: Uuid, clock: Clock, rulePack: RulePack, draft: Draft): Promise<FacilityChoice[]> {
  const { wishedStart, weeklyHours } = draft;
  if (!wishedStart || weeklyHours === undefined) return [];
  const supply = await loadSupply(tx, municipalityId, wishedStart);
  const months = await loadOccupancy(tx, municipalityId, wishedStart, supply);
  const wishes = await countFirstWishes(tx, municipalityId);
  const isHidden = draft.isOthers || draft.address?.isBlocked;
  const { point } = isHidden ? {} : await homeOf(tx, municipalityId, clock, draft.address?.areaId);
  const choices = supply.facilities.flatMap((facility) => {
    const types = seatTypesOf(draft, facility.id, supply, rulePack);
    if (!types) return [];
    const pools = months.get(facility.id)?.[0]?.pools;
    return [{ facility, type: types[0]!, chance: pools && likelihoodOf(pools, types[0]!.ageBand, waitingFor(wishes, facility.id, types[0]!.ageBand, wishedStart)), ...distance(point, facility) }];
  });
  return choices.sort((one, other) => (one.metres ?? Infinity) - (other.metres ?? Infinity) || one.facility.name.localeCompare(other.facility.name, 'de'));
}

/** The kind of place for each child of a draft in a facility; undefined if it has none for one of them. */
export function seatTypesOf({ children, wishedStart, weeklyHours }: Pick<Draft, 'children' | 'wishedStart' | 'weeklyHours'>, facilityId: Uuid, { types, pools }: Pick<Supply, 'types' | 'pools'>, rulePack: RulePack): SeatType[] | undefined {
  const found = children.map(({ bornOn, expectedOn, needsInclusiveSeat = false }) => {
    const band = wishedStart && bandAtStart((bornOn ?? expectedOn)!, wishedStart, rulePack);
    return band && seatTypeFor(facilityId, { ageBand: band, weeklyHours: weeklyHours ?? 0, isInclusive: needsInclusiveSeat }, types, pools);
  });
  return found.every((type): type is SeatType => type !== undefined) ? found : undefined;
}

function distance(from: Point | undefined, { longitude, latitude }: Facility): { metres?: number } {
  return from && longitude !== undefined && latitude !== undefined ? { metres: beeline(from, { longitude, latitude }) } : {};
}

/** Hours a week a family can choose from: all that there are for the ages its children have from the first to the last month a place may begin. */
export async function hoursChoices(tx: Read, municipalityId: Uuid, rulePack: RulePack, { children }: Pick<Draft, 'children'>, months: readonly Day[]): Promise<number[]> {
  const { types, pools } = await loadSupply(tx, municipalityId, months[0]!);
  const bands = new Set(children.flatMap(({ bornOn, expectedOn }) => {
    const birth = bornOn ?? expectedOn;
    return birth ? months.flatMap((month) => bandAtStart(birth, month, rulePack) ?? []) : [];
  }));
  const hours = [...bands].flatMap((band) => hoursOffered(types, pools, band));
  return [...new Set(hours)].sort((one, other) => one - other);
}
