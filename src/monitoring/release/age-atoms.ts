import { breakdownKey, parseBreakdown, type AgeBand, type Breakdown, type BreakdownKey } from '../breakdown.ts';

/** A sum among the breakdowns of one measure: `total` is exactly its parts; `hidden` ones are not published but can be worked out. */
export interface BreakdownSum {
  total: BreakdownKey;
  parts: readonly BreakdownKey[];
  hidden: readonly { key: BreakdownKey; count: number }[];
}

const OLDEST = 200;

/**
 * Everything that can be worked out among published breakdowns of a measure: ages are cut at every boundary any of them has, so that
 * 0–17 is 0–2, 3–14 and 15–17, and each of them a cell of its own; a narrower group (women, a nationality, a category) has a rest
 * beside it. `countOf` gives the count of a breakdown where there are figures for it. O(breakdowns²).
 */
export function ageAtoms(published: readonly BreakdownKey[], countOf: (breakdown: BreakdownKey) => number | undefined): BreakdownSum[] {
  const all = published.flatMap((key) => {
    const breakdown = parseBreakdown(key);
    return breakdown ? [{ key, breakdown }] : [];
  });
  const groups = new Map<string, typeof all>();
  for (const one of all) {
    const { age: _age, ...rest } = one.breakdown;
    const key = breakdownKey(rest);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const sums = [...groups.values()].flatMap((group) => sumsOfAges(group, countOf));
  return [...sums, ...rests(all, countOf)];
}

interface Published {
  key: BreakdownKey;
  breakdown: Breakdown;
}

const bandOf = ({ age }: Breakdown): { from: number; until: number } => ({ from: age?.from ?? 0, until: age?.until ?? OLDEST });

function sumsOfAges(group: readonly Published[], countOf: (key: BreakdownKey) => number | undefined): BreakdownSum[] {
  if (group.length < 2) return [];
  const edges = [...new Set(group.flatMap(({ breakdown }) => [bandOf(breakdown).from, bandOf(breakdown).until + 1]))].sort((one, other) => one - other);
  const { age: _age, ...rest } = group[0]!.breakdown;
  const published = new Map(group.map(({ key, breakdown }) => [`${bandOf(breakdown).from}-${bandOf(breakdown).until}`, key]));
  const counts = new Map(group.map(({ key, breakdown }) => [`${bandOf(breakdown).from}-${bandOf(breakdown).until}`, countOf(key)]));
  const atoms = edges.slice(0, -1).map((from, at) => {
    const until = edges[at + 1]! - 1;
    const key = published.get(`${from}-${until}`) ?? breakdownKey({ ...rest, age: ageOf(from, until) });
    return { from, until, key, isPublished: published.has(`${from}-${until}`), count: countOf(key) ?? byDifference(from, until, counts) };
  });
  return group.flatMap(({ key, breakdown }): BreakdownSum[] => {
    const { from, until } = bandOf(breakdown);
    const inside = atoms.filter((atom) => atom.from >= from && atom.until <= until);
    const whole = counts.get(`${from}-${until}`);
    if (inside.length < 2 || whole === undefined) return [];
    const known = inside.filter(({ count }) => count !== undefined);
    const left = whole - known.reduce((sum, { count }) => sum + count!, 0);
    const unknown = inside.filter(({ count }) => count === undefined);
    if (left < 0 || (unknown.length === 0 && left !== 0)) return [];
    const hidden = known.filter(({ isPublished }) => !isPublished).map((atom) => ({ key: atom.key, count: atom.count! }));
    if (unknown.length === 0) return [{ total: key, parts: inside.map((atom) => atom.key), hidden }];
    // Unknown at its source, one by one, but together what is left: the same cell in every sum that leaves it.
    const rest = { key: unknown.map((atom) => atom.key).join('+'), count: left };
    return [{ total: key, parts: [...known.map((atom) => atom.key), rest.key], hidden: [...hidden, rest] }];
  });
}

const ageOf = (from: number, until: number): AgeBand => (until >= OLDEST ? { from } : { from, until });

/** 3–14 out of 0–14 and 0–2: one published band less another that begins or ends with it. */
function byDifference(from: number, until: number, counts: ReadonlyMap<string, number | undefined>): number | undefined {
  const at = (a: number, b: number) => counts.get(`${a}-${b}`);
  for (const [band, whole] of counts) {
    if (whole === undefined) continue;
    const [start, end] = band.split('-').map(Number) as [number, number];
    const left = end === until && start < from ? at(start, from - 1) : undefined;
    const right = start === from && end > until ? at(until + 1, end) : undefined;
    const part = left ?? right;
    if (part !== undefined && whole >= part) return whole - part;
  }
  return undefined;
}

/** Women of all, foreigners of all, a category of all – at the same ages. */
function rests(all: readonly Published[], countOf: (key: BreakdownKey) => number | undefined): BreakdownSum[] {
  return all.flatMap(({ key, breakdown }): BreakdownSum[] => {
    const { age, ...rest } = breakdown;
    if (Object.keys(rest).length === 0) return [];
    const wider = breakdownKey(age ? { age } : {});
    if (!all.some((other) => other.key === wider)) return [];
    const [whole, part] = [countOf(wider), countOf(key)];
    if (whole === undefined || part === undefined || whole < part) return [];
    const left = breakdownKey({ ...(age ? { age } : {}), category: `ohne-${Object.values(rest).join('-').replace(/[^a-z0-9äöüß]+/g, '-')}`.slice(0, 50).replace(/-+$/, '') });
    return [{ total: wider, parts: [key, left], hidden: [{ key: left, count: whole - part }] }];
  });
}
