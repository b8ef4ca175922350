import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Read, Write } from '../../platform/database.ts';
import type { Clock } from '../../platform/clock.ts';
import { deriveKey } from '../../platform/encryption.ts';
import { isUuid, newId, type Uuid } from '../../platform/id.ts';

/** A link answers for so many days; the last mail of a round brings a new one. */
export const LINK_DAYS = 120;

const ID_BYTES = 16;
const SEAL_BYTES = 24;

/** The offers one mail is about. */
export interface ConfirmationLink {
  id: Uuid;
  expiresAt: Date;
  serviceIds: readonly Uuid[];
}

/** What stands in the mail: the link's id, sealed for this purpose and municipality. Nobody can make one up, and the database holds none. */
export function sealLink(secretKey: Buffer, municipalityId: Uuid, linkId: Uuid): string {
  const id = Buffer.from(linkId.replaceAll('-', ''), 'hex');
  return Buffer.concat([id, seal(secretKey, municipalityId, linkId)]).toString('base64url');
}

/** Undefined for a forged, damaged or foreign one. */
export function openLink(secretKey: Buffer, municipalityId: Uuid, token: string): Uuid | undefined {
  const bytes = /^[\w-]{54}$/.test(token) ? Buffer.from(token, 'base64url') : Buffer.alloc(0);
  // One way to write it: the last letter has bits that say nothing.
  if (bytes.length !== ID_BYTES + SEAL_BYTES || bytes.toString('base64url') !== token) return undefined;
  const hex = bytes.subarray(0, ID_BYTES).toString('hex');
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isUuid(id) && timingSafeEqual(bytes.subarray(ID_BYTES), seal(secretKey, municipalityId, id)) ? id : undefined;
}

function seal(secretKey: Buffer, municipalityId: Uuid, linkId: Uuid): Buffer {
  return createHmac('sha256', deriveKey(secretKey, 'confirmation link v1')).update(`${municipalityId}\u0000${linkId}`).digest().subarray(0, SEAL_BYTES);
}

export async function makeConfirmationLink(tx: Write, municipalityId: Uuid, clock: Clock, serviceIds: readonly Uuid[]): Promise<Uuid> {
  const id = newId();
  const now = clock.now();
  await tx.insertInto('offers.confirmation_link').values({ municipality_id: municipalityId, id, made_at: now, expires_at: new Date(now.getTime() + LINK_DAYS * 86_400_000) }).execute();
  await tx.insertInto('offers.confirmation_link_service').values(serviceIds.map((serviceId) => ({ municipality_id: municipalityId, id: newId(), link_id: id, service_id: serviceId }))).execute();
  return id;
}

/** The link, also an expired one: then the page says so instead of pretending it never was. */
export async function findConfirmationLink(tx: Read, municipalityId: Uuid, id: Uuid): Promise<ConfirmationLink | undefined> {
  const link = await tx.selectFrom('offers.confirmation_link').select('expires_at').where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  if (!link) return undefined;
  const rows = await tx.selectFrom('offers.confirmation_link_service as of')
    .innerJoin('offers.service as service', (join) => join.onRef('service.municipality_id', '=', 'of.municipality_id').onRef('service.id', '=', 'of.service_id'))
    .select('service.id').where('of.municipality_id', '=', municipalityId).where('of.link_id', '=', id).orderBy('service.name').execute();
  return { id, expiresAt: link.expires_at, serviceIds: rows.map((row) => row.id) };
}

/** Which of these offers wait for an answer: asked, or resting because nobody answered. */
export async function openQuestions(tx: Read, municipalityId: Uuid, serviceIds: readonly Uuid[]): Promise<Set<Uuid>> {
  if (serviceIds.length === 0) return new Set();
  const rows = await tx.selectFrom('offers.confirmation_request').select('service_id').where('municipality_id', '=', municipalityId)
    .where('service_id', 'in', [...serviceIds]).where('state', 'in', ['open', 'lapsed']).execute();
  return new Set(rows.map(({ service_id }) => service_id));
}
