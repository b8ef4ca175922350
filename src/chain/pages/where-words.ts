import type { FieldOfAction } from '../../offers/field-of-action.ts';
import { plainName } from '../../offers/names.ts';
import type { LifePhase } from '../../offers/phase.ts';
import type { Uuid } from '../../platform/id.ts';
import { t } from './staff-frame.tsx';

export interface ChainWords {
  phases: readonly LifePhase[];
  fields: readonly FieldOfAction[];
}

/** For which cells a rule holds. */
export function sayWhere({ fieldId, phaseId }: { fieldId?: Uuid; phaseId?: Uuid }, { phases, fields }: ChainWords): string {
  const field = fields.find((one) => one.id === fieldId);
  const phase = phases.find((one) => one.id === phaseId);
  return [field, phase].flatMap((one) => (one ? [plainName(one.names, 'de')] : [])).join(', ') || t('thresholds.everywhere');
}
