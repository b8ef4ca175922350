import { addDays, type Day } from '../../platform/day.ts';
import { isHeldOn, type Placement } from './placement.ts';

/** Licence of a person of Kindertagespflege (§ 43 Abs. 3 SGB VIII: at most five children present at once). */
export interface ChildminderLicence {
  facilityId: string;
  licensedFrom: Day;
  /** first day without a licence */
  licensedUntil: Day | null;
  childrenAtOnce: number;
  substituteId: string | null;
}

/** Days, both included, on which somebody else steps in (§ 23 Abs. 4 SGB VIII). */
export interface Cover {
  facilityId: string;
  substituteId: string;
  firstDay: Day;
  lastDay: Day;
}

type Held = Pick<Placement, 'facilityId' | 'startsOn' | 'expectedEndsOn'>;

/** How many children a person looks after on a day, counted over all placements: the own ones that are not with a substitute, and those taken over. */
export function childrenWith(facilityId: string, held: readonly Held[], covers: readonly Cover[], on: Day): number {
  const today = covers.filter(({ firstDay, lastDay }) => firstDay <= on && on <= lastDay);
  const away = (id: string) => today.some((cover) => cover.facilityId === id);
  const takenOver = new Set(today.filter((cover) => cover.substituteId === facilityId).map((cover) => cover.facilityId));
  return held.filter((one) => isHeldOn(one, on) && (takenOver.has(one.facilityId) || (one.facilityId === facilityId && !away(facilityId)))).length;
}

/** The first day, from `from` on, on which there are more children than the licence allows or none holds; undefined: never. Looks at days on which anything changes. */
export function beyondLicence(licence: ChildminderLicence, held: readonly Held[], covers: readonly Cover[], from: Day, until: Day | null): { day: Day; children: number; reason: 'too-many' | 'no-licence' } | undefined {
  const changes = [from, licence.licensedUntil, ...held.map(({ startsOn }) => startsOn), ...held.map(({ expectedEndsOn }) => expectedEndsOn), ...covers.flatMap(({ firstDay, lastDay }) => [firstDay, addDays(lastDay, 1)])];
  const days = changes.filter((day): day is Day => day !== null && day >= from && (until === null || day < until)).sort();
  for (const day of new Set(days)) {
    const children = childrenWith(licence.facilityId, held, covers, day);
    if (children === 0) continue;
    if (day < licence.licensedFrom || (licence.licensedUntil !== null && day >= licence.licensedUntil)) return { day, children, reason: 'no-licence' };
    if (children > licence.childrenAtOnce) return { day, children, reason: 'too-many' };
  }
  return undefined;
}
