import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { sameCommit } from './same-commit.ts';

let development: TestApp;
let production: TestApp;

async function withMail(environment: Record<string, string>): Promise<TestApp> {
  const house = await testApp(undefined, environment);
  await house.database.write(house.town.id, (tx) => sameCommit(tx, house.town.id, house.house.clock).post({
    to: 'lena@amt.example', subject: 'Ihr Link', text: 'Guten Tag,\nhttps://kette.example.de/x?a=1&b=2\n<script>alert(1)</script>',
  }));
  return house;
}

beforeAll(async () => {
  development = await withMail({ MODE: 'development' });
  production = await withMail({ MODE: 'production', BASE_URL: 'https://kette.example.de', SMTP_URL: 'smtp://127.0.0.1:9' });
});
afterAll(async () => {
  await development.close();
  await production.close();
});

test('in development every mail can be read, and its links followed', async () => {
  const list = await (await development.get('/_mail')).text();
  expect(list).toContain('Ihr Link');
  const path = /href="(\/_mail\/musterstadt\/[^"]+)"/.exec(list)![1]!;
  const mail = await (await development.get(path)).text();
  expect(mail).toContain('<a href="https://kette.example.de/x?a=1&amp;b=2">');
  expect(mail).not.toContain('<script>alert');
});

test('the mails of one mailbox can be picked out', async () => {
  expect(await (await development.get('/_mail?an=lena%40amt.example')).text()).toContain('Ihr Link');
  const other = await (await development.get('/_mail?an=mia%40amt.example')).text();
  expect(other).toContain('Noch keine E-Mail an mia@amt.example.');
  expect(other).not.toContain('Ihr Link');
});

test('in production there is no such page, for nobody', async () => {
  const id = (await production.database.read(production.town.id, (tx) => tx.selectFrom('platform.mail').select('id').executeTakeFirstOrThrow())).id;
  for (const path of ['/_mail', '/_mail/', `/_mail/musterstadt/${id}`]) {
    const answer = await production.get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('lena@amt.example');
  }
});
