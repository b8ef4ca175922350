import { scaleLinear, type ScaleLinear } from 'd3-scale';

/** Width of all drawings in their own units; they are shown as wide as their place. */
export const WIDTH = 640;

export interface Axis {
  scale: ScaleLinear<number, number>;
  ticks: number[];
}

/**
 * A linear axis over all values, with round ends and about `count` ticks. Starts at 0 where the values do not go below it and
 * `fromZero` is set: the length of a bar must not lie.
 */
export function axisOver(values: readonly number[], [from, until]: readonly [number, number], { fromZero = true, count = 5 } = {}): Axis {
  const known = values.filter((value) => Number.isFinite(value));
  const low = Math.min(...known, ...(fromZero ? [0] : []));
  const high = Math.max(...known, ...(fromZero ? [0] : []));
  const domain = known.length === 0 ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high];
  const scale = scaleLinear().domain(domain).range([from, until]).nice(count);
  return { scale, ticks: scale.ticks(count) };
}

/** A path through points in order; a missing one breaks the line. */
export function linePath(points: readonly (readonly [number, number] | undefined)[]): string {
  let path = '';
  let isOpen = false;
  for (const point of points) {
    if (point) path += `${isOpen ? 'L' : 'M'}${short(point[0])} ${short(point[1])}`;
    isOpen = point !== undefined;
  }
  return path;
}

/** At most one digit behind the point: half a byte of every drawing. */
export function short(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

/** A text that fits about so many letters. */
export function shortened(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}
