import type { Fact, Rate, Relation, Table } from '@lueckenlos/disclosure-control';
import type { AreaLevel } from '../../areas/area-tree.ts';
import type { Uuid } from '../../platform/id.ts';
import type { UnknownWhy } from '../../platform/table-file/cell-value.ts';
import { parseBreakdown, type BreakdownKey } from '../breakdown.ts';
import type { ComputedArea, Workshop } from '../compute.ts';
import { whyUnknown } from '../count-column.ts';
import { ABSENT, LAST_KNOWN, markCode } from '../figure.ts';
import { periodKey, type Period } from '../period.ts';
import { ageAtoms } from './age-atoms.ts';
import type { NeededCount, NeededPeriod } from './choice.ts';

/** Where a count stands: what, when, where, who. */
export interface CellPlace {
  measure: string;
  period: Period;
  areaId: Uuid;
  breakdown: BreakdownKey;
}

export function cellIdOf({ measure, period, areaId, breakdown }: CellPlace): string {
  return `${measure}|${periodKey(period)}|${areaId}|${breakdown}`;
}

/** A count that went out before. */
export interface EarlierCell extends CellPlace {
  /** null: it was suppressed */
  value: number | null;
}

export interface WantedCell extends CellPlace {
  id: string;
  /** undefined: nobody knows it, see `why` */
  count?: number;
  nothing?: boolean;
  why?: UnknownWhy;
}

/** All cells of one time as a table for packages/disclosure-control, with everything that ties them together. */
export interface ReleaseTask {
  period: Period;
  table: Table;
  rates: readonly Rate[];
  /** what is to be published; unknown ones are not in the table */
  wanted: readonly WantedCell[];
  /** small counts that an earlier release shows: nobody can protect them any more */
  alreadyPublic: readonly string[];
}

const WEIGHT: Record<AreaLevel, number> = { land: 500, county: 100, municipality: 100, quarter: 8, district: 1 };

interface Ground {
  workshop: Workshop;
  areas: readonly ComputedArea[];
  levels: readonly AreaLevel[];
  minimumFrequency: number;
  earlier: readonly EarlierCell[];
  /** measures that count nobody (hectares): shown as they are */
  harmless: ReadonlySet<string>;
}

/**
 * Builds the table of one time. Ties: areas add up to the area above them (a difference in the data is taken as known to the attacker,
 * the worst case); age groups are made of the finest bands; what is left between part and whole is a cell of its own; cells of
 * earlier releases are facts. What is unknown at its source – kept secret by whoever counted, or never delivered – is not taken as known to nobody:
 * where a total stands beside the others it can be worked out, so what is left is a cell to protect like any. O(areas × counts).
 */
export function releaseTask({ period, counts, shares }: NeededPeriod, { workshop, areas, levels, minimumFrequency, earlier, harmless }: Ground): ReleaseTask {
  const frame = workshop.frames.on(period.until);
  const cells = new Map<string, Table['cells'][number]>();
  const wanted: WantedCell[] = [];
  const relations: Relation[] = [];
  const facts: Fact[] = [];
  const alreadyPublic: string[] = [];
  const before = new Map(earlier.filter((cell) => periodKey(cell.period) === periodKey(period)).map((cell) => [cellIdOf(cell), cell]));
  const all = [...counts, ...earlierCounts(before.values(), counts)];
  const isNeeded = new Set(counts);
  const places = [...frame.levels].flatMap(([level, list]) => list.map((place) => ({ place, level })));
  const chosen = (level: AreaLevel) => level === 'municipality' || levels.includes(level);
  const idAt = (count: Pick<NeededCount, 'measure' | 'breakdown'>, place: number) => cellIdOf({ measure: count.measure, period, areaId: areas[place]!.id, breakdown: count.breakdown });

  for (const count of all) {
    const column = workshop.term(count.term, period);
    for (const { place, level } of places) {
      const id = idAt(count, place);
      const shown = before.get(id);
      const isWanted = isNeeded.has(count) && chosen(level);
      const mark = column?.marks[place] ?? ABSENT;
      if (mark === ABSENT) continue;
      const at = { measure: count.measure, period, areaId: areas[place]!.id, breakdown: count.breakdown };
      if (mark > LAST_KNOWN) {
        if (isWanted) wanted.push({ ...at, id, why: whyUnknown(mark) });
        continue;
      }
      if (!isWanted && !shown) continue;
      const value = column!.values[place]!;
      if (isWanted) wanted.push({ ...at, id, count: value, ...(mark === markCode('nothing') ? { nothing: true } : {}) });
      if (harmless.has(count.measure)) continue;
      const isKnown = shown?.value === value;
      if (isKnown && value > 0 && value < minimumFrequency) alreadyPublic.push(id);
      // Corrected since: the old figure still says roughly how many there are.
      if (shown && shown.value !== null && !isKnown) facts.push(around(id, shown.value, Math.max(1, Math.abs(shown.value - value))));
      cells.set(id, { id, count: value, weight: WEIGHT[level], status: isKnown ? 'known' : isWanted ? 'open' : 'hidden' });
    }
    tieAreas(count);
  }
  for (const { place } of places) for (const group of groupsOf(all)) tieAges(group, place);
  const rates = places.flatMap(({ place }) => shares.flatMap(({ part, whole }): Rate[] => {
    if (part.length !== 1 || whole.length !== 1) return [];
    const [numerator, denominator] = [idAt(part[0]!, place), idAt(whole[0]!, place)];
    const [above, below] = [cells.get(numerator), cells.get(denominator)];
    return above && below && above.count <= below.count ? [{ id: `${numerator} of ${denominator}`, numerator, denominator }] : [];
  }));
  return { period, table: { id: periodKey(period), cells: [...cells.values()], relations, facts }, rates: [...new Map(rates.map((rate) => [rate.id, rate])).values()], wanted, alreadyPublic };

  function tieAreas(count: NeededCount): void {
    const column = workshop.term(count.term, period);
    if (!column) return;
    for (const [parent, children] of frame.below) {
      const total = cells.get(idAt(count, parent));
      const parts = children.map((child) => cells.get(idAt(count, child)));
      if (!total || parts.every((part) => part === undefined)) continue;
      const known = parts.filter((part) => part !== undefined);
      const sum = known.reduce((all_, part) => all_ + part.count, 0);
      const name = `areas ${total.id}`;
      const isWhole = known.length === parts.length;
      if (isWhole && sum === total.count) relations.push({ id: name, total: total.id, parts: known.map(({ id }) => id) });
      else if (!isWhole && sum <= total.count) {
        const rest = unknownIn(total.id);
        cells.set(rest, { id: rest, count: total.count - sum, status: 'hidden' });
        relations.push({ id: name, total: total.id, parts: [...known.map(({ id }) => id), rest] });
      }
      else facts.push({ id: name, terms: [{ cell: total.id, coefficient: 1 }, ...known.map(({ id }) => ({ cell: id, coefficient: -1 }))], lower: total.count - sum, upper: isWhole ? total.count - sum : Infinity });
    }
  }

  function tieAges(group: readonly NeededCount[], place: number): void {
    const { measure } = group[0]!;
    const known = group.filter((count) => cells.has(idAt(count, place)));
    if (known.length < 2) return;
    for (const { total, parts, hidden } of ageAtoms(known.map(({ breakdown }) => breakdown), (breakdown) => {
      const column = workshop.term({ measure, breakdown: parseBreakdown(breakdown) ?? {} }, period);
      return column && column.marks[place]! !== ABSENT && column.marks[place]! <= LAST_KNOWN ? column.values[place]! : undefined;
    })) {
      for (const part of hidden) {
        const id = idAt({ measure, breakdown: part.key }, place);
        if (!cells.has(id)) cells.set(id, { id, count: part.count, status: 'hidden' });
      }
      relations.push({ id: `people ${idAt({ measure, breakdown: total }, place)}`, total: idAt({ measure, breakdown: total }, place), parts: parts.map((part) => idAt({ measure, breakdown: part }, place)) });
    }
  }
}

/** What is left of a total beside the parts that are known. */
function unknownIn(total: string): string {
  return `unknown in ${total}`;
}

function around(cell: string, value: number, width: number): Fact {
  return { id: `earlier ${cell}`, terms: [{ cell, coefficient: 1 }], lower: Math.max(0, value - width), upper: value + width };
}

/** Counts of earlier releases that are not asked for now: the attacker kept them. */
function earlierCounts(cells: Iterable<EarlierCell>, needed: readonly NeededCount[]): NeededCount[] {
  const known = new Set(needed.map(({ measure, breakdown }) => `${measure}|${breakdown}`));
  const found = new Map<string, NeededCount>();
  for (const { measure, breakdown } of cells) {
    const key = `${measure}|${breakdown}`;
    if (!known.has(key)) found.set(key, { measure, breakdown, term: { measure, breakdown: parseBreakdown(breakdown) ?? {} } });
  }
  return [...found.values()];
}

function groupsOf(counts: readonly NeededCount[]): NeededCount[][] {
  const groups = new Map<string, NeededCount[]>();
  for (const count of counts) groups.set(count.measure, [...(groups.get(count.measure) ?? []), count]);
  return [...groups.values()];
}
