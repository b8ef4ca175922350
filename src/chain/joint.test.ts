import { expect, test } from 'vitest';
import { anIndex, anOffer, aTown, id } from './chain.fixture.ts';
import type { ChainOffer } from './chain-input.ts';
import { jointsOf } from './joint.ts';

const first = (offers: readonly ChainOffer[], town = {}) => jointsOf(anIndex({ offers, ...town }), id('town'))[0]!;
const ages = (minimum: number, maximum: number) => ({ minimumAgeMonths: minimum, maximumAgeMonths: maximum });

test('a transition without any offer is an open joint', () => {
  expect(first([])).toMatchObject({ fromPhaseId: id('0-3'), toPhaseId: id('3-6'), state: 'gap', offers: [] });
});

test('an offer with the transition as its task closes the joint, and says why', () => {
  const joint = first([anOffer('guide', { transitionIds: [id('0-3>3-6')], ...ages(36, 40) })]);
  expect(joint.state).toBe('covered');
  expect(joint.offers).toEqual([{ offerId: id('guide'), holds: { because: 'named' } }]);
});

test('an offer in which children stay half a year before and after only makes the joint thin', () => {
  const joint = first([anOffer('group', ages(30, 41))]);
  expect(joint.state).toBe('thin');
  expect(joint.offers[0]!.holds).toEqual({ because: 'ages', monthsBefore: 6, monthsAfter: 6 });
});

test('a month less on either side does not hold', () => {
  expect(first([anOffer('early', ages(31, 60)), anOffer('late', ages(0, 40))]).state).toBe('gap');
});

test('the municipality can ask for a longer stay on both sides', () => {
  const longer = jointsOf(anIndex({ offers: [anOffer('group', ages(30, 41))] }, [{ name: 'transition-months', value: 12 }]), id('town'));
  expect(longer[0]!.state).toBe('gap');
});

test('unknown ages leave the joint unknown, not open', () => {
  expect(first([anOffer('group', { minimumAgeMonths: 0, maximumAgeMonths: undefined })]).state).toBe('unknown');
  expect(first([anOffer('older', { minimumAgeMonths: 60, maximumAgeMonths: undefined })]).state).toBe('gap');
});

test('unknown children leave it unknown, no children make it not expected', () => {
  expect(first([], { children: [] }).state).toBe('unknown');
  expect(first([], { children: aTown().children.map((one) => ({ ...one, children: 0 })) }).state).toBe('not-expected');
});

test('offers of other areas and other fields do not hold it', () => {
  const guide = anOffer('guide', { transitionIds: [id('0-3>3-6')], areaIds: [id('south')] });
  expect(jointsOf(anIndex({ offers: [guide] }), id('north'))[0]!.state).toBe('gap');
  expect(jointsOf(anIndex({ offers: [guide] }), id('town'), id('advice'))[0]!.state).toBe('gap');
  expect(jointsOf(anIndex({ offers: [guide] }), id('town'), id('health'))[0]!.state).toBe('covered');
});
