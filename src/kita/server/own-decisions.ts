import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { DecisionRecord } from '../decisions/content.ts';

/** The decisions about the children a signed-in guardian may read, the newest first; the page of each is `/meine-kita/bescheid/<id>`. */
export function decisionsOfPerson(_tx: Read, _municipalityId: Uuid, _secretKey: Buffer, _personId: Uuid): Promise<DecisionRecord[]> {
  throw new Error('not yet');
}
