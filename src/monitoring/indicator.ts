import type { Day } from '../platform/day.ts';
import type { Uuid } from '../platform/id.ts';
import type { Formula } from './formula.ts';

/** What is counted: `children-sgb2`. Its figures are social data unless they are known to be none. */
export interface Measure {
  key: string;
  names: Names;
  /** people, children, households, families, cases, places, euros, hectares … */
  unit: string;
  /** stock: at a Stichtag; flow: in a period */
  kind: 'stock' | 'flow';
  protection: 'internal' | 'social';
  /** counts add up over areas and ages; a mean or a price does not */
  isCount: boolean;
  decimals: number;
  note: string;
}

/** `de` is always there; texts of other languages may be missing. */
export type Names = { de: string } & Partial<Record<'de-easy' | 'en' | 'uk' | 'tr' | 'ar' | 'ru', string>>;

/** burden: more is worse; resource: more is better. */
export type Polarity = 'burden' | 'resource' | 'neutral';

/** What an indicator means for periods that end on a day from `validFrom` to the day before `validUntil`. */
export interface IndicatorDefinition {
  id: Uuid;
  key: string;
  topic: Topic;
  position: number;
  names: Names;
  explanation: Partial<Names>;
  formula: Formula;
  /** behind the value: `%`, `je 1.000`, `Menschen` */
  unit: string;
  decimals: number;
  polarity: Polarity;
  /** of whom it is a share, in words: „Kinder unter 15 Jahren am Wohnort“ */
  population: string;
  /** in words: „31.12.“, „Juni, drei Monate Wartezeit“ */
  stichtagRule: string;
  source: string;
  /** no value is given where the denominator is below it */
  minimumDenominator: number;
  validFrom: Day;
  validUntil?: Day;
}

export const topics = ['population', 'families', 'poverty', 'labour', 'migration', 'help', 'kita', 'school', 'health', 'housing', 'index'] as const;
export type Topic = (typeof topics)[number];

/** The definition of a key for a period ending on that day. */
export function definitionOn<Definition extends Pick<IndicatorDefinition, 'validFrom' | 'validUntil'>>(definitions: readonly Definition[], on: Day): Definition | undefined {
  return definitions.find(({ validFrom, validUntil }) => validFrom <= on && (validUntil === undefined || on < validUntil));
}

/** Those that hold now, one for each key, in the order of topics and positions. */
export function currentDefinitions(definitions: readonly IndicatorDefinition[], today: Day): IndicatorDefinition[] {
  return definitions.filter(({ validFrom, validUntil }) => validFrom <= today && (validUntil === undefined || today < validUntil))
    .sort((one, other) => topics.indexOf(one.topic) - topics.indexOf(other.topic) || one.position - other.position || one.key.localeCompare(other.key));
}
