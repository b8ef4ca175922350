import * as v from 'valibot';
import { addMonths } from '../../platform/day.ts';
import { checkbox, optionalDay, optionalText } from '../../platform/field.ts';
import { accepted, type Refusal } from '../../platform/outcome.ts';
import { MOST_URGENT_MONTHS, urgentReasons, type UrgentReason } from '../registration/urgency.ts';
import { draftStepAction } from './draft-step.ts';

export const MOST_REMARK = 1_000;

const reason = v.pipe(v.optional(v.string('unreadable'), ''), v.check((typed) => typed === '' || (urgentReasons as readonly string[]).includes(typed), 'choose-one'));

/** The fields of an urgent need, also on the office's form. */
export const urgencyFields = { urgent: checkbox(), 'urgent-reason': reason, 'urgent-by': optionalDay() };

/** What is missing or wrong of an urgent need; nothing where none is said. A day without the tick is asked about, unless the tick was there before and is taken back. */
export function urgencyRefusals(typed: v.InferOutput<v.ObjectSchema<typeof urgencyFields, undefined>>, today: NonNullable<typeof typed['urgent-by']>, wasUrgent = false): Refusal[] {
  if (!typed.urgent) return typed['urgent-by'] === undefined || wasUrgent ? [] : [{ code: 'urgent-unticked', field: 'urgent' }];
  const by = typed['urgent-by'];
  return [
    ...(typed['urgent-reason'] === '' ? [{ code: 'choose-one', field: 'urgent-reason' }] : []),
    ...(by === undefined ? [{ code: 'required', field: 'urgent-by' }] : by < today ? [{ code: 'urgent-past', field: 'urgent-by' }] : by > addMonths(today, MOST_URGENT_MONTHS) ? [{ code: 'urgent-too-far', field: 'urgent-by' }] : []),
  ];
}

/** Whether it is urgent, and what the office should know besides. */
export const saveConcerns = draftStepAction('anliegen', { ...urgencyFields, remark: optionalText(MOST_REMARK) }, (input, draft, { clock }) => {
  const refusals = urgencyRefusals(input, clock.today(), draft.urgency !== undefined);
  if (refusals.length > 0) return { ok: false, refusals };
  return accepted({ change: {
    urgency: input.urgent ? { reason: input['urgent-reason'] as UrgentReason, by: input['urgent-by']! } : undefined, remark: input.remark === '' ? undefined : input.remark,
  } });
});
