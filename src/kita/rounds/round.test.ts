import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../platform/id.ts';
import { isBack, isDecided, nextStates, roundStates, stepRefusal, type RoundFacts } from './round.ts';
import { on } from './rounds.fixture.ts';

const office = newId();
const provider = newId();

/** Everything is as it has to be for the next step. */
const ready: RoundFacts = {
  state: 'planned', kind: 'main', now: new Date('2027-02-16T00:00:00Z'), today: on('2027-02-16'), opensOn: on('2027-01-10'), deadline: new Date('2027-02-15T23:00:00Z'), isCatalogueAdopted: true, hasSeed: true,
  dryRun: { isDone: true, broken: 0, unanswered: 0 },
  proposal: { isDone: true, broken: 0, unanswered: 0, approvals: [{ side: 'office', byPerson: office }, { side: 'providers', byPerson: provider }], openObjections: 0, upheldObjections: 0, openAmendments: 0 },
  openAnswers: 0, openReplacements: 0,
};
const proposal = ready.proposal!;

describe('the way of a round', () => {
  test('leads from planned to ended, one step after the other', () => {
    roundStates.slice(0, -1).forEach((state, at) => expect(stepRefusal({ ...ready, state }, roundStates[at + 1]!)).toBeUndefined());
    expect(nextStates('ended')).toEqual([]);
  });

  test.each([
    ['planned', 'open', { today: on('2027-01-09') }, 'opens-later'],
    ['planned', 'open', { isCatalogueAdopted: false }, 'catalogue-not-adopted'],
    ['open', 'closed', { now: new Date('2027-02-15T22:59:59Z') }, 'deadline-not-reached'],
    ['closed', 'checked', { hasSeed: false }, 'seed-missing'],
    ['closed', 'checked', { dryRun: undefined }, 'dry-run-missing'],
    ['closed', 'checked', { dryRun: { isDone: false, broken: 0, unanswered: 0 } }, 'dry-run-missing'],
    ['closed', 'checked', { dryRun: { isDone: true, broken: 1, unanswered: 0 } }, 'checks-broken'],
    ['closed', 'checked', { dryRun: { isDone: true, broken: 0, unanswered: 2 } }, 'findings-unanswered'],
    ['checked', 'proposed', { proposal: undefined }, 'proposal-missing'],
    ['proposed', 'approved', { proposal: { ...proposal, openObjections: 1 } }, 'objections-open'],
    ['proposed', 'approved', { proposal: { ...proposal, upheldObjections: 1 } }, 'objection-upheld'],
    ['proposed', 'approved', { proposal: { ...proposal, openAmendments: 1 } }, 'amendments-open'],
    ['proposed', 'approved', { proposal: { ...proposal, approvals: proposal.approvals.slice(0, 1) } }, 'approvals-missing'],
    ['proposed', 'approved', { proposal: { ...proposal, approvals: proposal.approvals.map((one) => ({ ...one, byPerson: office })) } }, 'approved-by-one'],
    ['decided', 'answered', { openAnswers: 3 }, 'answers-open'],
    ['answered', 'replaced', { openReplacements: 1 }, 'replacements-open'],
  ] as const)('from %s to %s it stops at what is missing (%#)', (state, to, change, refusal) => {
    expect(stepRefusal({ ...ready, state, ...change } as RoundFacts, to)).toBe(refusal);
  });

  const anyFacts: fc.Arbitrary<RoundFacts> = fc.record({
    state: fc.constantFrom(...roundStates), hours: fc.integer({ min: -48, max: 48 }), hasSeed: fc.boolean(), isCatalogueAdopted: fc.boolean(), isDone: fc.boolean(), broken: fc.nat(2), unanswered: fc.nat(2), sides: fc.subarray([...proposal.approvals]),
    isOne: fc.boolean(), openObjections: fc.nat(2), upheldObjections: fc.nat(2), openAmendments: fc.nat(1), openAnswers: fc.nat(2), openReplacements: fc.nat(2),
  }).map(({ hours, isDone, broken, unanswered, sides, isOne, openObjections, upheldObjections, openAmendments, ...facts }) => ({
    ...ready, ...facts, now: new Date(ready.deadline.getTime() + hours * 3_600_000), dryRun: { isDone, broken, unanswered },
    proposal: { isDone, broken, unanswered: 0, approvals: isOne ? sides.map((one) => ({ ...one, byPerson: office })) : sides, openObjections, upheldObjections, openAmendments },
  }));

  test('whatever the facts are: nothing is checked without a dry run in order, and nothing is decided without two people and every objection settled', () => {
    fc.assert(fc.property(anyFacts, fc.constantFrom(...roundStates), (facts, to) => {
      if (stepRefusal(facts, to) !== undefined || isBack(facts.state, to)) return;
      if (to === 'closed') expect(facts.now >= facts.deadline).toBe(true);
      if (to === 'checked') expect(facts).toMatchObject({ hasSeed: true, dryRun: { isDone: true, broken: 0, unanswered: 0 } });
      if (to === 'approved' || to === 'decided') {
        expect(facts.proposal).toMatchObject({ isDone: true, broken: 0, openObjections: 0, upheldObjections: 0, openAmendments: 0 });
        expect(new Set(facts.proposal!.approvals.map(({ byPerson }) => byPerson)).size).toBe(2);
      }
    }));
  });

  test('no step is left out, and none leads back once families were told', () => {
    for (const from of roundStates) for (const to of nextStates(from)) {
      if (isBack(from, to)) expect(isDecided(from)).toBe(false);
      else expect(roundStates.indexOf(to) - roundStates.indexOf(from)).toBe(1);
    }
  });
});
