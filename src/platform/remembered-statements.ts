/** So often a statement comes before it is worth a plan that is kept. */
const OFTEN = 10;
/** Each connection of the pool keeps a plan of each; texts with lists of varying length must not fill the server's memory. */
const MOST_NAMES = 400;
const MOST_COUNTED = 5_000;

export interface RememberedStatements {
  /** the name under which this text is prepared; undefined for one that is not asked often enough */
  nameOf(sql: string): string | undefined;
}

/** Which statements of this process are prepared: those asked most often first, and no more than a connection can hold. */
export function rememberedStatements(): RememberedStatements {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    nameOf(sql) {
      const known = names.get(sql);
      if (known || names.size >= MOST_NAMES) return known;
      const count = (counts.get(sql) ?? 0) + 1;
      if (count < OFTEN) {
        if (counts.size >= MOST_COUNTED) counts.clear();
        counts.set(sql, count);
        return undefined;
      }
      counts.delete(sql);
      const name = `house_${names.size + 1}`;
      names.set(sql, name);
      return name;
    },
  };
}
