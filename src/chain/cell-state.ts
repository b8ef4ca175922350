import type { Uuid } from '../platform/id.ts';
import type { CellFacts, Rate, Sorted } from './cell.ts';
import { need as livesThere } from './children.ts';
import { usualNeed, type AreaNeed, type AskedNeed, type CellNeed } from './need.ts';
import type { CellTargets } from './threshold.ts';

/**
 * State of a cell. `gap`: nobody offers anything to the children who live there. `thin`: there is something, and it is known
 * to fall short. `unknown`: too little is known to say. `covered`: every threshold is met as far as it decides.
 * `not-expected`: no children of that age, or the municipality has decided that nothing belongs here.
 */
export const cellStates = ['gap', 'thin', 'unknown', 'covered', 'not-expected'] as const;
export type CellState = (typeof cellStates)[number];

export const criteria = [
  'expected', 'children', 'need', 'offers', 'capacity', 'confirmed', 'free', 'reached', 'afternoon', 'low-threshold', 'languages', 'lasting',
] as const;
export type Criterion = (typeof criteria)[number];

/** Criteria without which a cell cannot be called covered; the others only count against a cell if they are known to fail. */
const bearing: ReadonlySet<Criterion> = new Set(['expected', 'children', 'offers', 'capacity', 'confirmed']);

export type Verdict = 'met' | 'failed' | 'open';

/** One reason of a state. */
export interface Reason {
  /** its text stands under `reason-<code>`: criterion and verdict, and what makes it differ */
  code: `${Criterion}-${Verdict}` | 'capacity-open-children' | 'capacity-open-need';
  criterion: Criterion;
  verdict: Verdict;
  /** true if the state follows from this reason */
  decides: boolean;
  /** numbers to say it with */
  values: Readonly<Record<string, number>>;
  /** the offers behind it */
  offerIds: readonly Uuid[];
  /** the offers of which the answer is not known */
  openOfferIds: readonly Uuid[];
  /** only of `need`: the released figure behind it */
  need?: AskedNeed;
}

export interface JudgedCell {
  state: CellState;
  /** every criterion in force, those that decide first, then failed before open before met */
  reasons: readonly Reason[];
}

type Finding = Omit<Reason, 'decides'>;

/**
 * Judges a cell.
 *
 * Each criterion compares what is known for certain (at least) and what is still possible (at most) with its threshold:
 * met if even the least reaches it, failed if not even the most does, otherwise open. So an unknown value never makes a gap
 * or a thin cell, and one more offer raises both ends: it can only help. (Kleene's three-valued logic.)
 *
 * 1. Nothing expected, or no children of that age: `not-expected`.
 * 2. Number of children unknown: `unknown`, whatever else is known.
 * 3. No offer: `gap` – unless an offer of this field with unknown ages may belong here: `unknown`.
 * 4. Some criterion failed: `thin`.
 * 5. A bearing criterion (offers, capacity, confirmed) open: `unknown`. Other open questions are named, but do not decide:
 *    a town without coordinates would otherwise never see a covered cell.
 * 6. Else `covered`.
 *
 * Where released figures say that the need is high, so many times the usual capacity is asked for; where the figure is unknown, capacity that suffices
 * only for the usual need is open. High need alone makes no cell thin.
 *
 * @param notExpected true if the municipality has decided that it expects no offer in this cell
 */
export function judgeCell(facts: CellFacts, targets: CellTargets, notExpected = false, need: CellNeed = usualNeed): JudgedCell {
  const findings: Finding[] = [
    notExpected ? finding('expected', 'failed', {}, facts.offerIds) : undefined,
    childrenFinding(facts),
    ...need.asked.map(needFinding),
    offersFinding(facts, targets),
    ...(facts.offerIds.length === 0 ? [] : judgeOffers(facts, targets, need)),
  ].filter((one) => one !== undefined);
  const state = stateOf(findings, facts.offerIds.length);
  const isSwayed = need.asked.length > 0 && capacityFinding(facts, targets, usualNeed)?.verdict !== capacityFinding(facts, targets, need)?.verdict;
  const reasons = findings.map((one) => ({ ...one, decides: one.criterion === 'need' ? isSwayed && one.verdict !== 'met' && (state === 'thin' || state === 'unknown') : decides(one, state) }));
  const rank = (reason: Reason): number => (reason.decides ? 0 : 10) + ['failed', 'open', 'met'].indexOf(reason.verdict);
  return { state, reasons: reasons.sort((a, b) => rank(a) - rank(b)) };
}

function judgeOffers(facts: CellFacts, targets: CellTargets, need: CellNeed): (Finding | undefined)[] {
  const { free, afternoon, lowThreshold, lasting } = facts;
  return [
    capacityFinding(facts, targets, need),
    confirmedFinding(facts, targets),
    countFinding('free', free, targets['free-minimum']),
    reachedFinding(facts, targets),
    countFinding('afternoon', afternoon, targets['afternoon-minimum']),
    countFinding('low-threshold', lowThreshold, targets['low-threshold-minimum']),
    languagesFinding(facts, targets['languages-minimum']),
    countFinding('lasting', lasting, targets['lasting-minimum']),
  ];
}

function stateOf(findings: readonly Finding[], offers: number): CellState {
  const verdictOf = (criterion: Criterion) => findings.find((one) => one.criterion === criterion)?.verdict;
  if (verdictOf('expected') === 'failed' || verdictOf('children') === 'failed') return 'not-expected';
  if (verdictOf('children') === 'open') return 'unknown';
  if (offers === 0) return verdictOf('offers') === 'open' ? 'unknown' : 'gap';
  if (findings.some((one) => one.verdict === 'failed' && one.criterion !== 'need')) return 'thin';
  return findings.some((one) => one.verdict === 'open' && bearing.has(one.criterion)) ? 'unknown' : 'covered';
}

function decides({ criterion, verdict }: Finding, state: CellState): boolean {
  switch (state) {
    case 'not-expected': return verdict === 'failed' && (criterion === 'expected' || criterion === 'children');
    case 'gap': return criterion === 'offers';
    case 'thin': return verdict === 'failed';
    case 'unknown': return verdict === 'open' && bearing.has(criterion);
    case 'covered': return verdict === 'met' && bearing.has(criterion);
  }
}

function finding(criterion: Criterion, verdict: Verdict, values: Reason['values'], offerIds: readonly Uuid[], openOfferIds: readonly Uuid[] = []): Finding {
  return { code: `${criterion}-${verdict}`, criterion, verdict, values, offerIds, openOfferIds };
}

/** Shares are sums of fractions; half of the children is half, also at the sixteenth digit. */
const tolerance = 1e-9;

/** Met, failed or open: is the threshold – where that is uncertain too, its highest – reached by the least, missed – its lowest – by the most, or neither? */
function compare(atLeast: number, atMost: number, threshold: number, highest = threshold): Verdict {
  if (atLeast >= highest - tolerance) return 'met';
  return atMost < threshold - tolerance ? 'failed' : 'open';
}

function childrenFinding({ children }: CellFacts): Finding {
  const verdict = ({ yes: 'met', no: 'failed', unknown: 'open' } as const)[livesThere(children)];
  return finding('children', verdict, { children: children.known, unknownParts: children.unknownParts }, []);
}

function offersFinding({ offerIds, possibleOfferIds }: CellFacts, targets: CellTargets): Finding {
  const minimum = targets['offers-minimum'];
  const possible = offerIds.length + possibleOfferIds.length;
  // With a minimum of three, one possible offer does not prove that three exist – but it may still fill an empty cell.
  const verdict = offerIds.length === 0 && possible > 0 ? 'open' : compare(offerIds.length, possible, minimum);
  return finding('offers', verdict, { offers: offerIds.length, minimum, possible: possibleOfferIds.length }, offerIds, possibleOfferIds);
}

/** „Failed“ is high need, „met“ the usual one. */
const verdictOfNeed = { high: 'failed', usual: 'met', unknown: 'open' } as const satisfies Record<AreaNeed['answer'], Verdict>;

function needFinding(asked: AskedNeed): Finding {
  return { ...finding('need', verdictOfNeed[asked.here.answer], { factor: asked.need.rule.factor }, []), need: asked };
}

/** Places or weekly hours: whichever reaches its threshold suffices, for a course counts places and a counsellor hours. */
function capacityFinding(facts: CellFacts, targets: CellTargets, need: CellNeed): Finding | undefined {
  const measured: [Rate | undefined, number][] = [
    [facts.placesPer100, targets['places-per-100']],
    [facts.hoursPer100, targets['hours-per-100']],
  ];
  const inForce = measured.filter(([, threshold]) => threshold > 0);
  if (inForce.length === 0) return undefined;
  const verdicts = inForce.map(([rate, threshold]) => (rate ? compare(rate.atLeast, rate.atMost, threshold * need.atLeast, threshold * need.atMost) : 'open'));
  const verdict = verdicts.includes('met') ? 'met' : verdicts.includes('open') ? 'open' : 'failed';
  const unknown = new Set(facts.capacityUnknown);
  const values = {
    places: facts.places.sum,
    weeklyHours: facts.weeklyHours.sum,
    placesThreshold: targets['places-per-100'] * need.atLeast,
    hoursThreshold: targets['hours-per-100'] * need.atLeast,
    factor: need.atMost / need.atLeast,
    unknown: facts.capacityUnknown.length,
  };
  const known = facts.offerIds.filter((id) => !unknown.has(id));
  if (!facts.placesPer100 || !facts.hoursPer100) {
    return { ...finding('capacity', 'open', values, known, facts.capacityUnknown), code: 'capacity-open-children' };
  }
  const rates = { placesPer100: facts.placesPer100.atLeast, hoursPer100: facts.hoursPer100.atLeast };
  const found = finding('capacity', verdict, { ...values, ...rates }, known, facts.capacityUnknown);
  const isEnoughUsually = inForce.some(([rate, threshold]) => rate && compare(rate.atLeast, rate.atMost, threshold * need.atLeast) === 'met');
  return verdict === 'open' && isEnoughUsually ? { ...found, code: 'capacity-open-need' } : found;
}

/** An entry nobody confirmed lately may be wrong or right: that is a question about what is known, never a lack of supply. */
function confirmedFinding({ confirmed }: CellFacts, targets: CellTargets): Finding | undefined {
  const minimum = targets['confirmed-minimum'];
  if (minimum === 0) return undefined;
  const verdict = confirmed.yes.length >= minimum ? 'met' : 'open';
  return finding('confirmed', verdict, { offers: confirmed.yes.length, minimum, others: confirmed.no.length }, confirmed.yes, confirmed.no);
}

function countFinding(criterion: Criterion, sorted: Sorted, minimum: number): Finding | undefined {
  if (minimum === 0) return undefined;
  const verdict = compare(sorted.yes.length, sorted.yes.length + sorted.unknown.length, minimum);
  const values = { offers: sorted.yes.length, minimum, others: sorted.no.length, unknown: sorted.unknown.length };
  return finding(criterion, verdict, values, verdict === 'failed' ? sorted.no : sorted.yes, sorted.unknown);
}

function reachedFinding({ reach, near }: CellFacts, targets: CellTargets): Finding | undefined {
  const threshold = targets['reached-percent'];
  if (threshold === 0) return undefined;
  const verdict = compare(reach.atLeast * 100, reach.atMost * 100, threshold);
  const values = {
    percent: reach.atLeast * 100,
    percentAtMost: reach.atMost * 100,
    threshold,
    limitMetres: targets['walking-limit-metres'],
    unknown: near.unknown.length,
  };
  return finding('reached', verdict, values, verdict === 'failed' ? near.no : near.yes, near.unknown);
}

/** Each offer of unknown languages may add any number of them. */
function languagesFinding({ languages, languagesUnknown }: CellFacts, minimum: number): Finding | undefined {
  if (minimum === 0) return undefined;
  const verdict = compare(languages.length, languagesUnknown.length > 0 ? Infinity : languages.length, minimum);
  const offerIds = [...new Set(languages.flatMap((one) => one.offerIds))];
  return finding('languages', verdict, { languages: languages.length, minimum, unknown: languagesUnknown.length }, offerIds, languagesUnknown);
}
