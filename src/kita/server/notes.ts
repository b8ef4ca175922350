import * as v from 'valibot';
import { action } from '../../platform/action.ts';
import type { Read } from '../../platform/database.ts';
import { decryptField, encryptField } from '../../platform/encryption.ts';
import { text, uuidField } from '../../platform/field.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { editChildFile } from '../office-permissions.ts';
import { demandChild } from './calls.ts';
import { place } from './sealed-json.ts';

export interface OfficeNote {
  id: Uuid;
  text: string;
  writtenAt: Date;
  byName: string | null;
}

/** Notes in a child's file, the latest first. */
export async function listNotes(tx: Read, municipalityId: Uuid, secretKey: Buffer, childId: Uuid): Promise<OfficeNote[]> {
  const rows = await tx.selectFrom('kita.note as note')
    .leftJoin('accounts.person as person', (join) => join.onRef('person.municipality_id', '=', 'note.municipality_id').onRef('person.id', '=', 'note.written_by'))
    .selectAll('note').select('person.display_name').where('note.municipality_id', '=', municipalityId).where('note.child_id', '=', childId).orderBy('note.written_at', 'desc').orderBy('note.id', 'desc').execute();
  return rows.map((row) => ({
    id: row.id, writtenAt: row.written_at, byName: row.display_name, text: decryptField(secretKey, place(municipalityId, 'kita.note', 'text_sealed', row.id), row.text_sealed).toString('utf8'),
  }));
}

export const writeNote = action({
  may: editChildFile,
  audit: 'kita.note.written',
  input: v.object({ id: uuidField(), note: text(4000) }),
  async run(context, { id: child, note }) {
    const { tx, municipalityId, clock, who, configuration, concerns } = context;
    await demandChild(context, child);
    const id = newId();
    await tx.insertInto('kita.note').values({
      municipality_id: municipalityId, id, child_id: child, written_at: clock.now(), written_by: who.personId ?? null,
      text_sealed: encryptField(configuration.secretKey, place(municipalityId, 'kita.note', 'text_sealed', id), note),
    }).execute();
    concerns(child, ['note']);
    return accepted(child);
  },
});
