import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfArchive, readMembers, writeMember } from './tar.ts';

async function archiveOf(members: { name: string; content: Buffer }[]): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (const { name, content } of members) for await (const part of writeMember({ name, size: content.length }, [content])) parts.push(part);
  return Buffer.concat([...parts, endOfArchive()]);
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(bytes: AsyncIterable<Buffer>): Promise<{ name: string; content: Buffer }[]> {
  const members: { name: string; content: Buffer }[] = [];
  for await (const member of readMembers(bytes)) {
    const parts: Buffer[] = [];
    for await (const part of member.content) parts.push(part);
    members.push({ name: member.name, content: Buffer.concat(parts) });
  }
  return members;
}

const anyName = fc.oneof(fc.stringMatching(/^[a-z/.]{1,150}$/), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((name) => !/[\n\0]/.test(name)));
const anyMember = fc.record({ name: anyName, content: fc.uint8Array({ maxLength: 1500 }).map((bytes) => Buffer.from(bytes)) });

test('whatever is put in comes out again, however the bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyMember, { maxLength: 5 }), fc.integer({ min: 1, max: 2000 }), async (members, size) => {
      expect(await readAll(inPieces(await archiveOf(members), size))).toEqual(members);
    }),
  );
});

test('an archive can be opened with the tar program of every machine', async () => {
  const archive = await archiveOf([{ name: 'tabellen/accounts.person/000001.copy', content: Buffer.from('x') }, { name: `dateien/Übersicht ${'ü'.repeat(80)}.pdf`, content: Buffer.from('y') }]);
  expect(execFileSync('tar', ['-tf', '-'], { input: archive, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } }).trim().split('\n')).toEqual([
    'tabellen/accounts.person/000001.copy', `dateien/Übersicht ${'ü'.repeat(80)}.pdf`,
  ]);
});

test('an archive that is cut off anywhere is refused', async () => {
  const archive = await archiveOf([{ name: 'a', content: Buffer.alloc(700, 1) }]);
  for (const length of [0, 100, 512, 900, 1536]) await expect(readAll(inPieces(archive.subarray(0, length), 512))).rejects.toThrow(/cut off/);
});

test('a damaged header is refused', async () => {
  const archive = await archiveOf([{ name: 'a', content: Buffer.from('x') }]);
  archive[3] = 65;
  await expect(readAll(inPieces(archive, 512))).rejects.toThrow(/damaged header/);
});

test('a member whose size changes while it is read is refused', async () => {
  await expect(readAll(writeMember({ name: 'a', size: 5 }, [Buffer.from('four')]))).rejects.toThrow(/4 instead of 5/);
});
