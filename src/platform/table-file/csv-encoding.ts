import iconv from 'iconv-lite';
import { accepted, refused, type Outcome } from '../outcome.ts';

export interface DecodedText {
  text: string;
  /** as people know it: `UTF-8`, `UTF-16LE`, `Windows-1252`, `ISO-8859-1`, `CP850`, `Mac Roman` */
  encoding: string;
  /** true where the bytes allow another reading as well, and a look at the umlauts is wise */
  guessed: boolean;
}

/** Names a person may choose when the guess was wrong. */
export const encodings = ['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252', 'ISO-8859-1', 'CP850', 'Mac Roman'] as const;
export type Encoding = (typeof encodings)[number];

const ICONV_NAMES: Record<Encoding, string> = {
  'UTF-8': 'utf8',
  'UTF-16LE': 'utf16le',
  'UTF-16BE': 'utf16be',
  'Windows-1252': 'win1252',
  'ISO-8859-1': 'latin1',
  CP850: 'cp850',
  'Mac Roman': 'macroman',
};

/* Where ä ö ü Ä Ö Ü ß stand in the encodings German offices still send. */
const UMLAUTS: [Encoding, number[]][] = [
  ['Windows-1252', [0xe4, 0xf6, 0xfc, 0xc4, 0xd6, 0xdc, 0xdf]],
  ['CP850', [0x84, 0x94, 0x81, 0x8e, 0x99, 0x9a, 0xe1]],
  ['Mac Roman', [0x8a, 0x9a, 0x9f, 0x80, 0x85, 0x86, 0xa7]],
];

/**
 * Reads the bytes of a text file: byte order mark, then UTF-16 by its zero bytes, then UTF-8 if valid, else the one-byte encoding
 * whose umlauts stand between letters. Refuses `encoding-unknown` (UTF-32), `encoding-broken` and `encoding-mixed` (with the line
 * of the first bad byte): a file that is half UTF-8 would turn its umlauts into rubbish. O(bytes).
 */
export function decodeText(bytes: Uint8Array, chosen?: Encoding): Outcome<DecodedText> {
  if (chosen) return accepted({ text: iconv.decode(Buffer.from(bytes), ICONV_NAMES[chosen]), encoding: chosen, guessed: false });
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) return refused('encoding-unknown');
  if (startsWith(bytes, [0xff, 0xfe])) return wide(bytes, 'UTF-16LE', false);
  if (startsWith(bytes, [0xfe, 0xff])) return wide(bytes, 'UTF-16BE', false);
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) {
    const text = utf8(bytes.subarray(3));
    return text === undefined ? refused('encoding-broken', { values: { line: lineOfFirstBadByte(bytes) } }) : accepted({ text, encoding: 'UTF-8', guessed: false });
  }
  const zeros = zeroBytes(bytes);
  if (zeros) return wide(bytes, zeros, true);
  const text = utf8(bytes);
  if (text !== undefined) return accepted({ text, encoding: 'UTF-8', guessed: false });
  if (hasUtf8Umlaut(bytes)) return refused('encoding-mixed', { values: { line: lineOfFirstBadByte(bytes) } });
  return oneByte(bytes);
}

function startsWith(bytes: Uint8Array, mark: number[]): boolean {
  return mark.every((value, index) => bytes[index] === value);
}

function wide(bytes: Uint8Array, encoding: 'UTF-16LE' | 'UTF-16BE', guessed: boolean): Outcome<DecodedText> {
  if (bytes.length % 2 === 1) return refused('encoding-broken', { values: { line: 1 } });
  return accepted({ text: iconv.decode(Buffer.from(bytes), ICONV_NAMES[encoding]), encoding, guessed });
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Latin letters in UTF-16 have a zero in every second byte; a CSV file has none. */
function zeroBytes(bytes: Uint8Array): 'UTF-16LE' | 'UTF-16BE' | undefined {
  const seen = Math.min(bytes.length - (bytes.length % 2), 4096);
  if (seen < 4) return undefined;
  const zeros = [0, 0];
  for (let index = 0; index < seen; index += 1) if (bytes[index] === 0) zeros[index % 2]! += 1;
  const half = seen / 2;
  if (zeros[1]! > half * 0.4 && zeros[0]! < half * 0.1) return 'UTF-16LE';
  if (zeros[0]! > half * 0.4 && zeros[1]! < half * 0.1) return 'UTF-16BE';
  return undefined;
}

function hasUtf8Umlaut(bytes: Uint8Array): boolean {
  const seconds = [0xa4, 0xb6, 0xbc, 0x84, 0x96, 0x9c, 0x9f];
  for (let index = 0; index + 1 < bytes.length; index += 1) {
    if (bytes[index] === 0xc3 && seconds.includes(bytes[index + 1]!)) return true;
  }
  return false;
}

function lineOfFirstBadByte(bytes: Uint8Array): number {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const bad = decoded.indexOf('\ufffd');
  return decoded.slice(0, Math.max(bad, 0)).split(/\r\n|\r|\n/).length;
}

function oneByte(bytes: Uint8Array): Outcome<DecodedText> {
  const scores = UMLAUTS.map(([encoding, umlauts]) => ({ encoding, score: umlautsBetweenLetters(bytes, umlauts) }));
  // the sort is stable: Windows-1252 stands first and wins a tie
  const best = [...scores].sort((one, other) => other.score - one.score)[0]!;
  const plain = best.encoding === 'Windows-1252' && !bytes.some((byte) => byte >= 0x80 && byte <= 0x9f);
  const encoding: Encoding = plain ? 'ISO-8859-1' : best.encoding;
  const text = iconv.decode(Buffer.from(bytes), ICONV_NAMES[encoding]);
  return accepted({ text, encoding, guessed: best.encoding !== 'Windows-1252' || best.score === 0 });
}

function umlautsBetweenLetters(bytes: Uint8Array, umlauts: number[]): number {
  let found = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (umlauts.includes(bytes[index]!) && (isLetter(bytes[index - 1]) || isLetter(bytes[index + 1]))) found += 1;
  }
  return found;
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
