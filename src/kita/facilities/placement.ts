import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { SharePart } from './share-part.ts';
import { kitaYearStart, thirdBirthdayOf, type AgeBand } from './age-band.ts';
import type { RulePack } from './rule-pack.ts';
import { schoolStartOf } from './school-start.ts';

export type PlacementSource = 'round' | 'rolling' | 'emergency' | 'import' | 'office';
export type EndReason = 'moved-on' | 'moved-away' | 'school' | 'given-back' | 'corrected';

/** A child has a place from a day to the day before `endsOn`. */
export interface Placement {
  id: Uuid;
  childId: Uuid;
  /** null: not born yet or not known */
  bornOn: Day | null;
  facilityId: Uuid;
  poolId: Uuid;
  seatTypeId: Uuid;
  groupId: Uuid | null;
  startsOn: Day;
  /** first day without the place; null: not said yet */
  endsOn: Day | null;
  /** `endsOn`, or when the age ends it ({@link endByAge}); null: nothing is known */
  expectedEndsOn: Day | null;
  source: PlacementSource;
  /** when it uses a place together with another child; missing: never */
  shares?: readonly SharePart[];
}

/**
 * When a place ends by age alone: a Krippe place with the Kita year in which the child becomes three (§ 6 Abs. 2 NKiTaG), a Kindergarten
 * place with school (§ 6 Abs. 3), a Hort place on the 14th birthday (§ 6 Abs. 4). In a group of several ages, whose pool gives out Kindergarten
 * places too, the child stays until school. First day without it.
 */
export function endByAge(bornOn: Day, band: AgeBand, pack: RulePack, poolTakesOlder = false): Day {
  if (band === 'under-3' && poolTakesOlder) return schoolStartOf(bornOn, pack);
  if (band === 'school') return `${Number(bornOn.slice(0, 4)) + 14}${bornOn.endsWith('02-29') ? '-03-01' : bornOn.slice(4)}` as Day;
  if (band === 'from-3') return schoolStartOf(bornOn, pack);
  // The third year of life is complete at the end of the day before the birthday (§ 187 Abs. 2, § 188 Abs. 2 BGB).
  const yearOfThree = Number(kitaYearStart(addDays(thirdBirthdayOf(bornOn), -1)).slice(0, 4));
  return `${yearOfThree + 1}-08-01` as Day;
}

/** Whether a place is held on a day, by what is known or expected. */
export function isHeldOn({ startsOn, expectedEndsOn }: Pick<Placement, 'startsOn' | 'expectedEndsOn'>, on: Day): boolean {
  return startsOn <= on && (expectedEndsOn === null || on < expectedEndsOn);
}
