import { appendFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll } from 'vitest';

/**
 * vitest setupFiles: notes every statement the tests send to a database and that it accepts, once each, in the file named by HEARD_STATEMENTS.
 * scripts/check-statements.ts then asks another version of PostgreSQL whether it would take them as well.
 */
const file = process.env['HEARD_STATEMENTS'];
// Test files follow each other in a worker, and this file with them: they share what was heard.
const shared = globalThis as { heardStatements?: { new: Set<string>; noted: Set<string> } };

if (file && !shared.heardStatements) {
  const heard = (shared.heardStatements = { new: new Set<string>(), noted: new Set<string>() });
  const ask = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const answer = ask.apply(this, args);
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: unknown } | undefined)?.text;
    if (typeof text === 'string' && answer instanceof Promise) answer.then(() => heard.noted.has(text) || heard.new.add(text), () => undefined);
    return answer;
  } as typeof pg.Client.prototype.query;
}

afterAll(() => {
  const heard = shared.heardStatements;
  if (!file || !heard) return;
  appendFileSync(file, [...heard.new].map((text) => `${JSON.stringify(text)}\n`).join(''));
  for (const text of heard.new) heard.noted.add(text);
  heard.new.clear();
});
