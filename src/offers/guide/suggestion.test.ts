import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { rankSuggestions, SUGGESTIONS, type Candidate, type Wish } from './suggestion.ts';

const today = day('2026-11-22');
const money = newId();
const play = newId();

const candidate = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  id: newId(), name, organizationId: newId(), fieldIds: [money], languages: ['de'], freeOfCharge: 'unknown', walkIn: 'unknown', outreach: 'unknown',
  hasPhone: true, time: { kind: 'unknown' }, isInArea: false, ...more,
});
const wish = (more: Partial<Wish> = {}): Wish => ({ today, isWholeFamily: false, hasArea: false, ...more });
const order = (candidates: readonly Candidate[], asked: Wish) => rankSuggestions(candidates, asked).map(({ id }) => candidates.find((one) => one.id === id)!.name);
const reasonsOf = (one: Candidate, asked: Wish) => rankSuggestions([one], asked)[0]!.reasons;

describe('suggestions', () => {
  test('a group for babies comes before a counselling centre for everybody, and says that it is because of the age', () => {
    const group = candidate('Babytreff', { minimumAgeMonths: 0, maximumAgeMonths: 11 });
    const centre = candidate('Beratung für alle', { minimumAgeMonths: 0, maximumAgeMonths: 323 });
    const asked = wish({ age: { from: 0, to: 11 } });
    expect(order([centre, group], asked)).toEqual(['Babytreff', 'Beratung für alle']);
    expect(reasonsOf(group, asked)).toContain('age');
    expect(reasonsOf(centre, asked)).not.toContain('age');
  });

  test('where somebody speaks the family’s language comes first, with this reason', () => {
    const german = candidate('Nur Deutsch');
    const arabic = candidate('Auch Arabisch', { languages: ['de', 'ar'] });
    expect(order([german, arabic], wish({ language: 'ar' }))).toEqual(['Auch Arabisch', 'Nur Deutsch']);
    expect(reasonsOf(arabic, wish({ language: 'ar' }))).toContain('language');
    expect(reasonsOf(arabic, wish())).not.toContain('language');
  });

  test('what is mainly about the topic comes before what only touches it', () => {
    const touching = candidate('Café', { fieldIds: [play, money] });
    const main = candidate('Zuschüsse', { fieldIds: [money, play] });
    expect(order([touching, main], wish({ topicId: money }))).toEqual(['Zuschüsse', 'Café']);
  });

  test('near comes before far, and nothing is called near that nobody knows the place of', () => {
    const near = candidate('Nah', { metres: 900 });
    const far = candidate('Fern', { metres: 9000 });
    const unknown = candidate('Ort unbekannt');
    expect(order([far, unknown, near], wish({ hasArea: true }))[0]).toBe('Nah');
    expect(reasonsOf(unknown, wish({ hasArea: true }))).not.toContain('near');
    expect(reasonsOf(near, wish())).not.toContain('near');
  });

  test('six suggestions are not six times the same provider', () => {
    const provider = newId();
    const same = Array.from({ length: 6 }, (_, index) => candidate(`A${index}`, { organizationId: provider, freeOfCharge: 'yes' }));
    expect(order([...same, candidate('Andere Stelle')], wish()).slice(0, 2)).toContain('Andere Stelle');
  });

  test('a Kita that ends where school begins stands back for a school child', () => {
    const kita = candidate('Kita', { minimumAgeMonths: 36, maximumAgeMonths: 77, freeOfCharge: 'yes' });
    const all = candidate('Für alle', { minimumAgeMonths: 0, maximumAgeMonths: 323 });
    const asked = wish({ age: { from: 72, to: 119 } });
    expect(order([kita, all], asked)).toEqual(['Für alle', 'Kita']);
    expect(reasonsOf(kita, asked)).not.toContain('age');
  });

  test('help against violence comes first for who asks for it, and not first for everybody else', () => {
    const protection = newId();
    const shelter = candidate('Schutz', { fieldIds: [protection], freeOfCharge: 'yes' });
    const group = candidate('Treff', { fieldIds: [play] });
    const crisisIds = new Set([protection]);
    expect(order([shelter, group], wish({ crisisIds }))).toEqual(['Treff', 'Schutz']);
    expect(order([shelter, group], wish({ crisisIds, topicId: protection }))).toEqual(['Schutz', 'Treff']);
  });

  test('where nothing answers the topic, somebody who listens comes first', () => {
    const advice = newId();
    const listening = candidate('Beratung', { fieldIds: [advice] });
    expect(order([candidate('Treff', { fieldIds: [play], freeOfCharge: 'yes' }), listening], wish({ adviceIds: new Set([advice]) }))[0]).toBe('Beratung');
  });

  test('unknown cost is no reason; free is', () => {
    expect(reasonsOf(candidate('Unbekannt'), wish())).not.toContain('free');
    expect(reasonsOf(candidate('Kostenlos', { freeOfCharge: 'yes' }), wish())).toContain('free');
  });

  test('never suggests anything twice, never more than asked for, and only what it was given, whatever the offers are like', () => {
    const someId = fc.constantFrom(...Array.from({ length: 4 }, () => newId()));
    const anyCandidate = fc.record({
      name: fc.string({ maxLength: 5 }), organizationId: someId, fieldIds: fc.uniqueArray(someId, { maxLength: 3 }), metres: fc.nat(20_000), isInArea: fc.boolean(),
      minimumAgeMonths: fc.integer({ min: -9, max: 300 }), freeOfCharge: fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const),
    }).map((facts) => candidate(facts.name, facts));
    fc.assert(fc.property(fc.array(anyCandidate, { maxLength: 30 }), fc.boolean(), (candidates, hasArea) => {
      const ids: Uuid[] = rankSuggestions(candidates, wish({ hasArea, age: { from: 0, to: 11 } })).map(({ id }) => id);
      expect(ids).toHaveLength(Math.min(SUGGESTIONS, candidates.length));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => candidates.some((one) => one.id === id))).toBe(true);
    }), { numRuns: 200 });
  });
});
