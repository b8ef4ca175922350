import * as v from 'valibot';
import { action, checkInput, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { choice, optionalText, uuidField } from '../../platform/field.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { directField, type Correction } from '../correction/correction.ts';
import { decideProposals } from '../permissions.ts';
import type { ServiceRecord } from '../service.ts';
import { endCorrection, findCorrection } from './corrections.ts';
import { lockService } from './lock-service.ts';
import type { StoredService } from './load-services.ts';
import { formOf, recordOf } from './service-form.ts';
import { serviceInput } from './service-input.ts';
import { storeServices } from './store-services.ts';

/**
 * Takes a suggestion over, notes that it is settled, or puts it aside. Taken over with one click is what people gave as a value (telephone,
 * address, name) or that the offer is no more; everything else is written into the entry by a person.
 */
export const decideCorrection = action({
  may: decideProposals,
  audit: 'offers.correction.decided',
  input: v.object({ id: uuidField(), decision: choice(['take', 'settled', 'refuse']), answer: optionalText(1_000) }),
  async run(context, { id, decision, answer }): Promise<Outcome<{ decision: string }>> {
    const { tx, municipalityId, clock, who, concerns } = context;
    const correction = await findCorrection(tx, municipalityId, id);
    const service = correction && await lockService(tx, municipalityId, correction.serviceId);
    if (!correction || !service) throw new NotFound();
    if (decision === 'take' && correction.state === 'open') {
      const record = corrected(service, correction);
      if (!record.ok) return record;
      await storeServices(tx, municipalityId, [record.value], clock, { origin: 'correction', ...(who.personId ? { by: who.personId } : {}) });
    }
    if (!(await endCorrection(context, id, service.id, { state: decision === 'refuse' ? 'refused' : 'taken', answer }))) return refused('already-decided');
    concerns(service.id, ['correction']);
    return accepted({ decision });
  },
});

/** The entry with the words of the suggestion in the place they belong to; refused where they are no such value. */
function corrected(service: StoredService, { topic, said }: Correction): Outcome<ServiceRecord> {
  if (topic === 'gone') return accepted({ ...service, status: 'retired' });
  const field = directField[topic];
  if (!field || (topic === 'phone' && service.phones.length > 1)) return refused('write-it-yourself');
  const { values } = formOf(service);
  const input = checkInput(serviceInput, { ...Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all.length > 1 ? [...all] : all[0]])), [field]: said });
  if (!input.ok) return refused('write-it-yourself');
  return recordOf(input.value, service);
}

/** After the entry's form was saved with a suggestion in view: it is taken over. */
export async function takeCorrection(context: ActionContext, correctionId: Correction['id'] | undefined, serviceId: Correction['serviceId']): Promise<void> {
  if (correctionId) await endCorrection(context, correctionId, serviceId, { state: 'taken' });
}
