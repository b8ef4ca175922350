import type { Allocation, BlockingCoalition, Market } from './model.ts';
import { checkApplicants } from './verify-applicants.ts';
import { choose } from './verify-choice.ts';
import { blockingFamilies, readFamilies } from './verify-families.ts';
import { indexMarket } from './verify-index.ts';
import { priorityOrder } from './verify-order.ts';
import { checkPool, readPlacements, readPromoted } from './verify-placements.ts';
import { checkReport } from './verify-report.ts';
import { collectFindings, type Violation } from './verify-violation.ts';

export interface VerifyOptions {
  /** How many violations are written out; all are counted. 1,000 if not said. */
  limit?: number;
}

/** What the verifier found. */
export interface Verification {
  /** No violation at all. Families that block and are named by the result with a verdict other than `stable` are no violation. */
  ok: boolean;
  /** No applicant and no family blocks (the market's own definition): there is nobody with a better claim. */
  stable: boolean;
  violations: Violation[];
  /** All violations, also those beyond the limit. */
  total: number;
  /** Those among them that make the allocation impossible to carry out. */
  impossible: number;
  /** Families that block, with the best combination they block with, by both definitions of the literature. */
  blocking: {
    /** Sun, Yokoyama, Yokoo: a family vacates its own seats before it is measured against the others. */
    vacating: BlockingCoalition[];
    /** Ashlagi, Braverman, Hassidim: children of its own who would leave still count as sitting there. */
    keeping: BlockingCoalition[];
  };
  counted: { applicants: number; wishes: number; pools: number; families: number };
}

/**
 * Checks an allocation, wherever it comes from – the engine, another program, a change by hand – against its market:
 * feasible, nothing given that was not asked for or may not be given, no held seat lost, reserves and ceilings respected,
 * nobody with a better claim (applicants and sibling families), and whether the result says the truth about itself.
 * Shares no code with the engine; draws its own lottery. The market must have passed `checkMarket`; the allocation may
 * be any value. Throws nothing. Time: near-linear in the number of wishes plus the options of families.
 * Sources: Gale, Shapley 1962 (blocking pair); Hatfield, Milgrom 2005 (contracts); Sun, Yokoyama, Yokoo 2025 and Ashlagi,
 * Braverman, Hassidim 2014 (families).
 */
export function verify(market: Market, allocation: Allocation, options: VerifyOptions = {}): Verification {
  const index = indexMarket(market);
  const findings = collectFindings(options.limit ?? 1_000);
  const counted = {
    applicants: market.applicants.length,
    wishes: market.applicants.reduce((sum, { wishes }) => sum + wishes.length, 0),
    pools: market.pools.length,
    families: market.families?.length ?? 0,
  };
  const blocking: Verification['blocking'] = { vacating: [], keeping: [] };
  let stable = false;
  const seating = readPlacements(index, allocation, findings);
  if (seating) {
    const order = priorityOrder(index, readPromoted(index, allocation.promoted, findings));
    const choices = seating.ofPool.map((seated, pool) => choose(index, pool, seated, order.compare));
    choices.forEach((choice, pool) => checkPool(index, pool, seating.ofPool[pool]!, choice, findings));
    const families = readFamilies(index, seating, allocation.families, findings);
    const before = findings.total;
    checkApplicants(index, seating, choices, order, findings);
    const unfair = findings.total - before;
    for (const kind of ['vacating', 'keeping'] as const) blocking[kind] = blockingFamilies(index, seating, choices, families, order, kind);
    const found = blocking[market.rules?.blocking ?? 'vacating'];
    stable = findings.impossible === 0 && unfair === 0 && found.length === 0;
    checkReport(allocation, found, stable, findings);
  }
  return {
    ok: findings.total === 0,
    stable,
    violations: findings.violations,
    total: findings.total,
    impossible: findings.impossible,
    blocking,
    counted,
  };
}
