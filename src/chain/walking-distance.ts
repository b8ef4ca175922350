import { beeline, type Point } from '../areas/beeline.ts';

/** How far a walk is in metres: the beeline times the detour factor (streets are no beelines). No router is asked. */
export function walkingDistance(from: Point, to: Point, detourFactor: number): number {
  return beeline(from, to) * detourFactor;
}

/** Whole minutes of a walk at `kilometresPerHour`, rounded up: nobody arrives early. */
export function walkingMinutes(metres: number, kilometresPerHour: number): number {
  return Math.ceil(metres / ((kilometresPerHour * 1000) / 60));
}

/** Nearest of several places to a point in metres on foot, and whether some place's position is not known. */
export interface NearestPlace {
  metres: number;
  /** a place without coordinates may be nearer: unknown is not far */
  mayBeNearer: boolean;
}

/** `from` missing (an area without boundary) or no place at all: nothing is known. */
export function nearestPlace(from: Point | undefined, places: readonly { point?: Point }[], detourFactor: number): NearestPlace {
  if (!from || places.length === 0) return { metres: Infinity, mayBeNearer: true };
  let metres = Infinity;
  let mayBeNearer = false;
  for (const { point } of places) {
    if (point) metres = Math.min(metres, walkingDistance(from, point, detourFactor));
    else mayBeNearer = true;
  }
  return { metres, mayBeNearer };
}

/** Whether the nearest place lies within the limit: near, far, or unknown if a place of unknown position may. */
export function withinReach(nearest: NearestPlace, limitMetres: number): 'yes' | 'no' | 'unknown' {
  if (nearest.metres <= limitMetres) return 'yes';
  return nearest.mayBeNearer ? 'unknown' : 'no';
}
