import { areasOn, type Area, type AreaLevel } from '../areas/area-tree.ts';
import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';

type FrameArea = Pick<Area, 'id' | 'parentId' | 'level' | 'validFrom' | 'validUntil'>;

/** The areas of one day as numbers: place of each in the list of all areas, who lies in whom. */
export interface AreaFrame {
  /** parents with their children, the lowest first, so that sums climb in one pass */
  below: readonly (readonly [parent: number, children: readonly number[]])[];
  /** place of the parent, −1 for a root */
  parent: Int32Array;
  /** place of the municipality (or the root) an area lies in */
  municipality: Int32Array;
  /** areas of each level valid on the day */
  levels: ReadonlyMap<AreaLevel, readonly number[]>;
}

/** Frames by day over one list of areas; each is made once. */
export function areaFrames(areas: readonly FrameArea[]): { indexOfArea: ReadonlyMap<Uuid, number>; on: (day: Day) => AreaFrame } {
  const indexOfArea = new Map(areas.map(({ id }, index) => [id, index]));
  // Between two days on which an area began or ended, the frame is the same.
  const changes = [...new Set(areas.flatMap(({ validFrom, validUntil }) => [validFrom, ...(validUntil ? [validUntil] : [])]))].sort();
  const known = new Map<number, AreaFrame>();
  return {
    indexOfArea,
    on: (day) => {
      const next = changes.findIndex((change) => change > day);
      const key = next === -1 ? changes.length : next;
      const frame = known.get(key) ?? makeFrame(areas, areasOn(areas, day), indexOfArea);
      known.set(key, frame);
      return frame;
    },
  };
}

function makeFrame(areas: readonly FrameArea[], valid: readonly FrameArea[], indexOfArea: ReadonlyMap<Uuid, number>): AreaFrame {
  const isValid = new Set(valid.map(({ id }) => id));
  const parent = new Int32Array(areas.length).fill(-1);
  const children = new Map<number, number[]>();
  for (const area of valid) {
    if (area.parentId === undefined || !isValid.has(area.parentId)) continue;
    const [own, above] = [indexOfArea.get(area.id)!, indexOfArea.get(area.parentId)!];
    parent[own] = above;
    pushTo(children, above, own);
  }
  const depth = (place: number): number => (parent[place]! < 0 ? 0 : 1 + depth(parent[place]!));
  const below = [...children].sort(([one], [other]) => depth(other) - depth(one));
  const municipality = new Int32Array(areas.length).fill(-1);
  const levels = new Map<AreaLevel, number[]>();
  for (const area of valid) {
    const own = indexOfArea.get(area.id)!;
    pushTo(levels, area.level, own);
    let place = own;
    while (areas[place]!.level !== 'municipality' && parent[place]! >= 0) place = parent[place]!;
    municipality[own] = place;
  }
  return { below, parent, municipality, levels };
}

function pushTo<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
