import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { createLog } from '../platform/log.ts';
import type { Uuid } from '../platform/id.ts';
import { storeFamily, storeKitaTown, type FamilyOf, type KitaTown } from './office.fixture.ts';
import { printKitaSeries, seriesDocument } from './server/print-series.ts';

let house: TestApp;
let town: KitaTown;
let office: string;
const list = '/musterstadt/verwaltung/kita/serienbriefe';
const text = { name: 'Erinnerung', subject: 'Ihre Anmeldung', body: '{anrede},\n\nfür {vorname} gilt die Nummer {nummer}.', state: 'waiting', facility: '' };

beforeAll(async () => {
  house = await testApp();
  town = await house.database.write(house.town.id, (tx) => storeKitaTown(tx, house.town.id, house.house.clock));
  office = await house.signIn(['kita-office']);
  await family({ child: 'Mia', family: 'Mail', mother: 'Marta', email: 'marta@mail.example' });
  await family({ child: 'Paul', family: 'Post', mother: 'Petra' });
  await family({ child: 'Vera', family: 'Versteckt', mother: 'Vilma', isBlocked: true });
});
afterAll(() => house.close());

const family = (about: FamilyOf) => house.database.write(house.town.id, (tx) => storeFamily(tx, house.town.id, house.house.clock, house.house.configuration.secretKey, town, about));
const html = async (path: string) => (await house.get(path, office)).text();
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';
const create = async (about: Partial<typeof text> = {}) => (await house.submit(list, { ...text, ...about }, { cookie: office }));
const send = async (path: string) => {
  const page = await html(path);
  return house.submit(path, { counted: hidden(page, 'counted'), version: hidden(page, 'version') }, { cookie: office, to: `${path}/senden` });
};
const mails = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.mail').select(['recipient', 'subject', 'body_text']).execute());
const context = () => ({ municipalityId: house.town.id, database: house.database, clock: house.house.clock, configuration: house.house.configuration, log: createLog('silent') });

describe('a letter series', () => {
  test('has a subject that names nobody, and only placeholders that exist', async () => {
    expect(await (await create({ subject: 'Für {vorname}' })).text()).toContain('Der Betreff darf keinen Platzhalter enthalten');
    expect(await (await create({ body: '{einkommen}' })).text()).toContain('Diesen Platzhalter gibt es nicht: einkommen');
  });

  test('says before it is sent who gets it in which way, and how the first one reads it', async () => {
    const page = await html((await create()).headers.get('location')!);
    expect(page).toContain('Noch 3 Personen sind anzuschreiben: 1 per E-Mail, 1 per Post, 1 persönlich auszuhändigen');
    expect(page).toContain('Guten Tag Marta Mail');
  });

  test('goes out once to each: mails by the outbox, paper sorted, a blocked address nowhere', async () => {
    const path = (await create()).headers.get('location')!;
    expect((await send(path)).status).toBe(303);
    expect(await mails()).toEqual([{ recipient: 'marta@mail.example', subject: 'Ihre Anmeldung', body_text: expect.stringContaining('Guten Tag Marta Mail,\n\nfür Mia gilt die Nummer') as string }]);
    const document = JSON.stringify(await house.database.read(house.town.id, (tx) => seriesDocument(tx, context(), path.split('/').at(-1) as Uuid)));
    expect(document.match(/Geheimweg 7/g)).toHaveLength(1);
    expect(document).toContain('"Vilma Versteckt","persönlich aushändigen"');
    expect(document.indexOf('Petra Post')).toBeLessThan(document.indexOf('Vilma Versteckt'));

    // A second press finds nobody; a new family is told alone.
    expect(await (await house.submit(path, { counted: '3', version: '1' }, { cookie: office, to: `${path}/senden` })).text()).toContain('schon angeschrieben');
    await family({ child: 'Nils', family: 'Neu', mother: 'Nora', email: 'nora@mail.example' });
    expect(await html(path)).toContain('An 1 Person senden');
    await send(path);
    expect((await mails()).map(({ recipient }) => recipient).sort()).toEqual(['marta@mail.example', 'nora@mail.example']);
  });

  test('has versions in other languages: each reads its own with the German text behind it, and who has none reads German', async () => {
    await family({ child: 'Amin', family: 'Arabi', mother: 'Amal', email: 'amal@mail.example', language: 'ar' });
    await family({ child: 'Ece', family: 'Türk', mother: 'Emine', email: 'emine@mail.example', language: 'tr' });
    const arabic = { 'subject-ar': 'تسجيلكم', 'body-ar': '{anrede}، رقم {vorname} هو {nummer}.' };
    expect(await (await create({ ...arabic, 'subject-ar': '' } as object)).text()).toContain('Zu einer Fassung gehören Betreff und Text');
    expect(await (await create({ ...arabic, 'body-ar': '{anrede} {kita}' } as object)).text()).toContain('Diese Platzhalter stehen nicht in beiden Texten, dem deutschen und der Fassung: vorname, nummer, kita');
    const path = (await create({ ...arabic, name: 'Sprachen' } as object)).headers.get('location')!;
    const page = await html(path);
    expect(page).toMatch(/العربية.*?>1<.*?eigene Fassung und deutschen Text/s);
    expect(page).toMatch(/Türkçe.*?>1<.*?nur deutschen Text: Fassung fehlt/s);
    await send(path);
    const sent = async (to: string) => (await mails()).filter(({ recipient }) => recipient === to).at(-1)!;
    const own = await sent('amal@mail.example');
    expect(own.subject).toBe('تسجيلكم');
    expect(own.body_text.replaceAll(/[\u2066-\u2069]/g, '')).toMatch(/^مرحبًا Amal Arabi، رقم Amin هو .*Deutscher Text \(verbindlich\)\n\nIhre Anmeldung\n\nGuten Tag Amal Arabi,/s);
    expect(await sent('emine@mail.example')).toMatchObject({ subject: 'Ihre Anmeldung', body_text: expect.stringContaining('Guten Tag Emine Türk') as string });
  });

  test('two people press at once: nobody gets it twice', async () => {
    const path = (await create({ name: 'Doppelt' })).headers.get('location')!;
    const before = (await mails()).length;
    const answers = await Promise.all([send(path), send(path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect((await mails()).length - before).toBe(4);
  });

  test('refuses to leave a gap where a value is not known', async () => {
    const path = (await create({ body: 'bis {antwort-bis}' })).headers.get('location')!;
    expect(await (await send(path)).text()).toContain('fehlt ein Wert: antwort-bis');
  });

  test('becomes one accessible PDF, sealed in the database, and is noted as sent', async () => {
    const path = (await create({ name: 'Druck' })).headers.get('location')!;
    await send(path);
    const series = path.split('/').at(-1)! as Uuid;
    expect((await house.get(`${path}/briefe.pdf`, office)).status).toBe(404);
    if (printKitaSeries.kind !== 'outside') throw new Error('kind');
    await printKitaSeries.run(context(), { series });
    const pdf = await house.get(`${path}/briefe.pdf`, office);
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
    const { pdf_sealed: sealed } = await house.database.read(house.town.id, (tx) => tx.selectFrom('kita.letter_series').select('pdf_sealed').where('id', '=', series).executeTakeFirstOrThrow());
    expect(sealed!.includes('%PDF')).toBe(false);
    for (const way of ['post', 'hand-over']) await house.submit(path, { way }, { cookie: office, to: `${path}/vermerken` });
    expect(await html(path)).not.toContain('noch nicht als versandt vermerkt');
  });

  test('is closed to all but the Kita office', async () => {
    for (const role of ['planner', 'coordinator', 'administrator'] as const) expect((await house.get(list, await house.signIn([role]))).status).toBe(403);
  });
});
