import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import type { Database, Write } from './database.ts';
import { deriveKey } from './encryption.ts';
import { newId, type Uuid } from './id.ts';

/** So many attempts in a window of so many minutes; the window begins with the first attempt. */
export interface RateLimit {
  name: string;
  max: number;
  minutes: number;
}

export type Attempt = { allowed: true } | { allowed: false; waitMinutes: number };

/** What attempts are counted by: the rows hold only a keyed hash of it, never an address or an account itself. */
export interface Counted {
  limit: RateLimit;
  of: string;
}

interface Counter {
  database: Database;
  secretKey: Buffer;
  clock: Clock;
}

/**
 * Counts one attempt, in one statement and a transaction of its own: a sign-in that is rolled back still counts, and all
 * processes count together. Refused attempts count as well, but never lengthen the wait.
 */
export async function countAttempt({ database, secretKey, clock }: Counter, municipalityId: Uuid, { limit, of }: Counted): Promise<Attempt> {
  const now = clock.now();
  const oldest = new Date(now.getTime() - limit.minutes * 60_000);
  const row = await database.write(municipalityId, async (tx) => {
    const { rows } = await sql<{ used: number; window_start: Date }>`
      insert into platform.rate_limit as bucket (municipality_id, id, bucket, window_start, used)
      values (${municipalityId}, ${newId()}, ${bucketOf(secretKey, { limit, of })}, ${now}, 1)
      on conflict (municipality_id, bucket) do update set
        used = case when bucket.window_start <= ${oldest} then 1 else least(bucket.used + 1, 1000000) end,
        window_start = case when bucket.window_start <= ${oldest} then excluded.window_start else bucket.window_start end
      returning used, window_start`.execute(tx);
    return rows[0]!;
  });
  if (row.used <= limit.max) return { allowed: true };
  const end = row.window_start.getTime() + limit.minutes * 60_000;
  return { allowed: false, waitMinutes: Math.max(1, Math.ceil((end - now.getTime()) / 60_000)) };
}

/** After success: earlier slips of the tongue are forgotten, in the transaction of the success itself. */
export async function forgetAttempts(tx: Write, secretKey: Buffer, municipalityId: Uuid, counted: Counted): Promise<void> {
  await tx.deleteFrom('platform.rate_limit').where('municipality_id', '=', municipalityId).where('bucket', '=', bucketOf(secretKey, counted)).execute();
}

function bucketOf(secretKey: Buffer, { limit, of }: Counted): string {
  return `${limit.name}:${createHmac('sha256', deriveKey(secretKey, 'rate limit')).update(`${limit.name}\u0000${of}`).digest('base64url')}`;
}
