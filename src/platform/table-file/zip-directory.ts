import { crc32, inflateRawSync } from 'node:zlib';
import { accepted, refused, type Outcome } from '../outcome.ts';
import type { TableLimits } from './table-file.ts';

/** A part of a zip archive as its central directory lists it; nothing is unpacked yet. */
export interface ZipEntry {
  name: string;
  method: number;
  encrypted: boolean;
  packedSize: number;
  size: number;
  crc: number;
  offset: number;
}

const END = 0x06054b50;
const END_64_LOCATOR = 0x07064b50;
const END_64 = 0x06064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const RATIO_FROM = 1024 * 1024;

/**
 * Reads the central directory (APPNOTE 6.3.10) and weighs the archive before anything is unpacked: number of parts, sum of their
 * sizes, ratio of each. Sizes that lie are caught by {@link unpack}, which never writes more than announced.
 * Refuses `file-broken`, `file-encrypted`, `file-too-large-unpacked` (also for too many parts and for too high a ratio).
 */
export function readDirectory(bytes: Uint8Array, limits: TableLimits): Outcome<Map<string, ZipEntry>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view);
  if (!directory) return refused('file-broken');
  const tooLarge = () => refused('file-too-large-unpacked', { values: { limit: Math.round(limits.unpackedBytes / 1024 / 1024) } });
  if (directory.count > limits.entries) return tooLarge();

  const entries = new Map<string, ZipEntry>();
  let at = directory.offset;
  let total = 0;
  for (let index = 0; index < directory.count; index += 1) {
    const read = readEntry(view, bytes, at);
    if (!read || entries.has(read.entry.name)) return refused('file-broken');
    const { entry } = read;
    if (entry.encrypted) return refused('file-encrypted');
    total += entry.size;
    if (total > limits.unpackedBytes) return tooLarge();
    if (entry.size > RATIO_FROM && entry.size > entry.packedSize * limits.ratio) return tooLarge();
    entries.set(entry.name, entry);
    at = read.next;
  }
  return accepted(entries);
}

/** The content of one part; refuses `file-broken` where it is longer or shorter than announced or its checksum differs. */
export function unpack(bytes: Uint8Array, entry: ZipEntry): Outcome<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL) return refused('file-broken');
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packedSize > bytes.length) return refused('file-broken');
  const packed = bytes.subarray(start, start + entry.packedSize);
  const content = entry.method === 0 ? packed : entry.method === 8 ? inflate(packed, entry.size) : undefined;
  if (!content || content.length !== entry.size || crc32(content) !== entry.crc) return refused('file-broken');
  return accepted(content);
}

function inflate(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    // one byte more than announced, so that a part which lies about its size fails instead of being cut
    return inflateRawSync(packed, { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
}

function findDirectory(view: DataView): { count: number; offset: number } | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    if (at + 22 + view.getUint16(at + 20, true) !== view.byteLength) continue;
    if (view.getUint16(at + 4, true) !== 0 && view.getUint16(at + 4, true) !== 0xffff) return undefined;
    const count = view.getUint16(at + 10, true);
    const offset = view.getUint32(at + 16, true);
    if (count !== 0xffff && offset !== 0xffffffff) return { count, offset };
    return findDirectory64(view, at) ?? (offset === 0xffffffff ? undefined : { count, offset });
  }
  return undefined;
}

function findDirectory64(view: DataView, endAt: number): { count: number; offset: number } | undefined {
  const locator = endAt - 20;
  if (locator < 0 || view.getUint32(locator, true) !== END_64_LOCATOR) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > view.byteLength || view.getUint32(at, true) !== END_64) return undefined;
  return { count: Number(view.getBigUint64(at + 32, true)), offset: Number(view.getBigUint64(at + 48, true)) };
}

function readEntry(view: DataView, bytes: Uint8Array, at: number): { entry: ZipEntry; next: number } | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) return undefined;
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  if (next > view.byteLength) return undefined;
  const entry: ZipEntry = {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    crc: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
  applyZip64(entry, view, at + 46 + nameLength, extraLength);
  return { entry, next };
}

/** Extra field 1 holds, in this order, only those of size, packed size and offset that did not fit into 32 bits. */
function applyZip64(entry: ZipEntry, view: DataView, from: number, length: number): void {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let value = at + 4;
    const end = Math.min(value + view.getUint16(at + 2, true), from + length);
    for (const field of ['size', 'packedSize', 'offset'] as const) {
      if (entry[field] !== 0xffffffff || value + 8 > end) continue;
      entry[field] = Number(view.getBigUint64(value, true));
      value += 8;
    }
    return;
  }
}
