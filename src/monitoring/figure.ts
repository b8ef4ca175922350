import type { UnknownWhy } from '../platform/table-file/cell-value.ts';

/**
 * What stands in a cell of official statistics. `nothing`: the dash where the recipe says it means „nothing there“ – the only
 * symbol that is 0. `limited`: a number in brackets. Everything else is unknown and stays so, with its reason.
 */
export type Figure =
  | { kind: 'number'; value: number; reliability?: 'limited' }
  | { kind: 'nothing' }
  | { kind: 'unknown'; why: UnknownWhy };

/** State of a stored cell as one byte; `absent`: there is no such observation. The order is kept in packs: only ever add at the end. */
export const marks = ['absent', 'number', 'nothing', 'limited', 'confidential', 'later', 'not-meaningful', 'unreliable', 'missing'] as const;
export type Mark = (typeof marks)[number];

export const ABSENT = 0;
/** Marks up to this one carry a number. */
export const LAST_KNOWN = 3;

const codes = new Map<Mark, number>(marks.map((mark, code) => [mark, code]));

export function markCode(mark: Mark): number {
  return codes.get(mark)!;
}

export function markOf(figure: Figure): Mark {
  if (figure.kind === 'unknown') return figure.why;
  if (figure.kind === 'nothing') return 'nothing';
  return figure.reliability ?? 'number';
}

/** The figure of a stored mark and value; undefined where there is none. */
export function figureOf(code: number, value: number): Figure | undefined {
  const mark = marks[code];
  if (mark === undefined || mark === 'absent') return undefined;
  if (mark === 'number') return { kind: 'number', value };
  if (mark === 'nothing') return { kind: 'nothing' };
  return mark === 'limited' ? { kind: 'number', value, reliability: 'limited' } : { kind: 'unknown', why: mark };
}

/** The symbols of the Statistische Ämter, for tables we write. */
export const symbolOf: Readonly<Record<UnknownWhy | 'nothing', string>> = {
  nothing: '-', confidential: '.', later: '...', 'not-meaningful': 'x', unreliable: '/', missing: '',
};
