import { accepted, refused, type Outcome } from '../outcome.ts';
import type { TableLimits } from './table-file.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

export type FileKind = { kind: 'csv' } | { kind: 'xlsx'; entries: Map<string, ZipEntry> };

/** First bytes of what people upload by mistake. */
const MARKS: [string, number[]][] = [
  ['file-is-pdf', [0x25, 0x50, 0x44, 0x46]],
  ['file-is-picture', [0x89, 0x50, 0x4e, 0x47]],
  ['file-is-picture', [0xff, 0xd8, 0xff]],
  ['file-is-picture', [0x47, 0x49, 0x46, 0x38]],
  ['file-is-document', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['file-is-archive', [0x1f, 0x8b, 0x08]],
  ['file-is-archive', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['file-is-archive', [0x52, 0x61, 0x72, 0x21]],
  ['file-is-database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66, 0x6f, 0x72, 0x6d, 0x61, 0x74]],
];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIPS = [[0x50, 0x4b, 3, 4], [0x50, 0x4b, 5, 6]];

/** Tells by content what a file is; refuses with the sentence that helps: what it is and what to do. */
export function recogniseFile(bytes: Uint8Array, limits: TableLimits): Outcome<FileKind> {
  const begins = (mark: number[]) => mark.every((byte, index) => bytes[index] === byte);
  const mistaken = MARKS.find(([, mark]) => begins(mark));
  if (mistaken) return refused(mistaken[0]);
  if (begins(OLE)) return refused(holdsUtf16(bytes, 'EncryptedPackage') ? 'file-encrypted' : 'file-is-xls');
  if (ZIPS.some(begins)) return recogniseZip(bytes, limits);
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<\?xml|<table)/.test(start)) return refused('file-is-html');
  if (/^[{[]\s*["{[\]}]/.test(start)) return refused('file-is-json');
  return accepted({ kind: 'csv' });
}

function recogniseZip(bytes: Uint8Array, limits: TableLimits): Outcome<FileKind> {
  const directory = readDirectory(bytes, limits);
  if (!directory.ok) return directory;
  const entries = directory.value;
  const names = [...entries.keys()];
  if (names.some((name) => name.endsWith('xl/workbook.bin'))) return refused('file-is-xlsb');
  if (entries.has('[Content_Types].xml') && names.some((name) => /(^|\/)workbook\d*\.xml$/.test(name))) return accepted({ kind: 'xlsx', entries });
  if (entries.has('[Content_Types].xml')) return refused('file-is-document');
  if (entries.has('mimetype') && entries.has('content.xml')) return refused('file-is-ods');
  if (names.some((name) => name.endsWith('.iwa'))) return refused('file-is-numbers');
  return refused('file-is-archive');
}

/** Names inside an OLE container are UTF-16; they stand in its directory sectors. */
function holdsUtf16(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(text, 'utf16le'));
}
