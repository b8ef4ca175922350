/**
 * Somebody who has nothing but the open tables and a map: reads the CSV with a reader of his own, knows which areas make up which, that the same people
 * are counted under several names, that no count is negative, that a part is not larger than its whole, and that a suppressed count is not 0. He narrows
 * down what every count can be until nothing moves any more. Shares no code with the program: what he finds is a hole.
 */
interface Found {
  what: string;
  area: string;
  low: number;
  high: number;
}

interface Row { area: string; key: string; until: string; value: string; numerator: string; denominator: string; state: string }

/** Whom each indicator counts above and below its line. */
const COUNTS: Record<string, [above: string, below?: string]> = {
  population: ['people'], 'population-part': ['people'], 'under-20': ['under 20'], 'under-20-part': ['under 20'], families: ['families'], 'families-part': ['families'],
  'single-parent-share': ['single parents', 'families'], 'migration-share': ['migrants', 'people'], 'sgb2-under-15': ['poor children', 'children'], 'hze-rate': ['helped', 'under 21'],
};
/** Where above is a part of below, not only a rate of it. */
const PARTS: readonly (readonly [string, string])[] = [['single parents', 'families'], ['migrants', 'people'], ['poor children', 'children'], ['under 20', 'people']];
const THRESHOLD = 5;

export function readOpenTable(text: string): Row[] {
  const [head = [], ...lines] = text.replace(/^\uFEFF/, '').trim().split(/\r?\n/).map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^;]*)(?:;|$)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, '').replaceAll('""', '"')));
  const of = (line: string[], name: string) => line[head.indexOf(name)] ?? '';
  return lines.map((line) => ({
    area: of(line, 'gebiet_schluessel'), key: of(line, 'kennzahl'), until: of(line, 'bis'), value: of(line, 'wert'), numerator: of(line, 'zaehler'), denominator: of(line, 'nenner'), state: of(line, 'zustand'),
  }));
}

/** What he can say about every count of a day that nobody told him: from where to where it lies. */
export function attack(rows: readonly Row[], on: string, parents: ReadonlyMap<string, string>): { ranges: Map<string, [number, number]>; found: Found[] } {
  const ranges = new Map<string, [number, number]>();
  const told = new Set<string>();
  const name = (what: string, area: string) => `${what}|${area}`;
  const number = (typed: string) => Number(typed.replace(',', '.'));
  const ofDay = rows.filter(({ until, key }) => until === on && key in COUNTS);
  for (const { key, area, numerator, denominator, value, state } of ofDay) {
    const [above, below] = COUNTS[key]!;
    const tell = (what: string, typed: string) => { ranges.set(name(what, area), [number(typed), number(typed)]); told.add(name(what, area)); };
    if (state === 'gezeigt' && (numerator !== '' || below === undefined)) tell(above, numerator || value);
    if (state === 'gezeigt' && below && denominator !== '') tell(below, denominator);
    for (const what of [above, below]) if (what && !ranges.has(name(what, area))) ranges.set(name(what, area), [0, Infinity]);
  }
  // Zeros are published as zeros: with a known denominator it is the numerator that is suppressed, and it is not 0.
  for (const { key, area, state } of ofDay) {
    const [above, below] = COUNTS[key]!;
    const hidden = ranges.get(name(above, area))!;
    if (state === 'verborgen' && below && told.has(name(below, area)) && !told.has(name(above, area))) hidden[0] = Math.max(1, hidden[0]);
  }
  const measures = [...new Set(ofDay.flatMap(({ key }) => COUNTS[key]!.filter((what) => what !== undefined)))];
  const areas = [...new Set([...parents.keys(), ...parents.values()])];
  for (let moved = true; moved;) {
    moved = false;
    const narrow = (of: [number, number], low: number, high: number) => {
      if (low > of[0]) { of[0] = low; moved = true; }
      if (high < of[1]) { of[1] = high; moved = true; }
    };
    for (const what of measures) {
      for (const parent of new Set(parents.values())) {
        const total = ranges.get(name(what, parent));
        const parts = areas.filter((area) => parents.get(area) === parent).map((area) => ranges.get(name(what, area)));
        if (!total || parts.some((part) => part === undefined)) continue;
        const [low, high] = [0, 1].map((end) => parts.reduce((sum, part) => sum + part![end]!, 0)) as [number, number];
        narrow(total, low, high);
        // Infinity less Infinity is no number: what the others can be is added up anew for each.
        for (const part of parts) {
          const others = (end: 0 | 1) => parts.reduce((sum, one) => (one === part ? sum : sum + one![end]), 0);
          narrow(part!, total[0] - others(1), total[1] - others(0));
        }
      }
    }
    for (const [above, below] of PARTS) {
      for (const area of areas) {
        const [part, whole] = [ranges.get(name(above, area)), ranges.get(name(below, area))];
        if (part && whole) { narrow(part, 0, whole[1]); narrow(whole, part[0], Infinity); }
      }
    }
  }
  const found: Found[] = [];
  const isGivenAway = ([low, high]: readonly [number, number]) => high > 0 && (high < THRESHOLD || low === high);
  for (const [what, range] of ranges) if (!told.has(what) && isGivenAway(range)) found.push({ what: what.split('|')[0]!, area: what.split('|')[1]!, low: range[0], high: range[1] });
  for (const what of told) if (ranges.get(what)![0] > 0 && ranges.get(what)![0] < THRESHOLD) found.push({ what: `${what.split('|')[0]} (shown)`, area: what.split('|')[1]!, low: ranges.get(what)![0], high: ranges.get(what)![0] });
  for (const [above, below] of PARTS) {
    for (const area of areas) {
      const [part, whole] = [ranges.get(name(above, area)), ranges.get(name(below, area))];
      if (part && whole && whole[1] - part[0] > 0 && whole[1] - part[0] < THRESHOLD) found.push({ what: `${below} but not ${above}`, area, low: Math.max(0, whole[0] - part[1]), high: whole[1] - part[0] });
    }
  }
  return { ranges, found };
}
