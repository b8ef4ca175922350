import { listAllAreas, type AreaRow } from '../../areas/server/list-areas.ts';
import type { Read } from '../../platform/database.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import { computeIndicators, type ComputedColumn } from '../compute.ts';
import { indicatorsOf, measuresOf } from '../formula.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import { listDefinitions } from './definitions.ts';
import { openPacks } from './packs.ts';

export interface RawValues {
  areas: AreaRow[];
  definitions: IndicatorDefinition[];
  columns: ComputedColumn[];
}

/**
 * Indicators worked out of raw counts – social data: only behind a permission that protects `social` (`readObservations`), which
 * the page's audit then records. Only the packs the wished indicators need are opened; without a wish, all.
 */
export async function rawValues(tx: Read, municipalityId: Uuid, keys: Pick<RunningConfiguration, 'secretKey'>, wished?: readonly string[]): Promise<RawValues> {
  const all = await listDefinitions(tx, municipalityId);
  const definitions = wished ? withNamed(all, wished) : all;
  const measures = [...new Set(definitions.flatMap(({ formula }) => measuresOf(formula)))];
  const packs = await openPacks(tx, municipalityId, keys, wished ? { measures } : {});
  const areas = await listAllAreas(tx, municipalityId);
  const columns = computeIndicators(packs, definitions, areas);
  return { areas, definitions, columns: wished ? columns.filter(({ definition }) => wished.includes(definition.key)) : columns };
}

/** The wished definitions with those they are made of. */
function withNamed(all: readonly IndicatorDefinition[], wished: readonly string[]): IndicatorDefinition[] {
  const keys = new Set(wished);
  for (let before = -1; before !== keys.size;) {
    before = keys.size;
    for (const { key, formula } of all) if (keys.has(key)) for (const other of indicatorsOf(formula)) keys.add(other);
  }
  return all.filter(({ key }) => keys.has(key));
}
