import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { EasyLanguageCertificate } from '../easy-language.ts';

/** The certificate that holds for an offer's words of today; undefined if none does, also when a single word was changed since. */
export async function findCertificate(tx: Read, municipalityId: Uuid, serviceId: Uuid): Promise<EasyLanguageCertificate | undefined> {
  const row = await tx.selectFrom('offers.easy_language_audit').select(['certified_by', 'testing_group', 'certified_on'])
    .where('municipality_id', '=', municipalityId).where('service_id', '=', serviceId)
    .where('text_hash', '=', sql<Buffer>`offers.easy_language_hash(${municipalityId}, ${serviceId})`)
    .orderBy('certified_on', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row && { certifiedBy: row.certified_by, testingGroup: row.testing_group, certifiedOn: row.certified_on };
}

/** The database takes the fingerprint of the words itself. */
export async function addCertificate(tx: Write, municipalityId: Uuid, clock: Clock, certificate: { serviceId: Uuid; certifiedBy: string; testingGroup: string; certifiedOn: Day; recordedBy?: Uuid }): Promise<void> {
  await tx.insertInto('offers.easy_language_audit').values({
    municipality_id: municipalityId, id: newId(), service_id: certificate.serviceId, certified_by: certificate.certifiedBy, testing_group: certificate.testingGroup,
    certified_on: certificate.certifiedOn, text_hash: Buffer.alloc(32), recorded_by: certificate.recordedBy ?? null, recorded_at: clock.now(),
  }).execute();
}
