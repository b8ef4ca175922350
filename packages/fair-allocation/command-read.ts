import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** A file that cannot be read as JSON; `path` is the JSON path of the broken place. */
export class UnreadableInput extends Error {
  readonly path: string;

  constructor(path: string, message: string) {
    super(`${path}: ${message}`);
    this.name = 'UnreadableInput';
    this.path = path;
  }
}

/** No single entry of a list may be longer than this; a missing bracket is found here and not when memory is full. */
const longestEntry = 64 * 1024 * 1024;

/**
 * Reads a JSON file piece by piece: the entries of every list in the document's outermost object are parsed one by one,
 * so that a market of millions, longer than the longest text JavaScript can hold, is read with the memory of its records.
 * `progress` is told the bytes read and the bytes in total (undefined for a pipe).
 * Throws UnreadableInput on broken JSON, broken UTF-8, a key said twice, and an entry over 64 MB. O(bytes).
 */
export async function readJsonFile(file: string, progress?: (read: number, total: number | undefined) => void): Promise<unknown> {
  const fromPipe = file === '-';
  const total = fromPipe ? undefined : (await stat(file)).size;
  const reader = jsonReader();
  let read = 0;
  for await (const chunk of fromPipe ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 })) {
    reader.write(chunk as Uint8Array);
    read += (chunk as Uint8Array).length;
    progress?.(read, total);
  }
  return reader.end();
}

type Place = 'start' | 'first-key' | 'key' | 'in-key' | 'colon' | 'value' | 'first-entry' | 'capture' | 'after' | 'end' | 'whole';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

/** Takes the document in pieces as they come from a file or the network; `end` returns what it said. */
export function jsonReader(): { write(bytes: Uint8Array): void; end(): unknown } {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  const result: Record<string, unknown> = {};
  const seen = new Set<string>();
  let place: Place = 'start';
  let key = '';
  let list: unknown[] | undefined;
  let depth = 0;
  let inText = false;
  let escaped = false;
  let held: Uint8Array[] = [];
  let heldLength = 0;

  const path = (): string => (key === '' ? '$' : list ? `$.${key}[${list.length}]` : `$.${key}`);

  function hold(bytes: Uint8Array): void {
    heldLength += bytes.length;
    if (heldLength > longestEntry && place !== 'whole') throw new UnreadableInput(path(), 'an entry longer than 64 MB – is a bracket missing?');
    held.push(bytes);
  }

  function parseHeld(): unknown {
    const bytes = held.length === 1 ? held[0]! : Buffer.concat(held);
    held = [];
    heldLength = 0;
    let text: string;
    try {
      text = decoder.decode(bytes);
    } catch {
      throw new UnreadableInput(path(), 'not UTF-8 – save the file as UTF-8');
    }
    try {
      return JSON.parse(text) as unknown;
    } catch (error) {
      throw new UnreadableInput(path(), `not JSON (${(error as Error).message})`);
    }
  }

  /** Scans to the end of the text of one value, which may go on in the next piece; returns the index of what ended it. */
  function scan(bytes: Uint8Array, from: number): number {
    let i = from;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === 0x7b || byte === 0x5b) depth++;
      else if (byte === 0x7d || byte === 0x5d) {
        if (depth === 0) break;
        depth--;
      } else if (byte === comma && depth === 0) break;
    }
    if (i > from) hold(bytes.subarray(from, i));
    return i;
  }

  function store(ender: number): void {
    const value = parseHeld();
    if (list) list.push(value);
    else Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
    const closing = list ? 0x5d : 0x7d;
    if (ender === comma) place = list ? 'capture' : 'key';
    else if (ender !== closing) throw new UnreadableInput(path(), 'a bracket closes that was not opened');
    else if (list) closeList();
    else place = 'end';
  }

  function closeList(): void {
    Object.defineProperty(result, key, { value: list, enumerable: true, configurable: true, writable: true });
    list = undefined;
    place = 'after';
  }

  function readKey(bytes: Uint8Array, from: number): number {
    let i = from;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (escaped) escaped = false;
      else if (byte === backslash) escaped = true;
      else if (byte === quote) break;
    }
    const closed = i < bytes.length;
    hold(bytes.subarray(from, closed ? i + 1 : i));
    if (!closed) return i;
    key = '';
    key = parseHeld() as string;
    if (seen.has(key)) throw new UnreadableInput(path(), 'this field is written twice');
    seen.add(key);
    place = 'colon';
    return i + 1;
  }

  function step(byte: number): Place {
    const character = String.fromCodePoint(byte);
    const unexpected = (wanted: string): never => {
      throw new UnreadableInput(path(), `${JSON.stringify(character)} where ${wanted} should stand`);
    };
    switch (place) {
      case 'start':
        return character === '{' ? 'first-key' : 'whole';
      case 'first-key':
        return character === '}' ? 'end' : character === '"' ? 'in-key' : unexpected('a field name');
      case 'key':
        return character === '"' ? 'in-key' : unexpected('a field name');
      case 'colon':
        return character === ':' ? 'value' : unexpected('a colon');
      case 'value':
        if (character !== '[') return 'capture';
        list = [];
        return 'first-entry';
      case 'first-entry':
        if (character !== ']') return 'capture';
        closeList();
        return 'after';
      case 'after':
        return character === ',' ? 'key' : character === '}' ? 'end' : unexpected('a comma or the end');
      default:
        return unexpected('nothing more');
    }
  }

  return {
    write(bytes) {
      let i = 0;
      while (i < bytes.length) {
        if (place === 'whole') {
          hold(bytes.subarray(i));
          return;
        }
        if (place === 'capture') {
          i = scan(bytes, i);
          if (i < bytes.length) store(bytes[i++]!);
          continue;
        }
        if (place === 'in-key') {
          i = readKey(bytes, i);
          continue;
        }
        const byte = bytes[i]!;
        const blank = byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
        const mark = place === 'start' && (byte === 0xef || byte === 0xbb || byte === 0xbf);
        if (blank || mark) {
          i++;
          continue;
        }
        place = step(byte);
        if (place === 'in-key') hold(bytes.subarray(i, i + 1));
        // What begins a captured value belongs to it.
        if (place !== 'capture' && place !== 'whole') i++;
      }
    },
    end() {
      if (place === 'whole') return parseHeld();
      if (place !== 'end') throw new UnreadableInput(path(), 'the file ends too early');
      return result;
    },
  };
}
