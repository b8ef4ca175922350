import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Day } from '../../platform/day.ts';
import type { Read } from '../../platform/database.ts';
import { checkbox, optionalDay, text, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, removeFile } from '../../platform/stored-file.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import type { TableFile } from '../../platform/table-file/table-file.ts';
import { acceptChildCounts, readChildCounts, type ChildCountPreview } from '../child-count-import.ts';
import type { ChildCount } from '../child-count.ts';
import { editAreas } from '../permissions.ts';
import { storeChildCounts } from './child-counts.ts';
import { listAllAreas } from './list-areas.ts';

export interface ReadCounts {
  fileName: string;
  table: TableFile;
  preview: ChildCountPreview;
}

/** Reads a kept file as children per area and year; undefined if the file is gone. */
export async function previewChildCounts(tx: Read, municipalityId: Uuid, fileId: Uuid, stichtag: Day | undefined, today: Day): Promise<Outcome<ReadCounts> | undefined> {
  const file = await findFile(tx, municipalityId, fileId);
  if (!file) return undefined;
  const table = readTable(file.content, file.name);
  if (!table.ok) return table;
  const areas = await listAllAreas(tx, municipalityId);
  const preview = readChildCounts(table.value, areas, { today, ...(stichtag ? { stichtag } : {}) });
  return preview.ok ? accepted({ fileName: file.name, table: table.value, preview: preview.value }) : preview;
}

/** Stores the counts of a previewed file: all of them or none; the same file again changes nothing. */
export const importChildCounts = action({
  may: editAreas,
  audit: 'areas.children.imported',
  input: v.object({ file: uuidField(), stichtag: optionalDay(), source: text(200), seen: checkbox() }),
  async run({ tx, municipalityId, clock, concerns }, { file, stichtag, source, seen }) {
    const read = await previewChildCounts(tx, municipalityId, file, stichtag, clock.today());
    if (!read) return refused('upload.gone');
    if (!read.ok) return read;
    const counts = acceptChildCounts(read.value.preview, { refusedRowsSeen: seen });
    if (!counts.ok) return counts;
    await storeCounts(tx, municipalityId, counts.value, source, clock);
    await removeFile(tx, municipalityId, file);
    concerns(file, ['children']);
    return accepted(counts.value[0]!.on);
  },
});

type Store = Parameters<typeof storeChildCounts>;

/** Stores counts of any Stichtage; also for the demonstration. */
export async function storeCounts(tx: Store[0], municipalityId: Uuid, counts: readonly ChildCount[], source: string, clock: Store[5]): Promise<void> {
  for (const on of new Set(counts.map((count) => count.on))) {
    await storeChildCounts(tx, municipalityId, on, counts.filter((count) => count.on === on).map(({ areaId, ageYears, count }) => ({
      areaId, ageYears, ...(count.kind === 'number' ? { children: count.value } : { unknownReason: count.why }),
    })), source, clock);
  }
}
