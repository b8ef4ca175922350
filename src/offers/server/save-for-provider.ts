import { findOrganization } from '../../network/server/organizations.ts';
import type { ActionContext } from '../../platform/action.ts';
import { applyChanges, changesBetween, splitChanges } from '../revision/change.ts';
import type { ServiceRecord } from '../service.ts';
import { propose, withdrawOpen } from './proposals.ts';
import { readSensitiveSetting } from './sensitive-setting.ts';
import { storeServices } from './store-services.ts';

/**
 * Stores what a provider typed: what is not sensitive goes live at once, the rest waits for approval. An entry families cannot see is
 * the provider's own draft; that it shall be seen is what waits. Says whether anything waits.
 */
export async function saveForProvider(
  { tx, municipalityId, who, clock }: Pick<ActionContext, 'tx' | 'municipalityId' | 'who' | 'clock'>, stored: ServiceRecord | undefined, wanted: ServiceRecord, note: string,
): Promise<{ waits: boolean }> {
  const setting = await readSensitiveSetting(tx, municipalityId);
  const by = who.personId!;
  const draftWaits = setting.newOffersWait && wanted.status === 'active';
  if (!stored || stored.status === 'draft') {
    const assured = wanted.status === 'active' ? await assuredByProvider({ tx, municipalityId, clock }, wanted) : {};
    const kept: ServiceRecord = draftWaits ? { ...wanted, status: 'draft' } : { ...wanted, ...assured };
    await storeServices(tx, municipalityId, [kept], clock, { origin: 'form', by });
    if (draftWaits) await propose(tx, municipalityId, clock, { service: kept, changes: changesBetween(kept, wanted), note, by });
    else await withdrawOpen(tx, municipalityId, clock, wanted.id, by);
    return { waits: draftWaits };
  }
  const { live, waiting } = splitChanges(changesBetween(stored, wanted), setting.topics, stored);
  if (live.length > 0) await storeServices(tx, municipalityId, [applyChanges(stored, live)], clock, { origin: 'form', by, reason: note });
  if (waiting.length > 0) await propose(tx, municipalityId, clock, { service: stored, changes: waiting, note, by });
  else await withdrawOpen(tx, municipalityId, clock, stored.id, by);
  return { waits: waiting.length > 0 };
}

/** Whoever makes an entry says that it is true. */
async function assuredByProvider({ tx, municipalityId, clock }: Pick<ActionContext, 'tx' | 'municipalityId' | 'clock'>, { organizationId }: ServiceRecord) {
  const organization = await findOrganization(tx, municipalityId, organizationId);
  return { assuredAt: clock.today(), assuredBy: organization?.name };
}
