import { setTimeout as wait } from 'node:timers/promises';
import type { Effort } from './effort.ts';
import { killServer, killServerChild, startTown, type Place, type RunningTown } from './running-town.ts';

/** What is killed with SIGKILL: the application, the database server, one process of the database server, or application and server at once. */
export const victims = ['app', 'database', 'database-child', 'both'] as const;
export type Victim = (typeof victims)[number];

export interface Scene {
  place: Place;
  running: RunningTown;
  /** slug of a town whose first page shows that everything works again */
  town: string;
  effort: Effort;
}

export interface Aftermath {
  running: RunningTown;
  restartMilliseconds: number;
  fell: boolean;
}

/** Kills while forms are under way and brings back what was killed. The writers' unanswered forms wait for that. */
export async function crash(victim: Victim, { place, running, town, effort }: Scene): Promise<Aftermath> {
  effort.hold();
  let fell = await kills[victim]({ place, running, town, effort });
  const since = performance.now();
  let next = running;
  if (victim === 'database-child') fell = !(await showsPage(running, town));
  if (running.hasEnded()) {
    next = await startTown(place);
    if (!(await showsPage(next, town))) throw new Error(`The application ended after its start:\n${next.said()}`);
  }
  const restartMilliseconds = performance.now() - since;
  effort.goOn();
  return { running: next, restartMilliseconds, fell };
}

/** Each resolves when what was killed may be started again, true if the application fell with its database. */
const kills: Record<Victim, (scene: Scene) => Promise<boolean>> = {
  async app({ running }) {
    await running.signal('SIGKILL');
    return false;
  },
  async database({ place, running, effort }) {
    const unanswered = effort.isLeftUnanswered();
    await killServer(place);
    await unanswered;
    return (await running.signal('SIGTERM')) !== 0;
  },
  async 'database-child'({ place, effort }) {
    const unanswered = effort.isLeftUnanswered();
    await killServerChild(place);
    await unanswered;
    return false;
  },
  async both({ place, running }) {
    await Promise.all([killServer(place), running.signal('SIGKILL')]);
    return false;
  },
};

/** Asks until the town's page is there (true) or the application has ended (false). */
async function showsPage(running: RunningTown, town: string): Promise<boolean> {
  for (;;) {
    const response = await running.door.request(`/${town}/impressum`).catch(() => undefined);
    await response?.arrayBuffer();
    if (response?.status === 200) return true;
    if (running.hasEnded()) return false;
    await wait(20);
  }
}
