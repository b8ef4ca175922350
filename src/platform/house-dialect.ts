import type pg from 'pg';
import { CompiledQuery, PostgresDialect, type DatabaseConnection, type Driver, type PostgresDialectConfig, type QueryResult, type TransactionSettings } from 'kysely';
import { rememberedStatements, type RememberedStatements } from './remembered-statements.ts';

const heldBack = new WeakSet<CompiledQuery>();

/**
 * A statement that is sent in one message with the commit, so that what it locks is never held while this process is busy with other pages. If further
 * statements follow it, it runs before them. Without parameters (literals: `pg.escapeLiteral`) and without rows; its errors are the commit's.
 */
export function asLastStatement(sql: string): CompiledQuery {
  const query = CompiledQuery.raw(sql);
  heldBack.add(query);
  return query;
}

/**
 * Kysely's PostgreSQL with less work on the way to the server. A transaction begins in one message with its settings, and ends in one with its
 * {@link asLastStatement}: PostgreSQL runs the statements of a message one after the other and stops at the first that fails. Statements that come
 * often are prepared, so that the server does not plan them anew each time.
 */
export class HouseDialect extends PostgresDialect {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    super({ pool } satisfies PostgresDialectConfig);
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new HouseDriver(this.#pool);
  }
}

class HouseDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #connections = new WeakMap<pg.PoolClient, HouseConnection>();
  readonly #remembered = rememberedStatements();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const client = await this.#pool.connect();
    const connection = this.#connections.get(client) ?? new HouseConnection(client, this.#remembered);
    this.#connections.set(client, connection);
    return connection;
  }

  async beginTransaction(connection: DatabaseConnection, { isolationLevel, accessMode }: TransactionSettings): Promise<void> {
    (connection as HouseConnection).begin(`start transaction${isolationLevel ? ` isolation level ${isolationLevel}` : ''}${accessMode ? ` ${accessMode}` : ''}`);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as HouseConnection).commit();
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return (connection as HouseConnection).rollback();
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as HouseConnection).release();
  }

  destroy(): Promise<void> {
    return this.#pool.end();
  }
}

/** SQLSTATE of a prepared statement whose table got another shape. */
const OUTDATED_PLAN = '0A000';

class HouseConnection implements DatabaseConnection {
  readonly #client: pg.PoolClient;
  readonly #remembered: RememberedStatements;
  /** goes to the server with, or before, what comes next */
  #held: string[] = [];
  #isInTransaction = false;
  #isOutdated = false;

  constructor(client: pg.PoolClient, remembered: RememberedStatements) {
    this.#client = client;
    this.#remembered = remembered;
  }

  begin(sql: string): void {
    this.#held = [sql];
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const isLast = heldBack.has(query);
    if (isLast || isSetting(query)) this.#held.push(query.sql);
    if (!isLast) await this.#send();
    if (isLast || isSetting(query)) return { rows: [] };
    const { command, rowCount, rows } = await this.#ask(query);
    return { ...(['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}), rows: (rows ?? []) as Row[] };
  }

  // The interface wants a generator; nothing in this house reads rows one by one through Kysely.
  // eslint-disable-next-line require-yield
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('not supported: copy streams have a connection of their own');
  }

  async commit(): Promise<void> {
    this.#held.push('commit');
    await this.#send();
    this.#isInTransaction = false;
  }

  async rollback(): Promise<void> {
    this.#held = [];
    if (this.#isInTransaction) await this.#client.query('rollback');
    this.#isInTransaction = false;
  }

  release(): void {
    this.#client.release(this.#isOutdated);
  }

  async #send(): Promise<void> {
    const statements = this.#held.splice(0);
    if (statements.length === 0) return;
    this.#isInTransaction = true;
    await this.#client.query(statements.join('; ')).catch(withOwnStack);
  }

  #ask({ sql, parameters }: CompiledQuery): Promise<pg.QueryResult> {
    const name = this.#remembered.nameOf(sql);
    return this.#client.query({ text: sql, values: [...parameters], ...(name && parameters.length > 0 ? { name } : {}) }).catch((error: unknown) => {
      if ((error as { code?: unknown }).code === OUTDATED_PLAN) this.#isOutdated = true;
      return withOwnStack(error);
    });
  }
}

/** Says nothing back, so that it can go in one message with the beginning. */
function isSetting({ sql, parameters }: CompiledQuery): boolean {
  return parameters.length === 0 && sql.startsWith('set local ');
}

/** pg's errors come out of the socket: without this nobody sees which of our lines asked. */
function withOwnStack(error: unknown): never {
  if (error instanceof Error) error.stack += `\n${new Error().stack?.split('\n').slice(1).join('\n') ?? ''}`;
  throw error;
}
