import { LRUCache } from 'lru-cache';

/**
 * A memory for what everybody may read and reading takes long. What the database says of it – its stand – is asked each time, so that no process misses what
 * another one wrote; it is read again only when that is another one, and reading is told which. Nobody may change what is remembered: all get the same objects.
 *
 * @param most how much all together may hold, in the unit of `sizeOf`; the longest unused is forgotten first, and what is larger than that is never kept
 */
export function rememberedWhile<Value extends object>(most: number, sizeOf: (value: Value) => number) {
  const known = new LRUCache<string, { stand: string; value: Value }>({ maxSize: most, sizeCalculation: ({ value }) => Math.max(1, sizeOf(value)) });
  return async (key: string, ask: () => Promise<string>, read: (stand: string) => Promise<Value>): Promise<Value> => {
    const stand = await ask();
    const last = known.get(key);
    if (last?.stand === stand) return last.value;
    const value = await read(stand);
    // Something may have been written between the two questions: then it is shown, but not remembered.
    if ((await ask()) === stand) known.set(key, { stand, value });
    return value;
  };
}
