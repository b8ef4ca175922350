import { Kysely, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './database-types.ts';
import { HouseDialect } from './house-dialect.ts';
import { isUuid, type Uuid } from './id.ts';

declare const reading: unique symbol;
declare const writing: unique symbol;

/** A transaction that only reads: the signature of a query says so, the server enforces it. */
export type Read = Omit<Transaction<DB>, 'insertInto' | 'updateTable' | 'deleteFrom' | 'mergeInto' | 'replaceInto'> & { readonly [reading]: true };

/** A transaction that may write; usable wherever a {@link Read} is asked for. */
export type Write = Transaction<DB> & { readonly [reading]: true; readonly [writing]: true };

/** The municipality of a transaction: its id, or how to find it in the transaction itself (nothing but public rows is seen then). */
export type Municipality = Uuid | ((tx: Read) => Promise<Uuid>);

export interface Database {
  /** One read-only transaction, seeing only rows of the municipality. */
  read<Result>(municipality: Municipality, work: (tx: Read) => Promise<Result>): Promise<Result>;
  /** One read-write transaction; rolled back if `work` throws. */
  write<Result>(municipality: Municipality, work: (tx: Write) => Promise<Result>): Promise<Result>;
  /** A read-only transaction of no municipality: sees only what is public to everybody. */
  readPublic<Result>(work: (tx: Read) => Promise<Result>): Promise<Result>;
  /** true while so many wait for a connection that whoever joins them would wait too long */
  isBusy(): boolean;
  pool: pg.Pool;
  close(): Promise<void>;
}

// Dates without time stay text (Day), bigint and numeric become numbers where exact.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text));

/** With ten connections, at about 100 pages a second, the last of them waits for three seconds: before the pool's own patience ends. */
const MOST_WAITING = 300;

export interface DatabaseOptions {
  /** connections this process keeps at most; 10 unless told */
  poolSize?: number;
}

/** Connects as the application's role; `connection` is a pg client configuration. */
export function connectDatabase(connection: pg.PoolConfig, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    max: options.poolSize ?? 10,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    ...connection,
  });
  // An idle connection that breaks is no reason to fall: the next request gets a new one.
  pool.on('error', () => undefined);
  // Nor is one that breaks between two statements of a transaction: the next statement of that request says so.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<DB>({ dialect: new HouseDialect(pool) });

  function transact<Result>(municipality: Municipality | undefined, readOnly: boolean, work: (tx: Write) => Promise<Result>): Promise<Result> {
    const transaction = kysely.transaction().setIsolationLevel('read committed').setAccessMode(readOnly ? 'read only' : 'read write');
    return transaction.execute(async (kyselyTransaction) => {
      const tx = kyselyTransaction as Write;
      if (municipality !== undefined) {
        const id = typeof municipality === 'function' ? await municipality(asRead(tx)) : municipality;
        if (!isUuid(id)) throw new TypeError('municipality is not a uuid');
        // A validated literal: SET LOCAL takes no parameters (and Citus forwards it, unlike set_config).
        await sql.raw(`set local app.municipality = '${id}'`).execute(tx);
      }
      return work(tx);
    });
  }

  return {
    read: (municipality, work) => transact(municipality, true, (tx) => work(asRead(tx))),
    write: (municipality, work) => transact(municipality, false, work),
    readPublic: (work) => transact(undefined, true, (tx) => work(asRead(tx))),
    isBusy: () => pool.waitingCount >= MOST_WAITING,
    pool,
    close: () => kysely.destroy(),
  };
}

function asRead(tx: Write): Read {
  return tx as unknown as Read;
}

/** True for errors that say the database cannot be reached at all (the page then says what still works). */
export function isDatabaseOffline(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', '57P01', '57P02', '57P03', '08006', '08001', '53300'].includes(code)) return true;
  const message = error instanceof Error ? error.message : '';
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(message);
}
