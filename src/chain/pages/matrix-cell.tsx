import { usePage } from '../../platform/page-context.ts';
import type { Gap } from '../gap.ts';
import type { Cell } from '../matrix.ts';
import { isHighNeed } from '../need.ts';
import { paths, t } from './staff-frame.tsx';
import { ChainStateMark } from './state-words.tsx';

/** A cell of the matrix: state, offers, and what else is worth a look; leads to its reasons. */
export function MatrixCell({ cell, gaps }: { cell: Cell; gaps: readonly Gap[] }) {
  const page = usePage();
  const { facts, state, reasons } = cell;
  const open = reasons.filter((reason) => reason.verdict === 'open' && !reason.decides).length;
  const notes = [
    isHighNeed(cell.need) && t('cell.high-need'),
    t('cell.offers', { count: facts.offerIds.length }),
    facts.possibleOfferIds.length > 0 && t('cell.possible', { count: facts.possibleOfferIds.length }),
    state === 'covered' && open > 0 && t('cell.open-questions', { count: open }),
    cell.doubleStructures.length > 0 && t('cell.double'),
    gaps.length > 0 && t('cell.gaps', { count: gaps.length }),
  ].filter((note) => note !== false);
  return (
    <a class={`matrix-cell matrix-cell--${state}`} href={page.href(paths.cell(cell.areaId, cell.phaseId, cell.fieldId))}>
      <ChainStateMark state={state} />
      {notes.map((note) => <span class="matrix-notes">{note}</span>)}
    </a>
  );
}
