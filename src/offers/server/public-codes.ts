import { randomInt } from 'node:crypto';
import type { Read, Write } from '../../platform/database.ts';
import type { Clock } from '../../platform/clock.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import { CODE_DRAWS, codeOf, type SealCode } from '../seals/code.ts';

const ATTEMPTS = 20;

/** Draws a code by lot for a point or a seal; drawn again where it is taken (of 17 thousand million). */
export async function drawCode(tx: Write, municipalityId: Uuid, of: { placePointId: Uuid } | { sealId: Uuid }, clock: Clock): Promise<SealCode> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const code = codeOf(Array.from({ length: CODE_DRAWS.count }, () => randomInt(CODE_DRAWS.below)));
    const stored = await tx.insertInto('offers.public_code').values({
      municipality_id: municipalityId, id: newId(), code, place_point_id: 'placePointId' in of ? of.placePointId : null, seal_id: 'sealId' in of ? of.sealId : null, created_at: clock.now(),
    }).onConflict((conflict) => conflict.columns(['municipality_id', 'code']).doNothing()).returning('id').executeTakeFirst();
    if (stored) return code;
  }
  throw new Error('no code was free');
}

/** What a code stands for, if it stands for anything here. */
export async function findCode(tx: Read, municipalityId: Uuid, code: SealCode): Promise<{ placePointId?: Uuid; sealId?: Uuid } | undefined> {
  const row = await tx.selectFrom('offers.public_code').select(['place_point_id', 'seal_id']).where('municipality_id', '=', municipalityId).where('code', '=', code).executeTakeFirst();
  return row && { ...(row.place_point_id ? { placePointId: row.place_point_id } : {}), ...(row.seal_id ? { sealId: row.seal_id } : {}) };
}
