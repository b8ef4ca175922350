import type { Uuid } from '../platform/id.ts';
import type { BreakdownKey } from './breakdown.ts';
import { markCode, markOf, type Figure } from './figure.ts';

/** What became of a figure that was put in. */
export type Put = { kind: 'new' } | { kind: 'same' } | { kind: 'contradicts'; line: number };

const MOST_BREAKDOWNS = 0x10000;

/**
 * Observations of one measure and period on their way into a pack, in columns that grow: a million of them take 20 MB instead of
 * 200. A cell is put in once; the same figure again changes nothing, another one is told with the line of the first.
 */
export class Draft {
  readonly areas: Uuid[] = [];
  readonly breakdowns: BreakdownKey[] = [];
  readonly #areaAt = new Map<Uuid, number>();
  readonly #breakdownAt = new Map<BreakdownKey, number>();
  readonly #cellAt = new Map<number, number>();
  #places = new Float64Array(64);
  #marks = new Uint8Array(64);
  #values = new Float64Array(64);
  #lines = new Uint32Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  put(areaId: Uuid, breakdown: BreakdownKey, figure: Figure, line: number): Put {
    const place = indexIn(this.areas, this.#areaAt, areaId) * MOST_BREAKDOWNS + indexIn(this.breakdowns, this.#breakdownAt, breakdown);
    const mark = markCode(markOf(figure));
    const value = figure.kind === 'number' ? figure.value : 0;
    const known = this.#cellAt.get(place);
    if (known !== undefined) {
      if (this.#marks[known] === mark && this.#values[known] === value) return { kind: 'same' };
      return { kind: 'contradicts', line: this.#lines[known]! };
    }
    if (this.#size === this.#places.length) this.#grow();
    this.#cellAt.set(place, this.#size);
    this.#places[this.#size] = place;
    this.#marks[this.#size] = mark;
    this.#values[this.#size] = value;
    this.#lines[this.#size] = line;
    this.#size += 1;
    return { kind: 'new' };
  }

  /** Each figure as numbers: places in the lists of areas and breakdowns, mark and value (see figure.ts). */
  forEach(tell: (area: number, breakdown: number, mark: number, value: number) => void): void {
    for (let at = 0; at < this.#size; at += 1) {
      const place = this.#places[at]!;
      tell(Math.floor(place / MOST_BREAKDOWNS), place % MOST_BREAKDOWNS, this.#marks[at]!, this.#values[at]!);
    }
  }

  #grow(): void {
    this.#places = grown(this.#places, new Float64Array(this.#size * 2));
    this.#marks = grown(this.#marks, new Uint8Array(this.#size * 2));
    this.#values = grown(this.#values, new Float64Array(this.#size * 2));
    this.#lines = grown(this.#lines, new Uint32Array(this.#size * 2));
  }
}

function grown<Column extends Float64Array | Uint8Array | Uint32Array>(column: Column, larger: Column): Column {
  larger.set(column);
  return larger;
}

function indexIn<Word>(words: Word[], places: Map<Word, number>, word: Word): number {
  const known = places.get(word);
  if (known !== undefined) return known;
  const place = words.push(word) - 1;
  places.set(word, place);
  return place;
}
