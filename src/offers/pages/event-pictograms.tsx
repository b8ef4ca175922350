import { raw } from 'hono/html';
import type { EventKind } from '../events/event.ts';

/** Pictures for paper and doors on a grid of 48 units: a soft ground and lines on it. */
const drawings: Record<EventKind, { soft: string; line: string }> = {
  event: {
    soft: 'M16 4a9 10 0 1 0 0 20a9 10 0 1 0 0 -20zM33 12a8 9 0 1 0 0 18a8 9 0 1 0 0 -18z',
    line: 'M16 4a9 10 0 1 0 0 20a9 10 0 1 0 0 -20zM33 12a8 9 0 1 0 0 18a8 9 0 1 0 0 -18zM16 24l-2 3h4zM33 30l-2 3h4zM16 27q3 8 8 17M33 33q-3 6 -9 11',
  },
  group: {
    soft: 'M24 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12zM14 42V30q0 -8 10 -8t10 8v12zM8 14a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9zM40 14a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9z',
    line: 'M24 6a6 6 0 1 0 0 12a6 6 0 1 0 0 -12zM14 42V30q0 -8 10 -8t10 8v12M8 14a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9zM40 14a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9zM2 42v-9q0 -6 6 -6q3 0 4.500 1.500M46 42v-9q0 -6 -6 -6q-3 0 -4.500 1.500M2 42h44',
  },
  'market-day': {
    soft: 'M9 6h30l5 11H4z',
    line: 'M9 6h30l5 11H4zM4 17q0 5 5 5t5 -5q0 5 5 5t5 -5q0 5 5 5t5 -5q0 5 5 5t5 -5M19 6l-1 11M29 6l1 11M8 22v22M40 22v22M8 32h32M14 32v-5h6v5M26 32q0 -5 4 -5t4 5',
  },
  outreach: {
    soft: 'M3 14h26v21H3zM29 20h8l8 9v6H29z',
    line: 'M3 35V14h26v21M29 20h8l8 9v6h-3M29 35h3M3 35h4M17 35h12M12 30.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9zM37 30.500a4.500 4.500 0 1 0 0 9a4.500 4.500 0 1 0 0 -9zM36 24v4h6M10 21h12M16 18v6',
  },
};

/** Decoration: the words beside it say the same. */
export function EventPicture({ kind }: { kind: EventKind }) {
  const { soft, line } = drawings[kind];
  return (
    <svg class="pictogram" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" focusable="false">
      {raw(`<path class="pictogram-soft" d="${soft}"/><path class="pictogram-line" d="${line}"/>`)}
    </svg>
  );
}
