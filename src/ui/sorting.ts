/** Order of a table as it stands in the address: `name` upwards, `-name` downwards. */
export interface Sorting<Key extends string = string> {
  by: Key;
  direction: 'ascending' | 'descending';
}

/** Reads the order from an address; anything that is not allowed gives the fallback. */
export function readSorting<Key extends string>(query: URLSearchParams, allowed: readonly Key[], fallback: Sorting<Key>, parameter = 'sortierung'): Sorting<Key> {
  const text = query.get(parameter) ?? '';
  const by = allowed.find((key) => key === text.replace(/^-/, ''));
  return by ? { by, direction: text.startsWith('-') ? 'descending' : 'ascending' } : fallback;
}

export function writeSorting({ by, direction }: Sorting): string {
  return direction === 'descending' ? `-${by}` : by;
}

/** What a press on a column's header asks for: upwards first, the other way when it is already sorted so. */
export function nextSorting(current: Sorting | undefined, by: string): Sorting {
  return { by, direction: current?.by === by && current.direction === 'ascending' ? 'descending' : 'ascending' };
}

/** The same address with one parameter changed; the page of a list starts again at its beginning. */
export function changedQuery(query: URLSearchParams, parameter: string, value: string | undefined, restart: readonly string[] = ['seite']): URLSearchParams {
  const changed = new URLSearchParams(query);
  for (const name of restart) changed.delete(name);
  if (value === undefined) changed.delete(parameter);
  else changed.set(parameter, value);
  return changed;
}
