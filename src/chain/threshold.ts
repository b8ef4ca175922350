import type { Uuid } from '../platform/id.ts';
import { accepted, refused, type Outcome } from '../platform/outcome.ts';

interface ThresholdFacts {
  /** value where the municipality has set none; the reason stands in the messages under `threshold-<name>-why` */
  standard: number;
  minimum: number;
  maximum: number;
  /** smallest step that makes sense */
  step: number;
  unit: 'offers' | 'per-100' | 'percent' | 'metres' | 'factor' | 'km-per-hour' | 'minutes' | 'clock' | 'months' | 'languages';
  /** `cell`: may differ by field and phase; `town`: how things are measured, one value for the whole municipality */
  scope: 'cell' | 'town';
}

/**
 * The thresholds of the rules in {@link cellState}. 0 switches a minimum off (its unit says of what).
 *
 * Where the standards come from:
 * - `places-per-100`: Alfeld 341/XIX counts every sixth child (17 of 100) as poor; the places of one field of action need
 *   not hold all of them at once, but clearly more than half. A starting point: care for under-threes needs another value.
 * - `hours-per-100`: in 2010 Germany's educational counselling had 3,880 posts for 14.3 million minors (314,045
 *   counsellings, 219 per 10,000; bke), that is 1.06 weekly hours per 100.
 * - `walking-limit-metres`: about a quarter of an hour with a pram. `detour-factor`: streets against beeline in towns.
 * - `reached-percent`: most children, not only those around the town hall ("wohnraumnah", Peine 2021/844).
 * - `afternoon-…`: opening hours in the morning and in the afternoon (Voerde, ch. 5).
 * - `low-threshold-minimum`, `languages-minimum`: off until the municipality decides in which fields it wants them.
 * - `confirmed-…`: an entry nobody has confirmed for a year may no longer exist.
 * - `lasting-months`: a project that ends within half a year leaves a gap the council must still be able to prevent.
 */
export const thresholds = {
  'offers-minimum': { standard: 1, minimum: 1, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'places-per-100': { standard: 10, minimum: 0, maximum: 200, step: 0.5, unit: 'per-100', scope: 'cell' },
  'hours-per-100': { standard: 1, minimum: 0, maximum: 500, step: 0.1, unit: 'per-100', scope: 'cell' },
  'confirmed-minimum': { standard: 1, minimum: 0, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'free-minimum': { standard: 1, minimum: 0, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'reached-percent': { standard: 50, minimum: 0, maximum: 100, step: 1, unit: 'percent', scope: 'cell' },
  'walking-limit-metres': { standard: 1000, minimum: 100, maximum: 20_000, step: 50, unit: 'metres', scope: 'cell' },
  'afternoon-minimum': { standard: 1, minimum: 0, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'low-threshold-minimum': { standard: 0, minimum: 0, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'languages-minimum': { standard: 0, minimum: 0, maximum: 20, step: 1, unit: 'languages', scope: 'cell' },
  'lasting-minimum': { standard: 1, minimum: 0, maximum: 50, step: 1, unit: 'offers', scope: 'cell' },
  'confirmed-within-months': { standard: 12, minimum: 1, maximum: 60, step: 1, unit: 'months', scope: 'town' },
  'lasting-months': { standard: 6, minimum: 1, maximum: 36, step: 1, unit: 'months', scope: 'town' },
  'afternoon-from': { standard: 14 * 60, minimum: 12 * 60, maximum: 17 * 60, step: 15, unit: 'clock', scope: 'town' },
  'afternoon-until': { standard: 18 * 60, minimum: 15 * 60, maximum: 22 * 60, step: 15, unit: 'clock', scope: 'town' },
  'afternoon-minutes': { standard: 60, minimum: 15, maximum: 240, step: 15, unit: 'minutes', scope: 'town' },
  'detour-factor': { standard: 1.3, minimum: 1, maximum: 3, step: 0.1, unit: 'factor', scope: 'town' },
  'walking-speed': { standard: 4, minimum: 1, maximum: 8, step: 0.5, unit: 'km-per-hour', scope: 'town' },
  'transition-months': { standard: 6, minimum: 1, maximum: 36, step: 1, unit: 'months', scope: 'town' },
  'double-structure-percent': { standard: 60, minimum: 10, maximum: 100, step: 5, unit: 'percent', scope: 'town' },
} as const satisfies Record<string, ThresholdFacts>;

export type ThresholdName = keyof typeof thresholds;
export const thresholdNames = Object.keys(thresholds) as ThresholdName[];
export type CellThresholdName = { [Name in ThresholdName]: (typeof thresholds)[Name]['scope'] extends 'cell' ? Name : never }[ThresholdName];
export type TownThresholdName = Exclude<ThresholdName, CellThresholdName>;

export function isThresholdName(text: string): text is ThresholdName {
  return Object.hasOwn(thresholds, text);
}

/**
 * Reads a threshold as typed: „12,5“ or, for a time of day, „14:30“. Refuses `not-a-number`, `not-a-time`, `out-of-range` {min, max}, and
 * `only-for-town` for how things are measured, which cannot differ from cell to cell.
 */
export function readThreshold(name: ThresholdName, typed: string, cell: { fieldId?: Uuid; phaseId?: Uuid } = {}): Outcome<number> {
  const { unit, scope, minimum, maximum } = thresholds[name];
  if (scope === 'town' && (cell.fieldId !== undefined || cell.phaseId !== undefined)) return refused('only-for-town');
  const value = unit === 'clock' ? minutesOf(typed) : Number(typed.trim().replace(',', '.') || 'nothing');
  if (value === undefined) return refused('not-a-time', { field: 'value' });
  if (!Number.isFinite(value) || (isWhole(unit) && !Number.isInteger(value))) return refused('not-a-number', { field: 'value' });
  const values = unit === 'clock' ? { min: clock(minimum), max: clock(maximum) } : { min: minimum, max: maximum };
  return value < minimum || value > maximum ? refused('out-of-range', { field: 'value', values }) : accepted(value);
}

function isWhole(unit: ThresholdFacts['unit']): boolean {
  return unit === 'offers' || unit === 'languages' || unit === 'months' || unit === 'minutes';
}

function minutesOf(typed: string): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(typed.trim());
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/** Minutes since midnight as on the clock: 870 is `14:30`. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** A value the municipality has set, for all cells or only those of a field, a phase, or both. */
export interface ThresholdSetting {
  name: ThresholdName;
  fieldId?: Uuid;
  phaseId?: Uuid;
  value: number;
}

/** All thresholds that hold for one cell. */
export type CellTargets = Readonly<Record<CellThresholdName, number>>;
/** How things are measured in this municipality. */
export type Measures = Readonly<Record<TownThresholdName, number>>;

/** The value that holds: field and phase, before field, before phase, before the whole municipality, before the standard. */
export function thresholdFor(settings: readonly ThresholdSetting[], name: ThresholdName, cell: { fieldId?: Uuid; phaseId?: Uuid } = {}): number {
  let best: ThresholdSetting | undefined;
  let bestRank = -1;
  for (const setting of settings) {
    if (setting.name !== name) continue;
    if (setting.fieldId !== undefined && setting.fieldId !== cell.fieldId) continue;
    if (setting.phaseId !== undefined && setting.phaseId !== cell.phaseId) continue;
    const rank = (setting.fieldId === undefined ? 0 : 2) + (setting.phaseId === undefined ? 0 : 1);
    if (rank > bestRank) [best, bestRank] = [setting, rank];
  }
  return best?.value ?? thresholds[name].standard;
}

export function targetsOfCell(settings: readonly ThresholdSetting[], cell: { fieldId?: Uuid; phaseId?: Uuid }): CellTargets {
  return valuesOf('cell', settings, cell) as CellTargets;
}

export function measuresOfTown(settings: readonly ThresholdSetting[]): Measures {
  return valuesOf('town', settings, {}) as Measures;
}

function valuesOf(scope: 'cell' | 'town', settings: readonly ThresholdSetting[], cell: { fieldId?: Uuid; phaseId?: Uuid }): Record<string, number> {
  const names = thresholdNames.filter((name) => thresholds[name].scope === scope);
  return Object.fromEntries(names.map((name) => [name, thresholdFor(settings, name, cell)]));
}
