import type { Read } from '../../platform/database.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import type { DecisionContent, DecisionRecord } from '../decisions/content.ts';
import { decisionContents, listDecisions } from './decision-records.ts';
import { childrenOfPerson } from './guardians.ts';

/** The decisions about the children a signed-in guardian may read, the newest first; the page of each is `/meine-kita/bescheid/<id>`. */
export async function decisionsOfPerson(tx: Read, municipalityId: Uuid, _secretKey: Buffer, personId: Uuid): Promise<DecisionRecord[]> {
  const children = await childrenOfPerson(tx, municipalityId, personId);
  return listDecisions(tx, municipalityId, { childIds: children.map(({ childId }) => childId) });
}

export interface OwnDecision {
  decision: DecisionRecord;
  content: DecisionContent;
  mayDecide: boolean;
}

/** One decision of somebody's own child; those of others are not there, like those that never were. */
export async function ownDecision(tx: Read, municipalityId: Uuid, secretKey: Buffer, personId: Uuid, id: string): Promise<OwnDecision | undefined> {
  const [decision] = isUuid(id) ? await listDecisions(tx, municipalityId, { ids: [id] }) : [];
  const child = decision && (await childrenOfPerson(tx, municipalityId, personId)).find(({ childId }) => childId === decision.childId);
  if (!decision || !child) return undefined;
  return { decision, content: (await decisionContents(tx, municipalityId, secretKey, [decision.id])).get(decision.id)!, mayDecide: child.mayDecide };
}
