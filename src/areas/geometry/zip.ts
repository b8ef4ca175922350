import { Unzip, UnzipInflate } from 'fflate';
import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { megabytes, type Limits } from './limits.ts';

/** A step of 16 kB can unpack to 17 MB at most (deflate packs 1032 : 1): that far a bomb gets past the limit before it is seen. */
const STEP = 16 * 1024;

const ENCRYPTED = 1;

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The wanted entries of a zip archive by their path. What is really unpacked is counted, not what the archive says of itself.
 * Refuses `zip-encrypted`, `zip-damaged`, `zip-too-many-entries` {entries}, `zip-too-large` {megabytes}.
 */
export function unpack(bytes: Uint8Array, limits: Limits, wanted: (path: string) => boolean): Outcome<Map<string, Uint8Array>> {
  if (((bytes[6] ?? 0) & ENCRYPTED) !== 0) return refused('zip-encrypted');
  const files = new Map<string, Uint8Array[]>();
  const unfinished = new Set<string>();
  let entries = 0;
  let unpacked = 0;
  let damaged = false;

  const unzip = new Unzip((entry) => {
    entries += 1;
    if (entries > limits.entries || !wanted(entry.name)) return;
    const chunks: Uint8Array[] = [];
    files.set(entry.name, chunks);
    unfinished.add(entry.name);
    entry.ondata = (error, chunk, final) => {
      if (error) damaged = true;
      if (chunk) {
        unpacked += chunk.length;
        if (unpacked <= limits.bytes) chunks.push(chunk);
      }
      if (final) unfinished.delete(entry.name);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);

  try {
    for (let start = 0; start < bytes.length; start += STEP) {
      unzip.push(bytes.subarray(start, start + STEP), start + STEP >= bytes.length);
      if (entries > limits.entries) return refused('zip-too-many-entries', { values: { entries: limits.entries } });
      if (unpacked > limits.bytes) return refused('zip-too-large', { values: { megabytes: megabytes(limits.bytes) } });
      if (damaged) return refused('zip-damaged');
    }
  } catch {
    return refused('zip-damaged');
  }
  if (unfinished.size > 0) return refused('zip-damaged');
  return accepted(new Map([...files].map(([path, chunks]) => [path, joined(chunks)])));
}

function joined(chunks: Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
