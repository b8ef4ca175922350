import { listDefinitions } from '../../monitoring/server/definitions.ts';
import { releasedValues } from '../../monitoring/server/released-values.ts';
import type { Read } from '../../platform/database.ts';
import type { Uuid } from '../../platform/id.ts';
import type { ChainTown } from '../chain-input.ts';
import { rateNeed, type NeedMeasure, type NeedRule, type RatedNeed } from '../need.ts';

/** When the municipality calls the need of an area high. */
export async function listNeedRules(tx: Read, municipalityId: Uuid): Promise<NeedRule[]> {
  const rows = await tx.selectFrom('chain.need_rule').select(['id', 'indicator_key', 'field_id', 'phase_id', 'measure', 'value', 'factor'])
    .where('municipality_id', '=', municipalityId).orderBy('indicator_key').orderBy('id').execute();
  return rows.map(({ id, indicator_key: indicatorKey, field_id, phase_id, measure, value, factor }) => ({
    id, indicatorKey, measure: measure as NeedMeasure, factor: Number(factor),
    ...(field_id ? { fieldId: field_id } : {}), ...(phase_id ? { phaseId: phase_id } : {}), ...(value === null ? {} : { value: Number(value) }),
  }));
}

/** What released figures – what everybody may see – say of the need, by the municipality's rules. Two queries more where there are rules. */
export async function loadNeeds(tx: Read, municipalityId: Uuid, { areas, rootAreaId, on }: Pick<ChainTown, 'areas' | 'rootAreaId' | 'on'>): Promise<RatedNeed[]> {
  const rules = await listNeedRules(tx, municipalityId);
  if (rules.length === 0) return [];
  const columns = (await releasedValues(tx, municipalityId, { indicators: [...new Set(rules.map(({ indicatorKey }) => indicatorKey))] })).filter(({ period }) => period.until <= on);
  const definitions = new Map((await listDefinitions(tx, municipalityId)).map((definition) => [definition.id, definition]));
  return rules.map((rule) => {
    const column = columns.findLast(({ indicatorKey }) => indicatorKey === rule.indicatorKey);
    const definition = column && definitions.get(column.definitionId);
    return rateNeed(rule, definition ? { definition, column } : undefined, areas, rootAreaId);
  });
}
