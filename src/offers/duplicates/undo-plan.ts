import type { ServiceRecord } from '../service.ts';
import { contentKey, mergeFieldNames, mergeFields, mergeLists, type MergeField, type MergeList } from './merge-plan.ts';

export interface UndoPlan {
  /** the offer that goes on, as it was before the merge, with what was edited since */
  survivor: ServiceRecord;
  /** what was edited since the merge and stays as it is now */
  kept: (MergeField | MergeList)[];
}

/**
 * Takes a merge back: what nobody has touched since is as it was before; what was edited since is the latest word and stays, row by row in
 * lists. Without later edits the result is the record before the merge, exactly. (Three-way: before, after the merge, now.)
 */
export function undoPlan(before: ServiceRecord, after: ServiceRecord, now: ServiceRecord): UndoPlan {
  const survivor: Record<string, unknown> = { ...now };
  const kept: UndoPlan['kept'] = [];
  for (const field of mergeFieldNames) {
    const columns = mergeFields[field];
    if (columns.some((column) => contentKey(after[column] ?? '') !== contentKey(now[column] ?? ''))) kept.push(field);
    else for (const column of columns) survivor[column] = before[column];
  }
  for (const list of mergeLists) {
    const { rows, isEdited } = restoredRows(before[list], after[list], now[list]);
    survivor[list] = rows;
    if (isEdited) kept.push(list);
  }
  // Translations say themselves which German they are of: those of a text that is restored are restored with it.
  survivor['texts'] = contentKey(after.texts) === contentKey(now.texts) ? before.texts : now.texts;
  return { survivor: survivor as unknown as ServiceRecord, kept };
}

/** Rows as before the merge, less those removed since, and with those added since. */
function restoredRows(before: readonly unknown[], after: readonly unknown[], now: readonly unknown[]): { rows: unknown[]; isEdited: boolean } {
  const [afterKeys, nowKeys] = [new Set(after.map(contentKey)), new Set(now.map(contentKey))];
  const added = now.filter((row) => !afterKeys.has(contentKey(row)));
  const removed = new Set([...afterKeys].filter((key) => !nowKeys.has(key)));
  const rows = [...before.filter((row) => !removed.has(contentKey(row))), ...added];
  return { rows, isEdited: added.length > 0 || removed.size > 0 };
}
