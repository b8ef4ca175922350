import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { changeGap as change } from '../gap.ts';
import { permissions } from '../permissions.ts';
import { demandWhere } from './demand-where.ts';
import { describedFields, version } from './gap-input.ts';
import { findGap, insertEvent, updateGap } from './gaps.ts';

/** Changes the description of an open gap. */
export const changeGap = action({
  may: permissions.changeGap,
  audit: 'chain.gap.changed',
  input: v.object({ gap: uuidField(), version, ...describedFields }),
  async run({ tx, municipalityId, who, clock, concerns }, { gap: id, version: seen, ...description }) {
    const gap = await findGap(tx, municipalityId, id, true);
    await demandWhere(tx, municipalityId, description);
    const outcome = change(gap, seen, description, clock.today());
    if (!outcome.ok) return outcome;
    if (outcome.value) {
      const recorder = { municipalityId, who, clock };
      await updateGap(tx, recorder, outcome.value.gap);
      await insertEvent(tx, recorder, id, outcome.value.event);
    }
    concerns(id, outcome.value?.event.changedFields ?? []);
    return accepted(id);
  },
});
