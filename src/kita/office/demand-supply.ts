import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn, ageBands, type AgeBand } from '../facilities/age-band.ts';
import { countedType, poolOn, type PoolHistory } from '../facilities/capacity.ts';
import type { SeatPool, SeatType } from '../facilities/facility.ts';
import { isHeldOn, type Placement } from '../facilities/placement.ts';
import type { RulePack } from '../facilities/rule-pack.ts';

/** Places of an age band; `shared` could go to either and nobody has said how many of them. */
export interface PlacesByBand {
  byBand: Record<AgeBand, number>;
  shared: number;
}

const nothing = (): Record<AgeBand, number> => ({ 'under-3': 0, 'from-3': 0, school: 0 });

/**
 * How many of a pool's places are for which ages. Of several bands the younger comes first as far as its ceiling: what may be given to a
 * child under three counts as a Krippe place. Bands without a ceiling share what is left; alone they have it, together it is `shared`.
 */
export function placesByBand({ seats, types }: Pick<SeatPool, 'seats' | 'types'>, seatTypes: readonly SeatType[]): PlacesByBand {
  const byBand = nothing();
  let left = seats;
  const open: AgeBand[] = [];
  for (const band of ageBands) {
    const own = types.filter(({ seatTypeId }) => seatTypes.find(({ id }) => id === seatTypeId)?.ageBand === band);
    if (own.length === 0) continue;
    if (own.some(({ atMost }) => atMost === null)) {
      open.push(band);
      continue;
    }
    byBand[band] = Math.min(left, own.reduce((sum, { atMost }) => sum + atMost!, 0));
    left -= byBand[band];
  }
  if (open.length === 1) byBand[open[0]!] = left;
  return { byBand, shared: open.length > 1 ? left : 0 };
}

export interface DemandInput {
  rulePack: RulePack;
  months: readonly Day[];
  histories: readonly PoolHistory[];
  seatTypes: readonly SeatType[];
  /** area of each facility; a facility without one is missing */
  areaOfFacility: ReadonlyMap<Uuid, Uuid>;
  placements: readonly Placement[];
  waiting: readonly { childId: Uuid; bornOn: Day | null; expectedOn: Day | null; areaId: Uuid | null; wishedStart: Day }[];
}

export interface DemandCell {
  /** null: area unknown or not to be told (blocked address) */
  areaId: Uuid | null;
  band: AgeBand;
  month: Day;
  /** in facilities of the area */
  places: number;
  shared: number;
  taken: number;
  /** children living in the area who wish to begin by then and have no place then */
  waiting: number;
}

/** Demand and supply of each area, band and month; only cells with something in them. O((pools + placements + waiting) × months). */
export function demandAndSupply({ rulePack, months, histories, seatTypes, areaOfFacility, placements, waiting }: DemandInput): DemandCell[] {
  const cells = new Map<string, DemandCell>();
  const cell = (areaId: Uuid | null, band: AgeBand, month: Day): DemandCell => {
    const key = `${areaId} ${band} ${month}`;
    let found = cells.get(key);
    if (!found) cells.set(key, (found = { areaId, band, month, places: 0, shared: 0, taken: 0, waiting: 0 }));
    return found;
  };
  const bandOf = new Map(seatTypes.map((type) => [type.id, type.ageBand]));
  const heldBy = new Map<Uuid, Placement[]>();
  for (const placement of placements) heldBy.set(placement.childId, [...(heldBy.get(placement.childId) ?? []), placement]);
  const historyOf = new Map(histories.map((history) => [history.pool.id, history]));
  for (const month of months) {
    for (const history of histories) {
      const pool = poolOn(history, month);
      if (!pool) continue;
      const area = areaOfFacility.get(pool.facilityId) ?? null;
      const { byBand, shared } = placesByBand(pool, seatTypes);
      for (const band of ageBands) if (byBand[band] > 0) cell(area, band, month).places += byBand[band];
      // Shared places stand with the older: there most of them are in the end.
      if (shared > 0) cell(area, 'from-3', month).shared += shared;
    }
    for (const placement of placements) {
      if (!isHeldOn(placement, month)) continue;
      const history = historyOf.get(placement.poolId);
      const pool = history && poolOn(history, month);
      const kind = pool ? countedType(placement, pool, seatTypes, month) : placement.seatTypeId;
      const band = bandOf.get(kind as Uuid);
      if (band) cell(areaOfFacility.get(placement.facilityId) ?? null, band, month).taken += 1;
    }
    for (const child of waiting) {
      const birth = child.bornOn ?? child.expectedOn;
      const band = birth === null ? undefined : ageBandOn(birth, month, rulePack);
      if (!band || child.wishedStart > month || (heldBy.get(child.childId) ?? []).some((placement) => isHeldOn(placement, month))) continue;
      cell(child.areaId, band, month).waiting += 1;
    }
  }
  return [...cells.values()];
}

/** The cells of several areas as one. */
export function together(cells: readonly DemandCell[], band: AgeBand, month: Day): Omit<DemandCell, 'areaId'> {
  const own = cells.filter((cell) => cell.band === band && cell.month === month);
  const sum = (of: (cell: DemandCell) => number) => own.reduce((total, cell) => total + of(cell), 0);
  return { band, month, places: sum(({ places }) => places), shared: sum(({ shared }) => shared), taken: sum(({ taken }) => taken), waiting: sum(({ waiting }) => waiting) };
}
