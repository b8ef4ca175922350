import { sql, type Selectable } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { OffersCalendarRun, OffersCalendarSource } from '../../platform/database-types.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import type { CalendarProblem } from '../calendar-import/calendar-problem.ts';

/** A foreign calendar whose events are read into ours. */
export interface CalendarSource {
  id: Uuid;
  name: string;
  organizationId: Uuid;
  url?: string;
  newStatus: 'draft' | 'active';
  isDaily: boolean;
}

export interface CalendarRun {
  id: Uuid;
  sourceId: Uuid;
  kind: 'file' | 'url';
  isAutomatic: boolean;
  state: 'planned' | 'reading' | 'read' | 'accepted' | 'failed';
  fileId?: Uuid;
  added: number;
  changed: number;
  unchanged: number;
  kept: number;
  vanished: number;
  past: number;
  refused: number;
  problems: readonly CalendarProblem[];
  failure?: Refusal;
  createdAt: Date;
}

export const runCounts = ['added', 'changed', 'unchanged', 'kept', 'vanished', 'past', 'refused'] as const;
export type RunCounts = Pick<CalendarRun, (typeof runCounts)[number]>;

export async function listCalendarSources(tx: Read, municipalityId: Uuid): Promise<CalendarSource[]> {
  const rows = await tx.selectFrom('offers.calendar_source').selectAll().where('municipality_id', '=', municipalityId).orderBy('name').orderBy('id').execute();
  return rows.map(sourceOf);
}

export async function findCalendarSource(tx: Read, municipalityId: Uuid, id: Uuid): Promise<CalendarSource | undefined> {
  const row = await tx.selectFrom('offers.calendar_source').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && sourceOf(row);
}

export async function storeCalendarSource(tx: Write, municipalityId: Uuid, clock: Clock, source: CalendarSource): Promise<void> {
  const row = { name: source.name, organization_id: source.organizationId, url: source.url ?? null, new_status: source.newStatus, is_daily: source.isDaily };
  await tx.insertInto('offers.calendar_source').values({ municipality_id: municipalityId, id: source.id, ...row, created_at: clock.now() })
    .onConflict((conflict) => conflict.columns(['municipality_id', 'id']).doUpdateSet(row)).execute();
}

export async function addCalendarRun(tx: Write, municipalityId: Uuid, clock: Clock, run: Pick<CalendarRun, 'sourceId' | 'kind' | 'isAutomatic'> & { fileId?: Uuid; createdBy?: Uuid }): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('offers.calendar_run').values({
    municipality_id: municipalityId, id, source_id: run.sourceId, kind: run.kind, is_automatic: run.isAutomatic, state: 'planned', file_id: run.fileId ?? null, created_at: clock.now(), created_by: run.createdBy ?? null,
  }).execute();
  return id;
}

type RunFacts = Partial<Pick<CalendarRun, 'state' | 'fileId' | 'problems' | 'failure'> & RunCounts & { readAt: Date; acceptedAt: Date }>;

export async function changeCalendarRun(tx: Write, municipalityId: Uuid, id: Uuid, { fileId, problems, failure, readAt, acceptedAt, ...facts }: RunFacts): Promise<void> {
  const row = { ...facts, file_id: fileId, problems: problems && JSON.stringify(problems), failure: failure && JSON.stringify(failure), read_at: readAt, accepted_at: acceptedAt };
  const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as Partial<typeof row>;
  await tx.updateTable('offers.calendar_run').set(known).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

export async function findCalendarRun(tx: Read, municipalityId: Uuid, id: Uuid): Promise<CalendarRun | undefined> {
  const row = await tx.selectFrom('offers.calendar_run').selectAll().where('municipality_id', '=', municipalityId).where('id', '=', id).executeTakeFirst();
  return row && runOf(row);
}

/** The last ones, newest first. */
export async function listCalendarRuns(tx: Read, municipalityId: Uuid, limit = 15): Promise<CalendarRun[]> {
  const rows = await tx.selectFrom('offers.calendar_run').selectAll().where('municipality_id', '=', municipalityId).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(runOf);
}

/** Calendars to be read every day whose last reading is older than that. */
export async function sourcesToRead(tx: Read, municipalityId: Uuid, before: Date): Promise<CalendarSource[]> {
  const rows = await tx.selectFrom('offers.calendar_source as source').selectAll('source').where('source.municipality_id', '=', municipalityId).where('source.is_daily', '=', true)
    .where(sql<boolean>`not exists (select from offers.calendar_run run where run.municipality_id = source.municipality_id and run.source_id = source.id and run.created_at > ${before})`).execute();
  return rows.map(sourceOf);
}

function sourceOf(row: Selectable<OffersCalendarSource>): CalendarSource {
  return {
    id: row.id, name: row.name, organizationId: row.organization_id, newStatus: row.new_status as CalendarSource['newStatus'], isDaily: row.is_daily, ...(row.url === null ? {} : { url: row.url }),
  };
}

function runOf(row: Selectable<OffersCalendarRun>): CalendarRun {
  return {
    id: row.id, sourceId: row.source_id, kind: row.kind as CalendarRun['kind'], isAutomatic: row.is_automatic, state: row.state as CalendarRun['state'], fileId: row.file_id ?? undefined,
    added: row.added, changed: row.changed, unchanged: row.unchanged, kept: row.kept, vanished: row.vanished, past: row.past, refused: row.refused,
    problems: row.problems as CalendarProblem[], failure: (row.failure as Refusal | null) ?? undefined, createdAt: row.created_at,
  };
}
