import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Uuid } from '../platform/id.ts';
import type { BreakdownKey } from './breakdown.ts';
import { Draft } from './draft.ts';
import { ABSENT, figureOf, LAST_KNOWN, type Figure } from './figure.ts';
import type { Period } from './period.ts';

/** One figure about one area. */
export interface Observation {
  areaId: Uuid;
  breakdown: BreakdownKey;
  figure: Figure;
  /** the import it came from */
  runId: Uuid;
}

/**
 * All observations of a measure for one period, as a grid: cell (area, breakdown) stands at `breakdown × areas.length + area`.
 * Dictionaries are sorted, so the same observations give the same bytes whatever order they came in.
 */
export interface Pack {
  areas: readonly Uuid[];
  breakdowns: readonly BreakdownKey[];
  runs: readonly Uuid[];
  marks: Uint8Array;
  values: Float64Array;
  /** index into `runs` for each cell */
  runOf: Uint16Array;
}

/** A pack with what it is about. */
export interface MeasurePack {
  measure: string;
  period: Period;
  pack: Pack;
}

export const emptyPack: Pack = { areas: [], breakdowns: [], runs: [], marks: new Uint8Array(0), values: new Float64Array(0), runOf: new Uint16Array(0) };

export interface PackChange {
  pack: Pack;
  added: number;
  changed: number;
  unchanged: number;
}

/**
 * The pack with a draft laid over it. A figure that says the same as before keeps its old provenance, so the same file again changes
 * nothing. O(cells).
 */
export function mergePack(old: Pack, draft: Draft, runId: Uuid): PackChange {
  const areas = [...new Set([...old.areas, ...draft.areas])].sort();
  const breakdowns = [...new Set([...old.breakdowns, ...draft.breakdowns])].sort();
  const runs = old.runs.includes(runId) ? [...old.runs] : [...old.runs, runId];
  const size = areas.length * breakdowns.length;
  const next: Pack = { areas, breakdowns, runs, marks: new Uint8Array(size), values: new Float64Array(size), runOf: new Uint16Array(size) };
  const areaAt = indexOf(areas);
  const breakdownAt = indexOf(breakdowns);
  old.breakdowns.forEach((breakdown, b) => old.areas.forEach((area, a) => {
    const from = b * old.areas.length + a;
    const to = breakdownAt.get(breakdown)! * areas.length + areaAt.get(area)!;
    next.marks[to] = old.marks[from]!;
    next.values[to] = old.values[from]!;
    next.runOf[to] = old.runOf[from]!;
  }));
  const areaPlaces = draft.areas.map((area) => areaAt.get(area)!);
  const breakdownPlaces = draft.breakdowns.map((breakdown) => breakdownAt.get(breakdown)!);
  const run = runs.indexOf(runId);
  let [added, changed, unchanged] = [0, 0, 0];
  draft.forEach((area, breakdown, mark, value) => {
    const at = breakdownPlaces[breakdown]! * areas.length + areaPlaces[area]!;
    if (next.marks[at] === mark && next.values[at] === value) {
      unchanged += 1;
      return;
    }
    if (next.marks[at] === ABSENT) added += 1;
    else changed += 1;
    next.marks[at] = mark;
    next.values[at] = value;
    next.runOf[at] = run;
  });
  return { pack: withoutUnusedRuns(next), added, changed, unchanged };
}

/** The pack without what an import brought; areas and breakdowns nothing is left of go as well. */
export function withoutRun(pack: Pack, runId: Uuid): Pack {
  let left = emptyPack;
  for (const run of pack.runs.filter((one) => one !== runId)) {
    left = mergePack(left, draftOf(observationsOf(pack).filter((observation) => observation.runId === run)), run).pack;
  }
  return left;
}

function withoutUnusedRuns(pack: Pack): Pack {
  const used = new Set<number>();
  pack.marks.forEach((mark, at) => {
    if (mark !== ABSENT) used.add(pack.runOf[at]!);
  });
  if (used.size === pack.runs.length) return pack;
  const kept = pack.runs.filter((_, index) => used.has(index));
  const place = indexOf(kept);
  const runOf = pack.runOf.map((run, at) => (pack.marks[at] === ABSENT ? 0 : place.get(pack.runs[run]!)!));
  return { ...pack, runs: kept, runOf };
}

export function observationsOf(pack: Pack): Observation[] {
  const found: Observation[] = [];
  pack.breakdowns.forEach((breakdown, b) => pack.areas.forEach((areaId, a) => {
    const at = b * pack.areas.length + a;
    const figure = figureOf(pack.marks[at]!, pack.values[at]!);
    if (figure) found.push({ areaId, breakdown, figure, runId: pack.runs[pack.runOf[at]!]! });
  }));
  return found;
}

/** Observations as a draft, all of one import. */
export function draftOf(observations: readonly Pick<Observation, 'areaId' | 'breakdown' | 'figure'>[]): Draft {
  const draft = new Draft();
  for (const { areaId, breakdown, figure } of observations) draft.put(areaId, breakdown, figure, 0);
  return draft;
}

/** How many observations a pack holds and how many of them are unknown: all that may stand outside its seal. */
export function sizeOf(pack: Pack): { observations: number; areas: number; unknown: number } {
  let [observations, unknown] = [0, 0];
  for (const mark of pack.marks) {
    if (mark !== ABSENT) observations += 1;
    if (mark > LAST_KNOWN) unknown += 1;
  }
  return { observations, areas: pack.areas.length, unknown };
}

const FORMAT = 1;

/** Bytes of a pack before it is sealed: a line of JSON (dictionaries), then the columns, deflated. */
export function encodePack(pack: Pack): Buffer {
  const head = Buffer.from(JSON.stringify({ format: FORMAT, areas: pack.areas, breakdowns: pack.breakdowns, runs: pack.runs }), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const columns = [pack.marks, bytesOf(pack.values), bytesOf(pack.runOf)];
  return deflateRawSync(Buffer.concat([length, head, ...columns]), { level: 1 });
}

interface PackHead {
  format: number;
  areas: Uuid[];
  breakdowns: BreakdownKey[];
  runs: Uuid[];
}

/**
 * A reader of many packs: the lists of areas are mostly the same in all of them, so each is made once and shared.
 * It throws where the bytes are no pack: they come out of a seal that nobody else can make.
 */
export function packReader(): (bytes: Buffer) => Pack {
  const heads = new Map<string, PackHead>();
  const lists = new Map<string, Uuid[]>();
  return (bytes) => {
    const plain = inflateRawSync(bytes);
    const headLength = plain.readUInt32LE(0);
    const text = plain.toString('latin1', 4, 4 + headLength);
    let head = heads.get(text);
    if (!head) {
      const own = JSON.parse(plain.toString('utf8', 4, 4 + headLength)) as PackHead;
      if (own.format !== FORMAT) throw new RangeError('a pack of a later version');
      const names = own.areas.join();
      if (!lists.has(names)) lists.set(names, own.areas);
      head = { ...own, areas: lists.get(names)! };
      heads.set(text, head);
    }
    return withColumns(head, plain, 4 + headLength);
  };
}

export function decodePack(bytes: Buffer): Pack {
  return packReader()(bytes);
}

function withColumns(head: PackHead, plain: Buffer, from: number): Pack {
  const size = head.areas.length * head.breakdowns.length;
  let at = from;
  const take = (bytesEach: number): ArrayBuffer => {
    const slice = new Uint8Array(size * bytesEach);
    slice.set(plain.subarray(at, at + size * bytesEach));
    at += size * bytesEach;
    return slice.buffer;
  };
  return { areas: head.areas, breakdowns: head.breakdowns, runs: head.runs, marks: new Uint8Array(take(1)), values: new Float64Array(take(8)), runOf: new Uint16Array(take(2)) };
}

function bytesOf(column: Float64Array | Uint16Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function indexOf<Word>(words: readonly Word[]): Map<Word, number> {
  return new Map(words.map((word, index) => [word, index]));
}
