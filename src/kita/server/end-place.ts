import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { addDays } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, dayField, uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { demandChild } from './calls.ts';
import { endPlacement } from './placements.ts';
import { planReplacement } from './plan-replacement.ts';

/** Why the office ends a place by hand; all other ends come of themselves. */
export const handEndReasons = ['given-back', 'school', 'corrected'] as const;

/**
 * The office ends a place: the family gives it back, school begins earlier or later than the law says, or it was written down wrongly. Whoever waits
 * gets the seat. A place whose last day lies before its beginning is taken away altogether. Refuses what {@link endPlacement} refuses.
 */
export const endPlace = action({
  may: editChildFile,
  audit: 'kita.placement.ended',
  input: v.object({ id: uuidField(), placement: uuidField(), lastDay: dayField(), reason: choice(handEndReasons) }),
  async run(context, { id: child, placement, lastDay, reason }) {
    const { tx, municipalityId, later, concerns } = context;
    await demandChild(context, child);
    const own = await tx.selectFrom('kita.placement').select('id').where('municipality_id', '=', municipalityId).where('id', '=', placement).where('child_id', '=', child).executeTakeFirst();
    if (!own) throw new NotFound();
    const ended = await endPlacement(tx, municipalityId, { id: placement, endsOn: addDays(lastDay, 1), reason });
    if (!ended.ok) return { ok: false, refusals: ended.refusals.map((refusal) => ({ ...refusal, field: 'lastDay' })) };
    await planReplacement(tx, municipalityId, later);
    concerns(child, ['placement']);
    return accepted(child);
  },
});
