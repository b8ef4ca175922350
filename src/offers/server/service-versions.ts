import { sql } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Housekeeping } from '../../platform/task.ts';
import { changesBetween } from '../revision/change.ts';
import { byTopic, isRecordTopic, type RecordByTopic } from '../revision/record-topic.ts';
import { VERSION_KEPT_DAYS, type ChangeNote, type ChangeOrigin, type FormerVersion } from '../revision/version.ts';
import type { ServiceRecord } from '../service.ts';
import { insertRows } from './insert-rows.ts';
import { loadServices } from './load-services.ts';

/** Keeps offers as they are before they are stored anew, where anything differs that people edit. Their rows are locked by the caller. */
export async function keepVersions(tx: Write, municipalityId: Uuid, records: readonly ServiceRecord[], clock: Clock, note: ChangeNote): Promise<void> {
  const stored = await loadServices(tx, municipalityId, records.map(({ id }) => id));
  const next = new Map(records.map((record) => [record.id, record]));
  const rows = stored.flatMap((before) => {
    const topics = changesBetween(before, next.get(before.id)!).map(({ topic }) => topic);
    if (topics.length === 0) return [];
    return [{
      municipality_id: municipalityId, id: newId(), service_id: before.id, version: before.version, record: byTopic(before), topics, origin: note.origin,
      changed_at: clock.now(), changed_by: note.by ?? null, accepted_by: note.acceptedBy ?? null, reason: note.reason ?? '', contacts_removed: false,
    }];
  });
  await insertRows(tx, 'offers.service_version', rows as never);
}

/** Former versions of an offer, the newest first, with the names of whoever changed it. */
export async function listVersions(tx: Read, municipalityId: Uuid, serviceId: Uuid): Promise<FormerVersion[]> {
  const rows = await tx.selectFrom('offers.service_version as version')
    .leftJoin('accounts.person as changer', (join) => join.onRef('changer.municipality_id', '=', 'version.municipality_id').onRef('changer.id', '=', 'version.changed_by'))
    .leftJoin('accounts.person as accepter', (join) => join.onRef('accepter.municipality_id', '=', 'version.municipality_id').onRef('accepter.id', '=', 'version.accepted_by'))
    .selectAll('version').select(['changer.display_name as changer_name', 'accepter.display_name as accepter_name'])
    .where('version.municipality_id', '=', municipalityId).where('version.service_id', '=', serviceId).orderBy('version.version', 'desc').execute();
  return rows.map((row) => ({
    version: row.version, record: row.record as RecordByTopic, topics: row.topics.filter(isRecordTopic), origin: row.origin as ChangeOrigin, changedAt: row.changed_at,
    reason: row.reason, contactsRemoved: row.contacts_removed,
    ...(row.changer_name ? { changedBy: row.changer_name } : {}), ...(row.accepter_name ? { acceptedBy: row.accepter_name } : {}),
  }));
}

/** Contact persons leave former versions after 90 days, whole versions after three years. */
export const versionHousekeeping: Housekeeping = async (tx, { municipalityId, clock }) => {
  const before = (days: number) => new Date(clock.now().getTime() - days * 86_400_000);
  await tx.deleteFrom('offers.service_version').where('municipality_id', '=', municipalityId).where('changed_at', '<', before(VERSION_KEPT_DAYS.all)).execute();
  await tx.updateTable('offers.service_version').set({ record: sql`record - 'contacts'`, contacts_removed: true })
    .where('municipality_id', '=', municipalityId).where('changed_at', '<', before(VERSION_KEPT_DAYS.contacts)).where('contacts_removed', '=', false).execute();
};
