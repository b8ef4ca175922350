import type { LifePhase } from '../offers/phase.ts';
import type { Uuid } from '../platform/id.ts';
import type { ChainOffer } from './chain-input.ts';

/** Beginning of pregnancy, in months before birth. */
export const firstMonth = -9;
/** § 7 Abs. 1 SGB VIII: children and young people are those under 18; the chain must reach that far. */
export const lastMonth = 216;

type Band = Pick<LifePhase, 'id' | 'fromMonth' | 'untilMonth'>;

/**
 * A question the age bands leave open, in months [fromMonth, untilMonth).
 * Source: Alfeld 341/XIX sorts its inventory into "0-3, 3-6, 6-10, 11-18" – and no group takes the ten-year-olds.
 */
export interface AgeQuestion {
  kind: 'hole' | 'overlap';
  fromMonth: number;
  untilMonth: number;
  /** overlap: the phases that claim this age; hole: the phases beside it (one or two) */
  phaseIds: readonly Uuid[];
}

/**
 * Holes and overlaps of the phases between the beginning of pregnancy and the 18th birthday (phases may reach further;
 * holes there are found as well as long as a later phase follows). Touching ends ([36, 72) after [0, 36)) are neither.
 * Ordered by age. O(n²) for n phases, of which a municipality has about six.
 */
export function ageQuestions(phases: readonly Band[]): AgeQuestion[] {
  const cuts = [...new Set([firstMonth, lastMonth, ...phases.flatMap((phase) => [phase.fromMonth, phase.untilMonth])])].sort((a, b) => a - b);
  const questions: AgeQuestion[] = [];
  for (let index = 0; index + 1 < cuts.length; index++) {
    const [from, until] = [cuts[index]!, cuts[index + 1]!];
    const claiming = phases.filter((phase) => phase.fromMonth <= from && until <= phase.untilMonth).map((phase) => phase.id);
    if (claiming.length === 1) continue;
    const kind = claiming.length === 0 ? 'hole' : 'overlap';
    const phaseIds = kind === 'hole' ? besides(phases, from, until) : claiming;
    const previous = questions.at(-1);
    const continues = previous?.untilMonth === from && previous.kind === kind && previous.phaseIds.join() === phaseIds.join();
    if (continues) previous.untilMonth = until;
    else questions.push({ kind, fromMonth: from, untilMonth: until, phaseIds });
  }
  return questions;
}

function besides(phases: readonly Band[], from: number, until: number): Uuid[] {
  const before = phases.filter((phase) => phase.untilMonth <= from).sort((a, b) => b.untilMonth - a.untilMonth)[0];
  const after = phases.filter((phase) => phase.fromMonth >= until).sort((a, b) => a.fromMonth - b.fromMonth)[0];
  return [before, after].flatMap((phase) => (phase ? [phase.id] : []));
}

/** Whole years of age that lie fully inside the question, e.g. [120, 132) → [10]; empty if it is about months only. */
export function wholeYears(question: Pick<AgeQuestion, 'fromMonth' | 'untilMonth'>): number[] {
  const first = Math.max(0, Math.ceil(question.fromMonth / 12));
  const end = Math.floor(question.untilMonth / 12);
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

export interface AgeAnswer {
  kind: AgeQuestion['kind'];
  fromMonth: number;
  untilMonth: number;
  answer: string;
}

/** Each question with its recorded answer. An answer counts for exactly the ages it was given for: moved bands ask again. */
export function withAnswers<Answer extends AgeAnswer>(questions: readonly AgeQuestion[], answers: readonly Answer[]): { question: AgeQuestion; answer?: Answer }[] {
  return questions.map((question) => {
    const answer = answers.find(
      (one) => one.kind === question.kind && one.fromMonth === question.fromMonth && one.untilMonth === question.untilMonth,
    );
    return answer ? { question, answer } : { question };
  });
}

/** The phases an age in completed months belongs to: none in a hole, several in an overlap. */
export function phasesOfAge<Phase extends Band>(phases: readonly Phase[], month: number): Phase[] {
  return phases.filter((phase) => phase.fromMonth <= month && month < phase.untilMonth);
}

/** The phases an offer serves for certain, and those it may serve as far as anybody knows. */
export interface OfferPhases {
  certain: readonly Uuid[];
  possible: readonly Uuid[];
}

/**
 * Phases an offer names; if it names none, those its ages overlap by at least one completed month.
 * Both ends of an offer's ages are included: "0 to 35 months" touches only [0, 36), "0 to 36 months" also admits the child
 * in its 37th month and so reaches into [36, 72). An unknown end leaves the phases on that side possible, not certain.
 */
export function phasesOfOffer(offer: Pick<ChainOffer, 'phaseIds' | 'minimumAgeMonths' | 'maximumAgeMonths'>, phases: readonly Band[]): OfferPhases {
  if (offer.phaseIds.length > 0) {
    return { certain: phases.filter((phase) => offer.phaseIds.includes(phase.id)).map((phase) => phase.id), possible: [] };
  }
  const { minimumAgeMonths: minimum, maximumAgeMonths: maximum } = offer;
  const certainFrom = minimum ?? maximum;
  const certainTo = maximum ?? minimum;
  const certain: Uuid[] = [];
  const possible: Uuid[] = [];
  for (const phase of phases) {
    if (certainFrom !== undefined && certainTo !== undefined && overlaps(phase, certainFrom, certainTo)) certain.push(phase.id);
    else if (overlaps(phase, minimum ?? -Infinity, maximum ?? Infinity)) possible.push(phase.id);
  }
  return { certain, possible };
}

function overlaps(phase: Band, first: number, last: number): boolean {
  return phase.fromMonth <= last && first < phase.untilMonth;
}
