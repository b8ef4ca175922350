import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { AgeAnswer } from '../age-bands.ts';
import type { NeedRule } from '../need.ts';
import type { ThresholdSetting } from '../threshold.ts';

/** Stores thresholds of a new municipality. */
export async function storeThresholds(tx: Write, municipalityId: Uuid, settings: readonly ThresholdSetting[], clock: Clock): Promise<void> {
  for (const { name, fieldId, phaseId, value } of settings) {
    await tx.insertInto('chain.threshold').values({
      municipality_id: municipalityId, id: newId(), name, field_id: fieldId ?? null, phase_id: phaseId ?? null, value, changed_at: clock.now(),
    }).execute();
  }
}

/** Stores when the need is high in a new municipality. */
export async function storeNeedRules(tx: Write, municipalityId: Uuid, rules: readonly Omit<NeedRule, 'id'>[], clock: Clock): Promise<void> {
  for (const { indicatorKey, fieldId, phaseId, measure, value, factor } of rules) {
    await tx.insertInto('chain.need_rule').values({
      municipality_id: municipalityId, id: newId(), indicator_key: indicatorKey, field_id: fieldId ?? null, phase_id: phaseId ?? null, measure, value: value ?? null, factor, changed_at: clock.now(),
    }).execute();
  }
}

/** Stores answers to the questions of the age bands of a new municipality. */
export async function storeAgeAnswers(tx: Write, municipalityId: Uuid, answers: readonly AgeAnswer[], clock: Clock): Promise<void> {
  for (const { kind, fromMonth, untilMonth, answer } of answers) {
    await tx.insertInto('chain.age_question').values({
      municipality_id: municipalityId, id: newId(), kind, from_month: fromMonth, until_month: untilMonth, answer, answered_at: clock.now(),
    }).execute();
  }
}
