import pg from 'pg';
import { meaningOf, type Manifest } from './backup-manifest.ts';
import { openBackup } from './backup-verification.ts';
import { OperationFault } from './operation-fault.ts';
import { dataTables, foreignKeys, qualified, triggers } from './schema-catalog.ts';
import { COPY_SESSION, measureTable, openTable } from './table-copy.ts';

/**
 * Fills the freshly migrated tables from a verified backup, in one transaction and as their owner, who is no superuser:
 * foreign keys, own triggers and the force of row-level security are put aside and put back, which also checks every key.
 * Afterwards every table is read back and compared with the backup.
 */
export async function loadTables(client: pg.Client, source: string, manifest: Manifest): Promise<void> {
  await client.query(`begin; ${COPY_SESSION}`);
  await refuseOtherTables(client, manifest);
  const putBack = await putAside(client);
  for (const table of manifest.tables) await client.query(`delete from ${qualified(table)}`);
  await copyRows(client, source, manifest);
  for (const table of manifest.tables) {
    const stored = await measureTable(client, table);
    if (stored.sha256 !== table.sha256 || stored.rows !== table.rows) {
      throw new OperationFault(`Die Tabelle ${table.schema}.${table.name} steht nach dem Einspielen anders in der Datenbank als in der Sicherung.`);
    }
  }
  for (const { lastValue, ...sequence } of manifest.sequences) {
    if (lastValue !== undefined) await client.query('select setval($1, $2)', [qualified(sequence), lastValue]);
  }
  await client.query(putBack);
  // Jobs that ran while the backup was made run again: their worker does not live here.
  await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null');
  await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null');
  await client.query('commit');
  await client.query('analyze');
}

async function refuseOtherTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const present = new Map((await dataTables(client)).map((table) => [qualified(table), new Set(table.columns)]));
  for (const table of manifest.tables) {
    const columns = present.get(qualified(table));
    if (!columns || table.columns.some((column) => !columns.has(column))) {
      throw new OperationFault(`Die Sicherung enthält ${table.schema}.${table.name} in einer Form, die diese Fassung von Lückenlos nicht kennt.`);
    }
  }
}

/** Puts keys, triggers and forced row-level security aside; returns the SQL that puts them back. */
async function putAside(client: pg.Client): Promise<string> {
  const keys = await foreignKeys(client);
  const forced = (await dataTables(client)).filter((table) => table.forcedRowSecurity).map(qualified);
  const own = await triggers(client);
  const aside = [
    ...forced.map((table) => `alter table ${table} no force row level security`),
    ...own.map(({ table, name }) => `alter table ${table} disable trigger ${name}`),
    ...keys.map(({ table, name }) => `alter table ${table} drop constraint ${name}`),
  ];
  const back = [
    ...keys.map(({ table, name, definition }) => `alter table ${table} add constraint ${name} ${definition}`),
    ...keys.filter((key) => key.comment !== null).map(({ table, name, comment }) => `comment on constraint ${name} on ${table} is ${pg.escapeLiteral(comment!)}`),
    ...own.map(({ table, name }) => `alter table ${table} enable trigger ${name}`),
    ...forced.map((table) => `alter table ${table} force row level security`),
  ];
  await client.query(aside.join(';\n'));
  return back.join(';\n');
}

async function copyRows(client: pg.Client, source: string, manifest: Manifest): Promise<void> {
  const tables = new Map(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table]));
  let open: { key: string; write(piece: Buffer): Promise<void>; end(): Promise<number> } | undefined;
  for await (const member of openBackup(source)) {
    const meaning = meaningOf(member.name);
    if (!meaning || !('table' in meaning)) continue;
    if (open?.key !== meaning.table) {
      await open?.end();
      open = { key: meaning.table, ...openTable(client, tables.get(meaning.table)!) };
    }
    for await (const piece of member.content) await open.write(piece);
  }
  await open?.end();
}
