// A county reads a town's directory by http: with a client that knows only the standard, and into a directory of its own.
import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadDemo } from '../../database/demo/load-demo.ts';
import { jobTasks } from '../../src/job-tasks.ts';
import { hsdsValidator, schemasFolder } from '../../src/offers/hsds/hsds-schemas.fixture.ts';
import type { Network } from '../../src/offers/server/feed-fetch.ts';
import { loadServices } from '../../src/offers/server/load-services.ts';
import { hsdsFeedReader } from '../../src/offers/server/read-hsds-feed.ts';
import { sampleDirectory } from '../../src/offers/server/sample-directory.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import type { Uuid } from '../../src/platform/id.ts';
import { runJobsOnce } from '../../src/platform/worker.ts';
import { testApp, type TestApp } from '../app.ts';
import { harvest, type Harvest } from './hsds-client.ts';

const IMPORT = '/nachbarstadt/verwaltung/angebote/hsds';
let house: TestApp;
let server: ServerType;
let origin: string;
let town: ServiceRecord[];

beforeAll(async () => {
  house = await testApp();
  await loadDemo({ owner: house.test.owner, clock: house.house.clock, slugs: ['alfeld'] });
  const alfeld = await house.owner.read(house.town.id, (tx) => tx.selectFrom('accounts.municipality').select('id').where('slug', '=', 'alfeld').executeTakeFirstOrThrow());
  town = (await servicesOf(alfeld.id)).filter(({ status }) => status === 'active');
  await house.database.write(house.otherTown.id, (tx) => sampleDirectory(tx, house.otherTown.id, house.house.clock));
  server = await new Promise<ServerType>((done) => {
    const own = serve({ fetch: house.app.fetch, port: 0 }, () => done(own));
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 120_000);
afterAll(async () => {
  server?.close();
  await house?.close();
});

const servicesOf = (municipalityId: Uuid) => house.database.read(municipalityId, (tx) => loadServices(tx, municipalityId));

describe('a county’s client that knows only the standard', () => {
  let found: Harvest;
  beforeAll(async () => {
    found = await harvest(`${origin}/alfeld/hsds`, schemasFolder);
  });

  test('turns all pages of all lists and opens every record', () => {
    expect(found.faults).toEqual([]);
    expect([...found.records.keys()].sort()).toEqual(['/organizations', '/service_at_locations', '/services', '/taxonomies', '/taxonomy_terms']);
    for (const [list, records] of found.records) expect(records.length, list).toBeGreaterThan(0);
    const names = found.records.get('/services')!.map(({ name }) => name);
    expect(town.filter(({ name }) => !names.includes(name)).map(({ name }) => name)).toEqual(town.filter(({ validUntil }) => validUntil !== undefined && validUntil <= house.house.clock.today()).map(({ name }) => name));
  });

  const title = schemasFolder ? 'finds each of them to keep to the official schemas' : 'SKIPPED against the official schemas of HSDS: name their folder in HSDS_SCHEMAS';
  test.skipIf(!schemasFolder)(title, () => {
    const check = hsdsValidator(schemasFolder!, { profile: false });
    const kinds: Record<string, string> = { '/services': 'service', '/organizations': 'organization', '/service_at_locations': 'service_at_location', '/taxonomies': 'taxonomy', '/taxonomy_terms': 'taxonomy_term' };
    for (const [list, records] of found.records) expect(records.flatMap((record) => check(kinds[list]!, record)), list).toEqual([]);
  });
});

describe('a county that keeps its directory in this house', () => {
  /** The way to the town's server as the internet would be: a public name and address, which lead to our port. */
  const asInternet: Network = {
    resolve: () => Promise.resolve(['93.184.216.34']),
    async get(url, _address, { accept }) {
      const answer = await fetch(`${origin}${url.pathname}${url.search}`, { headers: { Accept: accept } });
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    },
  };
  const work = () => runJobsOnce({ house: house.house, connection: house.test.app, tasks: { ...jobTasks, tasks: { ...jobTasks.tasks, 'read-hsds-feed': hsdsFeedReader(asInternet) } } });

  test('reads the town’s feed page by page from its address, sees the report, and has every offer afterwards; a second time there is nothing new', async () => {
    const coordinator = await house.signIn(['coordinator'], { town: house.otherTown.id });
    const read = async () => {
      const answer = await house.submit(IMPORT, { url: 'https://alfeld.example/alfeld/hsds' }, { cookie: coordinator, to: `${IMPORT}/adresse` });
      expect(answer.status).toBe(303);
      await work();
      const report = answer.headers.get('Location')!;
      return { report, page: await (await house.get(report, coordinator)).text() };
    };
    const { report } = await read();
    expect((await house.submit(report, { status: 'active', seen: 'on' }, { cookie: coordinator })).status).toBe(303);
    const copies = (await servicesOf(house.otherTown.id)).filter(({ externalId }) => externalId !== undefined);
    const said = ({ name, summary, minimumAgeMonths, maximumAgeMonths, freeOfCharge, languages, exceptions, status, phones, schedules, costs, website, email }: ServiceRecord) => ({ name, summary, minimumAgeMonths, maximumAgeMonths, freeOfCharge, languages: [...languages].sort(), exceptions, status, site: website && new URL(website).href, email, numbers: phones.map(({ number }) => number), times: schedules.map(({ weekday, opensAt, closesAt }) => [weekday, opensAt, closesAt]), cents: costs.map(({ amountCents }) => amountCents) });
    const isOver = ({ validUntil }: ServiceRecord) => validUntil !== undefined && validUntil <= house.house.clock.today();
    for (const one of town.filter((service) => !isOver(service))) expect(said(copies.find(({ externalId }) => externalId === one.id)!), one.name).toEqual(said(one));
    expect((await read()).page).toContain('Es gibt nichts zu übernehmen');
  }, 120_000);
});
