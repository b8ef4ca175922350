import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEmbedded } from '../src/platform/embedded-postgres.ts';

const root = new URL('..', import.meta.url).pathname;
let dataFolder: string;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'll-start-'));
  const probe = createServer();
  await new Promise<void>((ready) => probe.listen(0, '127.0.0.1', ready));
  port = (probe.address() as AddressInfo).port;
  await new Promise((closed) => probe.close(closed));
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await (await findEmbedded(dataFolder))?.stop('immediate');
  rmSync(dataFolder, { recursive: true });
});

interface Start {
  child: ChildProcess;
  /** everything said, as soon as the text was among it or the process has ended */
  until(text: string): Promise<string>;
  /** exit code, once the process has ended; null after a signal */
  ended: Promise<number | null>;
}

/** `npm start` without npm: what a person types, in a data folder of this test. */
function start(): Start {
  const child = spawn(process.execPath, ['start.mjs'], { cwd: root, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: String(port), DATA_DIR: dataFolder, DEMO: 'off' } });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text; child.emit('said'); });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return {
    child,
    async until(text) {
      let isOver = false;
      void ended.then(() => { isOver = true; child.emit('said'); });
      while (!output.includes(text) && !isOver) await once(child, 'said');
      return output;
    },
    ended,
  };
}

function end({ child, ended }: Start, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return ended;
}

describe('npm start', { timeout: 120_000 }, () => {
  test('the town answers, and Ctrl-C ends server and database cleanly', async () => {
    const town = start();
    expect(await town.until('Lückenlos ist bereit')).toContain(`http://localhost:${port}`);
    expect((await fetch(`http://localhost:${port}/gesundheit`)).status).toBe(200);
    expect(await end(town, 'SIGINT')).toBe(0);
    expect(await findEmbedded(dataFolder)).toBeUndefined();
  });

  test('a second start on the same data folder is refused and names the first', async () => {
    const town = start();
    expect(await town.until('Lückenlos ist bereit')).toContain('bereit');
    const second = start();
    expect(await second.until('DATA_DIR')).toContain(`die Anwendung (Prozess ${town.child.pid}`);
    expect(await second.ended).toBe(1);
    expect((await fetch(`http://localhost:${port}/gesundheit`)).status).toBe(200);
    await end(town, 'SIGTERM');
  });

  test('after a kill -9 the next start takes over the database left behind', async () => {
    const town = start();
    expect(await town.until('Lückenlos ist bereit')).toContain('bereit');
    await end(town, 'SIGKILL');
    const left = await findEmbedded(dataFolder);
    expect(left).toBeDefined();
    const next = start();
    expect(await next.until('Lückenlos ist bereit')).toContain('wird weiterverwendet');
    expect(await findEmbedded(dataFolder)).toMatchObject({ pid: left!.pid });
    expect(await end(next, 'SIGINT')).toBe(0);
    expect(await findEmbedded(dataFolder)).toBeUndefined();
  });
});
