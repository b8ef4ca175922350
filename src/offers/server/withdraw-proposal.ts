import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { editService } from '../permissions.ts';
import { mayEditFor } from './edit-service.ts';
import { lockService } from './lock-service.ts';
import { withdrawOpen } from './proposals.ts';

/** A provider takes back what waits for approval; refused if it is decided meanwhile. */
export const withdrawProposal = action({
  may: editService,
  audit: 'offers.proposal.withdrawn',
  input: v.object({ id: uuidField() }),
  async run({ tx, municipalityId, who, clock, concerns }, { id }): Promise<Outcome<{ id: string }>> {
    const service = await lockService(tx, municipalityId, id);
    if (!service || !mayEditFor(who, service.organizationId)) throw new NotFound();
    if (!(await withdrawOpen(tx, municipalityId, clock, id, who.personId))) return refused('already-decided');
    concerns(id, ['proposal']);
    return accepted({ id });
  },
});
