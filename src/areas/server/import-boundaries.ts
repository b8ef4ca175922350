import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { choice, dayField, optionalText, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, removeFile } from '../../platform/stored-file.ts';
import { areaLevels, isAbove } from '../area-tree.ts';
import { checkAreas } from '../check-areas.ts';
import { readAreaFile, type AreaFile } from '../geometry/area-file.ts';
import { drawBoundaries, type Boundary } from '../geometry/boundaries.ts';
import { nameAreas, type ImportableArea } from '../geometry/name-areas.ts';
import { editAreas } from '../permissions.ts';
import { listAllAreas, listAreas, type AreaRow } from './list-areas.ts';
import { storeBoundaries } from './store-areas.ts';

export interface ReadBoundaries {
  fileName: string;
  file: AreaFile;
}

/** Coordinate reference systems a person may choose for a file that names none. */
export const assumable = ['25832', '25833', '4647', '5650', '3035', '4326', '3857', '31466', '31467', '31468', '31469'] as const;

/** Reads a kept file as boundaries; undefined if the file is gone. Takes seconds for the largest files. */
export async function previewBoundaries(tx: Read, municipalityId: Uuid, fileId: Uuid, choices: { assume: string; layer: string }): Promise<Outcome<ReadBoundaries> | undefined> {
  const stored = await findFile(tx, municipalityId, fileId);
  if (!stored) return undefined;
  const file = await readAreaFile(stored.content, stored.name, {
    ...(choices.assume ? { assume: Number(choices.assume) } : {}), ...(choices.layer ? { layer: choices.layer } : {}),
  });
  return file.ok ? accepted({ fileName: stored.name, file: file.value }) : file;
}

/**
 * Stores the boundaries of a previewed file, all or none. `correct`: areas of the same level and key keep their place and get the
 * boundary, others are new. `change`: areas of the same key end the day before and new ones begin, so that old figures keep old areas.
 * Nobody knows how many people changed sides with a border, so no succession is written for them.
 */
export const importBoundaries = action({
  may: editAreas,
  audit: 'areas.boundaries.imported',
  input: v.object({
    file: uuidField(), assume: optionalText(10), layer: optionalText(200), nameColumn: text(200), keyColumn: optionalText(200),
    level: choice(areaLevels), parent: optionalUuid(), mode: choice(['correct', 'change']), from: dayField(), source: text(200),
  }),
  async run({ tx, municipalityId, clock, concerns }, input) {
    const read = await previewBoundaries(tx, municipalityId, input.file, input);
    if (!read) return refused('upload.gone');
    if (!read.ok) return read;
    const named = nameAreas(read.value.file, { name: input.nameColumn, ...(input.keyColumn ? { key: input.keyColumn } : {}) });
    if (!named.ok) return named;
    const known = await listAreas(tx, municipalityId, input.from);
    const parent = known.find((area) => area.id === input.parent);
    if (input.parent && !parent) return refused('boundaries.parent-ended', { field: 'parent' });
    if (parent && !isAbove(parent.level, input.level)) return refused('boundaries.level-not-below', { field: 'level' });
    const { boundaries } = drawBoundaries(named.value.map((area) => area.geometry));
    await storeNamedAreas(tx, municipalityId, { ...input, named: named.value, boundaries, known, clock, parentId: parent?.id });
    const checked = checkAreas(await listAllAreas(tx, municipalityId));
    if (!checked.ok) return checked;
    await removeFile(tx, municipalityId, input.file);
    concerns(input.file, ['boundaries']);
    return accepted(named.value.length);
  },
});

interface Storing {
  named: readonly ImportableArea[];
  boundaries: readonly Boundary[];
  known: readonly AreaRow[];
  level: AreaRow['level'];
  parentId: Uuid | undefined;
  mode: 'correct' | 'change';
  from: Day;
  source: string;
  clock: Clock;
}

async function storeNamedAreas(tx: Write, municipalityId: Uuid, storing: Storing): Promise<void> {
  const { named, boundaries, known, level, parentId, mode, from, source, clock } = storing;
  const sameKey = new Map(known.filter((area) => area.level === level).map((area) => [area.key, area]));
  const rows: { id: Uuid; boundary: Boundary }[] = [];
  for (const [place, area] of named.entries()) {
    const earlier = sameKey.get(area.key);
    const stays = earlier !== undefined && (mode === 'correct' || earlier.validFrom === from);
    const id = stays ? earlier.id : newId();
    if (!stays) {
      if (earlier) await endArea(tx, municipalityId, earlier.id, from);
      await tx.insertInto('areas.area').values({
        municipality_id: municipalityId, id, parent_id: earlier?.parentId ?? parentId ?? null, level, key: area.key, name: area.name,
        regional_key: earlier?.regionalKey ?? null, position: earlier?.position ?? place, valid_from: from,
      }).execute();
      if (earlier) {
        await tx.updateTable('areas.area').set({ parent_id: id }).where('municipality_id', '=', municipalityId).where('parent_id', '=', earlier.id).where('valid_until', 'is', null).execute();
      }
    }
    rows.push({ id, boundary: boundaries[place]! });
  }
  await storeBoundaries(tx, municipalityId, rows.map(({ id, boundary }) => ({ areaId: id, ...boundary })), source, clock);
}

async function endArea(tx: Write, municipalityId: Uuid, id: Uuid, until: Day): Promise<void> {
  await tx.updateTable('areas.area').set({ valid_until: until }).where('municipality_id', '=', municipalityId).where('id', '=', id).execute();
}
