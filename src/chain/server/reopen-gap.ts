import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { text, uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { longestText, reopenGap as reopen } from '../gap.ts';
import { permissions } from '../permissions.ts';
import { version } from './gap-input.ts';
import { findGap, insertEvent, updateGap } from './gaps.ts';

/** Opens a closed gap again, with the reason. */
export const reopenGap = action({
  may: permissions.closeGap,
  audit: 'chain.gap.reopened',
  input: v.object({ gap: uuidField(), version, reason: text(longestText) }),
  async run({ tx, municipalityId, who, clock, concerns }, { gap: id, version: seen, reason }) {
    const outcome = reopen(await findGap(tx, municipalityId, id, true), seen, reason);
    if (!outcome.ok) return outcome;
    const recorder = { municipalityId, who, clock };
    await updateGap(tx, recorder, outcome.value.gap);
    await insertEvent(tx, recorder, id, outcome.value.event);
    concerns(id, ['closedOn', 'proof']);
    return accepted(id);
  },
});
