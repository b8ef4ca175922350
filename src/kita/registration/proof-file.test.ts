import { describe, expect, test } from 'vitest';
import { readProof } from './proof-file.ts';

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const segment = (marker: number, body: Buffer) => bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body.toString('latin1'));
const exif = (orientation: number) => bytes('Exif\0\0MM\0*', [0, 0, 0, 8, 0, 2, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 99, 0, 0, 0, 0], 'GPS 51.98 9.82');
const photo = (orientation: number) => Buffer.concat([
  bytes([0xff, 0xd8]), segment(0xe0, bytes('JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0])), segment(0xe1, exif(orientation)), segment(0xfe, bytes('taken by Anna')), segment(0xdb, bytes([0, 1, 2, 3])),
  bytes([0xff, 0xda, 0, 4, 1, 2, 11, 22, 33, 0xff, 0xd9]), bytes('hidden behind the end'),
]);
const chunk = (type: string, body: string) => bytes([0, 0, body.length >> 8, body.length & 255], type, body, [1, 2, 3, 4]);
const drawing = Buffer.concat([bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', '1234567890123'), chunk('tEXt', 'Author Anna'), chunk('eXIf', 'GPS'), chunk('IDAT', 'picture'), chunk('IEND', ''), bytes('PK hidden archive')]);

describe('a proof', () => {
  test('that is a photo loses place, comment and what is hidden behind it, and keeps its picture', () => {
    const read = readProof(photo(1));
    expect(read.ok && read.value.mediaType).toBe('image/jpeg');
    const kept = read.ok ? read.value.content.toString('latin1') : '';
    for (const gone of ['GPS', 'Anna', 'hidden']) expect(kept).not.toContain(gone);
    expect(kept).toContain('JFIF');
    expect(kept.endsWith('\x0b\x16\x21\xff\xd9')).toBe(true);
  });

  test('that is a photo held upright stays upright', () => {
    const read = readProof(photo(6));
    const kept = read.ok ? read.value.content : Buffer.alloc(0);
    expect(kept.toString('latin1')).not.toContain('GPS');
    const again = readProof(kept);
    expect(again.ok && again.value.content.equals(kept)).toBe(true);
    expect(kept.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true);
  });

  test('that is a drawing keeps only what a picture is made of', () => {
    const read = readProof(drawing);
    const kept = read.ok ? read.value.content.toString('latin1') : '';
    expect(kept).toContain('picture');
    for (const gone of ['Author', 'GPS', 'archive']) expect(kept).not.toContain(gone);
  });

  test('is known by its content: PDF yes; a program named .pdf, a web page, half a photo, nothing: no', () => {
    expect(readProof(bytes('%PDF-1.7 … %%EOF\n')).ok).toBe(true);
    for (const wrong of [bytes('MZ program'), bytes('<html><script>'), bytes('%PDF-1.7 cut off'), photo(1).subarray(0, 40), drawing.subarray(0, 60), Buffer.alloc(0), bytes([0xff, 0xd8])]) {
      expect(readProof(wrong)).toMatchObject({ ok: false, refusals: [{ code: 'not-a-proof' }] });
    }
  });
});
