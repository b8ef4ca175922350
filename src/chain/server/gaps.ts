import type { Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { ChainGap } from '../../platform/database-types.ts';
import type { Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Who } from '../../platform/permission.ts';
import type { Evidence, Gap, GapEvent, GapEventKind, Severity } from '../gap.ts';
import { gapRow } from './store-chain.ts';

/** All gaps of a municipality, the open ones first, the longest noticed before the others. */
export async function listGaps(tx: Read, municipalityId: Uuid): Promise<Gap[]> {
  const rows = await tx.selectFrom('chain.gap').selectAll().where('municipality_id', '=', municipalityId)
    .orderBy((order) => order.case().when('closed_on', 'is', null).then(0).else(1).end()).orderBy('noticed_on').orderBy('title').execute();
  return rows.map(gapOf);
}

/** A gap; throws NotFound if there is none here. `lock` keeps others from changing it until the end of the transaction. */
export async function findGap(tx: Read, municipalityId: Uuid, id: Uuid, lock = false): Promise<Gap> {
  const query = tx.selectFrom('chain.gap').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new NotFound();
  return gapOf(row);
}

/** Evidence for a gap, the latest observation first. */
export async function listEvidence(tx: Read, municipalityId: Uuid, gapId: Uuid): Promise<Evidence[]> {
  const rows = await tx.selectFrom('chain.gap_evidence').select(['kind', 'description', 'source', 'observed_on', 'indicator_key', 'period_key'])
    .where('municipality_id', '=', municipalityId).where('gap_id', '=', gapId).orderBy('observed_on', 'desc').orderBy('recorded_at', 'desc').execute();
  return rows.map((row) => ({
    kind: row.kind as Evidence['kind'], description: row.description, source: row.source, observedOn: row.observed_on,
    ...(row.indicator_key && row.period_key ? { figure: { indicatorKey: row.indicator_key, periodKey: row.period_key } } : {}),
  }));
}

/** A line of a gap's history with who and when. */
export interface RecordedEvent extends GapEvent {
  at: Date;
  personName?: string;
}

/** History of a gap, from its beginning. */
export async function listEvents(tx: Read, municipalityId: Uuid, gapId: Uuid): Promise<RecordedEvent[]> {
  const rows = await tx.selectFrom('chain.gap_event').select(['kind', 'note', 'changed_fields', 'at', 'person_name'])
    .where('municipality_id', '=', municipalityId).where('gap_id', '=', gapId).orderBy('at').orderBy('id').execute();
  return rows.map((row) => ({
    kind: row.kind as GapEventKind, note: row.note, changedFields: row.changed_fields as GapEvent['changedFields'], at: row.at,
    ...(row.person_name ? { personName: row.person_name } : {}),
  }));
}

/** Who records it and when; the same in every write of one use case. */
export interface Recorder {
  municipalityId: Uuid;
  who: Who;
  clock: Clock;
}

export async function insertGap(tx: Write, { municipalityId, who, clock }: Recorder, gap: Gap): Promise<void> {
  await tx.insertInto('chain.gap').values({
    municipality_id: municipalityId, id: gap.id, ...gapRow(gap), version: gap.version, registered_at: clock.now(), registered_by: who.personId ?? null,
  }).execute();
}

export async function updateGap(tx: Write, { municipalityId, who }: Recorder, gap: Gap): Promise<void> {
  await tx.updateTable('chain.gap').set({
    ...gapRow(gap), version: gap.version, closed_on: gap.closed?.on ?? null, closing_proof: gap.closed?.proof ?? null,
    closed_by: gap.closed ? (who.personId ?? null) : null,
  }).where('municipality_id', '=', municipalityId).where('id', '=', gap.id).execute();
}

export async function insertEvidence(tx: Write, { municipalityId, who, clock }: Recorder, gapId: Uuid, evidence: Evidence): Promise<void> {
  await tx.insertInto('chain.gap_evidence').values({
    municipality_id: municipalityId, id: newId(), gap_id: gapId, kind: evidence.kind, description: evidence.description, source: evidence.source,
    observed_on: evidence.observedOn, indicator_key: evidence.figure?.indicatorKey ?? null, period_key: evidence.figure?.periodKey ?? null, recorded_at: clock.now(), recorded_by: who.personId ?? null,
  }).execute();
}

export async function insertEvent(tx: Write, { municipalityId, who, clock }: Recorder, gapId: Uuid, event: GapEvent): Promise<void> {
  await tx.insertInto('chain.gap_event').values({
    municipality_id: municipalityId, id: newId(), gap_id: gapId, kind: event.kind, note: event.note, changed_fields: [...event.changedFields],
    at: clock.now(), person_id: who.personId ?? null, person_name: who.displayName ?? null,
  }).execute();
}

function gapOf(row: Selectable<ChainGap>): Gap {
  return {
    id: row.id as Uuid, version: row.version, title: row.title, severity: row.severity as Severity, ownerName: row.owner_name,
    closingCriterion: row.closing_criterion, noticedOn: row.noticed_on as Day,
    ...known('phaseId', row.phase_id), ...known('transitionId', row.transition_id), ...known('fieldId', row.field_id), ...known('areaId', row.area_id),
    ...(row.closed_on && row.closing_proof ? { closed: { on: row.closed_on as Day, proof: row.closing_proof } } : {}),
  };
}

function known<Name extends string>(name: Name, id: string | null): { [Key in Name]?: Uuid } {
  return (id === null ? {} : { [name]: id }) as { [Key in Name]?: Uuid };
}
