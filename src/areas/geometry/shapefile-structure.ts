import { refused, accepted, type Outcome } from '../../platform/outcome.ts';
import type { Limits } from './limits.ts';

const HEADER = 100;
const RECORD_HEADER = 8;
const polylinesAndPolygons = new Set([3, 5, 13, 15, 23, 25]);
const multipoints = new Set([8, 18, 28]);
const points = new Set([1, 11, 21]);

/**
 * Checks the counts inside a .shp before anything is allocated by them: a damaged or hostile file must not claim a
 * billion points, nor list the same points in a million parts (ESRI Shapefile Technical Description, 1998).
 * The bytes of the file without what stands behind its declared end, or a refusal:
 * `file-damaged` {record}, `layer-not-polygons` {type}, `too-many-points` {points}, `too-many-features` {features}.
 */
export function checkShapefile(bytes: Uint8Array, limits: Limits): Outcome<Uint8Array> {
  if (bytes.length < HEADER) return damaged(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.getInt32(24, false) * 2;
  if (view.getInt32(0, false) !== 9994 || end < HEADER || end > bytes.length) return damaged(0);
  const type = view.getInt32(32, true);
  if (!polylinesAndPolygons.has(type) && !multipoints.has(type) && !points.has(type)) {
    return refused('layer-not-polygons', { values: { type: type === 31 ? 'MultiPatch' : String(type) } });
  }

  let record = 0;
  let total = 0;
  for (let at = HEADER; at < end; ) {
    record += 1;
    if (at + RECORD_HEADER + 4 > end) return damaged(record);
    const length = view.getInt32(at + 4, false) * 2;
    const content = at + RECORD_HEADER;
    if (length < 4 || content + length > end) return damaged(record);
    const recordType = view.getInt32(content, true);
    const found = recordType === 0 ? 0 : recordType === type ? countPoints(view, content, length, type) : undefined;
    if (found === undefined) return damaged(record);
    total += found;
    if (total > limits.points) return refused('too-many-points', { values: { points: limits.points } });
    at = content + length;
  }
  if (record > limits.features) return refused('too-many-features', { values: { features: limits.features } });
  return accepted(bytes.subarray(0, end));
}

/** Points of one record; undefined if its counts contradict its length or its parts are out of order. */
function countPoints(view: DataView, at: number, length: number, type: number): number | undefined {
  if (points.has(type)) return length >= 20 ? 1 : undefined;
  if (multipoints.has(type)) {
    const count = length >= 40 ? view.getInt32(at + 36, true) : -1;
    return count >= 0 && 40 + count * 16 <= length ? count : undefined;
  }
  if (length < 44) return undefined;
  const [parts, count] = [view.getInt32(at + 36, true), view.getInt32(at + 40, true)];
  if (parts < 0 || count < 0 || 44 + parts * 4 + count * 16 > length) return undefined;
  for (let part = 0, before = 0; part < parts; part += 1) {
    const start = view.getInt32(at + 44 + part * 4, true);
    if (start < before || start > count) return undefined;
    before = start;
  }
  return count;
}

function damaged(record: number) {
  return refused('file-damaged', { values: { record } });
}
