/**
 * The known words a mistyped one may mean, the nearest first: at most a third of the letters may differ (Damerau–Levenshtein,
 * neighbours swapped count as one). For showing only; nothing is ever matched by it. O(words × length²), so words beyond
 * 60 letters have no neighbours.
 */
export function nearWords(word: string, known: Iterable<string>, most = 3): string[] {
  const wanted = word.trim().toLowerCase();
  if (wanted.length < 2 || wanted.length > 60) return [];
  const farthest = Math.max(1, Math.floor(wanted.length / 3));
  const found: { name: string; distance: number }[] = [];
  for (const name of new Set(known)) {
    const lower = name.toLowerCase();
    if (Math.abs(lower.length - wanted.length) > farthest) continue;
    const distance = wordDistance(wanted, lower);
    if (distance <= farthest) found.push({ name, distance });
  }
  found.sort((one, other) => one.distance - other.distance || one.name.localeCompare(other.name, 'de'));
  return found.slice(0, most).map(({ name }) => name);
}

/** Optimal string alignment distance. */
function wordDistance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) best = Math.min(best, before[j - 2]! + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}
