import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { place } from './sealed-json.ts';

type ClaimEventKind = 'need-reported' | 'urgent-reported' | 'offered' | 'accepted' | 'declined' | 'lapsed' | 'no-place' | 'advised' | 'objection' | 'court';

interface NewClaimEvent {
  childId: Uuid;
  kind: ClaimEventKind;
  on: Day;
  facilityId?: Uuid | undefined;
  startsOn?: Day | undefined;
  weeklyHours?: number | undefined;
  /** beeline from home; missing where the address is unknown or blocked */
  distanceMetres?: number | undefined;
  note?: string | undefined;
  recordedBy?: Uuid | undefined;
}

export interface ClaimEvent extends NewClaimEvent {
  id: Uuid;
  recordedAt: Date;
}

/** Adds to the legal-claim file of a child (§ 24 SGB VIII). Rows are never changed. */
export async function addClaimEvent(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, event: NewClaimEvent): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('kita.claim_event').values({
    municipality_id: municipalityId, id, child_id: event.childId, kind: event.kind, on_day: event.on, facility_id: event.facilityId ?? null, starts_on: event.startsOn ?? null,
    weekly_hours: event.weeklyHours ?? null, distance_metres: event.distanceMetres === undefined ? null : Math.round(event.distanceMetres),
    note_sealed: event.note ? encryptField(secretKey, place(municipalityId, 'kita.claim_event', 'note_sealed', id), event.note) : null,
    recorded_at: clock.now(), recorded_by: event.recordedBy ?? null,
  }).execute();
  return id;
}

/** The legal-claim file of a child, oldest first. */
export async function listClaimEvents(tx: Read, municipalityId: Uuid, secretKey: Buffer, childId: Uuid): Promise<ClaimEvent[]> {
  const rows = await tx.selectFrom('kita.claim_event').selectAll().where('municipality_id', '=', municipalityId).where('child_id', '=', childId)
    .orderBy('on_day').orderBy('recorded_at').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id, childId: row.child_id, kind: row.kind as ClaimEventKind, on: row.on_day, recordedAt: row.recorded_at,
    facilityId: row.facility_id ?? undefined, startsOn: row.starts_on ?? undefined, weeklyHours: row.weekly_hours ?? undefined, distanceMetres: row.distance_metres ?? undefined,
    note: row.note_sealed ? decryptField(secretKey, place(municipalityId, 'kita.claim_event', 'note_sealed', row.id), row.note_sealed).toString('utf8') : undefined, recordedBy: row.recorded_by ?? undefined,
  }));
}
