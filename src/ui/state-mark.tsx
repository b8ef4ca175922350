import { useUiTexts } from './texts.ts';

/** How a link of the chain holds: words of the matrix in src/chain. */
export type LinkState = 'gap' | 'thin' | 'unknown' | 'covered' | 'double';

/**
 * Each state has a shape of its own, told apart without colour and at 16 pixels: an open ring, a thin ring, a dotted ring,
 * a full ring, two rings.
 */
const shapes: Record<LinkState, { paths: string[]; fill?: boolean }> = {
  gap: { paths: ['M8.5 4.3a8.5 8.5 0 0 0 0 15.4M15.5 4.3a8.5 8.5 0 0 1 0 15.4M12 1.5v5M12 17.5v5'] },
  thin: { paths: ['M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0', 'M8.5 12h7'] },
  unknown: { paths: ['M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0', 'M9.7 9.7a2.4 2.4 0 1 1 3.6 2.1c-.9.500-1.3 1-1.3 1.7M12 16.5h.01'] },
  covered: { paths: ['M3.5 12a8.5 8.5 0 1 0 17 0a8.5 8.5 0 1 0-17 0', 'M7.7 12.3l3 3l5.6-6'], fill: true },
  double: { paths: ['M2.5 12a6 6 0 1 0 12 0a6 6 0 1 0-12 0', 'M9.5 12a6 6 0 1 0 12 0a6 6 0 1 0-12 0'] },
};

interface StateMarkProps {
  state: LinkState;
  /** `sign` shows the shape alone and says the word; only where a legend stands near, as in a dense matrix */
  show?: 'word' | 'sign';
  /** other word, e.g. one the municipality has chosen */
  label?: string;
}

/** State of a link of the chain: shape, word and colour say the same. */
export function StateMark({ state, show = 'word', label }: StateMarkProps) {
  const t = useUiTexts();
  const word = label ?? t(`state.${state}`);
  return (
    <span class={`state state--${state}${show === 'sign' ? ' state--sign' : ''}`}>
      <StateSign state={state} />
      <span class={show === 'sign' ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}

/** The shape alone, for drawings; say the word beside it. */
export function StateSign({ state }: { state: LinkState }) {
  const { paths, fill } = shapes[state];
  return (
    <svg class={`state-sign${fill ? ' state-sign--full' : ''}`} viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      {paths.map((path) => <path d={path} />)}
    </svg>
  );
}
