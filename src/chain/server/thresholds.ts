import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import { isThresholdName, type ThresholdSetting } from '../threshold.ts';

/** A stored threshold and when it was set. */
export interface StoredThreshold extends ThresholdSetting {
  id: Uuid;
  changedAt: Date;
}

/** Thresholds the municipality has set itself; names the rules no longer know are left out. */
export async function listThresholds(tx: Read, municipalityId: Uuid): Promise<StoredThreshold[]> {
  const rows = await tx.selectFrom('chain.threshold').select(['id', 'name', 'field_id', 'phase_id', 'value', 'changed_at'])
    .where('municipality_id', '=', municipalityId).orderBy('name').orderBy('changed_at').execute();
  return rows.flatMap(({ id, name, field_id, phase_id, value, changed_at }) => (isThresholdName(name)
    ? [{ id, name, value: Number(value), changedAt: changed_at, ...(field_id ? { fieldId: field_id } : {}), ...(phase_id ? { phaseId: phase_id } : {}) }]
    : []));
}
