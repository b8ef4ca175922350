import type { Found } from './check.ts';
import { takingPart, type BuiltMarket } from './market.ts';
import type { RoundInput } from './round-input.ts';

/** Wishes nobody can fulfil, children of the wrong age, points that are missing, circumstances nobody has looked at. */
export function checkWishes(input: RoundInput, { market, holds }: BuiltMarket): Found[] {
  const children = takingPart(input);
  const applicants = new Map(market.applicants.map((applicant) => [applicant.id, applicant]));
  const found: Found[] = [];
  const say = (code: Found['code'], severity: Found['severity'], childIds: readonly string[], values?: Found['values']) => {
    if (childIds.length > 0) found.push({ code, severity, count: childIds.length, childIds, ...(values ? { values } : {}) });
  };
  const wishesOf = (childId: string) => applicants.get(childId)?.wishes ?? [];
  const withObstacle = (obstacle: string) => children.filter(({ childId }) => wishesOf(childId).some(({ ineligible }) => ineligible === obstacle)).map(({ childId }) => childId as string);

  say('wish-closed', 'finding', withObstacle('closed'));
  say('wish-not-offered', 'finding', withObstacle('not-offered'));
  say('wrong-age', 'finding', withObstacle('age'));
  const hopeless = children.filter(({ childId }) => !holds.byChild.has(childId) && wishesOf(childId).every(({ ineligible }) => ineligible !== undefined));
  say('no-wish-possible', 'finding', hopeless.map(({ childId }) => childId));

  if (input.catalogue.criteria.some(({ kind }) => kind === 'points')) {
    const eligible = children.filter(({ childId }) => wishesOf(childId).some(({ ineligible }) => ineligible === undefined));
    const without = eligible.filter(({ childId }) => wishesOf(childId).every(({ points = 0 }) => points === 0)).map(({ childId }) => childId as string);
    const isAll = without.length === eligible.length && eligible.length >= 3;
    say(isAll ? 'points-missing-all' : 'points-missing', isAll ? 'invariant' : 'finding', without, { children: eligible.length });
  }
  say('circumstances-pending', 'finding', children.filter(({ pendingCircumstances }) => pendingCircumstances > 0).map(({ childId }) => childId), {
    circumstances: children.reduce((sum, { pendingCircumstances }) => sum + pendingCircumstances, 0),
  });
  return found;
}
