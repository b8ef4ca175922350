import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { holderOf, lockDataFolder, type Holder } from './data-folder-lock.ts';
import { machineOf, processStart } from './process-identity.ts';

let dataFolder: string;
const children: ChildProcess[] = [];
beforeEach(() => void (dataFolder = mkdtempSync(join(tmpdir(), 'll-lock-'))));
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(dataFolder, { recursive: true });
});

/** A second process that holds the folder. */
async function startHolder(): Promise<ChildProcess> {
  const program = `import('${new URL('./data-folder-lock.ts', import.meta.url)}').then(async ({ lockDataFolder }) => {
    await lockDataFolder(${JSON.stringify(dataFolder)}, 'die Anwendung'); console.log('held'); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

function putMark(holder: Partial<Holder>, changedAt?: Date): string {
  const path = join(dataFolder, 'lock', 'x.json');
  mkdirSync(join(dataFolder, 'lock'), { recursive: true });
  writeFileSync(path, JSON.stringify({ pid: process.pid, processStart: processStart(process.pid), machine: machineOf(), host: 'rathaus', what: 'die Anwendung', since: '2026-03-02T09:30:00Z', ...holder }));
  if (changedAt) utimesSync(path, changedAt, changedAt);
  return path;
}

describe('one process per data folder', () => {
  test('a second process is refused with a sentence that says who holds the folder and since when', async () => {
    const holder = await startHolder();
    await expect(lockDataFolder(dataFolder, 'die Sicherung')).rejects.toThrow(new RegExp(`die Anwendung \\(Prozess ${holder.pid} auf .+\\) arbeitet damit seit \\d+\\.\\d+\\.\\d+, .* Uhr`));
  });

  test('after a kill -9 the next start gets the folder', async () => {
    const holder = await startHolder();
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    const lock = await lockDataFolder(dataFolder, 'die Anwendung');
    expect(holderOf(dataFolder)?.pid).toBe(process.pid);
    lock.release();
  });

  test('a released folder is free again', async () => {
    (await lockDataFolder(dataFolder, 'die Anwendung')).release();
    (await lockDataFolder(dataFolder, 'die Anwendung')).release();
    expect(holderOf(dataFolder)).toBeUndefined();
    expect(readdirSync(join(dataFolder, 'lock'))).toEqual([]);
  });

  test('another program that inherited the number of a dead holder does not hold the folder', async () => {
    putMark({ processStart: '1' });
    (await lockDataFolder(dataFolder, 'die Anwendung')).release();
  });

  test('a holder on another machine holds the folder as long as it shows life', async () => {
    const path = putMark({ machine: { boot: 'elsewhere', processes: '' } });
    const beating = setInterval(() => utimesSync(path, new Date(), new Date()), 50);
    await expect(lockDataFolder(dataFolder, 'die Anwendung')).rejects.toThrow(/auf rathaus/);
    clearInterval(beating);
  });

  test('a holder on another machine that has been silent for long is taken for dead', async () => {
    putMark({ machine: { boot: 'elsewhere', processes: '' } }, new Date(Date.now() - 60_000));
    (await lockDataFolder(dataFolder, 'die Anwendung')).release();
  });

  test('of many that come at the same moment never two get the folder', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => lockDataFolder(dataFolder, `Nummer ${index}`)));
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled').length).toBeLessThanOrEqual(1);
  });
});
