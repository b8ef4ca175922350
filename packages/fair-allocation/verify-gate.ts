import { checkMarket, type MarketProblem } from './check-market.ts';
import type { Allocation, Market } from './model.ts';
import { verify, type Verification } from './verify.ts';
import type { Violation } from './verify-violation.ts';

/** Somebody answers for one unfairness, with a reason that can be read later. */
export interface Exception {
  /** `key` of the violation it refers to. */
  key: string;
  reason: string;
}

/** May this allocation be decided? */
export interface Gate {
  open: boolean;
  /** What is wrong with the market itself; nothing else was then looked at. */
  problems: MarketProblem[];
  verification?: Verification;
  /** What keeps the gate shut. */
  refused: Violation[];
  /** Unfairness somebody answers for. */
  excepted: { violation: Violation; reason: string }[];
  /** Exceptions that refer to nothing (any more): a leftover is a sign that somebody looked at another allocation. */
  unused: Exception[];
}

/**
 * The one gate every allocation passes before it is decided: the engine's result, a replacement, a change by hand.
 * Only unfairness (`severity: 'unfair'`) can be answered for, each case by its own key and with a reason; what is impossible
 * or misreported never passes. An emergency place beyond the capacity is a change of the market – one more seat –, and
 * the result of a change by hand is restated by `amend`. Takes values of any shape. Throws nothing. Time as `verify`.
 */
export function gate(market: Market, allocation: Allocation, exceptions: readonly Exception[] = []): Gate {
  const problems = checkMarket(market);
  if (problems.length > 0) return { open: false, problems, refused: [], excepted: [], unused: [...exceptions] };
  const verification = verify(market, allocation, { limit: Number.POSITIVE_INFINITY });
  const reasons = new Map(exceptions.filter(({ reason }) => reason.trim() !== '').map(({ key, reason }) => [key, reason]));
  const refused: Violation[] = [];
  const excepted: Gate['excepted'] = [];
  for (const violation of verification.violations) {
    const reason = violation.severity === 'unfair' ? reasons.get(violation.key) : undefined;
    if (reason === undefined) refused.push(violation);
    else excepted.push({ violation, reason });
  }
  const used = new Set(excepted.map(({ violation }) => violation.key));
  const unused = exceptions.filter(({ key }) => !used.has(key));
  return { open: refused.length === 0 && unused.length === 0, problems, verification, refused, excepted, unused };
}
