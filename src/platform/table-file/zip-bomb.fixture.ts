import { crc32, deflateRawSync } from 'node:zlib';

const MB = 1024 * 1024;

/**
 * A small zip that unpacks to `count` parts of 64 MB zeros each, behind the names a reader looks for. `announced`: the size its
 * directory says instead of the true one.
 */
export function zipBomb(names: readonly string[], { count = 40, announced }: { count?: number; announced?: number } = {}): Uint8Array<ArrayBuffer> {
  const content = Buffer.alloc(64 * MB);
  const [packed, checksum] = [deflateRawSync(content), crc32(content)];
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const name of [...names, ...Array.from({ length: count - names.length }, (_unused, index) => `teil/${index}.xml`)]) {
    const [local, central] = [Buffer.alloc(30), Buffer.alloc(46)];
    local.writeUInt32LE(0x04034b50, 0);
    central.writeUInt32LE(0x02014b50, 0);
    // In a local header everything lies two bytes further to the front.
    for (const [header, shift] of [[local, -2], [central, 0]] as const) {
      header.writeUInt16LE(8, 10 + shift);
      header.writeUInt32LE(checksum, 16 + shift);
      header.writeUInt32LE(packed.length, 20 + shift);
      header.writeUInt32LE(announced ?? content.length, 24 + shift);
      header.writeUInt16LE(name.length, 28 + shift);
    }
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), packed);
    directory.push(central, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...parts, ...directory, end]));
}

/** The parts by which a workbook is known. */
export const workbookParts = ['[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'xl/worksheets/sheet1.xml'] as const;

/** The most memory this process ever held, in MB: it never sinks, so the difference of two is what something took at its worst. */
export function mostMemory(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
