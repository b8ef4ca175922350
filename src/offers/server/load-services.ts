import { sql, type Selectable } from 'kysely';
import type { Read } from '../../platform/database.ts';
import type { OffersSchedule, OffersScheduleException, OffersService } from '../../platform/database-types.ts';
import { groupedBy } from '../../platform/grouped.ts';
import type { Uuid } from '../../platform/id.ts';
import type {
  Contact, CostOption, Phone, ResponsibleLevel, ServicePlace, ServiceRecord, ServiceSchedule, ServiceStatus, ServiceText, Staffing, YesNoUnknown,
} from '../service.ts';
import { serviceText } from '../service-text.ts';
import type { NotePart } from '../note-part.ts';
import type { ServicePart, TextLanguage } from '../translation.ts';
import { exceptionOf, ruleOf } from './schedule-rows.ts';
import { provenanceOf, type TranslationRow } from './translation-rows.ts';

/** An offer as stored, with what only the store knows. */
export interface StoredService extends ServiceRecord {
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/**
 * Loads offers with all of their parts in the order of the ids; ids that are missing or foreign are left out. Without ids: all offers of
 * the municipality, by name. Two statements, whatever the number of offers.
 */
export async function loadServices(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<StoredService[]> {
  if (ids?.length === 0) return [];
  const among = ids ? sql<boolean>`id = any(${ids}::uuid[])` : sql<boolean>`true`;
  const rows = await tx.selectFrom('offers.service').selectAll().where('municipality_id', '=', municipalityId).where(among).orderBy('name').execute();
  const parts = await loadParts(tx, municipalityId, ids);
  const services = rows.map((row) => serviceOf(row, parts));
  if (!ids) return services;
  const order = new Map(ids.map((id, index) => [id, index]));
  return services.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
}

/** The tables of an offer's parts and what is read of each. */
const PARTS = {
  phases: 'service_phase', transitions: 'service_transition', fields: 'service_field', languages: 'service_language', areas: 'service_area', places: 'service_at_location',
  schedules: 'schedule', exceptions: 'schedule_exception', phones: 'phone', contacts: 'contact', costs: 'cost_option', texts: 'translation',
} as const;

interface PartRows {
  phases: { service_id: Uuid; phase_id: Uuid };
  transitions: { service_id: Uuid; transition_id: Uuid };
  fields: { service_id: Uuid; field_id: Uuid };
  languages: { service_id: Uuid; language: string };
  areas: { service_id: Uuid; area_id: Uuid };
  places: { id: Uuid; service_id: Uuid; location_id: Uuid; description: string };
  schedules: Selectable<OffersSchedule>;
  exceptions: Selectable<OffersScheduleException>;
  phones: { service_id: Uuid; number: string; description: string; languages: string[]; position: number };
  contacts: { service_id: Uuid; name: string; title: string; email: string | null; phone: string | null; is_public: boolean };
  costs: { service_id: Uuid; amount_cents: number | null; description: string; reduced_for: string };
  texts: TranslationRow & { service_id: Uuid };
}

type Parts = { [Kind in keyof PartRows]: Map<Uuid, PartRows[Kind][]> };

/** All parts in one value, each kind as rows: twelve round trips would take longer than the reading. */
async function loadParts(tx: Read, municipalityId: Uuid, ids: readonly Uuid[] | undefined): Promise<Parts> {
  const kinds = Object.keys(PARTS) as (keyof typeof PARTS)[];
  const found = ids ? await partsOf(tx, municipalityId, ids) : await allParts(tx, municipalityId, kinds);
  return Object.fromEntries(kinds.map((kind) => [kind, groupedBy((found[kind] ?? []) as { service_id: Uuid }[], ({ service_id }) => service_id)])) as unknown as Parts;
}

type PartLists = { [Kind in keyof PartRows]: PartRows[Kind][] | null };

/** By a function of the schema, whose plan the session keeps. */
async function partsOf(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<PartLists> {
  const { rows } = await sql<{ parts: PartLists }>`select offers.service_parts(${municipalityId}::uuid, ${ids}::uuid[]) as parts`.execute(tx);
  return rows[0]!.parts;
}

async function allParts(tx: Read, municipalityId: Uuid, kinds: readonly (keyof typeof PARTS)[]): Promise<PartLists> {
  const columns = kinds.map((kind) => sql`(select json_agg(own order by own.id) from offers.${sql.ref(PARTS[kind])} as own where own.municipality_id = ${municipalityId}) as ${sql.ref(kind)}`);
  const { rows } = await sql<PartLists>`select ${sql.join(columns)}`.execute(tx);
  return rows[0]!;
}

function serviceOf(row: Selectable<OffersService>, parts: Parts): StoredService {
  const of = <Row>(rows: Map<Uuid, Row[]>): Row[] => rows.get(row.id) ?? [];
  const places = of(parts.places);
  return {
    id: row.id, externalId: row.external_id ?? undefined, organizationId: row.organization_id, name: row.name, summary: row.summary,
    description: row.description, audience: row.audience, status: row.status as ServiceStatus,
    minimumAgeMonths: row.minimum_age_months ?? undefined, maximumAgeMonths: row.maximum_age_months ?? undefined,
    freeOfCharge: row.free_of_charge as YesNoUnknown, walkIn: row.walk_in as YesNoUnknown, outreach: row.outreach as YesNoUnknown,
    staffing: row.staffing as Staffing, responsibleLevel: row.responsible_level as ResponsibleLevel,
    capacityPlaces: row.capacity_places ?? undefined, capacityWeeklyHours: row.capacity_weekly_hours ?? undefined,
    email: row.email ?? undefined, website: row.website ?? undefined, applicationProcess: row.application_process,
    assuredAt: row.assured_at ?? undefined, assuredBy: row.assured_by ?? undefined, validFrom: row.valid_from ?? undefined, validUntil: row.valid_until ?? undefined,
    isDemo: row.is_demo, fingerprint: row.fingerprint, version: row.version, createdAt: row.created_at, updatedAt: row.updated_at,
    phaseIds: of(parts.phases).map((part) => part.phase_id),
    transitionIds: of(parts.transitions).map((part) => part.transition_id),
    fieldIds: of(parts.fields).map((part) => part.field_id),
    languages: of(parts.languages).map((part) => part.language),
    areaIds: of(parts.areas).map((part) => part.area_id),
    places: places.map((part): ServicePlace => ({ locationId: part.location_id, description: part.description })),
    schedules: of(parts.schedules).map((part) => scheduleOf(part, places)),
    exceptions: of(parts.exceptions).map(exceptionOf).sort((a, b) => a.onDay.localeCompare(b.onDay)),
    phones: of(parts.phones).sort((a, b) => a.position - b.position).map((part): Phone => ({ number: part.number, description: part.description, languages: part.languages })),
    contacts: of(parts.contacts).map((part): Contact => ({ name: part.name, title: part.title, email: part.email ?? undefined, phone: part.phone ?? undefined, isPublic: part.is_public })),
    costs: of(parts.costs).map((part): CostOption => ({ amountCents: part.amount_cents ?? undefined, description: part.description, reducedFor: part.reduced_for })),
    texts: textsOf(row, of(parts.texts)),
  };
}

function scheduleOf(row: Selectable<OffersSchedule>, places: readonly { id: Uuid; location_id: Uuid }[]): ServiceSchedule {
  return { ...ruleOf(row), locationId: places.find((place) => place.id === row.service_at_location_id)?.location_id };
}

function textsOf(row: Selectable<OffersService>, rows: readonly TranslationRow[]): ServiceText[] {
  const german = { name: row.name, summary: row.summary, description: row.description, audience: row.audience, applicationProcess: row.application_process, texts: [] };
  return [...new Set(rows.map(({ language }) => language))].map((language) => serviceText(german, language as TextLanguage, rows.flatMap((part) => (
    part.language === language ? [{ part: part.part as ServicePart | NotePart, text: part.text, provenance: provenanceOf(part) }] : []
  ))));
}
