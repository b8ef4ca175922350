import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { ageBandOn, type AgeBand } from '../facilities/age-band.ts';
import type { RulePack } from '../facilities/rule-pack.ts';

/** Ages of the monitoring's measures, in completed years. */
export const agesOf: Record<AgeBand, { from: number; until: number }> = { 'under-3': { from: 0, until: 2 }, 'from-3': { from: 3, until: 5 }, school: { from: 6, until: 10 } };

/** How many children of each area and age band there are; those of unknown area or age are counted apart. */
export function countByArea(children: readonly { areaId: Uuid | null; bornOn: Day | null }[], on: Day, pack: RulePack): { areas: Map<Uuid, Map<AgeBand, number>>; unknown: number } {
  const areas = new Map<Uuid, Map<AgeBand, number>>();
  let unknown = 0;
  for (const { areaId, bornOn } of children) {
    const band = bornOn === null ? undefined : ageBandOn(bornOn, on, pack);
    if (!areaId || !band) {
      unknown += 1;
      continue;
    }
    const own = areas.get(areaId) ?? new Map<AgeBand, number>();
    own.set(band, (own.get(band) ?? 0) + 1);
    areas.set(areaId, own);
  }
  return { areas, unknown };
}

/** The area of a level an area lies in, itself included; undefined above that level. */
export function areaOnLevel<Area extends { id: Uuid; parentId?: Uuid | undefined; level: string }>(areas: ReadonlyMap<Uuid, Area>, id: Uuid, level: string): Uuid | undefined {
  for (let area = areas.get(id), steps = 0; area && steps < 20; area = area.parentId ? areas.get(area.parentId) : undefined, steps += 1) if (area.level === level) return area.id;
  return undefined;
}
