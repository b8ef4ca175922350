import { numberFormat } from '../../ui/formats.ts';
import type { IndicatorDefinition } from '../indicator.ts';
import type { IndicatorState } from '../indicator-value.ts';
import { figuresTexts } from '../figures-texts.ts';

export const t = figuresTexts.in('de');

export const FIGURES = { released: '/zahlen', raw: '/verwaltung/monitoring/zahlen' } as const;

export type SayValue = (value: number) => string;

/** A value with its unit: „12,3 %“, „4,1 je 1.000“. */
export function valueWords({ unit, decimals }: Pick<IndicatorDefinition, 'unit' | 'decimals'>): SayValue {
  const format = numberFormat('de', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return (value) => (unit ? `${format.format(value)}\u00a0${unit}` : format.format(value));
}

/** Figures on an axis, short: only percent keep their sign. */
export function axisWords({ unit, decimals }: Pick<IndicatorDefinition, 'unit' | 'decimals'>): SayValue {
  const format = numberFormat('de', { maximumFractionDigits: decimals });
  return (value) => (unit === '%' ? `${format.format(value)}\u00a0%` : format.format(value));
}

export const sayShare = (share: number) => numberFormat('de', { style: 'percent', maximumFractionDigits: 1 }).format(share);

export function sayState(result: IndicatorState | undefined, say: SayValue): string {
  if (!result) return t('state.nothing');
  return result.state === 'shown' ? say(result.value) : t(`state.${result.state}`);
}
