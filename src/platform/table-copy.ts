import { createHash } from 'node:crypto';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { qualified } from './schema-catalog.ts';

export interface TableColumns {
  schema: string;
  name: string;
  columns: string[];
}

/** What went through: rows, bytes and the SHA-256 of PostgreSQL's text format of the rows (UTF-8, times in UTC). */
export interface Passed {
  rows: number;
  bytes: number;
  sha256: string;
}

/** Settings both sides of a copy need so that the same rows are the same bytes. */
export const COPY_SESSION = `set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex';
  set local extra_float_digits = 1; set local synchronize_seqscans = off; set local statement_timeout = 0; set local client_encoding = 'UTF8'`;

/** Streams the rows of a table in pieces of about `pieceBytes`, each ending with a whole row; returns what has passed. */
export async function* readRows(client: pg.ClientBase, table: TableColumns, pieceBytes: number): AsyncGenerator<Buffer, Passed> {
  const stream = client.query(copyTo(`copy ${columnsOf(table)} to stdout`));
  const hash = createHash('sha256');
  let held: Buffer[] = [];
  let heldBytes = 0;
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < pieceBytes) continue;
    const together = Buffer.concat(held);
    const end = together.lastIndexOf(0x0a) + 1;
    if (end > 0) yield together.subarray(0, end);
    held = [together.subarray(end)];
    heldBytes = together.length - end;
  }
  if (heldBytes > 0) yield Buffer.concat(held);
  return { rows: stream.rowCount, bytes, sha256: hash.digest('hex') };
}

/** Fills a table from pieces written one after the other; `end` returns what the server has stored. */
export function openTable(client: pg.ClientBase, table: TableColumns): { write(piece: Buffer): Promise<void>; end(): Promise<number> } {
  const stream = client.query(copyFrom(`copy ${columnsOf(table)} from stdin`));
  let failed: Error | undefined;
  stream.on('error', (error) => (failed = error));
  return {
    async write(piece) {
      if (failed) throw failed;
      if (!stream.write(piece)) await Promise.race([new Promise((drained) => stream.once('drain', drained)), new Promise((closed) => stream.once('close', closed))]);
    },
    async end() {
      if (failed) throw failed;
      stream.end();
      await finished(stream);
      return stream.rowCount;
    },
  };
}

/** Reads a stored table once more to compare it with what a backup says about it. */
export async function measureTable(client: pg.ClientBase, table: TableColumns): Promise<Passed> {
  const pieces = readRows(client, table, 1_000_000);
  for (;;) {
    const next = await pieces.next();
    if (next.done) return next.value;
  }
}

function columnsOf(table: TableColumns): string {
  return `${qualified(table)} (${table.columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}

