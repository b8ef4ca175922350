import { allocate, explainer, type Market, type Wish } from '@lueckenlos/fair-allocation';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { languages } from '../../platform/language.ts';
import type { Facility } from '../facilities/facility.ts';
import { idOf, longDay, pointsFor, shortDay } from '../rounds/rounds.fixture.ts';
import type { DecisionRecord } from './content.ts';
import { decideChildren, type DecideInput, type DecisionDraft } from './decide.ts';
import { letterOf, type LetterOffice } from './letter.ts';
import { FEWEST_ADMITTED, sayableReason } from './reason.ts';

const office: LetterOffice = { town: 'Musterstadt', name: 'Kita-Büro', contact: [], phone: '', criteriaAddress: 'https://kita.example/kriterien', remedy: 'Klage' };
const kitas = ['Sonne', 'Mond', 'Stern'];
const facilities = kitas.map((name): Facility => ({ id: idOf(name), organizationId: idOf('träger'), organizationName: 'Träger', locationId: idOf('ort'), kind: 'kita', name, stepFree: 'unknown', languages: [], noticeForm: 'notice', concept: {}, isDemo: false, version: 1 }));

/** Kitas by name, children with wishes and points; the points are what open facts (a sibling, at most 60) or circumstances give. */
function market(pools: readonly { kita: string; seats: number }[], children: readonly { name: string; wishes: readonly { kita: string; points: number; group?: number }[]; holds?: string }[]): Market {
  return {
    version: 1, round: 'Runde', lottery: { seed: 'los' }, seatTypes: [{ id: longDay.id }], facilities: kitas.map((name) => ({ id: idOf(name) })),
    pools: pools.map(({ kita, seats }) => ({ id: idOf(`pool ${kita}`), facility: idOf(kita), seatTypes: [longDay.id], capacity: seats })),
    applicants: children.map(({ name, wishes, holds }) => ({
      id: idOf(name), wishes: wishes.map(({ kita, points, group = 100 }): Wish => ({ facility: idOf(kita), seatType: longDay.id, points, group })), ...(holds ? { holds: { facility: idOf(holds), seatType: longDay.id } } : {}),
    })),
  };
}

function decide(input: Market, change: Partial<DecideInput> = {}): DecisionDraft[] {
  return [...decideChildren({
    market: input, allocation: allocate(input), catalogue: { criteria: [pointsFor('sibling-in-facility', 60), pointsFor('hardship', 100)] }, facilities, seatTypes: [shortDay, longDay],
    registrations: input.applicants.map(({ id }) => ({ id: idOf(`a ${id.slice(0, 8)}`), childId: id as never, wishedStart: day('2027-08-01'), point: null })),
    places: input.applicants.flatMap(({ id, holds }) => (holds ? [{ childId: id as never, facilityId: holds.facility as never, poolId: idOf('alt'), startsOn: day('2026-08-01') }] : [])),
    firstStart: day('2027-08-01'), isReplacement: false, told: new Set(), ...change,
  })];
}

const record = (draft: DecisionDraft): DecisionRecord => ({
  id: idOf('d'), number: '2027-000001', roundId: null, childId: draft.childId, childName: 'Mira Muster', registrationId: draft.registrationId, outcome: draft.outcome, facilityId: draft.facilityId,
  facilityName: facilities.find(({ id }) => id === draft.facilityId)?.name ?? null, poolId: draft.poolId, seatTypeId: draft.seatTypeId, seatTypeNames: draft.seatTypeId ? longDay.names : null, weeklyHours: draft.weeklyHours,
  startsOn: draft.startsOn, form: draft.form, answerUntil: draft.outcome === 'place' ? day('2027-03-19') : null, decidedAt: new Date('2027-03-01T08:00:00Z'), replacedAt: null, answer: null,
});

const sunWith = (points: readonly number[], own: number) => market([{ kita: 'Sonne', seats: points.length }], [
  ...points.map((one, at) => ({ name: `kind ${at}`, wishes: [{ kita: 'Sonne', points: one }] })), { name: 'mira', wishes: [{ kita: 'Sonne', points: own }] },
]);
const reasonOfMira = (input: Market) => decide(input).find(({ childId }) => childId === idOf('mira'))!.content.wishes[0]!.reason;

describe('What a letter may say of other children', () => {
  test('the points of the last child admitted, where five were admitted and nobody needs a circumstance to reach them', () => {
    expect(reasonOfMira(sunWith([60, 55, 50, 50, 45], 40))).toEqual({ kind: 'points', needed: 45, own: 40 });
  });

  test('no number where four were admitted: it would be about somebody', () => {
    expect(reasonOfMira(sunWith([60, 55, 50, 45], 40))).toEqual({ kind: 'precedence' });
  });

  test('no number that only a child in hardship can reach', () => {
    expect(reasonOfMira(sunWith([160, 155, 150, 140, 100], 40))).toEqual({ kind: 'precedence' });
  });

  test('the lottery is named between equal points, without saying who', () => {
    const reasons = decide(sunWith([50, 50, 50, 50, 50], 50)).filter(({ outcome }) => outcome === 'none').map(({ content }) => content.wishes[0]!.reason);
    expect(reasons).toEqual([{ kind: 'lottery', own: 50 }]);
  });

  test('which group went first is not said', () => {
    const input = market([{ kita: 'Sonne', seats: 5 }], [...Array.from({ length: 5 }, (_, at) => ({ name: `kind ${at}`, wishes: [{ kita: 'Sonne', points: 10, group: 1 }] })), { name: 'mira', wishes: [{ kita: 'Sonne', points: 60 }] }]);
    expect(reasonOfMira(input)).toEqual({ kind: 'precedence' });
  });

  test('a bound by the month of start is told as such: who begins later may have fewer points', () => {
    const seat = { facility: idOf('Sonne'), seatType: longDay.id };
    const needed = { level: 2 as const, group: 100, points: 50, ticket: 1 };
    expect(sayableReason({ kind: 'ceiling', ceiling: 'start:2027-08', seats: 3, decidedBy: 'points', needed }, seat, { points: 40 }, { admitted: { count: () => 9 }, openMaximum: 99 })).toEqual({ kind: 'month' });
  });
});

const anyMarket = fc.record({
  seats: fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 }),
  children: fc.array(fc.record({ wishes: fc.uniqueArray(fc.record({ kita: fc.constantFrom(...kitas), points: fc.integer({ min: 0, max: 160 }), group: fc.constantFrom(1, 100) }), { selector: ({ kita }) => kita, minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 30 }),
}).map(({ seats, children }) => market(kitas.map((kita, at) => ({ kita, seats: seats[at]! })), children.map(({ wishes }, at) => ({ name: `kind ${at}`, wishes }))));

describe('Every letter', () => {
  test('says the place the allocation gave, or a reason for each wish that was dearer', () => {
    fc.assert(fc.property(anyMarket, (input) => {
      const allocation = allocate(input);
      const drafts = decide(input);
      expect(drafts).toHaveLength(input.applicants.length);
      drafts.forEach((draft, at) => {
        const { seat, rank } = allocation.placements[at]!;
        expect([draft.facilityId, draft.seatTypeId]).toEqual([seat?.facility ?? null, seat?.seatType ?? null]);
        expect(draft.content.rank).toBe(seat ? rank : null);
        const text = letterOf({ decision: record(draft), content: draft.content, office }, 'de');
        const wishes = text.sections.find(({ key }) => key === 'wishes')?.items ?? [];
        expect(wishes).toHaveLength(seat ? rank! - 1 : input.applicants[at]!.wishes.length);
        expect(text.title.startsWith(seat ? 'Ein Kita-Platz für' : 'Noch kein')).toBe(true);
      });
    }), { numRuns: 60 });
  });

  test('names points of others only by the rule, whatever was allocated', () => {
    fc.assert(fc.property(anyMarket, (input) => {
      const allocation = allocate(input);
      const newly = (kita: string, group: number) => input.applicants.filter(({ wishes }, at) => allocation.placements[at]!.seat?.facility === kita && wishes.find(({ facility }) => facility === kita)!.group === group).length;
      const explained = [...explainer(input, allocation).all()];
      decide(input).forEach(({ content }, at) => content.wishes.forEach(({ reason, facilityId }, index) => {
        if (reason.kind !== 'points' && reason.kind !== 'lottery') return;
        const why = explained[at]!.wishes[index]!.reason;
        if (why.kind !== 'cut-off') throw new Error('a number without a cut-off');
        expect(newly(facilityId, why.needed.group)).toBeGreaterThanOrEqual(FEWEST_ADMITTED);
        expect(why.needed.points).toBeLessThanOrEqual(60);
        if (reason.kind === 'points') expect(reason.needed).toBe(why.needed.points);
      }));
    }), { numRuns: 60 });
  });

  test('is said in all seven languages, with the same wishes and the same numbers', () => {
    const [mira] = decide(sunWith([60, 55, 50, 50, 45], 40)).filter(({ outcome }) => outcome === 'none');
    for (const language of languages) {
      const text = letterOf({ decision: record(mira!), content: mira!.content, office }, language);
      const wish = text.sections.find(({ key }) => key === 'wishes')!.items[0]!;
      expect(wish).toContain('Sonne');
      for (const number of ['45', '40']) expect(wish.replaceAll(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))).toContain(number);
    }
  });
});

describe('Later letters', () => {
  test('a reminder says the decision again; a lapse says in every language that the place goes on, and asks nothing', () => {
    const [ada] = decide(sunWith([60, 55, 50, 50, 45], 40));
    const reminder = letterOf({ decision: record(ada!), content: ada!.content, office, kind: 'reminder' }, 'de');
    expect(reminder.sections[0]!.paragraphs[0]).toContain('Erinnerung');
    expect(reminder.sections.some(({ key }) => key === 'answer')).toBe(true);
    for (const language of languages) {
      const lapse = letterOf({ decision: record(ada!), content: ada!.content, office, kind: 'lapse' }, language);
      expect(lapse.sections.map(({ key }) => key)).toEqual(['intro', 'help']);
      expect(lapse.sections[0]!.paragraphs[0]).toContain('Sonne');
    }
  });
});

describe('Who is told what', () => {
  test('a holder who keeps the place is told so, with the pool and the day it began', () => {
    const input = market([{ kita: 'Sonne', seats: 1 }, { kita: 'Mond', seats: 1 }], [
      { name: 'mira', wishes: [{ kita: 'Sonne', points: 10 }], holds: 'Mond' }, { name: 'bo', wishes: [{ kita: 'Sonne', points: 50 }] },
    ]);
    const [mira] = decide(input);
    expect(mira).toMatchObject({ outcome: 'keeps', facilityId: idOf('Mond'), poolId: idOf('alt'), startsOn: '2026-08-01' });
  });

  test('in a replacement only who gets a place or was never told anything', () => {
    const input = market([{ kita: 'Sonne', seats: 1 }], [{ name: 'ada', wishes: [{ kita: 'Sonne', points: 50 }] }, { name: 'bo', wishes: [{ kita: 'Sonne', points: 40 }] }, { name: 'cem', wishes: [{ kita: 'Sonne', points: 30 }] }]);
    const drafts = decide(input, { isReplacement: true, told: new Set([idOf('ada'), idOf('bo')]) });
    expect(drafts.map(({ childId, outcome }) => [childId, outcome])).toEqual([[idOf('ada'), 'place'], [idOf('cem'), 'none']]);
  });

  test('who gets no place reads which Kitas nearby still have one, but none that was asked for', () => {
    const input = market([{ kita: 'Sonne', seats: 1 }, { kita: 'Mond', seats: 2 }], [{ name: 'ada', wishes: [{ kita: 'Sonne', points: 50 }] }, { name: 'bo', wishes: [{ kita: 'Sonne', points: 40 }] }]);
    expect(decide(input)[1]!.content.alternatives.map(({ facilityName }) => facilityName)).toEqual(['Mond']);
  });
});
