import { beeline, type Point } from '../../areas/beeline.ts';

/** Streets are no beelines; with a pram 4 km/h is brisk. A hint, therefore always said with „etwa“. */
const DETOUR = 1.3;
const METRES_PER_MINUTE = 4000 / 60;
/** Nobody walks further with small children: longer ways are said in kilometres. */
const LONGEST_WALK_MINUTES = 40;

/** How far it is from the middle of the family's area to a place; never from where they live, which nobody asks. */
export type Way = { kind: 'walk'; minutes: number } | { kind: 'ride'; kilometres: number };

/** Metres as one walks, estimated: the beeline times a detour. No router is asked. */
export function metresBetween(from: Point, to: Point): number {
  return beeline(from, to) * DETOUR;
}

/** Rounded as people say it: five minutes, whole kilometres. */
export function wayOf(metres: number): Way {
  const minutes = Math.max(5, Math.ceil(metres / METRES_PER_MINUTE / 5) * 5);
  return minutes <= LONGEST_WALK_MINUTES ? { kind: 'walk', minutes } : { kind: 'ride', kilometres: Math.max(1, Math.round(metres / 1000)) };
}
