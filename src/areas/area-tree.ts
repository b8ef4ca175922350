import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';

/** Land > Landkreis > Gemeinde > Quartier/Sozialraum > Bezirk/Ortsteil; any of them may be left out. */
export const areaLevels = ['land', 'county', 'municipality', 'quarter', 'district'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/**
 * An area in the boundaries of one time. A changed boundary makes a new area, joined to the old one by a succession –
 * so last year's figures keep last year's areas.
 */
export interface Area {
  id: Uuid;
  parentId?: Uuid;
  level: AreaLevel;
  /** the municipality's own number or name of it; unique on its level at any one time */
  key: string;
  name: string;
  /** ARS or AGS, for what has one */
  regionalKey?: string;
  /** place among its siblings; equal places are ordered by name */
  position: number;
  validFrom: Day;
  /** the first day on which it is no longer valid; missing: until further notice */
  validUntil?: Day;
}

export type AreaTree = ReturnType<typeof areaTree>;

const collator = new Intl.Collator('de', { numeric: true });

/** The areas valid on a day: from `validFrom` on, no longer on `validUntil`. */
export function areasOn<Kind extends Pick<Area, 'validFrom' | 'validUntil'>>(areas: readonly Kind[], day: Day): Kind[] {
  return areas.filter(({ validFrom, validUntil }) => validFrom <= day && (validUntil === undefined || day < validUntil));
}

/**
 * The tree of areas of one time. An area whose parent is not among them is a root. Throws a RangeError on a circle, which
 * {@link checkAreas} never lets in. Building it is O(n log n), each question O(answer).
 */
export function areaTree(areas: readonly Area[]) {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const childrenOf = new Map<Uuid | undefined, Area[]>();
  for (const area of inOrder(areas)) {
    const parentId = area.parentId !== undefined && byId.has(area.parentId) ? area.parentId : undefined;
    childrenOf.set(parentId, [...(childrenOf.get(parentId) ?? []), area]);
  }
  const children = (id: Uuid | undefined): readonly Area[] => childrenOf.get(id) ?? [];
  const below = (list: readonly Area[]): Area[] => list.flatMap((area) => [area, ...below(children(area.id))]);

  const all = below(children(undefined));
  if (all.length !== byId.size) throw new RangeError('areas form a circle');

  const parent = (id: Uuid): Area | undefined => {
    const parentId = byId.get(id)?.parentId;
    return parentId === undefined ? undefined : byId.get(parentId);
  };
  /** from the parent up to the root */
  const ancestors = (id: Uuid): Area[] => {
    const above = parent(id);
    return above ? [above, ...ancestors(above.id)] : [];
  };

  return {
    /** every area, parents before their children, siblings in order: the order for reading aloud */
    all: all as readonly Area[],
    roots: children(undefined),
    find: (id: Uuid): Area | undefined => byId.get(id),
    parent,
    children: (id: Uuid) => children(id),
    ancestors,
    /** all below, in reading order, without itself */
    descendants: (id: Uuid): Area[] => below(children(id)),
    /** from the root down to itself */
    path: (id: Uuid): Area[] => {
      const area = byId.get(id);
      return area ? [...ancestors(id).toReversed(), area] : [];
    },
    /** true if the second lies in the first or is the same */
    contains: (outer: Uuid, inner: Uuid): boolean => outer === inner || ancestors(inner).some(({ id }) => id === outer),
  };
}

export function isAbove(upper: AreaLevel, lower: AreaLevel): boolean {
  return areaLevels.indexOf(upper) < areaLevels.indexOf(lower);
}

function inOrder(areas: readonly Area[]): Area[] {
  return areas.toSorted((a, b) => a.position - b.position || collator.compare(a.name, b.name) || collator.compare(a.key, b.key));
}
