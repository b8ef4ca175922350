import { testApp, type TestApp } from '../../tests/app.ts';
import { jobTasks } from '../job-tasks.ts';
import type { Clock } from '../platform/clock.ts';
import { fixedClock } from '../platform/clock.ts';
import type { Day } from '../platform/day.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { runJobsOnce } from '../platform/worker.ts';
import { browserOf, type Browser } from './browser.fixture.ts';
import { organizationRoles, type Role } from './role.ts';
import { hashPassword } from './server/password-hash.ts';
import { storePeople } from './server/store-people.ts';

/** A clock that stands still until it is moved; far enough in the past that the queue, which goes by the server's clock, never has to wait. */
export interface MovingClock extends Clock {
  move(minutes: number): void;
}

export function movingClock(start = '2026-03-02T08:00:00Z'): MovingClock {
  let now = new Date(start);
  return {
    now: () => new Date(now),
    today: () => fixedClock(now.toISOString()).today(),
    move: (minutes) => void (now = new Date(now.getTime() + minutes * 60_000)),
  };
}

export const PASSWORD = 'vier wolken über der leine';

/** The application with people that sign in, a clock that moves, and a mailbox to look into. */
export interface AccountsTown extends TestApp {
  clock: MovingClock;
  newPerson(roles?: Role[], options?: { town?: Uuid; password?: boolean }): Promise<{ id: Uuid; email: string }>;
  browser(extra?: Record<string, string>): Browser;
  /** works through what was planned and returns the mails to this address, the newest first */
  mailsTo(email: string, town?: Uuid): Promise<{ subject: string; text: string; link: string }[]>;
  /** a signed-in browser by mailed link */
  signedIn(email: string): Promise<Browser>;
}

export async function accountsTown(environment: Record<string, string> = {}): Promise<AccountsTown> {
  const clock = movingClock();
  const house = await testApp(clock, environment);
  const passwordHash = await hashPassword(PASSWORD);
  const accounts: AccountsTown = {
    ...house,
    clock,
    async newPerson(roles = [], { town = house.town.id, password = true } = {}) {
      const email = `person-${newId().slice(-12)}@amt.example`;
      await house.database.write(town, (tx) => storePeople(tx, town, [{
        displayName: 'Lena Beispiel', email, ...(password ? { passwordHash } : {}), roles: roles.map((role) => ({ role, startsOn: '2026-01-01' as Day, ...(organizationRoles.includes(role) ? { organizationId: newId() } : {}) })),
      }], clock));
      const { id } = await house.database.read(town, (tx) => tx.selectFrom('accounts.person').select('id').where('email', '=', email).executeTakeFirstOrThrow());
      return { id, email };
    },
    browser: (extra) => browserOf(house, extra),
    async mailsTo(email, town = house.town.id) {
      await runJobsOnce({ house: house.house, connection: house.test.app, tasks: jobTasks });
      const rows = await house.database.read(town, (tx) => tx.selectFrom('platform.mail').selectAll().where('recipient', '=', email).orderBy('created_at', 'desc').orderBy('id', 'desc').execute());
      return rows.map((row) => ({ subject: row.subject, text: row.body_text, link: /https?:\/\/\S*\/link\/\S+/.exec(row.body_text)?.[0] ?? '' }));
    },
    async signedIn(email) {
      const browser = house_.browser();
      await browser.open('/musterstadt/anmelden?weiter=/impressum');
      await browser.send({ email }, { form: 'anmeldelink' });
      const [mail] = await house_.mailsTo(email);
      await browser.open(new URL(mail!.link).pathname);
      await browser.send({});
      return browser;
    },
  };
  const house_ = accounts;
  return accounts;
}
