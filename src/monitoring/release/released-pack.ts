import { Draft } from '../draft.ts';
import type { Figure } from '../figure.ts';
import { emptyPack, mergePack, type MeasurePack } from '../pack.ts';
import { periodKey, type Period } from '../period.ts';
import type { Uuid } from '../../platform/id.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';

export interface PackableCell {
  measure: string;
  period: Period;
  areaId: Uuid;
  breakdown: string;
  state: 'shown' | 'suppressed' | 'unknown' | 'nothing';
  value?: number;
  why?: UnknownWhy;
}

/**
 * Released cells as packs, so that indicators are worked out of them by the same code as of raw counts – and so hold nothing that was
 * not released. What is suppressed is unknown as confidential.
 */
export function packsOfCells(cells: readonly PackableCell[], releaseId: Uuid): MeasurePack[] {
  const drafts = new Map<string, { measure: string; period: Period; draft: Draft }>();
  for (const cell of cells) {
    const key = `${cell.measure}|${periodKey(cell.period)}`;
    let found = drafts.get(key);
    if (!found) {
      found = { measure: cell.measure, period: cell.period, draft: new Draft() };
      drafts.set(key, found);
    }
    found.draft.put(cell.areaId, cell.breakdown, figureOf(cell), 0);
  }
  return [...drafts.values()].map(({ measure, period, draft }) => ({ measure, period, pack: mergePack(emptyPack, draft, releaseId).pack }));
}

function figureOf({ state, value, why }: PackableCell): Figure {
  if (state === 'shown') return { kind: 'number', value: value! };
  if (state === 'nothing') return { kind: 'nothing' };
  return { kind: 'unknown', why: state === 'suppressed' ? 'confidential' : (why ?? 'missing') };
}
