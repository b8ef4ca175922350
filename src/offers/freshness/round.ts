import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { freshnessOf, type FreshnessSetting } from './freshness.ts';

/** A public offer as a round of questions sees it. */
export interface AskedOffer {
  id: Uuid;
  /** function mailbox; missing: nobody can be asked */
  mailbox?: string;
  assuredAt?: Day;
  createdOn: Day;
  /** the question that is open, if one is */
  question?: { askedOn: Day; mailedOn: Day; reminders: number };
}

/** What is to be done on a day. Each offer is in at most one of the four. */
export interface Round {
  ask: readonly Uuid[];
  /** with the number of reminders that are out after this one */
  remind: readonly { id: Uuid; reminders: number }[];
  /** nobody has answered: the entry rests */
  lapse: readonly Uuid[];
  /** to be asked, but nobody knows where: a call helps */
  withoutMailbox: readonly Uuid[];
}

/** An entry nobody has ever confirmed is asked about after so many days: whoever has just made or imported it is left in peace. */
export const GRACE_DAYS = 30;
/** Between the last mail and the end of an entry lie at least so many days, also after the application stood still for months. */
export const ANSWER_DAYS = 14;

/** Plans one day's questions. The same day again, after they are asked, there is nothing to do. O(offers). */
export function planRound(offers: readonly AskedOffer[], setting: FreshnessSetting, today: Day): Round {
  const ask: Uuid[] = [];
  const remind: { id: Uuid; reminders: number }[] = [];
  const lapse: Uuid[] = [];
  const withoutMailbox: Uuid[] = [];
  for (const { id, mailbox, assuredAt, createdOn, question } of offers) {
    const { state } = freshnessOf(assuredAt, setting, today, question?.askedOn);
    if (state === 'fresh' || (assuredAt === undefined && !question && today < addDays(createdOn, GRACE_DAYS))) continue;
    if (!question) (mailbox === undefined ? withoutMailbox : ask).push(id);
    else {
      const reminders = setting.remindAfterDays.filter((days) => addDays(question.askedOn, days) <= today).length;
      if (reminders > question.reminders) {
        if (mailbox === undefined) withoutMailbox.push(id);
        else remind.push({ id, reminders });
      } else if (state === 'to-retire' && reminders === setting.remindAfterDays.length && addDays(question.mailedOn, ANSWER_DAYS) <= today) lapse.push(id);
    }
  }
  return { ask, remind, lapse, withoutMailbox };
}
