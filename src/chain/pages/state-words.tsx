import { usePage } from '../../platform/page-context.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import type { CellState } from '../cell-state.ts';
import { chainTexts } from '../texts.ts';

/** Says a state in the page's language. */
export function useStateWord(): (state: CellState) => string {
  const t = chainTexts.in(usePage().language);
  return (state) => t(`state.${state}`);
}

/** State of a cell, link or joint: shape, word and colour say the same; what is not expected is only said. */
export function ChainStateMark({ state, show = 'word' }: { state: CellState; show?: 'word' | 'sign' }) {
  const word = useStateWord()(state);
  if (state === 'not-expected') {
    return show === 'sign' ? <span class="not-expected"><span aria-hidden="true">–</span><span class="visually-hidden">{word}</span></span> : <span class="not-expected">{word}</span>;
  }
  return <StateMark state={state} show={show} label={word} />;
}
