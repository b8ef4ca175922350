import type { MultiPolygon } from 'geojson';
import { findCrossings } from './crossings.ts';
import { findOverlaps } from './overlaps.ts';
import { fromPlane, onPlane } from './plane.ts';
import type { Problem } from './problem.ts';
import { area } from './ring.ts';

/** Less shared area than this is a sliver of two hands drawing one border. */
const SLIVER_SQUARE_METRES = 1000;
const SLIVER_SHARE = 0.005;

export interface CheckedArea {
  number: number;
  name: string;
  geometry: MultiPolygon;
  problems: Problem[];
}

/** Adds to each area's problems where its boundary crosses itself and with whom it overlaps. Reported, never repaired. */
export function checkBoundaries(areas: CheckedArea[]): void {
  const planar = areas.map(({ geometry }) => onPlane(geometry));
  for (const [at, checked] of areas.entries()) noticeCrossings(checked, planar[at]!);

  const overlaps = findOverlaps(planar);
  if (!overlaps.complete) for (const checked of areas) notice(checked, 'boundary-not-checked', {});
  const sizes = planar.map(area);
  for (const { first, second, squareMetres } of overlaps.found) {
    if (squareMetres < Math.min(SLIVER_SQUARE_METRES, SLIVER_SHARE * Math.min(sizes[first]!, sizes[second]!))) continue;
    for (const [one, other] of [[areas[first]!, areas[second]!], [areas[second]!, areas[first]!]] as const) {
      notice(one, 'areas-overlap', { other: other.number, otherName: other.name, squareMetres: Math.round(squareMetres) });
    }
  }
}

function noticeCrossings(checked: CheckedArea, planar: MultiPolygon) {
  const { found, complete } = findCrossings(planar.coordinates.flat());
  if (found.length > 0) {
    const [longitude, latitude] = fromPlane(found[0]!.at);
    notice(checked, 'boundary-crosses-itself', { crossings: found.length, longitude, latitude });
  } else if (!complete) notice(checked, 'boundary-not-checked', {});
}

function notice(checked: CheckedArea, code: Problem['code'], values: Problem['values']) {
  if (code === 'boundary-not-checked' && checked.problems.some((problem) => problem.code === code)) return;
  checked.problems.push({ code, severity: 'notice', values: { number: checked.number, name: checked.name, ...values } });
}
