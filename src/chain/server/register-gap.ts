import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { newId } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { registerGap as register } from '../gap.ts';
import { permissions } from '../permissions.ts';
import { demandWhere } from './demand-where.ts';
import { describedFields, evidenceFields, evidenceOf } from './gap-input.ts';
import { insertEvent, insertEvidence, insertGap } from './gaps.ts';

/** Enters a gap into the register, with its first piece of evidence. Leads to its id. */
export const registerGap = action({
  may: permissions.registerGap,
  audit: 'chain.gap.registered',
  input: v.object({ ...describedFields, ...evidenceFields }),
  async run({ tx, municipalityId, who, clock, concerns }, input) {
    const evidence = evidenceOf(input);
    const { title, severity, ownerName, closingCriterion, noticedOn, phaseId, transitionId, fieldId, areaId } = input;
    const where = { phaseId, transitionId, fieldId, areaId };
    await demandWhere(tx, municipalityId, where);
    const outcome = register(newId(), { title, severity, ownerName, closingCriterion, noticedOn, ...where }, [evidence], clock.today());
    if (!outcome.ok) return outcome;
    const { gap, event } = outcome.value;
    const recorder = { municipalityId, who, clock };
    await insertGap(tx, recorder, gap);
    await insertEvidence(tx, recorder, gap.id, evidence);
    await insertEvent(tx, recorder, gap.id, event);
    concerns(gap.id, Object.keys(describedFields));
    return accepted(gap.id);
  },
});
