import { sql } from 'kysely';
import { areaTree, type Area, type AreaTree } from '../../areas/area-tree.ts';
import type { Read } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { FieldOfAction } from '../field-of-action.ts';
import type { Names } from '../names.ts';
import type { LifePhase } from '../phase.ts';

/** The words a page names offers with: topics, phases, areas of a day. */
export interface DirectoryWords {
  fields: FieldOfAction[];
  phases: LifePhase[];
  areas: AreaTree;
}

interface Found {
  fields: { id: Uuid; key: string; names: Names; icon: string; position: number }[] | null;
  phases: { id: Uuid; key: string; names: Names; from_month: number; until_month: number; position: number }[] | null;
  areas: { id: Uuid; parent_id: Uuid | null; level: string; key: string; name: string; regional_key: string | null; position: number; valid_from: Day; valid_until: Day | null }[] | null;
}

/** All of them in one value: every page of the directory begins with them. */
export async function loadWords(tx: Read, municipalityId: Uuid, on: Day): Promise<DirectoryWords> {
  const { rows } = await sql<{ words: Found }>`select offers.directory_words(${municipalityId}::uuid, ${on}::date) as words`.execute(tx);
  const { fields, phases, areas } = rows[0]!.words;
  return {
    fields: fields?.map(({ id, key, names, icon, position }) => ({ id, key, names, icon, position })) ?? [],
    phases: phases?.map(({ id, key, names, from_month: fromMonth, until_month: untilMonth, position }) => ({ id, key, names, fromMonth, untilMonth, position })) ?? [],
    areas: areaTree(areas?.map((row): Area => ({
      id: row.id, level: row.level as Area['level'], key: row.key, name: row.name, position: row.position, validFrom: row.valid_from,
      ...(row.parent_id ? { parentId: row.parent_id } : {}), ...(row.regional_key ? { regionalKey: row.regional_key } : {}), ...(row.valid_until ? { validUntil: row.valid_until } : {}),
    })) ?? []),
  };
}
