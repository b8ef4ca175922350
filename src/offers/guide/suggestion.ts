import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { Ages } from '../age.ts';
import type { AgeSpan } from '../offer-filter.ts';
import type { YesNoUnknown } from '../service.ts';
import type { TimeState } from './time-state.ts';

/** What the ranking needs to know of an offer that answers topic and age. */
export interface Candidate extends Ages {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  /** its main topic first */
  fieldIds: readonly Uuid[];
  languages: readonly string[];
  freeOfCharge: YesNoUnknown;
  walkIn: YesNoUnknown;
  outreach: YesNoUnknown;
  hasPhone: boolean;
  assuredAt?: Day;
  time: TimeState;
  /** takes place in the family's area or serves it by name */
  isInArea: boolean;
  /** on foot from the middle of the family's area; missing: not known */
  metres?: number;
}

/** What a family asked for. */
export interface Wish {
  topicId?: Uuid;
  age?: AgeSpan;
  /** for grown-ups or everybody: what is for all ages comes before what is for one */
  isWholeFamily: boolean;
  hasArea: boolean;
  /** topics of counselling: where nothing or little answers the wish, somebody who listens comes first */
  adviceIds?: ReadonlySet<Uuid>;
  /** topics of danger: offered to whoever asks for them, not first to everybody */
  crisisIds?: ReadonlySet<Uuid>;
  /** ISO 639 of the page, if it is not German: somebody there may speak it */
  language?: string;
  today: Day;
}

/** Why an offer is suggested; said in words beside it, in this order. */
export type Reason = 'topic' | 'age' | 'in-area' | 'near' | 'comes-home' | 'language' | 'open-now' | 'soon' | 'free' | 'walk-in';

interface Ranked {
  id: Uuid;
  reasons: Reason[];
}

/** So many are read and remembered; more is the directory's business. */
export const SUGGESTIONS = 6;
const NEAR_METRES = 2500;
const SOON_DAYS = 7;
const REASONS_SHOWN = 5;
/** Months; what is for 0 to 26 years is not suggested because of the age. */
const TELLING_SPAN = 156;
/** What repeats an organization or, without a topic, a topic, stands back behind what adds something new. */
const REPETITION = 2;

interface Weighed extends Ranked {
  candidate: Candidate;
  weight: number;
}

/**
 * The offers to suggest, best first, each with its reasons. Weights are small whole numbers, so that a person can follow them: a
 * language spoken and a near place weigh as much as a fitting age; being open, free and without registration tip the scales. Then one
 * after the other is taken, so that six offers are not six times the same provider. O(n log n + n · suggestions).
 */
export function rankSuggestions(candidates: readonly Candidate[], wish: Wish, count = SUGGESTIONS): Ranked[] {
  const rest = candidates.map((candidate) => weigh(candidate, wish)).sort((a, b) => b.weight - a.weight || names.compare(a.candidate.name, b.candidate.name));
  const chosen: Weighed[] = [];
  while (chosen.length < count && rest.length > 0) {
    let best = 0;
    for (let index = 1; index < rest.length; index += 1) {
      if (rest[index]!.weight <= weightAmong(rest[best]!, chosen, wish)) break;
      if (weightAmong(rest[index]!, chosen, wish) > weightAmong(rest[best]!, chosen, wish)) best = index;
    }
    chosen.push(...rest.splice(best, 1));
  }
  return chosen.map(({ id, reasons }) => ({ id, reasons: reasons.slice(0, REASONS_SHOWN) }));
}

const names = new Intl.Collator('de', { numeric: true });

function weightAmong({ candidate, weight }: Weighed, chosen: readonly Weighed[], wish: Wish): number {
  const sameProvider = chosen.filter((other) => other.candidate.organizationId === candidate.organizationId).length;
  const sameTopic = wish.topicId === undefined ? chosen.filter((other) => other.candidate.fieldIds[0] === candidate.fieldIds[0]).length : 0;
  return weight - REPETITION * (sameProvider + sameTopic);
}

function weigh(candidate: Candidate, wish: Wish): Weighed {
  const reasons: Reason[] = [];
  let weight = 0;
  const because = (holds: boolean, points: number, reason?: Reason) => {
    if (!holds) return;
    weight += points;
    if (reason) reasons.push(reason);
  };
  because(wish.topicId !== undefined && candidate.fieldIds.includes(wish.topicId), 1, 'topic');
  because(wish.topicId !== undefined && candidate.fieldIds[0] === wish.topicId, 2);
  because(wish.language !== undefined && candidate.languages.includes(wish.language), 3, 'language');
  const isFitting = wish.age !== undefined && coverage(candidate, wish.age) >= 1 / 3;
  because(wish.age !== undefined, agePoints(candidate, wish.age), isFitting && spanOf(candidate) <= TELLING_SPAN ? 'age' : undefined);
  because(wish.isWholeFamily && spanOf(candidate) >= 120, 4);
  because(wish.adviceIds !== undefined && candidate.fieldIds.some((id) => wish.adviceIds!.has(id)), 3);
  const main = candidate.fieldIds[0];
  because(main !== undefined && main !== wish.topicId && wish.crisisIds?.has(main) === true, -3);
  because(wish.hasArea && candidate.isInArea, 3, 'in-area');
  const isNear = wish.hasArea && candidate.metres !== undefined && candidate.metres <= NEAR_METRES;
  because(isNear, candidate.isInArea ? 1 : 2, candidate.isInArea ? undefined : 'near');
  because(candidate.outreach === 'yes', wish.hasArea && !candidate.isInArea && !isNear ? 2 : 0, 'comes-home');
  because(candidate.time.kind === 'open', 2, 'open-now');
  because(isSoon(candidate.time, wish.today), 1, 'soon');
  because(candidate.freeOfCharge === 'yes', 1, 'free');
  because(candidate.walkIn === 'yes', 1, 'walk-in');
  // Who cannot say yet what it is about wants an open door first.
  because(candidate.walkIn === 'yes' && wish.topicId === undefined, 1);
  because(candidate.hasPhone, 1);
  because(candidate.assuredAt !== undefined && candidate.assuredAt >= addDays(wish.today, -365), 1);
  return { id: candidate.id, candidate, weight, reasons };
}

/** For exactly this age rather than for everybody; what ends where the asked age begins (a Kita for a school child) stands back. */
function agePoints(candidate: Candidate, age: AgeSpan | undefined): number {
  if (!age) return 0;
  const covered = coverage(candidate, age);
  if (covered < 1 / 3) return -4;
  const span = spanOf(candidate);
  return (span <= 36 ? 3 : span <= 84 ? 2 : span <= 144 ? 1 : 0) + (covered === 1 ? 1 : 0);
}

/** Share of the months asked for that an offer is for; unknown ends are open. */
function coverage({ minimumAgeMonths = -Infinity, maximumAgeMonths = Infinity }: Ages, { from, to }: AgeSpan): number {
  const months = Math.min(maximumAgeMonths, to) - Math.max(minimumAgeMonths, from) + 1;
  return Math.max(0, months) / (to - from + 1);
}

function spanOf({ minimumAgeMonths, maximumAgeMonths }: Ages): number {
  return minimumAgeMonths === undefined || maximumAgeMonths === undefined ? Infinity : maximumAgeMonths - minimumAgeMonths;
}

function isSoon(time: TimeState, today: Day): boolean {
  return time.kind === 'next' && time.day <= addDays(today, SOON_DAYS);
}
