import { createHash, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { organizationRoles, type Role } from '../src/accounts/role.ts';
import { buildApplication } from '../src/application.ts';
import { fixedClock, type Clock } from '../src/platform/clock.ts';
import { readConfiguration } from '../src/platform/configuration.ts';
import { connectDatabase, type Database, type Write } from '../src/platform/database.ts';
import type { House, HouseEnv } from '../src/platform/house.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { createLog } from '../src/platform/log.ts';
import { testDatabase, type TestDatabase } from '../src/platform/test-database.ts';

export interface TestApp {
  app: Hono<HouseEnv>;
  house: House;
  database: Database;
  /** as the owner of the schema: inserts what the application may not, e.g. municipalities */
  owner: Database;
  test: TestDatabase;
  town: { id: Uuid; slug: string };
  otherTown: { id: Uuid; slug: string };
  /** signs a new person with these roles in and returns the cookie */
  signIn(roles: Role[], options?: { town?: Uuid; organizationId?: Uuid }): Promise<string>;
  get(path: string, cookie?: string): Promise<Response>;
  /** opens a page, takes its form's secrets and posts the fields to `to` (the same page unless told) */
  submit(path: string, fields: Record<string, string | string[] | File>, options?: { cookie?: string; to?: string; headers?: Record<string, string> }): Promise<Response>;
  close(): Promise<void>;
}

const NOW = '2026-11-22T09:00:00Z';

/** The whole application on a database of its own, with two municipalities, `musterstadt` and `nachbarstadt`. */
export async function testApp(clock: Clock = fixedClock(NOW), environment: Record<string, string> = {}): Promise<TestApp> {
  const test = await testDatabase();
  const read = readConfiguration({ LOG_LEVEL: 'error', DEMO: 'off', SECRET_KEY: randomBytes(32).toString('base64'), ...environment });
  if (!read.ok) throw new Error(read.faults.join(' '));
  const database = connectDatabase(test.app);
  const owner = connectDatabase(test.owner, { poolSize: 2 });
  const configuration = { ...read.configuration, secretKey: read.configuration.secretKey! };
  const { app, house } = buildApplication({ configuration, database, clock, log: createLog('silent') });
  const town = await addTown(owner, 'musterstadt', 'Musterstadt', clock);
  const otherTown = await addTown(owner, 'nachbarstadt', 'Nachbarstadt', clock);
  const get = (path: string, cookie?: string) => Promise.resolve(app.request(new URL(path, configuration.baseUrl), { headers: cookie ? { Cookie: cookie } : {} }));

  return {
    app, house, database, owner, test, town, otherTown, get,
    signIn: (roles, options = {}) => database.write(options.town ?? town.id, (tx) => openSession(tx, options.town ?? town.id, roles, clock, options.organizationId)),
    async submit(path, fields, { cookie = '', to = path, headers = {} } = {}) {
      const page = await get(path, cookie);
      const html = await page.text();
      const secret = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`).exec(html)?.slice(1).find(Boolean) ?? '';
      const visitor = page.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
      const body = new FormData();
      body.set('_csrf', secret('_csrf'));
      body.set('_submission', secret('_submission'));
      for (const [name, value] of Object.entries(fields)) for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
      const cookies = [cookie, visitor].filter(Boolean).join('; ');
      return app.request(new URL(to, configuration.baseUrl), { method: 'POST', body, headers: { Origin: configuration.baseUrl.origin, ...(cookies ? { Cookie: cookies } : {}), ...headers } });
    },
    async close() {
      await database.close();
      await owner.close();
      await test.drop();
    },
  };
}

/** Inserts a municipality as the owner. */
export async function addTown(owner: Database, slug: string, name: string, clock: Clock): Promise<{ id: Uuid; slug: string }> {
  const id = newId();
  await owner.write(id, (tx) => tx.insertInto('accounts.municipality').values({
    municipality_id: id, id, slug, name, kind: 'town', land: 'Niedersachsen', created_at: clock.now(), contact_email: `familie@${slug}.example`,
  }).execute());
  return { id, slug };
}

async function openSession(tx: Write, municipalityId: Uuid, roles: Role[], clock: Clock, organizationId?: Uuid): Promise<string> {
  const personId = newId();
  const token = randomBytes(32).toString('base64url');
  await tx.insertInto('accounts.person').values({
    municipality_id: municipalityId, id: personId, display_name: `Testperson ${roles.join(' ')}`, email: `${personId}@test.example`, email_key: `${personId}@test.example`, created_at: clock.now(),
  }).execute();
  for (const role of roles) {
    await tx.insertInto('accounts.role_assignment').values({
      municipality_id: municipalityId, id: newId(), person_id: personId, role, starts_on: clock.today(), granted_at: clock.now(),
      organization_id: organizationRoles.includes(role) ? organizationId! : null,
    }).execute();
  }
  await tx.insertInto('accounts.session').values({
    municipality_id: municipalityId, id: newId(), person_id: personId, token_hash: createHash('sha256').update(token).digest(),
    method: 'password', created_at: clock.now(), last_seen_at: clock.now(), second_factor_at: clock.now(), expires_at: new Date(clock.now().getTime() + 3_600_000),
  }).execute();
  return `session=${token}`;
}
