import type { Point } from '../../areas/beeline.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Read, Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { nameKey } from '../registration/name-key.ts';
import { place } from './sealed-json.ts';

export interface ChildRecord {
  id: Uuid;
  externalId: string | null;
  givenNames: string;
  familyName: string;
  bornOn: Day | null;
  expectedOn: Day | null;
  siblingGroupId: Uuid | null;
  areaId: Uuid | null;
  /** the home for distances; none where the address is blocked or not found */
  point: Point | null;
  languages: readonly string[];
  livesHereFrom: Day | null;
  livesHereUntil: Day | null;
  comesFrom: string | null;
  version: number;
}

export interface NewChild {
  externalId?: string;
  givenNames: string;
  familyName: string;
  /** one of the two */
  bornOn?: Day | undefined;
  expectedOn?: Day | undefined;
  areaId?: Uuid | undefined;
  point?: Point | undefined;
  languages?: readonly string[];
  /** what the child needs, in the family's words; encrypted */
  inclusion?: string | undefined;
  comesFrom?: string | undefined;
  livesHereFrom?: Day | undefined;
  isDemo?: boolean;
}

const CHILD_COLUMNS = ['child.id', 'child.external_id', 'child.given_names', 'child.family_name', 'child.born_on', 'child.expected_on', 'child.sibling_group_id', 'child.area_id',
  'child.longitude', 'child.latitude', 'child.languages', 'child.lives_here_from', 'child.lives_here_until', 'child.comes_from', 'child.version'] as const;

/** These children; those of nobody or of another municipality are missing. */
export async function listChildren(tx: Read, municipalityId: Uuid, ids: readonly Uuid[]): Promise<ChildRecord[]> {
  if (ids.length === 0) return [];
  const rows = await tx.selectFrom('kita.child as child').select(CHILD_COLUMNS).where('child.municipality_id', '=', municipalityId).where('child.id', 'in', [...ids])
    .orderBy('child.born_on').orderBy('child.id').execute();
  return rows.map((row) => ({
    id: row.id, externalId: row.external_id, givenNames: row.given_names, familyName: row.family_name, bornOn: row.born_on, expectedOn: row.expected_on,
    siblingGroupId: row.sibling_group_id, areaId: row.area_id, point: row.longitude === null || row.latitude === null ? null : { longitude: row.longitude, latitude: row.latitude },
    languages: row.languages, livesHereFrom: row.lives_here_from, livesHereUntil: row.lives_here_until, comesFrom: row.comes_from, version: row.version,
  }));
}

export async function insertChild(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, child: NewChild): Promise<Uuid> {
  const id = newId();
  await tx.insertInto('kita.child').values({
    municipality_id: municipalityId, id, external_id: child.externalId ?? null, is_demo: child.isDemo ?? false, created_at: clock.now(), ...columnsOf(municipalityId, id, clock, secretKey, child),
  }).execute();
  return id;
}

/** Writes anew what a family or the office says of a child; the version counts up. */
export async function updateChild(tx: Write, municipalityId: Uuid, clock: Clock, secretKey: Buffer, id: Uuid, child: NewChild): Promise<void> {
  await tx.updateTable('kita.child').set({ ...columnsOf(municipalityId, id, clock, secretKey, child), version: (version) => version('version', '+', 1) })
    .where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}

function columnsOf(municipalityId: Uuid, id: Uuid, clock: Clock, secretKey: Buffer, child: NewChild) {
  return {
    given_names: child.givenNames, family_name: child.familyName, name_key: nameKey(child.familyName, child.givenNames), born_on: child.bornOn ?? null,
    expected_on: child.bornOn ? null : child.expectedOn ?? null, area_id: child.areaId ?? null, longitude: child.point?.longitude ?? null, latitude: child.point?.latitude ?? null,
    languages: [...(child.languages ?? [])], comes_from: child.comesFrom || null, lives_here_from: child.livesHereFrom ?? null, updated_at: clock.now(),
    inclusion_sealed: child.inclusion ? encryptField(secretKey, place(municipalityId, 'kita.child', 'inclusion_sealed', id), child.inclusion) : null,
  };
}

/** What each child needs, in the family's words (Sozialdaten); children without such a need are missing. */
export async function inclusionNeeds(tx: Read, municipalityId: Uuid, secretKey: Buffer, childIds: readonly Uuid[]): Promise<Map<Uuid, string>> {
  if (childIds.length === 0) return new Map();
  const rows = await tx.selectFrom('kita.child').select(['id', 'inclusion_sealed']).where('municipality_id', '=', municipalityId)
    .where('id', 'in', [...childIds]).where('inclusion_sealed', 'is not', null).execute();
  return new Map(rows.map((row) => [row.id, decryptField(secretKey, place(municipalityId, 'kita.child', 'inclusion_sealed', row.id), row.inclusion_sealed!).toString('utf8')]));
}
