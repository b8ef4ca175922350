import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase } from '../../platform/database.ts';
import { newId } from '../../platform/id.ts';
import { migrate } from '../../platform/migrate.ts';
import { testDatabase, type TestDatabase } from '../../platform/test-database.ts';
import { loadServices } from './load-services.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.drop());

test('a town that had translations before keeps them, with what was said of them', async () => {
  await migrate(database.owner, { upTo: '0032_offers_handed_over' });
  const [town, organization, service] = [newId(), newId(), newId()];
  const client = new pg.Client(database.owner);
  await client.connect();
  await client.query(`begin; set local app.municipality = '${town}';
    insert into accounts.municipality (municipality_id, id, slug, name, kind, land, created_at) values ('${town}', '${town}', 'musterstadt', 'Musterstadt', 'town', 'Niedersachsen', now());
    insert into network.organization (municipality_id, id, name, created_at, updated_at) values ('${town}', '${organization}', 'Familienwerk', now(), now());
    insert into offers.service (municipality_id, id, organization_id, name, summary, fingerprint, created_at, updated_at) values ('${town}', '${service}', '${organization}', 'Elterncafé', 'Kaffee', 'x', now(), now());
    insert into offers.service_text (municipality_id, id, service_id, language, name, summary, state, reviewed_at) values
      ('${town}', '${newId()}', '${service}', 'uk', 'Кафе', '', 'machine-made', null), ('${town}', '${newId()}', '${service}', 'tr', 'Kafe', 'Kahve', 'reviewed', '2026-05-01'),
      ('${town}', '${newId()}', '${service}', 'ar', 'مقهى', '', 'outdated', null);
    commit`);
  await client.end();
  await migrate(database.owner);

  const connection = connectDatabase(database.app);
  const [loaded] = await connection.read(town, (tx) => loadServices(tx, town, [service]));
  await connection.close();
  const texts = Object.fromEntries(loaded!.texts.map((text) => [text.language, text]));
  expect(texts['uk']).toMatchObject({ name: 'Кафе', summary: '', state: 'machine-made' });
  expect(texts['tr']).toMatchObject({ name: 'Kafe', summary: 'Kahve', state: 'reviewed', parts: { name: { source: 'Elterncafé', reviewedAt: new Date('2026-05-01T00:00:00Z') } } });
  expect(texts['ar']).toMatchObject({ name: 'مقهى', state: 'outdated' });
});
