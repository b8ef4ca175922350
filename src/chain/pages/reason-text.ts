import type { Reason } from '../cell-state.ts';
import type { Cell, Chain } from '../matrix.ts';
import { t } from './staff-frame.tsx';

/** A reason in a German sentence; before birth nobody lives there yet. */
export function sayReason(reason: Reason, { phaseId }: Pick<Cell, 'phaseId'>, chain: Chain): string {
  const isBeforeBirth = (chain.index.town.phases.find((phase) => phase.id === phaseId)?.untilMonth ?? 1) <= 0;
  if (isBeforeBirth && reason.code === 'children-met') return t('reason-children-met.expected', reason.values);
  const { measures } = chain.index;
  const months = reason.criterion === 'lasting' ? measures['lasting-months'] : measures['confirmed-within-months'];
  return t(`reason-${reason.code}`, { ...reason.values, months });
}

/** The reasons a state follows from, in one text: for lists and files. */
export function sayDecision(cell: Cell, chain: Chain): string {
  return cell.reasons.filter((reason) => reason.decides).map((reason) => sayReason(reason, cell, chain)).join(' ');
}
