/**
 * Whether two words differ by at most `limit` typing errors: a letter more, less, another, or two neighbours swapped
 * (Damerau–Levenshtein, optimal string alignment). Gives the distance, or undefined above the limit. O(length × limit).
 */
export function typingDistance(a: string, b: string, limit: number): number | undefined {
  if (Math.abs(a.length - b.length) > limit) return undefined;
  const far = limit + 1;
  const width = b.length + 1;
  let [beforeLast, last, current] = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)];
  for (let column = 0; column < width; column += 1) last[column] = Math.min(column, far);
  for (let row = 1; row <= a.length; row += 1) {
    const from = Math.max(1, row - limit);
    const to = Math.min(b.length, row + limit);
    current.fill(far);
    current[0] = Math.min(row, far);
    let best = from === 1 ? current[0] : far;
    const letter = a.charCodeAt(row - 1);
    for (let column = from; column <= to; column += 1) {
      const other = b.charCodeAt(column - 1);
      let steps = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (letter === other ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && letter === b.charCodeAt(column - 2) && a.charCodeAt(row - 2) === other;
      if (isSwapped) steps = Math.min(steps, beforeLast[column - 2]! + 1);
      current[column] = Math.min(steps, far);
      if (steps < best) best = steps;
    }
    // two rows above the limit: not even a swap leads back
    if (best > limit && row > limit + 1) return undefined;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  const distance = last[b.length]!;
  return distance <= limit ? distance : undefined;
}

/** How many errors a word of that length may hold: short words turn into others too easily. */
export function allowedErrors(length: number): 0 | 1 | 2 {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}
