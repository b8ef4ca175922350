import type { Clock } from '../../platform/clock.ts';
import type { Day } from '../../platform/day.ts';
import type { Read, Write } from '../../platform/database.ts';
import { newId, type Uuid } from '../../platform/id.ts';
import type { Formula } from '../formula.ts';
import type { IndicatorDefinition, Measure, Names, Polarity, Topic } from '../indicator.ts';

/** All definitions of all times, in the order of topic, position, key and time. */
export async function listDefinitions(tx: Read, municipalityId: Uuid): Promise<IndicatorDefinition[]> {
  const rows = await tx.selectFrom('monitoring.indicator_definition as definition')
    .innerJoin('monitoring.indicator as indicator', (join) => join
      .onRef('indicator.municipality_id', '=', 'definition.municipality_id').onRef('indicator.id', '=', 'definition.indicator_id'))
    .selectAll('definition').select(['indicator.key', 'indicator.topic', 'indicator.position'])
    .where('definition.municipality_id', '=', municipalityId)
    .orderBy('indicator.topic').orderBy('indicator.position').orderBy('indicator.key').orderBy('definition.valid_from').execute();
  return rows.map((row) => ({
    id: row.id, key: row.key, topic: row.topic as Topic, position: row.position, names: row.names as Names, explanation: row.explanation as Partial<Names>,
    formula: row.formula as Formula, unit: row.unit, decimals: row.decimals, polarity: row.polarity as Polarity, population: row.population,
    stichtagRule: row.stichtag_rule, source: row.source, minimumDenominator: row.minimum_denominator, validFrom: row.valid_from,
    ...(row.valid_until ? { validUntil: row.valid_until } : {}),
  }));
}

export type MeasureRow = Measure & { id: Uuid };

export async function listMeasures(tx: Read, municipalityId: Uuid): Promise<MeasureRow[]> {
  const rows = await tx.selectFrom('monitoring.measure').selectAll().where('municipality_id', '=', municipalityId).orderBy('key').execute();
  return rows.map((row) => ({
    id: row.id, key: row.key, names: row.names as Names, unit: row.unit, kind: row.kind as Measure['kind'], protection: row.protection as Measure['protection'],
    isCount: row.is_count, decimals: row.decimals, note: row.note,
  }));
}

/** Adds measures that are not there yet; those that are stay as they are. Returns all ids by key. */
export async function addMeasures(tx: Write, municipalityId: Uuid, measures: readonly Measure[], clock: Clock, fromCatalogue = false): Promise<Map<string, Uuid>> {
  if (measures.length > 0) {
    await tx.insertInto('monitoring.measure').values(measures.map((measure) => ({
      municipality_id: municipalityId, id: newId(), key: measure.key, names: JSON.stringify(measure.names), unit: measure.unit, kind: measure.kind,
      protection: measure.protection, is_count: measure.isCount, decimals: measure.decimals, note: measure.note, from_catalogue: fromCatalogue, created_at: clock.now(),
    }))).onConflict((conflict) => conflict.columns(['municipality_id', 'key']).doNothing()).execute();
  }
  const rows = await tx.selectFrom('monitoring.measure').select(['id', 'key']).where('municipality_id', '=', municipalityId).execute();
  return new Map(rows.map(({ id, key }) => [key, id]));
}

export type NewDefinition = Omit<IndicatorDefinition, 'id'>;

/** Adds indicators that are not there yet with their definition; those that are stay as they are. */
export async function addIndicators(tx: Write, municipalityId: Uuid, definitions: readonly NewDefinition[], clock: Clock, fromCatalogue = false): Promise<void> {
  const known = new Set((await tx.selectFrom('monitoring.indicator').select('key').where('municipality_id', '=', municipalityId).execute()).map(({ key }) => key));
  const added = definitions.filter(({ key }) => !known.has(key)).map((definition) => ({ definition, indicatorId: newId() }));
  if (added.length === 0) return;
  await tx.insertInto('monitoring.indicator').values(added.map(({ definition, indicatorId }) => ({
    municipality_id: municipalityId, id: indicatorId, key: definition.key, topic: definition.topic, position: definition.position,
    from_catalogue: fromCatalogue, created_at: clock.now(),
  }))).execute();
  await tx.insertInto('monitoring.indicator_definition').values(added.map(({ definition, indicatorId }) => definitionRow(municipalityId, indicatorId, definition, clock))).execute();
}

export function definitionRow(municipalityId: Uuid, indicatorId: Uuid, definition: NewDefinition, clock: Clock, changedBy?: Uuid) {
  return {
    municipality_id: municipalityId, id: newId(), indicator_id: indicatorId, valid_from: definition.validFrom, valid_until: definition.validUntil ?? null as Day | null,
    names: JSON.stringify(definition.names), explanation: JSON.stringify(definition.explanation), formula: JSON.stringify(definition.formula), unit: definition.unit,
    decimals: definition.decimals, polarity: definition.polarity, population: definition.population, stichtag_rule: definition.stichtagRule, source: definition.source,
    minimum_denominator: definition.minimumDenominator, changed_at: clock.now(), changed_by: changedBy ?? null,
  };
}
