import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day, type Day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { defaultFreshness } from './freshness.ts';
import { ANSWER_DAYS, GRACE_DAYS, planRound, type AskedOffer, type Round } from './round.ts';

const today = day('2026-11-22');
const id = newId();
const offer = (known: Partial<AskedOffer> = {}): AskedOffer => ({ id, mailbox: 'verein@sport.example', assuredAt: day('2025-11-01'), createdOn: day('2024-01-01'), ...known });

/** The offer after what was planned was done. */
function after(one: AskedOffer, round: Round, on: Day): AskedOffer | undefined {
  if (round.lapse.includes(one.id)) return undefined;
  if (round.ask.includes(one.id)) return { ...one, question: { askedOn: on, mailedOn: on, reminders: 0 } };
  const reminded = round.remind.find((reminder) => reminder.id === one.id);
  return reminded && one.question ? { ...one, question: { ...one.question, mailedOn: on, reminders: reminded.reminders } } : one;
}

describe('a day of questions', () => {
  it('asks about what is due, once: the same day again there is nothing to do', () => {
    const round = planRound([offer()], defaultFreshness, today);
    expect(round).toEqual({ ask: [id], remind: [], lapse: [], withoutMailbox: [] });
    expect(planRound([after(offer(), round, today)!], defaultFreshness, today)).toEqual({ ask: [], remind: [], lapse: [], withoutMailbox: [] });
  });

  it('leaves alone what was confirmed this year, and what was entered a week ago', () => {
    expect(planRound([offer({ assuredAt: day('2026-01-10') })], defaultFreshness, today).ask).toEqual([]);
    expect(planRound([offer({ assuredAt: undefined, createdOn: addDays(today, -7) })], defaultFreshness, today).ask).toEqual([]);
    expect(planRound([offer({ assuredAt: undefined, createdOn: addDays(today, -GRACE_DAYS) })], defaultFreshness, today).ask).toEqual([id]);
  });

  it('says of whom nobody knows a mailbox, instead of letting the entry end unasked', () => {
    expect(planRound([offer({ mailbox: undefined })], defaultFreshness, today)).toMatchObject({ withoutMailbox: [id], ask: [], lapse: [] });
  });

  it('day by day: one question, two reminders, then the entry rests after ninety days', () => {
    const told: string[] = [];
    let current: AskedOffer | undefined = offer();
    for (let passed = 0; passed < 200 && current; passed += 1) {
      const on = addDays(today, passed);
      const round = planRound([current], defaultFreshness, on);
      for (const [name, count] of [['ask', round.ask.length], ['remind', round.remind.length], ['lapse', round.lapse.length]] as const) if (count > 0) told.push(`${name} ${passed}`);
      current = after(current, round, on);
    }
    expect(told).toEqual(['ask 0', 'remind 14', 'remind 28', 'lapse 90']);
  });

  it('never lets an entry end without all reminders and two weeks to answer, however long the application stood still', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 }), (pauses) => {
      let current: AskedOffer | undefined = offer();
      let on = today;
      for (const pause of pauses) {
        const round = planRound([current], defaultFreshness, on);
        if (round.lapse.length > 0) {
          expect(current.question!.reminders).toBe(2);
          expect(addDays(current.question!.mailedOn, ANSWER_DAYS) <= on).toBe(true);
          return;
        }
        current = after(current, round, on)!;
        on = addDays(on, pause);
      }
    }));
  });
});
