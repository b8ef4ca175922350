import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Catalogue, Condition, Criterion, CriterionKind, NonResidents } from '../criteria/catalogue.ts';
import { findFact, type ProofKind } from '../criteria/fact.ts';

/** Row version, for forms that must not overwrite each other. */
export interface StoredCatalogue extends Catalogue {
  version: number;
  isDemo: boolean;
}

/** All catalogues, drafts and adopted ones, the newest first; each with its criteria in order. */
export async function listCatalogues(tx: Read, municipalityId: Uuid, ids?: readonly Uuid[]): Promise<StoredCatalogue[]> {
  if (ids?.length === 0) return [];
  let query = tx.selectFrom('kita.catalogue').selectAll().where('municipality_id', '=', municipalityId).orderBy('valid_from', 'desc').orderBy('created_at', 'desc').orderBy('id');
  if (ids) query = query.where('id', 'in', [...ids]);
  const rows = await query.execute();
  if (rows.length === 0) return [];
  const criteria = await tx.selectFrom('kita.criterion').selectAll().where('municipality_id', '=', municipalityId)
    .where('catalogue_id', 'in', rows.map(({ id }) => id)).orderBy('catalogue_id').orderBy('position').execute();
  const byCatalogue = new Map<string, Criterion[]>();
  for (const row of criteria) byCatalogue.set(row.catalogue_id, [...(byCatalogue.get(row.catalogue_id) ?? []), criterionOf(row)]);
  return rows.map((row) => ({
    id: row.id as Uuid, name: row.name, validFrom: row.valid_from, validUntil: row.valid_until,
    lotteryScope: row.lottery_scope as Catalogue['lotteryScope'], blocking: row.blocking as Catalogue['blocking'], ties: row.ties as Catalogue['ties'],
    nonResidents: row.non_residents as NonResidents, basedOnId: row.based_on_id as Uuid | null,
    adoption: row.adopted_on === null ? null : { on: row.adopted_on, by: row.adopted_by!, resolution: row.resolution ?? '' },
    criteria: byCatalogue.get(row.id) ?? [], version: row.version, isDemo: row.is_demo,
  }));
}

export async function findCatalogue(tx: Read, municipalityId: Uuid, id: Uuid): Promise<StoredCatalogue | undefined> {
  return (await listCatalogues(tx, municipalityId, [id]))[0];
}

/** The adopted catalogue whose time a day lies in; of several the one that began last, then the one adopted last. Undefined where none is in force. */
export async function catalogueInForce(tx: Read, municipalityId: Uuid, on: Day): Promise<StoredCatalogue | undefined> {
  const id = await catalogueIdInForce(tx, municipalityId, on);
  return id && findCatalogue(tx, municipalityId, id);
}

export async function catalogueIdInForce(tx: Read, municipalityId: Uuid, on: Day): Promise<Uuid | undefined> {
  const row = await tx.selectFrom('kita.catalogue').select('id').where('municipality_id', '=', municipalityId).where('adopted_at', 'is not', null)
    .where('valid_from', '<=', on).where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>', on)]))
    .orderBy('valid_from', 'desc').orderBy('adopted_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id as Uuid | undefined;
}

interface CriterionRow {
  id: string; position: number; kind: string; fact: string; condition: unknown; amount: number | null; share: number | null; reserve_kind: string | null; proof: string;
  organization_id: string | null; facility_id: string | null; legal_basis: string;
}

function criterionOf(row: CriterionRow): Criterion {
  const fact = findFact(row.fact);
  if (!fact) throw new TypeError(`a criterion asks a fact this version does not know: ${row.fact}`);
  return {
    id: row.id as Uuid, position: row.position, kind: row.kind as CriterionKind, fact: fact.key, condition: row.condition as Condition, amount: row.amount, share: row.share,
    reserveKind: row.reserve_kind as Criterion['reserveKind'], proof: row.proof as ProofKind,
    organizationId: row.organization_id as Uuid | null, facilityId: row.facility_id as Uuid | null, legalBasis: row.legal_basis,
  };
}

/** A catalogue as the demo and tests give it: criteria in order; adopted at once where `adoption` is given. */
export interface CatalogueRecord extends Omit<Catalogue, 'id' | 'criteria' | 'basedOnId'> {
  id?: Uuid;
  basedOnId?: Uuid | null;
  criteria: readonly Omit<Criterion, 'id' | 'position'>[];
  isDemo?: boolean;
}

/** Stores a catalogue with its criteria; the database refuses later changes where it is adopted. Gives its id. */
export async function storeCatalogue(tx: Write, municipalityId: Uuid, record: CatalogueRecord, clock: Clock): Promise<Uuid> {
  const id = record.id ?? newId();
  await tx.insertInto('kita.catalogue').values({
    municipality_id: municipalityId, id, name: record.name, valid_from: record.validFrom, valid_until: record.validUntil, lottery_scope: record.lotteryScope, blocking: record.blocking,
    ties: record.ties, non_residents: record.nonResidents, based_on_id: record.basedOnId ?? null, is_demo: record.isDemo ?? false, created_at: clock.now(),
  }).execute();
  await insertCriteria(tx, municipalityId, id, record.criteria);
  if (record.adoption) {
    const { on, by, resolution } = record.adoption;
    await tx.updateTable('kita.catalogue').set({ adopted_on: on, adopted_by: by, resolution, adopted_at: clock.now() }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
  }
  return id;
}

/** Adds criteria at the end of a catalogue's list, in their order. */
export async function insertCriteria(tx: Write, municipalityId: Uuid, catalogueId: Uuid, criteria: readonly Omit<Criterion, 'id' | 'position'>[], from = 1): Promise<void> {
  if (criteria.length === 0) return;
  await tx.insertInto('kita.criterion').values(criteria.map((criterion, index) => ({
    municipality_id: municipalityId, id: newId(), catalogue_id: catalogueId, position: from + index, ...columnsOf(criterion),
  }))).execute();
}

/** The columns of one criterion that its form changes. */
export function columnsOf({ kind, fact, condition, amount, share, reserveKind, proof, organizationId, facilityId, legalBasis }: Omit<Criterion, 'id' | 'position'>) {
  return {
    kind, fact, condition: JSON.stringify(condition), amount, share, reserve_kind: reserveKind, proof, organization_id: organizationId, facility_id: facilityId, legal_basis: legalBasis,
  };
}
