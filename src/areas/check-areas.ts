import { accepted, type Outcome, type Refusal } from '../platform/outcome.ts';
import type { Day } from '../platform/day.ts';
import { isAbove, type Area } from './area-tree.ts';
import { isWithin, parseRegionalKey } from './regional-key.ts';

/**
 * The rules every set of areas keeps, all times together. A parent stands on a higher level (levels may be left out), so no circle
 * can exist, and is valid as long as its children are. Refusals, each with {name} and `field`:
 * `area-never-valid` {from, until} · `area-parent-missing` · `area-level-not-below` {parent} · `area-parent-not-valid` {parent, from, until} ·
 * `area-key-twice` {key} (same level, same time) · `area-outside-parent` {parent} (by their regional keys) · what
 * {@link parseRegionalKey} refuses. `until` is '' for areas valid until further notice.
 */
export function checkAreas(areas: readonly Area[]): Outcome<readonly Area[]> {
  const byId = new Map(areas.map((area) => [area.id, area]));
  const refusals = [...areas.flatMap((area) => checkArea(area, area.parentId === undefined ? undefined : byId.get(area.parentId))), ...keysTwice(areas)];
  return refusals.length > 0 ? { ok: false, refusals } : accepted(areas);
}

function checkArea(area: Area, parent: Area | undefined): Refusal[] {
  const { name, validFrom: from } = area;
  const refusals: Refusal[] = [];
  const refuse = (code: string, field: string, values: Refusal['values'] = {}) => refusals.push({ code, field, values: { name, ...values } });

  if (area.validUntil !== undefined && area.validUntil <= from) refuse('area-never-valid', 'validUntil', { from, until: area.validUntil });
  const regionalKey = area.regionalKey === undefined ? undefined : parseRegionalKey(area.regionalKey);
  if (regionalKey && !regionalKey.ok) for (const { code, values } of regionalKey.refusals) refuse(code, 'regionalKey', values);
  if (area.parentId !== undefined && !parent) refuse('area-parent-missing', 'parentId');
  if (!parent) return refusals;

  if (!isAbove(parent.level, area.level)) refuse('area-level-not-below', 'parentId', { parent: parent.name });
  if (parent.validFrom > from || isLater(area.validUntil, parent.validUntil)) {
    refuse('area-parent-not-valid', 'parentId', { parent: parent.name, from: parent.validFrom, until: parent.validUntil ?? '' });
  }
  const parentKey = parent.regionalKey === undefined ? undefined : parseRegionalKey(parent.regionalKey);
  if (regionalKey?.ok && parentKey?.ok && isWithin(regionalKey.value, parentKey.value) === false) refuse('area-outside-parent', 'regionalKey', { parent: parent.name });
  return refusals;
}

/** Areas of one level with one key whose times overlap; the later one is refused. */
function keysTwice(areas: readonly Area[]): Refusal[] {
  const refusals: Refusal[] = [];
  const last = new Map<string, Area>();
  for (const area of areas.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : a.validFrom > b.validFrom ? 1 : 0))) {
    const levelAndKey = `${area.level} ${area.key}`;
    const before = last.get(levelAndKey);
    if (before && (before.validUntil === undefined || area.validFrom < before.validUntil)) {
      refusals.push({ code: 'area-key-twice', field: 'key', values: { name: area.name, key: area.key } });
    }
    if (!before || isLater(area.validUntil, before.validUntil)) last.set(levelAndKey, area);
  }
  return refusals;
}

/** undefined is "until further notice": later than every day */
function isLater(one: Day | undefined, other: Day | undefined): boolean {
  return other !== undefined && (one === undefined || one > other);
}
