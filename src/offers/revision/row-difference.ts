/** A row of a list – a place, a time, a telephone – that stayed, is gone, is new, or says something else. */
export type RowDifference =
  | { kind: 'same' | 'removed' | 'added'; text: string }
  | { kind: 'changed'; before: string; after: string };

/** A row as people read it, with what makes it the same row although it says something else (a place, a number, a name). */
export interface SaidRow {
  key: string;
  text: string;
}

/** Row by row: equal ones first, then those of the same key, the rest is gone or new. In the order of the new list, what is gone last. O(n²). */
export function rowDifference(before: readonly SaidRow[], after: readonly SaidRow[]): RowDifference[] {
  const rest = [...before];
  const take = (fits: (row: SaidRow) => boolean): SaidRow | undefined => {
    const index = rest.findIndex(fits);
    return index === -1 ? undefined : rest.splice(index, 1)[0];
  };
  const equal = after.map((row) => take(({ text, key }) => text === row.text && key === row.key));
  const found = after.map((row, index): RowDifference => {
    if (equal[index]) return { kind: 'same', text: row.text };
    const former = take(({ key }) => key === row.key);
    return former ? { kind: 'changed', before: former.text, after: row.text } : { kind: 'added', text: row.text };
  });
  return [...found, ...rest.map(({ text }): RowDifference => ({ kind: 'removed', text }))];
}
