import { createHash } from 'node:crypto';
import { jsonPath } from './check-market-shape.ts';

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
  for (const piece of pieces(value, [])) {
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

/** Where the writer stands; paths are put together only for errors. */
type Place = (string | number)[];

function* pieces(value: unknown, at: Place): Generator<string, void, undefined> {
  if (at.length === streamedDepth || typeof value !== 'object' || value === null) {
    yield text(value, at);
    return;
  }
  const isList = Array.isArray(value);
  let separator = isList ? '[' : '{';
  for (const key of isList ? value.keys() : sortedKeys(value, at)) {
    at.push(key);
    yield isList ? separator : `${separator}${quoted(key as string, at)}:`;
    yield* pieces((value as Record<string | number, unknown>)[key], at);
    at.pop();
    separator = ',';
  }
  yield (separator === ',' ? '' : separator) + (isList ? ']' : '}');
}

function text(value: unknown, at: Place): string {
  if (typeof value === 'string') return quoted(value, at);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw noJson(at, String(value));
    return String(value);
  }
  if (typeof value === 'boolean' || value === null) return String(value);
  if (typeof value !== 'object') throw noJson(at, typeof value);
  let inside = '';
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      at.push(i);
      inside += i === 0 ? text(value[i], at) : `,${text(value[i], at)}`;
      at.pop();
    }
    return `[${inside}]`;
  }
  for (const key of sortedKeys(value, at)) {
    at.push(key);
    inside += `${inside === '' ? '' : ','}${quoted(key, at)}:${text((value as Record<string, unknown>)[key], at)}`;
    at.pop();
  }
  return `{${inside}}`;
}

function sortedKeys(value: object, at: Place): string[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw noJson(at, 'what is not a plain object');
  const keys = Object.keys(value).sort();
  return keys.some((key) => (value as Record<string, unknown>)[key] === undefined)
    ? keys.filter((key) => (value as Record<string, unknown>)[key] !== undefined)
    : keys;
}

/** Most texts are ids and need no escapes; looking first is much faster than `JSON.stringify` for each. */
const plain = /^[ !#-[\]-~]*$/;

function quoted(value: string, at: Place): string {
  if (plain.test(value)) return `"${value}"`;
  if (/\p{Surrogate}/u.test(value)) throw noJson(at, 'text with half a character (lone surrogate)');
  return JSON.stringify(value);
}

function noJson(at: Place, what: string): TypeError {
  return new TypeError(`${jsonPath(at)}: ${what} has no JSON`);
}
