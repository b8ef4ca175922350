import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { OperationFault } from './operation-fault.ts';
import { machineOf, processStart, type Machine } from './process-identity.ts';

/** Who works on a data folder. */
export interface Holder {
  pid: number;
  /** start of the process as the kernel counts it: a recycled number is another process */
  processStart: string;
  machine: Machine;
  host: string;
  /** what it does, in German: „die Anwendung“ */
  what: string;
  /** ISO 8601 */
  since: string;
}

const BEAT_MS = 5_000;
/** A holder on another machine (or in another container) cannot be looked at: silent for so long, it is taken for dead. */
const SILENCE_MS = 30_000;
const TRIES = 4;

/**
 * Reserves a data folder for this process until `release`. Throws an {@link OperationFault} that names the holder.
 *
 * Everybody first puts down a mark of their own, then looks at the others' (after Dekker): of two that come at the same time
 * at least one sees the other and steps back. Marks of dead processes are swept; no mark is ever taken over, so none can be
 * taken over twice.
 */
export async function lockDataFolder(dataFolder: string, what: string): Promise<{ release(): void }> {
  const folder = join(dataFolder, 'lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me: Holder = { pid: process.pid, processStart: processStart(process.pid) ?? '', machine: machineOf(), host: hostname(), what, since: new Date().toISOString() };
  for (let attempt = 1; ; attempt++) {
    const mark = putMark(folder, me);
    const other = livingMark(folder, mark);
    if (!other) return keep(join(folder, mark));
    rmSync(join(folder, mark), { force: true });
    if (attempt === TRIES || (isElsewhere(other.holder) && (await beats(other.path)))) throw new OperationFault(sentenceOf(dataFolder, other.holder));
    await wait(40 + Math.random() * 160);
  }
}

/** Who holds the folder now; undefined if nobody does. */
export function holderOf(dataFolder: string): Holder | undefined {
  return livingMark(join(dataFolder, 'lock'), undefined)?.holder;
}

function putMark(folder: string, me: Holder): string {
  const name = `${me.pid}-${randomBytes(6).toString('hex')}.json`;
  const writing = join(folder, `${name}.new`);
  writeFileSync(writing, JSON.stringify(me), { mode: 0o600 });
  renameSync(writing, join(folder, name));
  return name;
}

function keep(mark: string): { release(): void } {
  const beat = setInterval(() => {
    try {
      utimesSync(mark, new Date(), new Date());
    } catch {
      // the folder is gone; nobody else can be harmed
    }
  }, BEAT_MS);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      rmSync(mark, { force: true });
    },
  };
}

function livingMark(folder: string, own: string | undefined): { holder: Holder; path: string } | undefined {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return undefined;
  }
  for (const name of names) {
    if (name === own || !name.endsWith('.json')) continue;
    const path = join(folder, name);
    const holder = readMark(path);
    if (holder && isLiving(holder, path)) return { holder, path };
    rmSync(path, { force: true });
  }
  return undefined;
}

function readMark(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isElsewhere(holder: Holder): boolean {
  const here = machineOf();
  return holder.machine.boot !== here.boot || holder.machine.processes !== here.processes;
}

function isLiving(holder: Holder, path: string): boolean {
  if (!isElsewhere(holder)) return processStart(holder.pid) === holder.processStart;
  const beaten = beatOf(path);
  return beaten !== undefined && Date.now() - beaten < SILENCE_MS;
}

/** Watches a mark of another machine until it shows life (true) or has been silent long enough (false): a container killed a moment ago is not in use. */
async function beats(path: string): Promise<boolean> {
  const first = beatOf(path);
  while (first !== undefined && Date.now() - first < SILENCE_MS) {
    await wait(250);
    if (beatOf(path) !== first) return beatOf(path) !== undefined;
  }
  return false;
}

function beatOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

const atTime = new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });

function sentenceOf(dataFolder: string, holder: Holder): string {
  return (
    `Der Datenordner ${dataFolder} ist in Gebrauch: ${holder.what} (Prozess ${holder.pid} auf ${holder.host}) arbeitet damit seit ${atTime.format(new Date(holder.since))} Uhr. ` +
    'Beenden Sie diesen Prozess oder wählen Sie mit DATA_DIR einen anderen Ordner.'
  );
}
