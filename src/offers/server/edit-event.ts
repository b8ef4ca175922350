import * as v from 'valibot';
import { listAreas } from '../../areas/server/list-areas.ts';
import { findOrganization } from '../../network/server/organizations.ts';
import { action } from '../../platform/action.ts';
import type { Write } from '../../platform/database.ts';
import { NotFound } from '../../platform/failure.ts';
import { uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import type { Day } from '../../platform/day.ts';
import { editEvent as mayEdit } from '../event-permissions.ts';
import { newEvent } from '../events/event.ts';
import { withLocalEdits } from '../events/origin.ts';
import { mayEditFor } from './edit-service.ts';
import { eventOf } from './event-form.ts';
import { eventInput, type EventInput } from './event-input.ts';
import { loadEvents, type StoredEvent } from './load-events.ts';
import { findLocations } from './locations.ts';
import { storeEvents } from './store-events.ts';

/** Makes or changes an event. A version that is no longer the stored one is refused, with everything typed kept. */
export const saveEvent = action({
  may: mayEdit,
  audit: 'offers.event.saved',
  input: eventInput,
  async run({ tx, who, municipalityId, clock, concerns }, input): Promise<Outcome<{ id: Uuid }>> {
    const stored = input.id ? await lockEvent(tx, municipalityId, input.id) : undefined;
    if (input.id && (!stored || !mayEditFor(who, stored.organizationId))) throw new NotFound();
    if (stored && input.version !== stored.version) return refused('stale-form');
    const isKnown = (await findOrganization(tx, municipalityId, input.organizationId)) !== undefined;
    if (!isKnown || !mayEditFor(who, input.organizationId)) return refused(isKnown ? 'not-own-organization' : 'choose-one', { field: 'organizationId' });
    const forged = await unknownChoice(tx, municipalityId, input, clock.today());
    if (forged) return refused('choose-one', { field: forged });
    const event = eventOf(input, stored ?? newEvent({ id: newId(), organizationId: input.organizationId, name: input.name, firstDay: input.firstDay }));
    if (!event.ok) return event;
    const edited = stored ? withLocalEdits(stored, event.value) : event.value;
    await storeEvents(tx, municipalityId, [edited], clock);
    concerns(edited.id, stored ? changedFields(stored, edited) : ['created']);
    return accepted({ id: edited.id });
  },
});

/** Says that an event is still true, today; named is who answers for it, never a person. */
export const confirmEvent = action({
  may: mayEdit,
  audit: 'offers.event.confirmed',
  input: v.object({ id: uuidField() }),
  async run({ tx, who, municipalityId, clock, concerns }, { id }): Promise<Outcome<{ id: Uuid }>> {
    const stored = await lockEvent(tx, municipalityId, id);
    if (!stored || !mayEditFor(who, stored.organizationId)) throw new NotFound();
    const organization = who.organizationIds.includes(stored.organizationId) ? await findOrganization(tx, municipalityId, stored.organizationId) : undefined;
    const town = await tx.selectFrom('accounts.municipality').select('name').where('municipality_id', '=', municipalityId).executeTakeFirstOrThrow();
    await tx.updateTable('offers.event').set((update) => ({ assured_at: clock.today(), assured_by: organization?.name ?? town.name, updated_at: clock.now(), version: update('version', '+', 1) }))
      .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
    concerns(id, ['assured_at', 'assured_by']);
    return accepted({ id });
  },
});

/** Loads an event and keeps others from changing it until this transaction ends. */
export async function lockEvent(tx: Write, municipalityId: Uuid, id: Uuid): Promise<StoredEvent | undefined> {
  await tx.selectFrom('offers.event').select('id').where('municipality_id', '=', municipalityId).where('id', '=', id).forUpdate().execute();
  return (await loadEvents(tx, municipalityId, [id]))[0];
}

/** The first choice that names something this municipality does not have; an offer must be that organization's own. */
async function unknownChoice(tx: Write, municipalityId: Uuid, input: EventInput, today: Day): Promise<string | undefined> {
  if (input.locationId && !(await findLocations(tx, municipalityId, [input.locationId])).has(input.locationId)) return 'locationId';
  if (input.serviceId) {
    const service = await tx.selectFrom('offers.service').select('organization_id').where('municipality_id', '=', municipalityId).where('id', '=', input.serviceId).executeTakeFirst();
    if (service?.organization_id !== input.organizationId) return 'serviceId';
  }
  if (input.areaId && !(await listAreas(tx, municipalityId, today)).some(({ id }) => id === input.areaId)) return 'areaId';
  return undefined;
}

function changedFields(before: object, after: object): string[] {
  const old = before as Record<string, unknown>;
  return Object.entries(after).filter(([name, value]) => name !== 'origin' && JSON.stringify(old[name]) !== JSON.stringify(value)).map(([name]) => name);
}
