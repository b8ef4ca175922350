import * as v from 'valibot';
import { action, type Action } from '../../platform/action.ts';
import { fileField } from '../../platform/field.ts';
import type { Uuid } from '../../platform/id.ts';
import { accepted } from '../../platform/outcome.ts';
import { storeFile } from '../../platform/stored-file.ts';
import { editAreas } from '../permissions.ts';

export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
const DAYS_KEPT = 7;

const input = v.object({ file: fileField(MAX_UPLOAD_BYTES) });

/** Keeps an uploaded file until its preview is accepted, a week at most. */
export function keepUpload(purpose: 'boundaries' | 'children' | 'streets'): Action<typeof input, Uuid> {
  return action({
    may: editAreas,
    audit: `areas.${purpose}.uploaded`,
    input,
    async run({ tx, municipalityId, clock, concerns }, { file }) {
      const stored = await storeFile(tx, municipalityId, clock, {
        name: file.name.normalize('NFC').slice(0, 200), mediaType: 'application/octet-stream', content: new Uint8Array(await file.arrayBuffer()),
        purpose: `areas.${purpose}`, expiresAt: new Date(clock.now().getTime() + DAYS_KEPT * 86_400_000),
      });
      concerns(stored.id);
      return accepted(stored.id);
    },
  });
}
