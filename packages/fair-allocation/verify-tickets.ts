/**
 * The verifier's own lottery: SHA-256 (FIPS 180-4) written down here, so that a ticket is a second opinion on the engine's, which takes
 * it from the machine's library. The part of the text all tickets begin with is hashed once.
 */
export interface TicketDrawer {
  /** The first 52 bits of SHA-256 over the JSON of the list: the names given first, then these. */
  draw(...names: readonly string[]): number;
}

const squareRootsOfPrimes = new Int32Array(8);
const cubeRootsOfPrimes = new Int32Array(64);
for (let found = 0, candidate = 2; found < 64; candidate++) {
  let isPrime = true;
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) isPrime = false;
  if (!isPrime) continue;
  if (found < 8) squareRootsOfPrimes[found] = Math.floor((Math.sqrt(candidate) % 1) * 2 ** 32);
  cubeRootsOfPrimes[found++] = Math.floor((Math.cbrt(candidate) % 1) * 2 ** 32);
}

/** @param first what every ticket's list begins with, e.g. seed and round */
export function ticketDrawer(...first: readonly string[]): TicketDrawer {
  const encoder = new TextEncoder();
  const beginning = encoder.encode(JSON.stringify(first).slice(0, -1));
  const begun = squareRootsOfPrimes.slice();
  let hashed = 0;
  for (; hashed + 64 <= beginning.length; hashed += 64) compress(begun, beginning, hashed);
  const rest = beginning.subarray(hashed);
  const state = new Int32Array(8);
  let block = new Uint8Array(1_024);

  function append(name: string, from: number): number {
    if (from + 6 * name.length + 128 > block.length) {
      const larger = new Uint8Array(2 * (from + 6 * name.length + 128));
      larger.set(block);
      block = larger;
    }
    let end = from;
    block[end++] = 0x2c;
    block[end++] = 0x22;
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return from + 1 + encoder.encodeInto(JSON.stringify(name), block.subarray(from + 1)).written;
      block[end++] = code;
    }
    block[end++] = 0x22;
    return end;
  }

  return {
    draw(...names) {
      block.set(rest);
      let end = rest.length;
      for (const name of names) end = append(name, end);
      block[end++] = 0x5d;
      const bits = (hashed + end) * 8;
      block[end++] = 0x80;
      const padded = Math.ceil((end + 8) / 64) * 64;
      block.fill(0, end, padded - 4);
      for (let i = 0; i < 4; i++) block[padded - 1 - i] = bits >>> (8 * i);
      state.set(begun);
      for (let at = 0; at < padded; at += 64) compress(state, block, at);
      return (state[0]! >>> 0) * 2 ** 20 + (state[1]! >>> 12);
    },
  };
}

const words = new Int32Array(64);

/** One block of 64 bytes, FIPS 180-4 §6.2.2. */
function compress(state: Int32Array, bytes: Uint8Array, at: number): void {
  for (let i = 0; i < 16; i++) words[i] = (bytes[at + 4 * i]! << 24) | (bytes[at + 4 * i + 1]! << 16) | (bytes[at + 4 * i + 2]! << 8) | bytes[at + 4 * i + 3]!;
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15]!;
    const y = words[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[i] = (words[i - 16]! + s0 + words[i - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + cubeRootsOfPrimes[i]! + words[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}
