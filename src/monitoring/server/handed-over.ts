import type { Clock } from '../../platform/clock.ts';
import type { Write } from '../../platform/database.ts';
import type { Day } from '../../platform/day.ts';
import type { RunningConfiguration } from '../../platform/house.ts';
import type { Uuid } from '../../platform/id.ts';
import type { AgeBand } from '../breakdown.ts';
import type { Measure } from '../indicator.ts';

export interface HandedOverFigure {
  /** key of a measure of the catalogue, or of `measures` */
  measure: string;
  areaId: Uuid;
  /** completed years, both included; missing: everybody */
  age?: AgeBand;
  value: number;
}

export interface HandOver {
  /** which part of the house it comes from, in words: „Kita-Büro“ */
  source: string;
  /** the Stichtag of all figures */
  on: Day;
  figures: readonly HandedOverFigure[];
  /** measures the catalogue does not know */
  measures?: readonly Measure[];
  by: { personId?: Uuid | undefined; name: string };
}

/**
 * How another part hands figures over (hand-over.ts). The house puts it in where it is composed: nobody outside monitoring reaches raw figures,
 * not even to add some.
 */
export type StoreFigures = (tx: Write, municipalityId: Uuid, keys: Pick<RunningConfiguration, 'secretKey'>, clock: Clock, handOver: HandOver) => Promise<{ runId: Uuid }>;
