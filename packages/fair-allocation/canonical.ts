import { createHash } from 'node:crypto';

/**
 * The one way to write a value as JSON, so that the same market gives the same bytes on every machine:
 * RFC 8785 (JSON Canonicalization Scheme) – keys in the order of their UTF-16 code units, numbers as ECMAScript writes
 * them, no blanks. Fields that are `undefined` are left out, as `JSON.stringify` does.
 * Throws a TypeError, with the JSON path, on what JSON cannot say: NaN, Infinity, undefined in a list, lone surrogates,
 * dates, maps, bigints. O(n log k) for n values in objects of at most k keys.
 */
export function canonicalJson(value: unknown): string {
  return [...canonicalChunks(value)].join('');
}

/** The canonical JSON in pieces of roughly 64 KB: a market of a million applicants is longer than a string may be. */
export function* canonicalChunks(value: unknown): Generator<string, void, undefined> {
  let text = '';
  for (const piece of pieces(value, '$')) {
    text += piece;
    if (text.length >= longestChunk) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

/** SHA-256 over the UTF-8 bytes of the canonical JSON, 64 hexadecimal digits. */
export function canonicalHash(value: unknown): string {
  const hash = createHash('sha256');
  for (const chunk of canonicalChunks(value)) hash.update(chunk, 'utf8');
  return hash.digest('hex');
}

const longestChunk = 65_536;
/** Below this depth a value is written in one go; generators all the way down would cost ten times as much. */
const streamedDepth = 2;

function* pieces(value: unknown, path: string, depth = 0): Generator<string, void, undefined> {
  if (depth === streamedDepth || typeof value !== 'object' || value === null) {
    yield text(value, path);
    return;
  }
  let separator = Array.isArray(value) ? '[' : '{';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      yield separator;
      yield* pieces(value[i], `${path}[${i}]`, depth + 1);
      separator = ',';
    }
    yield separator === '[' ? '[]' : ']';
    return;
  }
  for (const key of sortedKeys(value, path)) {
    yield `${separator}${quoted(key, path)}:`;
    yield* pieces((value as Record<string, unknown>)[key], `${path}.${key}`, depth + 1);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

function text(value: unknown, path: string): string {
  if (typeof value === 'string') return quoted(value, path);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${path}: ${value} has no JSON`);
    return String(value);
  }
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') throw new TypeError(`${path}: ${typeof value} has no JSON`);
  if (Array.isArray(value)) return `[${value.map((item, i) => text(item, `${path}[${i}]`)).join(',')}]`;
  const fields = sortedKeys(value, path).map(
    (key) => `${quoted(key, path)}:${text((value as Record<string, unknown>)[key], `${path}.${key}`)}`,
  );
  return `{${fields.join(',')}}`;
}

function sortedKeys(value: object, path: string): string[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`${path}: only plain objects have one JSON`);
  return Object.keys(value)
    .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
    .sort();
}

function quoted(value: string, path: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new TypeError(`${path}: text with half a character (lone surrogate)`);
  return JSON.stringify(value);
}
