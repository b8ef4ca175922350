import { systemClock } from '../../src/platform/clock.ts';
import { connectDatabase, type Database } from '../../src/platform/database.ts';
import { addTown, signInCoordinators, type DrilledTown } from './coordinators.ts';
import { crash, type Victim } from './crash.ts';
import { startEffort } from './effort.ts';
import { openGapForm, type Submission, type Writer } from './gap-form.ts';
import { balance, type Balance } from './ledger.ts';
import { appDoor, ownerDoor, startTown, type Place, type RunningTown } from './running-town.ts';

/** A killing in the middle of writing, and what was there afterwards. */
export interface Round extends Balance {
  victim: Victim;
  /** forms of all rounds so far */
  sent: number;
  /** from the start of what was killed to the first page, in ms */
  restartMilliseconds: number;
  /** answers that were errors of ours (500) instead of „come back later“ (503) */
  failed: number;
  /** the application did not survive the end of its database */
  fell: boolean;
}

export interface CrashDrill {
  /** writes, kills after so many confirmed forms, starts again, writes on, and compares everything sent so far with what is stored */
  round(victim: Victim, formsBefore: number, formsAfter: number): Promise<Round>;
  /** ends the application; exit code */
  end(): Promise<number | null>;
}

/** Starts an empty application at `place`, with a town and so many writers who are signed in and have the form open. */
export async function openCrashDrill(place: Place, writerCount: number): Promise<CrashDrill> {
  let running = await startTown(place);
  const { town, writers } = await prepare(place, running, writerCount).catch(async (error: unknown) => {
    await running.signal('SIGTERM');
    throw error;
  });
  const sent: Submission[] = [];

  return {
    async round(victim, formsBefore, formsAfter) {
      const effort = startEffort(writers, sent);
      await whileRunning(running, effort.confirms(formsBefore));
      const outcome = await crash(victim, { place, running, town: town.slug, effort });
      running = outcome.running;
      await whileRunning(running, effort.confirms(formsAfter));
      await effort.finish();
      const found = await once(await appDoor(place), (database) => balance(database, [town], sent));
      return { victim, sent: sent.length, restartMilliseconds: outcome.restartMilliseconds, failed: effort.failed(), fell: outcome.fell, ...found };
    },
    end: () => running.signal('SIGTERM'),
  };
}

async function prepare(place: Place, running: RunningTown, writerCount: number): Promise<{ town: DrilledTown; writers: Writer[] }> {
  const { town, cookies } = await once(await ownerDoor(place), async (owner) => {
    const added = await addTown(owner, 'uebungsstadt', systemClock);
    return { town: added, cookies: await signInCoordinators(owner, added, writerCount, systemClock) };
  });
  return { town, writers: await Promise.all(cookies.map((cookie) => openGapForm(running.door, town.slug, cookie, systemClock))) };
}

/** Nobody waits for an application that has ended although nobody killed it. */
function whileRunning(running: RunningTown, work: Promise<void>): Promise<void> {
  return Promise.race([work, running.ended.then(() => { throw new Error(`The application ended by itself:\n${running.said()}`); })]);
}

async function once<Result>(connection: Parameters<typeof connectDatabase>[0], work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = connectDatabase(connection, { poolSize: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}
