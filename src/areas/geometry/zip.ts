import { accepted, refused, type Outcome } from '../../platform/outcome.ts';
import { defaultLimits } from '../../platform/table-file/table-file.ts';
import { readDirectory, unpack, type ZipEntry } from '../../platform/table-file/zip-directory.ts';
import { megabytes, type Limits } from './limits.ts';

/** Even of an archive of far too many files the directory is read, so that the refusal can say what is wrong. */
const MOST_LISTED = 100_000;

const codes: Record<string, string> = { 'file-broken': 'zip-damaged', 'file-encrypted': 'zip-encrypted', 'file-too-large-unpacked': 'zip-too-large' };

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/**
 * The wanted entries of a zip archive by their path; weighed before anything is unpacked, and never more is unpacked than was announced.
 * Refuses `zip-encrypted`, `zip-damaged`, `zip-too-many-entries` {entries}, `zip-too-large` {megabytes}.
 */
export function unpackWanted(bytes: Uint8Array, limits: Limits, wanted: (path: string) => boolean): Outcome<Map<string, Uint8Array>> {
  // Tables of attributes are mostly blanks and pack a hundred to one: only the size counts here, not the ratio.
  const directory = readDirectory(bytes, { ...defaultLimits, unpackedBytes: limits.bytes, entries: MOST_LISTED, ratio: Infinity });
  if (!directory.ok) return inOurWords(directory.refusals[0]!.code, limits);
  if (directory.value.size > limits.entries) return refused('zip-too-many-entries', { values: { entries: limits.entries } });
  const files = new Map<string, Uint8Array>();
  for (const entry of listed(directory.value).filter(({ name }) => wanted(name))) {
    const content = unpack(bytes, entry);
    if (!content.ok) return inOurWords(content.refusals[0]!.code, limits);
    files.set(entry.name, content.value);
  }
  return accepted(files);
}

function listed(directory: Map<string, ZipEntry>): ZipEntry[] {
  return [...directory.values()].filter(({ name }) => !name.endsWith('/'));
}

function inOurWords(code: string, limits: Limits) {
  const own = codes[code] ?? 'zip-damaged';
  return refused(own, own === 'zip-too-large' ? { values: { megabytes: megabytes(limits.bytes) } } : {});
}
