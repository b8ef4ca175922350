/** Ranges of code points, both ends included, in order. */
export type Coverage = readonly (readonly [first: number, last: number])[];

/**
 * The characters a TrueType font has glyphs for, from its character map (formats 4 and 12; OpenType 1.9, “cmap”). A font without a Unicode map
 * has none. O(size of the map).
 */
export function fontCoverage(font: Uint8Array): Coverage {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const map = tableOffset(view, 'cmap');
  if (map === undefined) return [];
  const tables = Array.from({ length: view.getUint16(map + 2) }, (_, index) => map + 4 + index * 8)
    .map((at) => ({ platform: view.getUint16(at), encoding: view.getUint16(at + 2), offset: map + view.getUint32(at + 4) }))
    .filter(({ platform, encoding }) => platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10)));
  return merged(tables.flatMap(({ offset }) => {
    const format = view.getUint16(offset);
    return format === 12 ? wideRanges(view, offset) : format === 4 ? narrowRanges(view, offset) : [];
  }));
}

/** Whether a character is in it. O(log ranges). */
export function covers(coverage: Coverage, codePoint: number): boolean {
  let [low, high] = [0, coverage.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = coverage[middle]!;
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** What several fonts have together. */
export function merged(ranges: Coverage): Coverage {
  const found: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = found.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else found.push([first, last]);
  }
  return found;
}

function tableOffset(view: DataView, name: string): number | undefined {
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    const tag = String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
    if (tag === name) return view.getUint32(at + 8);
  }
  return undefined;
}

function wideRanges(view: DataView, offset: number): [number, number][] {
  return Array.from({ length: view.getUint32(offset + 12) }, (_, index) => offset + 16 + index * 12).map((at) => [view.getUint32(at), view.getUint32(at + 4)]);
}

function narrowRanges(view: DataView, offset: number): [number, number][] {
  const segments = view.getUint16(offset + 6) / 2;
  const ends = offset + 14;
  const starts = ends + segments * 2 + 2;
  return Array.from({ length: segments }, (_, index): [number, number] => [view.getUint16(starts + index * 2), view.getUint16(ends + index * 2)]).filter(([first]) => first !== 0xffff);
}
