/**
 * The little of the tar format a backup needs (POSIX.1-1988 ustar, pax header for long or non-ASCII names), as streams:
 * never more than one block of a member in memory. Any tar program can look inside a backup.
 */
export interface Member {
  name: string;
  /** bytes */
  size: number;
}

export interface ReadMember extends Member {
  /** must be read to its end before the next member is asked for */
  content: AsyncIterable<Buffer>;
}

const BLOCK = 512;

/** The bytes of one member; `content` must yield exactly `size` bytes. */
export async function* writeMember({ name, size }: Member, content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  if (!fitsUstar(name)) yield* paxHeader(name);
  yield header(fitsUstar(name) ? name : 'long-name', size, '0');
  let written = 0;
  for await (const chunk of content) {
    written += chunk.length;
    yield chunk;
  }
  if (written !== size) throw new Error(`${name} changed its size while it was read: ${written} instead of ${size} bytes`);
  yield padding(size);
}

/** The end of an archive: two empty blocks. */
export function endOfArchive(): Buffer {
  return Buffer.alloc(2 * BLOCK);
}

/** The members of an archive in their order. Throws if it is cut off or a header is damaged. */
export async function* readMembers(bytes: AsyncIterable<Buffer>): AsyncGenerator<ReadMember> {
  const source = new ByteSource(bytes);
  let longName: string | undefined;
  for (;;) {
    const block = await source.take(BLOCK);
    if (block.every((byte) => byte === 0)) return source.rest();
    const { name, size, type } = parseHeader(block);
    if (type === 'x') {
      longName = parsePax(await source.take(size));
      await source.take(padding(size).length);
      continue;
    }
    const content = source.stream(size);
    yield { name: longName ?? name, size, content };
    for await (const _unread of content);
    await source.take(padding(size).length);
    longName = undefined;
  }
}

function fitsUstar(name: string): boolean {
  return name.length <= 100 && /^[\x20-\x7e]+$/.test(name);
}

function header(name: string, size: number, type: '0' | 'x'): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'ascii');
  block.write('0000600\0', 100, 'ascii');
  block.write('0000000\0'.repeat(2), 108, 'ascii');
  // Sizes from 8 GiB on do not fit 11 octal digits: base-256 as GNU and POSIX tar programs read it.
  if (size < 8 ** 11) block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'ascii');
  else {
    block[124] = 0x80;
    block.writeBigUInt64BE(BigInt(size), 128);
  }
  block.write('00000000000\0', 136, 'ascii');
  block.write(type, 156, 'ascii');
  block.write('ustar\x0000', 257, 'ascii');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return block;
}

function parseHeader(block: Buffer): { name: string; size: number; type: string } {
  if (Number.parseInt(block.toString('ascii', 148, 154), 8) !== checksum(block)) throw new Error('damaged header');
  const size = block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(block.toString('ascii', 124, 135), 8);
  const end = block.indexOf(0);
  return { name: block.toString('ascii', 0, end === -1 || end > 100 ? 100 : end), size, type: String.fromCharCode(block[156]!) };
}

/** Sum of all bytes, the checksum's own field counted as spaces. */
function checksum(block: Buffer): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function* paxHeader(name: string): Generator<Buffer> {
  const record = ` path=${name}\n`;
  let length = Buffer.byteLength(record) + 1;
  while (Buffer.byteLength(`${length}${record}`) !== length) length = Buffer.byteLength(`${length}${record}`);
  const content = Buffer.from(`${length}${record}`);
  yield header('long-name-header', content.length, 'x');
  yield content;
  yield padding(content.length);
}

function parsePax(content: Buffer): string | undefined {
  return /^\d+ path=(.*)\n/s.exec(content.toString('utf8'))?.[1];
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}

/** Reads a stream in pieces of one's own choice. */
class ByteSource {
  #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Buffer>) {
    this.#chunks = bytes[Symbol.asyncIterator]();
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.stream(count)) parts.push(part);
    return Buffer.concat(parts);
  }

  async *stream(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0; ) {
      if (this.#held.length === 0) {
        const next = await this.#chunks.next();
        if (next.done) throw new Error('cut off');
        this.#held = next.value;
      }
      const part = this.#held.subarray(0, missing);
      this.#held = this.#held.subarray(part.length);
      missing -= part.length;
      yield part;
    }
  }

  /** Reads to the end, so that a checksum behind the last member (gzip's) is verified as well. */
  async rest(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }
}
