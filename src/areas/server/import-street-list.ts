import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { checkbox, uuidField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { findFile, removeFile } from '../../platform/stored-file.ts';
import { readTable } from '../../platform/table-file/read-table.ts';
import type { Day } from '../../platform/day.ts';
import { editAreas } from '../permissions.ts';
import { acceptStreetList, readStreetList, type StreetListPreview } from '../street-list-import.ts';
import type { StreetSection } from '../street-list.ts';
import { listAreas } from './list-areas.ts';
import { replaceStreetList } from './store-areas.ts';

export interface ReadStreets {
  fileName: string;
  preview: StreetListPreview;
}

/** Reads a kept file as a street list; undefined if the file is gone. */
export async function previewStreetList(tx: Read, municipalityId: Uuid, fileId: Uuid, today: Day): Promise<Outcome<ReadStreets> | undefined> {
  const file = await findFile(tx, municipalityId, fileId);
  if (!file) return undefined;
  const table = readTable(file.content, file.name);
  if (!table.ok) return table;
  const preview = readStreetList(table.value, await listAreas(tx, municipalityId, today));
  return preview.ok ? accepted({ fileName: file.name, preview: preview.value }) : preview;
}

/** Replaces the street list by a previewed file, whole. */
export const importStreetList = action({
  may: editAreas,
  audit: 'areas.streets.imported',
  input: v.object({ file: uuidField(), seen: checkbox() }),
  async run({ tx, municipalityId, clock, concerns }, { file, seen }) {
    const read = await previewStreetList(tx, municipalityId, file, clock.today());
    if (!read) return refused('upload.gone');
    if (!read.ok) return read;
    const sections = acceptStreetList(read.value.preview, { refusedRowsSeen: seen });
    if (!sections.ok) return sections;
    await replaceStreetList(tx, municipalityId, sections.value.map((section) => section));
    await removeFile(tx, municipalityId, file);
    concerns(file, ['streets']);
    return accepted(sections.value.length);
  },
});

/** The street list of a municipality, in the order of the streets. */
export async function loadStreetSections(tx: Read, municipalityId: Uuid): Promise<StreetSection[]> {
  const rows = await tx.selectFrom('areas.street_section').selectAll().where('municipality_id', '=', municipalityId)
    .orderBy('street_key').orderBy('first_number').execute();
  return rows.map((row) => ({
    areaId: row.area_id, street: row.street, streetKey: row.street_key, side: row.side as StreetSection['side'],
    ...(row.first_number === null ? {} : { first: { number: row.first_number, suffix: row.first_suffix } }),
    ...(row.last_number === null ? {} : { last: { number: row.last_number, suffix: row.last_suffix } }),
  }));
}
