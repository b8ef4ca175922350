import { numberFormat } from '../../ui/formats.ts';
import { sayPeriod } from '../../monitoring/period-words.ts';
import type { Reason } from '../cell-state.ts';
import type { Cell, Chain } from '../matrix.ts';
import type { AskedNeed } from '../need.ts';
import { t } from './staff-frame.tsx';

/** A reason in a German sentence; before birth nobody lives there yet. */
export function sayReason(reason: Reason, { phaseId }: Pick<Cell, 'phaseId'>, chain: Chain): string {
  const isBeforeBirth = (chain.index.town.phases.find((phase) => phase.id === phaseId)?.untilMonth ?? 1) <= 0;
  if (isBeforeBirth && reason.code === 'children-met') return t('reason-children-met.expected', reason.values);
  const { measures } = chain.index;
  const months = reason.criterion === 'lasting' ? measures['lasting-months'] : measures['confirmed-within-months'];
  return t(`reason-${reason.code}`, { ...reason.values, months, ...(reason.need ? needValues(reason.need, chain) : {}) }).trim();
}

/** The figure behind the need, how it compares, and of when it is. */
function needValues({ need, here }: AskedNeed, chain: Chain): Record<string, string | number> {
  const format = numberFormat('de', { minimumFractionDigits: need.decimals, maximumFractionDigits: need.decimals });
  const say = (value: number | undefined) => (value === undefined ? t('answer.unknown') : `${format.format(value)}\u00a0${need.unit}`.trim());
  const from = here.from === undefined ? undefined : chain.index.town.areas.find(({ id }) => id === here.from)?.name;
  const why = `need.why.${need.rule.measure}.${here.answer === 'high' ? 'high' : 'usual'}${need.isResource ? '.resource' : ''}` as const;
  return {
    figure: need.name, here: say(here.value), from: from ?? 'none', factor: need.rule.factor,
    why: t(why, { average: say(here.average), limit: say(need.rule.value) }), time: need.figure ? sayPeriod(need.figure.period, 'de', 'short') : '',
  };
}

/** The reasons a state follows from, in one text: for lists and files. */
export function sayDecision(cell: Cell, chain: Chain): string {
  return cell.reasons.filter((reason) => reason.decides).map((reason) => sayReason(reason, cell, chain)).join(' ');
}
