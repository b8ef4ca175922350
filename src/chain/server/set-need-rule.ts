import * as v from 'valibot';
import { currentDefinitions } from '../../monitoring/indicator.ts';
import { listDefinitions } from '../../monitoring/server/definitions.ts';
import { action } from '../../platform/action.ts';
import { choice, optionalText, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { newId } from '../../platform/id.ts';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { needMeasures } from '../need.ts';
import { permissions } from '../permissions.ts';
import { demandWhere } from './demand-where.ts';

const [LEAST, MOST] = [1, 5];

/**
 * Says by which indicator the need of an area is high, and how many times the usual capacity is needed then. The same indicator for the same field and
 * phase replaces its rule. Refuses indicators that are neither good nor bad, and averages where no interval can be told from chance.
 */
export const setNeedRule = action({
  may: permissions.setThreshold,
  audit: 'chain.need-rule.set',
  input: v.object({ indicatorKey: text(80), fieldId: optionalUuid(), phaseId: optionalUuid(), measure: choice(needMeasures), value: optionalText(20), factor: text(8) }),
  async run({ tx, municipalityId, who, clock, concerns }, { indicatorKey, fieldId, phaseId, measure, value: typedValue, factor: typedFactor }) {
    const definition = currentDefinitions(await listDefinitions(tx, municipalityId), clock.today()).find(({ key }) => key === indicatorKey);
    if (!definition || definition.polarity === 'neutral') return refused('choose-one', { field: 'indicatorKey' });
    const hasInterval = definition.formula.kind === 'share' || definition.formula.kind === 'rate';
    if (measure === 'above-average' && !hasInterval) return refused('needs-interval', { field: 'measure' });
    const value = measure === 'from-value' ? numberIn('value', typedValue, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY) : accepted(undefined);
    if (!value.ok) return value;
    const factor = numberIn('factor', typedFactor, LEAST, MOST);
    if (!factor.ok) return factor;
    await demandWhere(tx, municipalityId, { fieldId, phaseId });
    const change = { measure, value: value.value ?? null, factor: factor.value, changed_at: clock.now(), changed_by: who.personId ?? null };
    const stored = await tx.insertInto('chain.need_rule')
      .values({ municipality_id: municipalityId, id: newId(), indicator_key: indicatorKey, field_id: fieldId ?? null, phase_id: phaseId ?? null, ...change })
      .onConflict((conflict) => conflict.columns(['municipality_id', 'indicator_key', 'field_id', 'phase_id']).doUpdateSet(change))
      .returning('id').executeTakeFirstOrThrow();
    concerns(stored.id, ['indicatorKey', 'measure', 'value', 'factor']);
    return accepted(stored.id);
  },
});

/** A number as typed in German; refuses `not-a-number` and `out-of-range`. */
function numberIn(field: string, typed: string, min: number, max: number): Outcome<number> {
  const value = Number(typed.trim().replace(',', '.') || 'nothing');
  if (!Number.isFinite(value)) return refused('not-a-number', { field });
  return value < min || value > max ? refused('out-of-range', { field, values: { min, max } }) : accepted(value);
}

/** Takes a rule back; the need counts as usual again. */
export const dropNeedRule = action({
  may: permissions.setThreshold,
  audit: 'chain.need-rule.dropped',
  input: v.object({ rule: uuidField() }),
  async run({ tx, municipalityId, concerns }, { rule }) {
    const dropped = await tx.deleteFrom('chain.need_rule').where('municipality_id', '=', municipalityId).where('id', '=', rule).returning('id').executeTakeFirst();
    if (dropped) concerns(dropped.id, ['indicatorKey']);
    return accepted(undefined);
  },
});
