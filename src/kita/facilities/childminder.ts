import { addDays, addMonths, type Day } from '../../platform/day.ts';
import { isHeldOn, type Placement } from './placement.ts';

export const licenceKinds = ['granted', 'renewed', 'changed', 'withdrawn'] as const;
export type LicenceKind = (typeof licenceKinds)[number];

/** A licence is for five years (§ 43 Abs. 3 Satz 4 SGB VIII). */
const YEARS = 5;
export const lastDayOfLicence = (from: Day): Day => addMonths(from, YEARS * 12);

/** What holds from a day to the day before `validUntil`, or until the next period begins; withdrawn: for nobody. */
export interface LicencePeriod {
  kind: LicenceKind;
  validFrom: Day;
  /** first day without it; null: nobody has said */
  validUntil: Day | null;
  /** at most five present at once (§ 43 Abs. 3 Satz 1 SGB VIII) */
  childrenAtOnce: number;
}

/** The licences of a person of Kindertagespflege, past, present and planned. */
export interface ChildminderLicence<Period extends LicencePeriod = LicencePeriod> {
  facilityId: string;
  /** ascending by `validFrom` */
  periods: readonly Period[];
  substituteId: string | null;
}

/** The licence that holds on a day. */
export function licenceOn<Period extends LicencePeriod>({ periods }: Pick<ChildminderLicence<Period>, 'periods'>, on: Day): Period | undefined {
  const period = periods.findLast(({ validFrom }) => validFrom <= on);
  return period && period.kind !== 'withdrawn' && (period.validUntil === null || on < period.validUntil) ? period : undefined;
}

/** The day on which the last licence runs out and has to be renewed; null: it does not, or was withdrawn. */
export function runsOutOn({ periods }: Pick<ChildminderLicence, 'periods'>): Day | null {
  const last = periods.at(-1);
  return last && last.kind !== 'withdrawn' ? last.validUntil : null;
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
export function beyondLicence(licence: ChildminderLicence, held: readonly Held[], covers: readonly Cover[], from: Day, until: Day | null): { day: Day; children: number; most: number; reason: 'too-many' | 'no-licence' } | undefined {
  const changes = [from, ...licence.periods.flatMap(({ validFrom, validUntil }) => [validFrom, validUntil]), ...held.map(({ startsOn }) => startsOn), ...held.map(({ expectedEndsOn }) => expectedEndsOn), ...covers.flatMap(({ firstDay, lastDay }) => [firstDay, addDays(lastDay, 1)])];
  const days = changes.filter((day): day is Day => day !== null && day >= from && (until === null || day < until)).sort();
  for (const day of new Set(days)) {
    const children = childrenWith(licence.facilityId, held, covers, day);
    if (children === 0) continue;
    const most = licenceOn(licence, day)?.childrenAtOnce;
    if (most === undefined) return { day, children, most: 0, reason: 'no-licence' };
    if (children > most) return { day, children, most, reason: 'too-many' };
  }
  return undefined;
}
