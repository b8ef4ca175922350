import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { manifestSchema, meaningOf, type Manifest } from './backup-manifest.ts';
import { OperationFault } from './operation-fault.ts';
import { readMembers, type ReadMember } from './tar.ts';

interface Measured {
  bytes: number;
  rows: number;
  hash: Hash;
}

/** The members of a backup in their order, unpacked. */
export function openBackup(source: string): AsyncGenerator<ReadMember> {
  const file = createReadStream(source);
  const unpacked = createGunzip();
  file.on('error', (error) => unpacked.destroy(error));
  return readMembers(file.pipe(unpacked));
}

/**
 * Reads a whole backup without storing anything and compares every table and file with what the manifest says.
 * Throws an {@link OperationFault} if a single byte is wrong, missing or too much.
 */
export async function verifyBackup(source: string): Promise<Manifest> {
  const tables = new Map<string, Measured>();
  const files = new Map<string, Measured>();
  let manifest: Manifest | undefined;
  try {
    for await (const member of openBackup(source)) {
      const meaning = meaningOf(member.name);
      if (!meaning || manifest) throw new Error(`unexpected member ${member.name}`);
      if ('manifest' in meaning) manifest = parseManifest(await textOf(member));
      else if ('table' in meaning) await measure(tables, meaning.table, member);
      else await measure(files, meaning.file, member);
    }
  } catch (error) {
    throw faultOf(source, error);
  }
  if (!manifest) throw damaged(source, 'Sie ist unvollständig.');
  for (const { schema, name, ...expected } of manifest.tables) compare(source, `Tabelle ${schema}.${name}`, tables, `${schema}.${name}`, expected);
  for (const { path, size, sha256 } of manifest.files) compare(source, `Datei ${path}`, files, path, { bytes: size, sha256 });
  const [unnamed] = [...tables.keys(), ...files.keys()];
  if (unnamed) throw damaged(source, `Sie enthält ${unnamed}, nennt es im Verzeichnis aber nicht.`);
  return manifest;
}

function parseManifest(text: string): Manifest {
  const given = JSON.parse(text) as { format?: unknown; formatVersion?: unknown };
  if (given.format === 'lueckenlos-backup' && given.formatVersion !== 1) {
    throw new OperationFault('Die Sicherung wurde mit einer neueren Fassung von Lückenlos gemacht. Installieren Sie diese zuerst.');
  }
  return v.parse(manifestSchema, given);
}

async function textOf(member: ReadMember): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of member.content) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function measure(into: Map<string, Measured>, key: string, member: ReadMember): Promise<void> {
  const measured = into.get(key) ?? { bytes: 0, rows: 0, hash: createHash('sha256') };
  into.set(key, measured);
  for await (const part of member.content) {
    measured.hash.update(part);
    measured.bytes += part.length;
    for (let at = part.indexOf(0x0a); at !== -1; at = part.indexOf(0x0a, at + 1)) measured.rows++;
  }
}

function compare(source: string, what: string, found: Map<string, Measured>, key: string, expected: { bytes: number; sha256: string; rows?: number }): void {
  const measured = found.get(key) ?? { bytes: 0, rows: 0, hash: createHash('sha256') };
  found.delete(key);
  const same = measured.bytes === expected.bytes && measured.hash.digest('hex') === expected.sha256 && (expected.rows === undefined || expected.rows === measured.rows);
  if (!same) throw damaged(source, `${what} stimmt nicht mit dem Verzeichnis überein.`);
}

function faultOf(source: string, error: unknown): unknown {
  if (error instanceof OperationFault) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new OperationFault(`Die Datei ${source} gibt es nicht.`);
  if (code === 'EACCES' || code === 'EISDIR') return new OperationFault(`Die Datei ${source} kann nicht gelesen werden.`);
  return damaged(source, 'Sie lässt sich nicht vollständig lesen.');
}

function damaged(source: string, detail: string): OperationFault {
  return new OperationFault(`Die Sicherung ${source} ist beschädigt oder keine Sicherung von Lückenlos: ${detail} Es wurde nichts verändert.`);
}
