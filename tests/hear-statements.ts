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
    const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text?: unknown } | undefined)?.text;
    const note = () => void (typeof text === 'string' && !heard.noted.has(text) && heard.new.add(text));
    // A pool asks its clients with a callback.
    const tell = args.at(-1);
    if (typeof tell === 'function') return ask.apply(this, [...args.slice(0, -1), (error: unknown, result: unknown) => { if (!error) note(); (tell as (...said: unknown[]) => void)(error, result); }]);
    const answer = ask.apply(this, args);
    if (answer instanceof Promise) answer.then(note, () => undefined);
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
