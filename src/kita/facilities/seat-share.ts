import type { Day } from '../../platform/day.ts';
import { isHeldOn, type Placement } from './placement.ts';
import { weekdays, type SharePart, type Weekday } from './share-part.ts';

type Sharing = Pick<Placement, 'startsOn' | 'expectedEndsOn' | 'shares'>;

/** The days both would be there; on none a place may be shared. */
export const daysInCommon = (one: readonly Weekday[], other: readonly Weekday[]): Weekday[] => weekdays.filter((day) => one.includes(day) && other.includes(day));

const partOn = ({ shares = [] }: Sharing, on: Day): SharePart | undefined => shares.find(({ startsOn, endsOn }) => startsOn <= on && (endsOn === null || on < endsOn));

/** Places two children share on a day: those of which both are among the children given and there. O(children). */
export function sharesOn<Child extends Sharing>(children: readonly Child[], on: Day): { shareId: string; children: Child[] }[] {
  const found = new Map<string, Child[]>();
  for (const child of children) {
    const part = isHeldOn(child, on) ? partOn(child, on) : undefined;
    if (part) found.set(part.shareId, [...(found.get(part.shareId) ?? []), child]);
  }
  return [...found].flatMap(([shareId, own]) => (own.length === 2 ? [{ shareId, children: own }] : []));
}

/** Places the children use on a day: each one, two who share one together one. */
export const placesUsed = (children: readonly Sharing[], on: Day): number => children.filter((child) => isHeldOn(child, on)).length - sharesOn(children, on).length;

/** Children who come on each weekday of a week that begins like this day; who shares a place with nobody comes on all five. */
export function childrenByWeekday(children: readonly Sharing[], on: Day): Record<Weekday, number> {
  const shared = new Set(sharesOn(children, on).flatMap(({ children: both }) => both));
  const there = children.filter((child) => isHeldOn(child, on));
  return Object.fromEntries(weekdays.map((day) => [day, there.filter((child) => !shared.has(child) || partOn(child, on)!.days.includes(day)).length])) as Record<Weekday, number>;
}
