import { accepted, refused, type Outcome } from '../../platform/outcome.ts';

export const PROOF_BYTES = 5 * 1024 * 1024;

export interface ProofFile {
  mediaType: 'application/pdf' | 'image/jpeg' | 'image/png';
  content: Buffer;
}

/**
 * What an uploaded proof is, by its content and never by its name, without its metadata: of photos place, time and device are taken out (EXIF, XMP, IPTC,
 * comments; a photo keeps only which side is up), and whatever lies behind a picture's end. PDF stays as it is. Refuses `not-a-proof`. O(bytes).
 */
export function readProof(content: Buffer): Outcome<ProofFile> {
  if (content.subarray(0, 5).toString('latin1') === '%PDF-' && content.subarray(-2048).includes('%%EOF')) return accepted({ mediaType: 'application/pdf', content });
  if (content[0] === 0xff && content[1] === 0xd8) {
    const plain = withoutJpegMetadata(content);
    if (plain) return accepted({ mediaType: 'image/jpeg', content: plain });
  }
  if (content.subarray(0, 8).equals(PNG_START)) {
    const plain = withoutPngMetadata(content);
    if (plain) return accepted({ mediaType: 'image/png', content: plain });
  }
  return refused('not-a-proof', { field: 'file' });
}

const APP0 = 0xe0;
const APP1 = 0xe1;
const ADOBE = 0xee;
const COMMENT = 0xfe;
const SCAN = 0xda;
const END = 0xd9;

/** JPEG (ITU-T T.81, B.1): segments of marker and length up to the first scan; undefined if it is none. */
function withoutJpegMetadata(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = [content.subarray(0, 2)];
  let orientation = 1;
  for (let at = 2; at + 4 <= content.length;) {
    if (content[at] !== 0xff) return undefined;
    const marker = content[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = content.readUInt16BE(at + 2);
    const segment = content.subarray(at, at + 2 + length);
    if (length < 2 || segment.length < 2 + length) return undefined;
    if (marker === APP1) orientation = orientationOf(segment.subarray(4)) ?? orientation;
    const isMetadata = (marker >= APP1 && marker <= 0xef && marker !== ADOBE) || marker === COMMENT;
    if (marker === SCAN) {
      const end = content.lastIndexOf(Buffer.from([0xff, END]));
      if (end < at) return undefined;
      return Buffer.concat([...(orientation === 1 ? kept : [kept[0]!, orientationSegment(orientation), ...kept.slice(1).filter((one) => one[1] !== APP0)]), content.subarray(at, end + 2)]);
    }
    if (!isMetadata) kept.push(segment);
    at += 2 + length;
  }
  return undefined;
}

/** The side that is up (EXIF tag 0x0112), 1 to 8; undefined if it is not said. */
function orientationOf(exif: Buffer): number | undefined {
  if (exif.subarray(0, 6).toString('latin1') !== 'Exif\0\0' || exif.length < 14) return undefined;
  const tiff = exif.subarray(6);
  const isLittle = tiff.subarray(0, 2).toString('latin1') === 'II';
  const short = (at: number) => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = Math.min(short(first), 200);
  for (let index = 0; index < count; index += 1) {
    const entry = first + 2 + index * 12;
    if (short(entry) === 0x0112) {
      const value = short(entry + 8);
      return value >= 1 && value <= 8 ? value : undefined;
    }
  }
  return undefined;
}

/** An EXIF segment that says nothing but the side that is up. */
function orientationSegment(orientation: number): Buffer {
  const body = Buffer.concat([
    Buffer.from('Exif\0\0', 'latin1'), Buffer.from('MM\0*', 'latin1'), Buffer.from([0, 0, 0, 8]),
    Buffer.from([0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  ]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 + APP1, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks a picture needs to look as it does; all others say something about it. */
const PNG_KEPT = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'sRGB', 'cHRM', 'iCCP', 'pHYs', 'sBIT']);

function withoutPngMetadata(content: Buffer): Buffer | undefined {
  const kept: Buffer[] = [PNG_START];
  for (let at = 8; at + 12 <= content.length;) {
    const length = content.readUInt32BE(at);
    const type = content.subarray(at + 4, at + 8).toString('latin1');
    const chunk = content.subarray(at, at + 12 + length);
    if (chunk.length < 12 + length) return undefined;
    if (PNG_KEPT.has(type)) kept.push(chunk);
    if (type === 'IEND') return kept.length > 2 ? Buffer.concat(kept) : undefined;
    at += 12 + length;
  }
  return undefined;
}
