import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted } from '../../platform/outcome.ts';
import { addEvidence as add } from '../gap.ts';
import { permissions } from '../permissions.ts';
import { evidenceFields, evidenceOf } from './gap-input.ts';
import { findGap, insertEvent, insertEvidence } from './gaps.ts';

/** Adds a piece of evidence to an open gap. */
export const addEvidence = action({
  may: permissions.changeGap,
  audit: 'chain.gap.evidence-added',
  input: v.object({ gap: uuidField(), ...evidenceFields }),
  async run({ tx, municipalityId, who, clock, concerns }, { gap: id, ...input }) {
    const evidence = evidenceOf(input);
    const outcome = add(await findGap(tx, municipalityId, id, true), evidence, clock.today());
    if (!outcome.ok) return outcome;
    const recorder = { municipalityId, who, clock };
    await insertEvidence(tx, recorder, id, evidence);
    await insertEvent(tx, recorder, id, outcome.value);
    concerns(id, ['evidence']);
    return accepted(id);
  },
});
