import type { Allocation, Gate } from '@lueckenlos/fair-allocation';
import { checkCodes, type Earlier, type Found, type RoundCheck } from './check.ts';
import { checkHours } from './check-hours.ts';
import { checkPools } from './check-pools.ts';
import { checkResult } from './check-result.ts';
import { checkSiblings } from './check-siblings.ts';
import { checkWishes } from './check-wishes.ts';
import type { BuiltMarket } from './market.ts';
import type { RoundInput } from './round-input.ts';

export interface Checked {
  checks: RoundCheck[];
  /** code → children */
  details: Record<string, readonly string[]>;
}

export interface ChecksOf {
  input: RoundInput;
  built: BuiltMarket;
  /** missing where the market could not be computed at all */
  result?: { allocation: Allocation; gate: Gate };
  earlier?: Earlier;
  /** registrations of the main round before; null: there was none */
  registrationsBefore: number | null;
}

/** All that is to look at before a result may be proposed: invariants first. Pure. O(registrations × wishes). */
export function checkRound({ input, built, result, earlier, registrationsBefore }: ChecksOf): Checked {
  const found: Found[] = [
    ...checkGround(input, built, registrationsBefore),
    ...checkHours(input),
    ...checkSiblings(input, built),
    ...checkPools(input, built),
    ...checkWishes(input, built),
    ...(result ? checkResult({ input, built, ...result, ...(earlier ? { earlier } : {}) }) : [{ code: 'market-refused', severity: 'invariant', count: 1 } as const]),
  ];
  const order = (one: Found) => (one.severity === 'invariant' ? 0 : 1) * checkCodes.length + checkCodes.indexOf(one.code);
  found.sort((a, b) => order(a) - order(b));
  return {
    checks: found.map(({ childIds: _childIds, ...check }) => check),
    details: Object.fromEntries(found.flatMap(({ code, childIds }) => (childIds?.length ? [[code, [...childIds].sort()]] : []))),
  };
}

/** Two years whose registrations differ by more than this share are looked at: something may not have been read in. */
const MUCH = 0.25;

function checkGround({ catalogue, registrations, kind }: RoundInput, { market }: BuiltMarket, before: number | null): Found[] {
  const asking = market.applicants.filter(({ wishes }) => wishes.length > 0).length;
  const found: Found[] = [];
  if (catalogue.adoption === null) found.push({ code: 'catalogue-not-adopted', severity: 'invariant', count: 1 });
  if (asking === 0) found.push({ code: 'nobody-registered', severity: kind === 'main' ? 'invariant' : 'finding', count: registrations.length });
  if (before !== null && before > 0 && kind === 'main' && Math.abs(asking - before) / before > MUCH) found.push({ code: 'registrations-changed', severity: 'finding', count: asking, values: { now: asking, before } });
  return found;
}
