import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { dayField, text, uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { closeGap as close, longestText } from '../gap.ts';
import { permissions } from '../permissions.ts';
import { version } from './gap-input.ts';
import { findGap, insertEvent, updateGap } from './gaps.ts';

/** Closes a gap with its proof. */
export const closeGap = action({
  may: permissions.closeGap,
  audit: 'chain.gap.closed',
  input: v.object({ gap: uuidField(), version, closedOn: dayField(), proof: text(longestText) }),
  async run({ tx, municipalityId, who, clock, concerns }, { gap: id, version: seen, closedOn, proof }) {
    const outcome = close(await findGap(tx, municipalityId, id, true), seen, { on: closedOn, proof }, clock.today());
    if (!outcome.ok) return outcome;
    const recorder = { municipalityId, who, clock };
    await updateGap(tx, recorder, outcome.value.gap);
    await insertEvent(tx, recorder, id, outcome.value.event);
    concerns(id, ['closedOn', 'proof']);
    return accepted(id);
  },
});
