import type { Catalogue, Criterion } from './catalogue.ts';

/** What became of a criterion from one catalogue to the one based on it. */
export type CriterionChange =
  | { kind: 'same'; after: Criterion }
  | { kind: 'added'; after: Criterion }
  | { kind: 'removed'; before: Criterion }
  | { kind: 'changed'; before: Criterion; after: Criterion };

export type Setting = 'lotteryScope' | 'blocking' | 'ties' | 'nonResidents';
const settings: readonly Setting[] = ['nonResidents', 'lotteryScope', 'blocking', 'ties'];

export interface CatalogueDifference {
  criteria: readonly CriterionChange[];
  settings: readonly { setting: Setting; before: string; after: string }[];
}

/**
 * Criterion by criterion: what asks the same (kind, fact, where) is compared, first those that are alike to the letter, then those left, in their
 * order. The order within a catalogue decides nothing and is no difference, but for reserves, whose order the engine fills by. O(criteria²).
 */
export function catalogueDifference(before: Pick<Catalogue, Setting | 'criteria'>, after: Pick<Catalogue, Setting | 'criteria'>): CatalogueDifference {
  const left = [...before.criteria];
  const take = (matches: (criterion: Criterion) => boolean): Criterion | undefined => {
    const at = left.findIndex(matches);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const alike = new Map(after.criteria.map((criterion) => [criterion.id, take((old) => contentOf(old) === contentOf(criterion))]));
  const changes = after.criteria.map((criterion): CriterionChange => {
    if (alike.get(criterion.id)) return { kind: 'same', after: criterion };
    const old = take((one) => one.kind === criterion.kind && one.fact === criterion.fact && one.facilityId === criterion.facilityId && one.organizationId === criterion.organizationId)
      ?? take((one) => one.fact === criterion.fact && one.facilityId === criterion.facilityId && one.organizationId === criterion.organizationId);
    return old ? { kind: 'changed', before: old, after: criterion } : { kind: 'added', after: criterion };
  });
  return {
    criteria: [...changes, ...left.map((criterion): CriterionChange => ({ kind: 'removed', before: criterion }))],
    settings: settings.filter((setting) => before[setting] !== after[setting]).map((setting) => ({ setting, before: before[setting], after: after[setting] })),
  };
}

/** Everything of a criterion that decides or is printed; a reserve's place in the order too. */
export function contentOf({ kind, fact, condition, amount, share, reserveKind, proof, organizationId, facilityId, legalBasis }: Criterion): string {
  const { atLeast, atMost, perUnitUpTo, ageBands, seatHoursFrom } = condition;
  return JSON.stringify([kind, fact, atLeast, atMost, perUnitUpTo, ageBands ? [...ageBands].sort() : [], seatHoursFrom, amount, share, reserveKind, proof, organizationId, facilityId, legalBasis]);
}
