import * as v from 'valibot';
import { action, type ActionContext } from '../../platform/action.ts';
import { NotFound } from '../../platform/failure.ts';
import { optionalText, text } from '../../platform/field.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { answerByLink } from '../permissions.ts';
import { changesBetween } from '../revision/change.ts';
import { recordOf } from './service-form.ts';
import { serviceInput } from './service-input.ts';
import { confirmOffers } from './confirm-offers.ts';
import { findConfirmationLink, openLink, type ConfirmationLink } from './confirmation-link.ts';
import { lockService } from './lock-service.ts';
import { findLocations } from './locations.ts';
import type { ServiceRecord } from '../service.ts';
import type { StoredService } from './load-services.ts';
import { propose } from './proposals.ts';

/** All offers of a link at once. */
export const EVERY_OFFER = 'alle';

type LinkContext = Pick<ActionContext, 'tx' | 'municipalityId' | 'clock' | 'configuration'>;

/** The link somebody holds; a forged or foreign one is not there, an expired one is refused. */
async function heldLink({ tx, municipalityId, clock, configuration }: LinkContext, token: string): Promise<Outcome<ConfirmationLink>> {
  const id = openLink(configuration.secretKey, municipalityId, token);
  const link = id && await findConfirmationLink(tx, municipalityId, id);
  if (!link) throw new NotFound();
  return link.expiresAt <= clock.now() ? refused('link-expired') : accepted(link);
}

async function heldService(context: ActionContext, token: string, serviceId: string): Promise<Outcome<StoredService>> {
  const link = await heldLink(context, token);
  if (!link.ok) return link;
  if (!isUuid(serviceId) || !link.value.serviceIds.includes(serviceId)) throw new NotFound();
  const service = await lockService(context.tx, context.municipalityId, serviceId);
  if (!service) throw new NotFound();
  return accepted(service);
}

/** „Stimmt noch“: one click. The second click finds it confirmed and changes nothing. */
export const confirmByLink = action({
  may: answerByLink,
  audit: 'offers.service.confirmed-by-link',
  input: v.object({ link: text(60), angebot: text(40) }),
  async run(context, { link: token, angebot }): Promise<Outcome<string>> {
    const link = await heldLink(context, token);
    if (!link.ok) return link;
    const ids = angebot === EVERY_OFFER ? link.value.serviceIds : link.value.serviceIds.filter((id) => id === angebot);
    if (ids.length === 0) throw new NotFound();
    const confirmed = await confirmOffers(context.tx, context.municipalityId, context.clock, ids, { who: 'provider' });
    context.concerns(confirmed[0] ?? ids[0]!, confirmed.length > 0 ? ['assured_at', 'assured_by'] : []);
    return accepted(angebot);
  },
});

/** „Gibt es nicht mehr“: a person of the municipality looks at it before the entry ends. */
export const endByLink = action({
  may: answerByLink,
  audit: 'offers.proposal.made-by-link',
  input: v.object({ link: text(60), angebot: text(40), note: optionalText(500) }),
  async run(context, { link, angebot, note }): Promise<Outcome<string>> {
    const service = await heldService(context, link, angebot);
    if (!service.ok) return service;
    return proposeByLink(context, service.value, { ...service.value, status: 'retired' }, note);
  },
});

/** „Stimmt nicht mehr“: what was typed waits for approval, all of it, for nobody has signed in. */
export const changeByLink = action({
  may: answerByLink,
  audit: 'offers.proposal.made-by-link',
  input: v.intersect([serviceInput, v.object({ link: text(60), angebot: text(40) })]),
  async run(context, input): Promise<Outcome<string>> {
    const service = await heldService(context, input.link, input.angebot);
    if (!service.ok) return service;
    if (input.version !== service.value.version) return refused('stale-form');
    if (input.organizationId !== service.value.organizationId) return refused('choose-one', { field: 'organizationId' });
    const known = await findLocations(context.tx, context.municipalityId, input.places.map(({ locationId }) => locationId));
    const missing = input.places.findIndex(({ locationId }) => !known.has(locationId));
    if (missing !== -1) return refused('place-unknown', { field: `places.${missing}.locationId` });
    const wanted = recordOf(input, service.value);
    if (!wanted.ok) return wanted;
    // Persons who are not public are not shown to whoever holds a link, so nothing is said about them.
    const contacts = [...wanted.value.contacts, ...service.value.contacts.filter(({ isPublic }) => !isPublic)];
    return proposeByLink(context, service.value, { ...wanted.value, contacts }, input.reason);
  },
});

async function proposeByLink({ tx, municipalityId, clock, concerns }: ActionContext, service: StoredService, wanted: ServiceRecord, note: string): Promise<Outcome<string>> {
  const changes = changesBetween(service, wanted);
  if (changes.length === 0) return refused('nothing-changed');
  await propose(tx, municipalityId, clock, { service, changes, note });
  concerns(service.id as Uuid, changes.map(({ topic }) => topic));
  return accepted(service.id);
}
