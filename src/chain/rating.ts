import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { CellState } from './cell-state.ts';

/**
 * The five questions of the conference paper (Alfeld 341/XIX): is the range broad enough, are the offers used, are they
 * known, do they fit the need, do they know of each other.
 */
export const ratingQuestions = ['broad-enough', 'used', 'known', 'fits-need', 'know-each-other'] as const;
export type RatingQuestion = (typeof ratingQuestions)[number];

export const ratingAnswers = ['yes', 'rather-yes', 'rather-no', 'no', 'unknown'] as const;
export type RatingAnswer = (typeof ratingAnswers)[number];

/** Scale of the answers that say something: 3 (yes) to 0 (no). */
const points: Record<Exclude<RatingAnswer, 'unknown'>, number> = { yes: 3, 'rather-yes': 2, 'rather-no': 1, no: 0 };

/** One answer of a group about one cell. */
export interface Rating {
  groupId: Uuid;
  groupName: string;
  ratedOn: Day;
  question: RatingQuestion;
  answer: RatingAnswer;
  comment: string;
}

/** Fewer groups than this are named as few: one table of a conference is a voice, no finding. */
export const fewGroups = 3;

export type Disagreement =
  /** all within one step of the scale, or fewer than two groups answered */
  | 'none'
  /** two steps between the groups */
  | 'differ'
  /** one group says yes, another no */
  | 'contradict';

export interface RatingSummary {
  question: RatingQuestion;
  /** latest answer of each group, most favourable first, "don't know" last */
  answers: readonly Rating[];
  counts: Readonly<Record<RatingAnswer, number>>;
  /** groups that answered something else than "don't know" */
  answered: number;
  isFew: boolean;
  /** mean of 0 (no) to 3 (yes); missing if nobody knows */
  mean?: number;
  disagreement: Disagreement;
  /** oldest and newest day among the answers */
  from?: Day;
  to?: Day;
  /** people say other than the computed state */
  againstState?: 'better-than-computed' | 'worse-than-computed';
}

/**
 * Summarises the ratings of one cell per question. Of a group that rated several times (same name), the latest answer up to
 * the day counts. Questions without ratings are there, empty. The order of the ratings changes nothing. O(n log n).
 */
export function summarizeRatings(ratings: readonly Rating[], state: CellState, until: Day): RatingSummary[] {
  return ratingQuestions.map((question) => summarize(question, latestOf(ratings.filter((one) => one.question === question && one.ratedOn <= until)), state));
}

function latestOf(ratings: readonly Rating[]): Rating[] {
  const byGroup = new Map<string, Rating>();
  for (const rating of ratings) {
    const other = byGroup.get(rating.groupName);
    if (!other || rating.ratedOn > other.ratedOn || (rating.ratedOn === other.ratedOn && rating.groupId > other.groupId)) byGroup.set(rating.groupName, rating);
  }
  const rank = (rating: Rating) => ratingAnswers.indexOf(rating.answer);
  return [...byGroup.values()].sort((a, b) => rank(a) - rank(b) || (a.groupName < b.groupName ? -1 : 1));
}

function summarize(question: RatingQuestion, answers: readonly Rating[], state: CellState): RatingSummary {
  const counts: Record<RatingAnswer, number> = { yes: 0, 'rather-yes': 0, 'rather-no': 0, no: 0, unknown: 0 };
  for (const { answer } of answers) counts[answer] += 1;
  const scale = answers.flatMap(({ answer }) => (answer === 'unknown' ? [] : [points[answer]]));
  const mean = scale.length > 0 ? scale.reduce((sum, one) => sum + one, 0) / scale.length : undefined;
  const spread = scale.length > 1 ? Math.max(...scale) - Math.min(...scale) : 0;
  const days = answers.map((one) => one.ratedOn).sort();
  return {
    question, answers, counts, answered: scale.length, isFew: scale.length < fewGroups,
    ...(mean === undefined ? {} : { mean }),
    disagreement: spread === 3 ? 'contradict' : spread === 2 ? 'differ' : 'none',
    ...(days.length > 0 ? { from: days[0]!, to: days.at(-1)! } : {}),
    ...againstState(question, mean, state),
  };
}

/**
 * Only the breadth of the range and its fit say the same thing as the computed state. Whether offers are used, known and
 * know each other is what no directory can compute: Alfeld's conference found offers that exist and are not used.
 */
function againstState(question: RatingQuestion, mean: number | undefined, state: CellState): Pick<RatingSummary, 'againstState'> {
  if (mean === undefined || (question !== 'broad-enough' && question !== 'fits-need')) return {};
  if ((state === 'gap' || state === 'thin') && mean >= 2) return { againstState: 'better-than-computed' };
  if (state === 'covered' && mean <= 1) return { againstState: 'worse-than-computed' };
  return {};
}
