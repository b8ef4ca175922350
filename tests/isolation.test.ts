import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../database/demo/load-demo.ts';
import { organizationRoles, roles, staffRoles, type Role } from '../src/accounts/role.ts';
import { PART_SCHEMAS } from '../src/platform/database-roles.ts';
import { newId, type Uuid } from '../src/platform/id.ts';
import { testApp, type TestApp } from './app.ts';

/** Voerde's people try everything that is Alfeld's. */
let house: TestApp;
let superuser: pg.Client;
let application: pg.Client;
let alfeld: Uuid;
let voerde: Uuid;
let tables: string[];

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['alfeld', 'voerde'], secretKey: house.house.configuration.secretKey });
  superuser = new pg.Client(house.test.superuser);
  await superuser.connect();
  application = new pg.Client(house.test.app);
  await application.connect();
  const towns = (await superuser.query<{ id: Uuid; slug: string }>('select id, slug from accounts.municipality')).rows;
  alfeld = towns.find((town) => town.slug === 'alfeld')!.id;
  voerde = towns.find((town) => town.slug === 'voerde')!.id;
  tables = (await superuser.query<{ name: string }>(`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = any ($1) and c.relkind = 'r' order by 1`, [PART_SCHEMAS])).rows.map((row) => row.name);
}, 120_000);
afterAll(async () => {
  await superuser.end();
  await application.end();
  await house.close();
});

/** As the application inside a municipality's transaction; always rolled back. */
async function asVoerde<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  try {
    await application.query('begin');
    await application.query(`set local app.municipality = '${voerde}'`);
    return await work(application);
  } finally {
    await application.query('rollback');
  }
}

describe('every table', () => {
  test('of Alfeld is empty for Voerde, apart from the public list of municipalities', async () => {
    expect(tables.length).toBeGreaterThan(40);
    const seen = await asVoerde(async (client) => {
      const counts: string[] = [];
      for (const table of tables) {
        const { rows } = await client.query<{ foreign: number }>(`select count(*) filter (where municipality_id <> $1)::int as foreign from ${table}`, [voerde]);
        if (rows[0]!.foreign > 0) counts.push(table);
      }
      return counts;
    });
    expect(seen).toEqual(['accounts.municipality']);
  });

  test('of Alfeld cannot be changed, emptied or added to from Voerde', async () => {
    const changed: string[] = [];
    for (const table of tables) {
      const attempts = [
        [`update ${table} set municipality_id = municipality_id where municipality_id = $1`, alfeld],
        [`delete from ${table} where municipality_id = $1`, alfeld],
      ] as const;
      for (const [statement, id] of attempts) {
        const rows = await asVoerde(async (client) => (await client.query(statement, [id])).rowCount).catch((error: pg.DatabaseError) => (error.code === '42501' ? 0 : -1));
        if (rows !== 0) changed.push(statement);
      }
      const code = await asVoerde((client) => client.query(`insert into ${table} (municipality_id, id) values ($1, $2)`, [alfeld, newId()]))
        .then(() => 'inserted', (error: pg.DatabaseError) => error.code);
      if (code !== '42501') changed.push(`${table}: insert ${code}`);
    }
    expect(changed).toEqual([]);
  }, 120_000);

  test('is closed to a transaction that names no municipality', async () => {
    const open: string[] = [];
    const client = new pg.Client(house.test.app);
    await client.connect();
    for (const table of tables) {
      const { rows } = await client.query<{ seen: number }>(`select count(*)::int as seen from ${table}`);
      if (rows[0]!.seen > 0) open.push(table);
    }
    await client.end();
    expect(open).toEqual(['accounts.municipality']);
  });
});

interface Route {
  method: string;
  path: string;
}

function townRoutes(method: string): Route[] {
  const found = house.app.routes.filter((route) => route.method === method && route.path.startsWith('/:town') && !route.path.includes('*'));
  return [...new Map(found.map((route) => [route.path, { method, path: route.path }])).values()];
}

const fill = (route: Route, slug: string, id: string) => route.path.replace('/:town', `/${slug}`).replace(/:[a-zA-Z]+(\{([^{}]|\{[^{}]*\})*\})?/g, id);

/** What a visitor can tell two answers apart by: everything but nonces, keys, tokens and the id asked for itself. */
async function appearance(answer: Response, id: string): Promise<string> {
  const text = (await answer.text()).replaceAll(id, 'ID').replace(/nonce="[^"]*"|value="[^"]*"/g, '').replace(/[0-9a-f]{12}(?=<)/g, 'REF');
  return `${answer.status} ${answer.headers.get('location')?.replaceAll(id, 'ID') ?? ''} ${text}`;
}

async function oneIdOfEach(owner: Uuid): Promise<Uuid[]> {
  const wanted = ['offers.service', 'offers.location', 'network.organization', 'areas.area', 'offers.life_phase', 'offers.field_of_action', 'chain.gap', 'chain.rating_group', 'accounts.person', 'accounts.session', 'monitoring.import_run', 'monitoring.release'];
  const ids: Uuid[] = [];
  for (const table of wanted) ids.push(...(await superuser.query<{ id: Uuid }>(`select id from ${table} where municipality_id = $1 limit 1`, [owner])).rows.map((row) => row.id));
  return ids;
}

/**
 * Somebody with every role of the municipality, and somebody with every role for an organization. Any role is enough for a permission (src/accounts/permit.ts): what
 * one role may, they may. The two stay apart because who works for an organization is shown less.
 */
const everybodysRights: readonly (readonly Role[])[] = [staffRoles, organizationRoles];

const AT_ONCE = 4;

/** Several at a time: server and database have a core each. */
async function forEach<Thing>(things: readonly Thing[], work: (thing: Thing) => Promise<void>): Promise<void> {
  const waiting = things.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const thing of waiting) await work(thing);
  }));
}

describe('every page', () => {
  test('of Alfeld asks people of Voerde to sign in, or is open to everybody', async () => {
    const surprises: string[] = [];
    const missing = newId();
    const visitors = new Map<string, Response>();
    await forEach(townRoutes('GET'), async (route) => void visitors.set(route.path, await house.get(fill(route, 'alfeld', missing))));
    for (const people of everybodysRights) {
      const cookie = await signInAt(voerde, people);
      await forEach(townRoutes('GET'), async (route) => {
        const foreign = await house.get(fill(route, 'alfeld', missing), cookie);
        const nobody = visitors.get(route.path)!;
        if (foreign.status !== nobody.status || foreign.headers.get('location') !== nobody.headers.get('location')) surprises.push(`${people.join(' ')} ${route.path}: ${foreign.status} instead of ${nobody.status}`);
        if (foreign.status >= 500) surprises.push(`${people.join(' ')} ${route.path}: ${foreign.status}`);
      });
    }
    expect(townRoutes('GET').length).toBeGreaterThan(15);
    expect(surprises).toEqual([]);
  }, 240_000);

  test('with the id of a foreign record looks exactly as with one that never was', async () => {
    const foreignIds = await oneIdOfEach(alfeld);
    expect(foreignIds.length).toBeGreaterThan(7);
    const differences: string[] = [];
    for (const people of [undefined, ...everybodysRights]) {
      const cookie = people && await signInAt(voerde, people);
      await forEach(townRoutes('GET').filter((one) => one.path.slice(6).includes(':')), async (route) => {
        const missing = newId();
        const expected = await appearance(await house.get(fill(route, 'voerde', missing), cookie), missing);
        for (const id of foreignIds) {
          if (await appearance(await house.get(fill(route, 'voerde', id), cookie), id) !== expected) differences.push(`${people?.join(' ') ?? 'visitor'} ${route.path}`);
        }
      });
    }
    expect([...new Set(differences)]).toEqual([]);
  }, 240_000);

  test('opens for every role or says that it is not theirs, and never breaks', async () => {
    const broken: string[] = [];
    for (const role of [undefined, ...roles]) {
      const cookie = role && await signInAt(voerde, [role]);
      await forEach(townRoutes('GET'), async (route) => {
        const answer = await house.get(fill(route, 'voerde', newId()), cookie);
        if (![200, 303, 302, 403, 404].includes(answer.status)) broken.push(`${role ?? 'visitor'} ${route.path}: ${answer.status}`);
      });
    }
    expect(broken).toEqual([]);
  }, 240_000);

  test('that changes something refuses a form without its secrets, whoever sends it', async () => {
    const accepted: string[] = [];
    for (const role of roles) {
      const cookie = await signInAt(voerde, [role]);
      await forEach(townRoutes('POST'), async (route) => {
        const answer = await house.app.request(new URL(fill(route, 'voerde', newId()), house.house.configuration.baseUrl), {
          method: 'POST', body: new URLSearchParams({ name: 'x' }), headers: { Cookie: cookie, Origin: house.house.configuration.baseUrl.origin },
        });
        if (![400, 403, 404].includes(answer.status)) accepted.push(`${role} ${route.path}: ${answer.status}`);
      });
    }
    expect(townRoutes('POST').length).toBeGreaterThan(10);
    expect(accepted).toEqual([]);
  }, 240_000);
});

async function signInAt(town: Uuid, people: readonly Role[]): Promise<string> {
  const organizationId = (await superuser.query<{ id: Uuid }>('select id from network.organization where municipality_id = $1 limit 1', [town])).rows[0]!.id;
  return house.signIn([...people], { town, organizationId });
}
