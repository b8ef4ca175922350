import { sql, type Insertable } from 'kysely';
import type { Write } from '../../platform/database.ts';
import type { DB } from '../../platform/database-types.ts';

const AT_ONCE = 5_000;

/**
 * Inserts many rows of one table as one parameter instead of one per value: thousands of rows in one statement. All rows
 * have the same columns; values are what JSON can say (instants as Date or text).
 */
export async function insertRows<Table extends keyof DB & string>(tx: Write, table: Table, rows: readonly Insertable<DB[Table]>[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    const some = rows.slice(start, start + AT_ONCE);
    const columns = sql.join(Object.keys(some[0]!).map((name) => sql.ref(name)));
    await sql`insert into ${sql.table(table)} (${columns})
      select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(some)}::json)`.execute(tx);
  }
}
