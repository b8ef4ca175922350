import { Hono } from 'hono';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permit, permitEverybody } from '../src/accounts/permit.ts';
import { action } from '../src/platform/action.ts';
import { createApp } from '../src/platform/app.tsx';
import { text } from '../src/platform/field.ts';
import { emptyForm, type FormState } from '../src/platform/form.ts';
import type { HouseEnv } from '../src/platform/house.ts';
import { newId } from '../src/platform/id.ts';
import { accepted, refused } from '../src/platform/outcome.ts';
import { page } from '../src/platform/page.tsx';
import { submit } from '../src/platform/submit.tsx';
import { Form } from '../src/ui/form.tsx';
import { TextField } from '../src/ui/text-field.tsx';
import { Button } from '../src/ui/button.tsx';
import { testApp, type TestApp } from './app.ts';

/** A little part of its own that writes settings, to look at the ground alone. */
const keep = action({
  may: permit('sample.note.keep', 'internal', ['coordinator']),
  audit: 'sample.note.kept',
  input: v.object({ note: text(20) }),
  async run({ tx, municipalityId, clock, concerns, later }, { note }) {
    if (note === 'verboten') return refused('note-forbidden', { field: 'note' });
    const id = newId();
    await tx.insertInto('platform.setting').values({ municipality_id: municipalityId, id, name: `note-${id}`, value: JSON.stringify(note), changed_at: clock.now() }).execute();
    await later('sample-task', { noteId: id });
    concerns(id, ['note']);
    return accepted(id);
  },
});

const samplePage = (form: FormState) => ({
  title: 'Notiz',
  content: (
    <Form form={form} say={(refusal) => refusal.code}>
      <TextField name="note" label="Notiz" />
      <Button>Merken</Button>
    </Form>
  ),
});

const sample = new Hono<HouseEnv>()
  .get('/notiz', page(permit('sample.note.read', 'internal', ['coordinator', 'planner']), () => samplePage(emptyForm)))
  .post('/notiz', submit(keep, { again: (_view, form) => samplePage(form), done: () => '/notiz' }))
  .get('/akte', page(permit('sample.file.read', 'social', ['planner']), () => ({ title: 'Akte', content: <p>Akte</p> })))
  .get('/offen', page(permitEverybody('sample.open.read'), () => ({ title: 'Offen', content: <p>offen</p> })))
  .get('/kaputt', page(permitEverybody('sample.broken.read'), () => { throw new Error('secret detail: Kinderweg 3'); }));

let house: TestApp;

beforeAll(async () => {
  house = await testApp();
  house.app = createApp(house.house, { assetsFolder: 'dist', townRoutes: [sample], siteRoutes: [] });
});
afterAll(() => house.close());

const notes = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.setting').select('value').execute());
const entries = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['name', 'outcome', 'field_names', 'person_id']).orderBy('sequence').execute());

/** Posts as a browser would, with the secrets of a page this person opened. */
async function secretsOf(cookie: string) {
  const html = await (await house.app.request('http://localhost:3000/musterstadt/notiz', { headers: { Cookie: cookie } })).text();
  return { token: /name="_csrf" value="([^"]+)"/.exec(html)![1]!, key: /name="_submission" value="([^"]+)"/.exec(html)![1]! };
}

function post(cookie: string, fields: Record<string, string>, headers: Record<string, string> = {}, path = '/musterstadt/notiz') {
  return house.app.request(`http://localhost:3000${path}`, { method: 'POST', body: new URLSearchParams(fields), headers: { Cookie: cookie, Origin: 'http://localhost:3000', ...headers } });
}

describe('a form', () => {
  test('is stored with its job and its audit entry, and leads on', async () => {
    const cookie = await house.signIn(['coordinator']);
    const { token, key } = await secretsOf(cookie);
    const answer = await post(cookie, { note: 'Krabbelgruppe', _csrf: token, _submission: key });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/musterstadt/notiz']);
    expect((await notes()).map((row) => row.value)).toContain('Krabbelgruppe');
    expect((await entries()).at(-1)).toMatchObject({ name: 'sample.note.kept', outcome: 'done', field_names: ['note'] });
    const jobs = await house.database.read(house.town.id, (tx) => tx.selectFrom('platform.job').select(['task', 'state']).execute());
    expect(jobs).toContainEqual({ task: 'sample-task', state: 'planned' });
  });

  test('sent five times at once is stored exactly once', async () => {
    const cookie = await house.signIn(['coordinator']);
    const { token, key } = await secretsOf(cookie);
    const answers = await Promise.all(Array.from({ length: 5 }, () => post(cookie, { note: 'Doppelklick', _csrf: token, _submission: key })));
    expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303, 303, 303]);
    expect((await notes()).filter((row) => row.value === 'Doppelklick')).toHaveLength(1);
  });

  test('that is refused shows what was typed and the reason, and stores nothing but the refusal', async () => {
    const cookie = await house.signIn(['coordinator']);
    const { token, key } = await secretsOf(cookie);
    const before = (await notes()).length;
    const tooLong = 'Eine viel zu lange Notiz über alles';
    const answer = await post(cookie, { note: tooLong, _csrf: token, _submission: key });
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(tooLong);
    expect(html).toContain('too-long');
    expect(await notes()).toHaveLength(before);
    expect((await entries()).at(-1)).toMatchObject({ name: 'sample.note.kept', outcome: 'refused' });
    // The key was not used up: the corrected form goes through.
    expect((await post(cookie, { note: 'Kurz', _csrf: token, _submission: key })).status).toBe(303);
  });

  test('from another site, without its token or with a stranger\'s is refused', async () => {
    const cookie = await house.signIn(['coordinator']);
    const stranger = await house.signIn(['coordinator']);
    const { token, key } = await secretsOf(cookie);
    const foreign = await secretsOf(stranger);
    expect((await post(cookie, { note: 'x', _csrf: token, _submission: key }, { Origin: 'https://elsewhere.example' })).status).toBe(400);
    expect((await post(cookie, { note: 'x', _csrf: token, _submission: key }, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(400);
    expect((await post(cookie, { note: 'x', _submission: key })).status).toBe(400);
    expect((await post(cookie, { note: 'x', _csrf: foreign.token, _submission: key })).status).toBe(400);
    expect((await notes()).filter((row) => row.value === 'x')).toHaveLength(0);
  });

  test('of somebody without the permission is denied, and the denial is on record', async () => {
    const coordinator = await house.signIn(['coordinator']);
    const planner = await house.signIn(['planner']);
    const { token } = await secretsOf(planner);
    const { key } = await secretsOf(coordinator);
    expect((await post(planner, { note: 'x', _csrf: token, _submission: key })).status).toBe(403);
    expect((await entries()).at(-1)).toMatchObject({ name: 'sample.note.kept', outcome: 'denied' });
  });
});

describe('a page', () => {
  test('of another municipality looks like one that does not exist', async () => {
    const cookie = await house.signIn(['coordinator']);
    const there = await house.app.request('http://localhost:3000/nachbarstadt/notiz', { headers: { Cookie: cookie } });
    expect([there.status, there.headers.get('location')]).toEqual([303, '/nachbarstadt/anmelden?weiter=%2Fnotiz']);
    expect((await house.app.request('http://localhost:3000/gibtesnicht/notiz')).status).toBe(404);
  });

  test('with social data leaves a trace of who read it', async () => {
    const planner = await house.signIn(['planner']);
    expect((await house.app.request('http://localhost:3000/musterstadt/akte', { headers: { Cookie: planner } })).status).toBe(200);
    expect((await entries()).at(-1)).toMatchObject({ name: 'sample.file.read', outcome: 'read' });
  });

  test('asks visitors to sign in and tells people with other roles that it is not theirs', async () => {
    const visitor = await house.app.request('http://localhost:3000/musterstadt/ar/notiz?seite=2');
    expect([visitor.status, visitor.headers.get('location')]).toEqual([303, '/musterstadt/ar/anmelden?weiter=%2Fnotiz%3Fseite%3D2']);
    const navigator = await house.signIn(['navigator']);
    expect((await house.app.request('http://localhost:3000/musterstadt/notiz', { headers: { Cookie: navigator } })).status).toBe(403);
    expect((await entries()).at(-1)).toMatchObject({ name: 'sample.note.read', outcome: 'denied' });
  });

  test('is sent with a strict policy, and not kept anywhere if somebody is signed in', async () => {
    const open = await house.app.request('http://localhost:3000/musterstadt/offen');
    expect(open.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'nonce-/);
    expect(open.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(open.headers.getSetCookie()).toEqual([]);
    const cookie = await house.signIn(['planner']);
    expect((await house.app.request('http://localhost:3000/musterstadt/offen', { headers: { Cookie: cookie } })).headers.get('cache-control')).toBe('no-store');
  });

  test('that fails tells a number, never what went wrong', async () => {
    const answer = await house.app.request('http://localhost:3000/musterstadt/kaputt');
    const html = await answer.text();
    expect(answer.status).toBe(500);
    expect(html).toMatch(/Nummer [0-9a-f]{12}/);
    expect(html).not.toContain('Kinderweg');
  });

  test('says which help still works while the database is away', async () => {
    const away = { ...house.house, database: { ...house.database, read: () => Promise.reject(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })) } };
    const app = createApp(away as typeof house.house, { assetsFolder: 'dist', townRoutes: [sample], siteRoutes: [] });
    const answer = await app.request('http://localhost:3000/musterstadt/tr/offen');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await answer.text()).toContain('116 111');
  });
});
