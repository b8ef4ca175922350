/** A ring of the chain: a stadium (two half circles and two straights), drawn along its middle line. Units are those of the SVG. */
export interface Ring {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface RingPoint {
  x: number;
  y: number;
  /** unit vector along the ring, in the direction of reading */
  along: { x: number; y: number };
}

/** Length of the ring's middle line. */
export function ringLength({ width, height }: Ring): number {
  return 2 * (width - height) + Math.PI * height;
}

/**
 * Point at a distance from the middle of the left side, over the top and back below. Mirrored for reading from right to
 * left, it begins at the right side. The distance may exceed the length: it goes round.
 */
export function ringPoint(ring: Ring, distance: number, mirrored = false): RingPoint {
  const { left, top, width, height } = ring;
  const radius = height / 2;
  const straight = width - height;
  const quarter = (Math.PI * radius) / 2;
  const length = ringLength(ring);
  let rest = ((distance % length) + length) % length;
  const onArc = (centre: number, angle: number): RingPoint => ({
    x: centre - radius * Math.cos(angle), y: top + radius - radius * Math.sin(angle), along: { x: Math.sin(angle), y: -Math.cos(angle) },
  });
  const find = (): RingPoint => {
    if (rest < quarter) return onArc(left + radius, rest / radius);
    rest -= quarter;
    if (rest < straight) return { x: left + radius + rest, y: top, along: { x: 1, y: 0 } };
    rest -= straight;
    if (rest < 2 * quarter) return onArc(left + width - radius, Math.PI / 2 + rest / radius);
    rest -= 2 * quarter;
    if (rest < straight) return { x: left + width - radius - rest, y: top + height, along: { x: -1, y: 0 } };
    rest -= straight;
    return onArc(left + radius, (3 * Math.PI) / 2 + rest / radius);
  };
  const point = find();
  if (!mirrored) return point;
  return { x: 2 * left + width - point.x, y: point.y, along: { x: -point.along.x, y: point.along.y } };
}

/** SVG path of the part of a ring between two distances; `from` < `to`, at most once round. */
export function ringPath(ring: Ring, from: number, to: number, mirrored = false): string {
  const radius = ring.height / 2;
  const quarter = (Math.PI * radius) / 2;
  const straight = ring.width - ring.height;
  // where straights and arcs meet, and the half of the right arc, so that no arc is ambiguous
  const corners = [quarter, quarter + straight, 2 * quarter + straight, 3 * quarter + straight, 3 * quarter + 2 * straight];
  const length = ringLength(ring);
  const stops = [...corners, ...corners.map((corner) => corner + length), length].filter((stop) => from < stop && stop < to).sort((a, b) => a - b);
  const isStraight = (at: number): boolean => {
    const inside = at % length;
    return (inside > quarter && inside < quarter + straight) || inside > 3 * quarter + straight && inside < 3 * quarter + 2 * straight;
  };
  const say = (at: number) => {
    const { x, y } = ringPoint(ring, at, mirrored);
    return `${round(x)} ${round(y)}`;
  };
  let path = `M${say(from)}`;
  let last = from;
  for (const stop of [...stops, to]) {
    path += isStraight((last + stop) / 2) ? `L${say(stop)}` : `A${round(radius)} ${round(radius)} 0 0 ${mirrored ? 0 : 1} ${say(stop)}`;
    last = stop;
  }
  return path;
}

/** A piece of the ring and the cuts at its ends. */
export interface Segment {
  path: string;
  /** short strokes across the ring where the piece begins and ends: they show a break */
  cuts: readonly [string, string];
}

/**
 * Divides a ring into equal segments in the order of reading, clockwise from the side where reading begins (counter-clockwise
 * when mirrored), with a gap of `spacing` between them.
 */
export function ringSegments(ring: Ring, count: number, spacing: number, mirrored = false): Segment[] {
  const part = ringLength(ring) / count;
  return Array.from({ length: count }, (_, index) => {
    const [from, to] = [index * part + spacing / 2, (index + 1) * part - spacing / 2];
    return { path: ringPath(ring, from, to, mirrored), cuts: [cut(ring, from, mirrored), cut(ring, to, mirrored)] };
  });
}

/** A stroke across the ring, slanted a little, as engineers draw a break. */
function cut(ring: Ring, at: number, mirrored: boolean): string {
  const { x, y, along } = ringPoint(ring, at);
  const reach = 9;
  const slant = 3.5;
  const end = (side: 1 | -1) => {
    const endX = x + side * (-along.y * reach + along.x * slant);
    return `${round(mirrored ? 2 * ring.left + ring.width - endX : endX)} ${round(y + side * (along.x * reach + along.y * slant))}`;
  };
  return `M${end(1)}L${end(-1)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
