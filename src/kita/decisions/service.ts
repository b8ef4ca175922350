import type { DayCalendar } from '../../offers/holidays/day-calendar.ts';
import { addDays, addMonths, type Day } from '../../platform/day.ts';
import { announcedOn, nextWorkingDay } from './deadlines.ts';
import type { RemedyKind } from './remedy.ts';
import type { TellingWay } from './telling.ts';

/**
 * Which law an electronic notice is served by. `sgb-x`: decisions on § 24 SGB VIII (§ 37 Abs. 2a SGB X); `vwvfg`: admission to the town's own
 * facilities by its statute (§ 41 Abs. 2a VwVfG, to which the Länder refer).
 */
export const serviceLaws = ['sgb-x', 'vwvfg'] as const;
export type ServiceLaw = (typeof serviceLaws)[number];

/** A notice not retrieved so many days after the notification is served in another way (§ 41 Abs. 2a Satz 4, 5 VwVfG; taken over for § 37 SGB X, where the office would have to prove that the notification arrived). */
const DAYS_TO_RETRIEVE = 10;

export const lastDayToRetrieve = (providedOn: Day): Day => addDays(providedOn, DAYS_TO_RETRIEVE);

/**
 * The day an electronic notice counts as served; undefined: not yet. SGB X: the fourth day after the notification was sent, whether it was retrieved or
 * not (§ 37 Abs. 2a Satz 4, in force since 01.01.2025). VwVfG: the day after it was retrieved in time (§ 41 Abs. 2a Satz 3), else never.
 */
export function servedElectronically(law: ServiceLaw, { providedOn, retrievedOn }: { providedOn: Day; retrievedOn?: Day | undefined }, calendar: DayCalendar): Day | undefined {
  if (law === 'sgb-x') return announcedOn(providedOn, calendar);
  return retrievedOn !== undefined && retrievedOn <= lastDayToRetrieve(providedOn) ? addDays(retrievedOn, 1) : undefined;
}

/** A letter counts as served on the fourth day after it was posted; handed over, on that very day. */
export function servedOnPaper(way: Exclude<TellingWay, 'mail'>, sentOn: Day, calendar: DayCalendar): Day {
  return way === 'hand-over' ? sentOn : announcedOn(sentOn, calendar);
}

/** The last day to answer of somebody who was served on that day. */
export const lastDayAfterService = (servedOn: Day, answerDays: number, calendar: DayCalendar): Day => nextWorkingDay(addDays(servedOn, answerDays), calendar);

/** The last day of a remedy of one month (§§ 70, 74 VwGO, § 188 Abs. 2, 3 BGB); unknown where the municipality words the remedy itself. */
export function remedyUntil(kind: RemedyKind, servedOn: Day, calendar: DayCalendar): Day | undefined {
  return kind === 'own' ? undefined : nextWorkingDay(addMonths(servedOn, 1), calendar);
}
