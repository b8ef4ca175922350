/** First 32 bits of the fractional parts of the square (8) or cube (64) roots of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
const [BEGINNING, ROUND] = [(prime: number) => Math.sqrt(prime), (prime: number) => Math.cbrt(prime)].map((root, at) => Uint32Array.from(firstPrimes(at === 0 ? 8 : 64), (prime) => (root(prime) % 1) * 2 ** 32)) as [Uint32Array, Uint32Array];

/**
 * SHA-256 of a text in UTF-8 (FIPS 180-4), as eight 32-bit words. Here because what browsers and workers bring along only answers
 * later, and a count's key must not wait. Complexity: O(length).
 */
export function sha256(text: string): Uint32Array {
  const words = padded(new TextEncoder().encode(text));
  const hash = Uint32Array.from(BEGINNING);
  const schedule = new Uint32Array(64);
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16));
    for (let at = 16; at < 64; at++) schedule[at] = schedule[at - 16]! + small(schedule[at - 15]!, 7, 18, 3) + schedule[at - 7]! + small(schedule[at - 2]!, 17, 19, 10);
    compress(hash, schedule);
  }
  return hash;
}

function compress(hash: Uint32Array, schedule: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at++) {
    const one = (h + large(e, 6, 11, 25) + ((e & f) ^ (~e & g)) + ROUND[at]! + schedule[at]!) | 0;
    const two = (large(a, 2, 13, 22) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => (hash[at]! += word));
}

/** The text, a 1 bit, zeros, and its length in bits: a multiple of 16 words. */
function padded(bytes: Uint8Array): Uint32Array {
  const view = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, at) => view.setUint8(at, byte));
  view.setUint8(bytes.length, 0x80);
  view.setBigUint64(view.byteLength - 8, BigInt(bytes.length) * 8n);
  return Uint32Array.from({ length: view.byteLength / 4 }, (_, at) => view.getUint32(4 * at));
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function large(word: number, one: number, two: number, three: number): number {
  return turned(word, one) ^ turned(word, two) ^ turned(word, three);
}

function small(word: number, one: number, two: number, shift: number): number {
  return turned(word, one) ^ turned(word, two) ^ (word >>> shift);
}

function firstPrimes(wanted: number): number[] {
  const primes: number[] = [];
  for (let number = 2; primes.length < wanted; number++) if (primes.every((prime) => number % prime !== 0)) primes.push(number);
  return primes;
}
