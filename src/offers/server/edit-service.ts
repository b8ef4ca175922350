import * as v from 'valibot';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Who } from '../../platform/permission.ts';
import { confirmService as mayConfirm, editsForAll, editService as mayEdit, worksFor } from '../permissions.ts';
import { recordOf } from './service-form.ts';
import { changesBetween } from '../revision/change.ts';
import { newService } from '../service.ts';
import { serviceInput, type ServiceInput } from './service-input.ts';
import { confirmOffers } from './confirm-offers.ts';
import { takeCorrection } from './decide-correction.ts';
import { loadTerms } from './directory-terms.ts';
import { lockService } from './lock-service.ts';
import { findLocations } from './locations.ts';
import { saveForProvider } from './save-for-provider.ts';
import { storeServices } from './store-services.ts';
import { survivorsOf } from './survivors.ts';

export interface SavedService {
  id: Uuid;
  name: string;
  /** some of it waits for approval */
  waits: boolean;
}

/** Makes or changes an offer with all of its parts; a provider's sensitive changes wait. A version that is no longer the stored one is refused, with everything typed kept. */
export const saveService = action({
  may: mayEdit,
  audit: 'offers.service.saved',
  input: serviceInput,
  async run(context, input): Promise<Outcome<SavedService>> {
    const { tx, who, municipalityId, clock, concerns } = context;
    const stored = input.id ? await lockService(tx, municipalityId, input.id) : undefined;
    if (input.id && (!stored || !mayEditFor(who, stored.organizationId))) throw new NotFound();
    // Merged into another: there is nothing to edit here any more.
    if (stored && (await survivorsOf(tx, municipalityId, [stored.id])).size > 0) throw new NotFound();
    if (stored && input.version !== stored.version) return refused('stale-form');
    const isKnown = (await findOrganization(tx, municipalityId, input.organizationId)) !== undefined;
    if (!isKnown || !mayEditFor(who, input.organizationId)) return refused(isKnown ? 'not-own-organization' : 'choose-one', { field: 'organizationId' });
    const missing = await missingPlace(tx, municipalityId, input);
    if (missing !== undefined) return refused('place-unknown', { field: missing });
    const forged = await unknownChoice(tx, municipalityId, input);
    if (forged) return refused('choose-one', { field: forged });

    const record = recordOf(input, stored ?? newService({ id: newId(), organizationId: input.organizationId, name: input.name }));
    if (!record.ok) return record;
    concerns(record.value.id, stored ? changesBetween(stored, record.value).map(({ topic }) => topic) : ['created']);
    const { id, name } = record.value;
    if (!editsForAll(who)) return accepted({ id, name, ...(await saveForProvider(context, stored, record.value, input.reason)) });
    await storeServices(tx, municipalityId, [record.value], clock, { origin: 'form', ...(who.personId ? { by: who.personId } : {}), reason: input.reason });
    await takeCorrection(context, input.correction, id);
    return accepted({ id, name, waits: false });
  },
});

/** Says that an entry is still true, today. Named is who answers for it – the provider or the municipality –, never a person. */
export const confirmService = action({
  may: mayConfirm,
  audit: 'offers.service.confirmed',
  input: v.object({ id: uuidField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { id }): Promise<Outcome<{ id: Uuid; name: string }>> {
    const stored = await lockService(tx, municipalityId, id);
    if (!stored || !worksFor(who, stored.organizationId)) throw new NotFound();
    const isProvider = who.organizationIds.includes(stored.organizationId);
    await confirmOffers(tx, municipalityId, clock, [id], { who: isProvider ? 'provider' : 'municipality', ...(who.personId ? { personId: who.personId } : {}) });
    concerns(id, ['assured_at', 'assured_by']);
    return accepted({ id, name: stored.name });
  },
});

/** Whether this person may change what this organization offers. */
export function mayEditFor(who: Who, organizationId: Uuid): boolean {
  return editsForAll(who) || who.organizationIds.includes(organizationId);
}

async function missingPlace(tx: Read, municipalityId: Uuid, { places, exceptions }: ServiceInput): Promise<string | undefined> {
  const known = await findLocations(tx, municipalityId, [...places, ...exceptions].flatMap(({ locationId }) => locationId ?? []));
  const missing = (rows: readonly { locationId?: Uuid | undefined }[]) => rows.findIndex(({ locationId }) => locationId !== undefined && !known.has(locationId));
  if (missing(places) !== -1) return `places.${missing(places)}.locationId`;
  return missing(exceptions) === -1 ? undefined : `exceptions.${missing(exceptions)}.locationId`;
}

/** The first list of choices that names something this municipality does not have. */
async function unknownChoice(tx: Read, municipalityId: Uuid, input: ServiceInput): Promise<string | undefined> {
  const terms = await loadTerms(tx, municipalityId);
  return (['fields', 'phases', 'transitions', 'areas'] as const).find((name) => {
    const known = new Set<string>(terms[name].map(({ id }) => id));
    return input[name]?.some((id) => !known.has(id));
  });
}
