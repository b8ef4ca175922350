import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../tests/app.ts';
import { languageFacts, languages } from '../platform/language.ts';
import { newId, type Uuid } from '../platform/id.ts';
import { sampleChain, type SampleChain } from './server/sample-chain.fixture.ts';

let house: TestApp;
let sample: SampleChain;
let coordinator: string;
let head: string;

beforeAll(async () => {
  house = await testApp();
  sample = await house.database.write(house.town.id, (tx) => sampleChain(tx, house.town.id, house.house.clock));
  coordinator = await house.signIn(['coordinator']);
  head = await house.signIn(['department-head']);
});
afterAll(() => house.close());

const at = (path: string) => `/musterstadt${path}`;
const html = async (path: string, cookie?: string) => {
  const answer = await house.get(at(path), cookie);
  expect(answer.status, path).toBe(200);
  return (await answer.text()).replace(/<style.*?<\/style>/s, '');
};
const post = (page: string, fields: Record<string, string>, to = page, cookie = coordinator) => house.submit(at(page), fields, { cookie, to: at(to) });
const lastAudit = () => house.database.read(house.town.id, (tx) => tx.selectFrom('platform.audit_entry').select(['name', 'outcome', 'field_names']).orderBy('sequence', 'desc').executeTakeFirst());
const cellPath = (field: 'advice' | 'health', phase: 'early' | 'kita' = 'early', area: keyof SampleChain['areas'] = 'town') =>
  `/verwaltung/kette/zelle/${sample.areas[area]}/${sample.directory.phases[phase]}/${sample.directory.fields[field]}`;

const aGap = (known: Record<string, string> = {}) => ({
  title: 'Keine Gesundheitsangebote für Babys', severity: 'high', ownerName: 'Sozialplanung', closingCriterion: 'Eine Babysprechstunde in jedem Bezirk', noticedOn: '2026-11-01',
  phaseId: sample.directory.phases.early, fieldId: sample.directory.fields.health, evidenceKind: 'matrix', evidence: 'Kein Angebot in der Matrix', evidenceSource: '', observedOn: '2026-11-20', ...known,
});
async function registerGap(known: Record<string, string> = {}): Promise<Uuid> {
  const answer = await post('/verwaltung/luecken/neu', aGap(known));
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!.split('/').at(-1) as Uuid;
}

describe('The chain for everybody', () => {
  test('is shown without signing in, with its gap and its offers', async () => {
    const page = await html('/praeventionskette');
    expect(page).toContain('Präventionskette: Musterstadt');
    expect(page).toMatch(/class="piece piece--gap"/);
    expect(page).toContain('1 Angebot');
  });

  test.each(languages)('is there in %s, in the direction of the language', async (language) => {
    const { segment, direction, tag } = languageFacts[language];
    const page = await html(`${segment ? `/${segment}` : ''}/praeventionskette`);
    expect(page).toContain(`lang="${tag}" dir="${direction}"`);
    expect(page).not.toMatch(/>(drawing|legend|state|judging)\.[a-z]/);
  });

  test('never shows what groups or the register say', async () => {
    await registerGap({ title: 'Nur für Fachkräfte sichtbar' });
    const page = await html('/praeventionskette');
    expect(page).not.toContain('Nur für Fachkräfte sichtbar');
    expect(page).not.toContain('Ist das Angebot breit genug?');
  });

  test('of a district, and of a district that does not exist, which is the whole town', async () => {
    expect(await html(`/praeventionskette?raum=${sample.areas.north}`)).toContain('Präventionskette: Nordstadt');
    expect(await html(`/praeventionskette?raum=${newId()}`)).toContain('Präventionskette: Musterstadt');
  });
});

describe('The matrix', () => {
  test('is for those who work on it, and nobody else', async () => {
    const visitor = await house.get(at('/verwaltung/kette'));
    expect([visitor.status, visitor.headers.get('location')]).toEqual([303, '/musterstadt/anmelden?weiter=%2Fverwaltung%2Fkette']);
    expect((await house.get(at('/verwaltung/kette'), await house.signIn(['administrator']))).status).toBe(403);
    expect(await html('/verwaltung/kette', head)).toContain('4 Zellen: 3 Lücken, 0 dünn, 0 unbekannt, 1 gedeckt.');
  });

  test('leads to a cell that names its reasons and the offers behind them', async () => {
    expect(await html('/verwaltung/kette', coordinator)).toContain(cellPath('advice'));
    const covered = await html(cellPath('advice'), coordinator);
    expect(covered).toContain('3,3 Wochenstunden je 100 Kinder');
    expect(covered).toContain('Elternberatung');
    expect(await html(cellPath('health'), coordinator)).toContain('Es gibt kein Angebot; erwartet wird mindestens eines.');
  });

  test('compares the areas for one field', async () => {
    const page = await html(`/verwaltung/kette/handlungsfeld?feld=${sample.directory.fields.health}`, head);
    expect(page).toContain('Handlungsfeld: Gesundheit');
    for (const name of ['Musterstadt', 'Nordstadt', 'Südstadt']) expect(page).toContain(name);
  });

  test('a cell of an unknown area is no page', async () => {
    expect((await house.get(at(cellPath('advice').replace(sample.areas.town, newId())), coordinator)).status).toBe(404);
  });

  test('comes as CSV with its reasons, and what is unknown as a dot', async () => {
    const answer = await house.get(at('/verwaltung/kette.csv'), head);
    const lines = (await answer.text()).trim().split('\r\n');
    expect(answer.headers.get('content-disposition')).toContain('kette.csv');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain('Musterstadt;0 bis 3 Jahre;Beratung;Gedeckt;');
    expect(lines[1]).toContain(';1;1;600;0;.;1;0;20;0;3,33;');
  });

  test('says that the ages leave out the pregnancy and everybody over six', async () => {
    expect(await html('/verwaltung/kette', coordinator)).toContain('Die Altersgruppen lassen 2 Fragen offen.');
  });
});

describe('The register of gaps', () => {
  test('a gap of the matrix is registered with what the matrix shows as its evidence', async () => {
    const form = await html(`/verwaltung/luecken/neu?raum=${sample.areas.north}&phase=${sample.directory.phases.early}&feld=${sample.directory.fields.health}`, coordinator);
    expect(form).toContain('Matrix, Nordstadt, Stand 22. Nov. 2026: Gesundheit, 0 bis 3 Jahre – Lücke. Es gibt kein Angebot; erwartet wird mindestens eines.');
    const id = await registerGap({ areaId: sample.areas.north });
    expect(await lastAudit()).toMatchObject({ name: 'chain.gap.registered', outcome: 'done' });
    const page = await html(`/verwaltung/luecken/${id}`, head);
    expect(page).toContain('Eine Babysprechstunde in jedem Bezirk');
    expect(page).toContain('Testperson coordinator');
    expect(await html(cellPath('health', 'early', 'north'), head)).toContain('Keine Gesundheitsangebote für Babys');
  });

  test('without evidence or owner nothing is registered, and what was typed stands there again', async () => {
    const answer = await post('/verwaltung/luecken/neu', aGap({ evidence: '', ownerName: ' ' }));
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Eine Babysprechstunde in jedem Bezirk');
    expect(page.match(/href="#[^"]*(evidence|ownerName)"/g)).toHaveLength(2);
  });

  test('is closed with proof, by nobody who only reads', async () => {
    const id = await registerGap();
    const path = `/verwaltung/luecken/${id}`;
    expect(await html(path, head)).not.toContain('Lücke schließen');
    const denied = await house.submit(at(`${path}`), { version: '1', proof: 'da', closedOn: '2026-11-22' }, { cookie: head, to: at(`${path}/schliessen`) });
    expect([400, 403]).toContain(denied.status);
    expect((await post(path, { version: '1', proof: '', closedOn: '2026-11-22' }, `${path}/schliessen`)).status).toBe(422);
    const tooEarly = await post(path, { version: '1', proof: 'da', closedOn: '2026-10-01' }, `${path}/schliessen`);
    expect(await tooEarly.text()).toContain('vor dem Tag, an dem die Lücke bemerkt wurde');
    expect((await post(path, { version: '1', proof: 'Sprechstunde eröffnet', closedOn: '2026-11-22' }, `${path}/schliessen`)).status).toBe(303);
    expect(await html(path, head)).toContain('geschlossen am 22. Nov. 2026');
    expect((await post(path, { version: '2', reason: 'Hebamme hat gekündigt' }, `${path}/wieder-oeffnen`)).status).toBe(303);
    const reopened = await html(path, head);
    for (const words of ['eingetragen', 'geschlossen', 'wieder geöffnet', 'Hebamme hat gekündigt']) expect(reopened).toContain(words);
  });

  test('two people who change the same gap: the second is told and loses nothing', async () => {
    const id = await registerGap();
    const path = `/verwaltung/luecken/${id}/bearbeiten`;
    const change = (title: string) => ({ ...aGap({ title }), version: '1' });
    expect((await post(path, change('Erste Fassung'))).status).toBe(303);
    const second = await post(path, change('Zweite Fassung'));
    const page = await second.text();
    expect(second.status).toBe(422);
    expect(page).toContain('Jemand anderes hat diese Lücke inzwischen geändert');
    expect(page).toContain('value="Zweite Fassung"');
    expect(page).toMatch(/name="version" value="2"/);
    expect(await html(`/verwaltung/luecken/${id}`, head)).toContain('Erste Fassung');
  });

  test('five changes at once leave one winner and one version more', async () => {
    const id = await registerGap();
    const path = `/verwaltung/luecken/${id}/bearbeiten`;
    const answers = await Promise.all([1, 2, 3, 4, 5].map((number) => post(path, { ...aGap({ title: `Fassung ${number}` }), version: '1' })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422, 422, 422, 422]);
  });

  test('more evidence can be added, and the history says so', async () => {
    const id = await registerGap();
    const path = `/verwaltung/luecken/${id}`;
    expect((await post(path, { evidenceKind: 'family-voice', evidence: 'Vier Familien fragen danach', evidenceSource: 'Café', observedOn: '2026-11-10' }, `${path}/belege`)).status).toBe(303);
    const page = await html(path, head);
    expect(page).toContain('Vier Familien fragen danach');
    expect(page).toContain('Beleg hinzugefügt');
  });

  test('a phase of another municipality is no phase here', async () => {
    const there = await house.database.write(house.otherTown.id, (tx) => sampleChain(tx, house.otherTown.id, house.house.clock));
    expect((await post('/verwaltung/luecken/neu', aGap({ phaseId: there.directory.phases.early }))).status).toBe(404);
  });

  test('comes as CSV and by age', async () => {
    await registerGap({ title: 'Alte Lücke', noticedOn: '2024-01-01' });
    expect(await html('/verwaltung/luecken', head)).toContain('Offene Lücken nach Alter');
    const csv = await (await house.get(at('/verwaltung/luecken.csv'), head)).text();
    expect(csv).toContain('Alte Lücke;0 bis 3 Jahre · Gesundheit · Musterstadt;hoch;Sozialplanung;Eine Babysprechstunde in jedem Bezirk;2024-01-01;über 2 Jahre;;');
  });
});

describe('Thresholds', () => {
  test('a threshold set for one field changes the state there, and is taken back', async () => {
    const path = '/verwaltung/kette/richtwerte/hours-per-100';
    expect((await post(path, { value: '20', fieldId: sample.directory.fields.advice, phaseId: '' })).status).toBe(303);
    expect(await lastAudit()).toMatchObject({ name: 'chain.threshold.set', field_names: ['hours-per-100'] });
    expect(await html(cellPath('advice'), head)).toContain('Es gibt nur 0,0 Plätze und 3,3 Wochenstunden je 100 Kinder.');
    expect((await post(path, { fieldId: sample.directory.fields.advice, phaseId: '' }, `${path}/zuruecknehmen`)).status).toBe(303);
    expect(await html(cellPath('advice'), head)).not.toContain('Es gibt nur 0,0 Plätze');
  });

  test('a value out of its range is refused beside its field', async () => {
    const answer = await post('/verwaltung/kette/richtwerte/reached-percent', { value: '120', fieldId: '', phaseId: '' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="120"');
  });

  test('everybody who works on it sees them with their reasons, few change them', async () => {
    expect(await html('/verwaltung/kette/richtwerte', head)).toContain('jedes sechste Kind');
    expect((await house.get(at('/verwaltung/kette/richtwerte/free-minimum'), head)).status).toBe(403);
    expect((await house.get(at('/verwaltung/kette/richtwerte/gibtesnicht'), coordinator)).status).toBe(404);
  });
});

describe('Ratings', () => {
  test('a group answers for a cell, beside the computed state', async () => {
    const opened = await post('/verwaltung/kette/bewertungen/neu', { name: 'Tisch 1', ratedOn: '2026-11-10', note: '' });
    const path = opened.headers.get('location')!.replace('/musterstadt', '');
    const cell = { phaseId: sample.directory.phases.early, fieldId: sample.directory.fields.health, areaId: '' };
    expect((await post(path, { ...cell, 'broad-enough': 'yes', 'broad-enough-comment': 'Es gibt doch die Praxen', known: 'no' })).status).toBe(303);
    const page = await html(cellPath('health'), head);
    expect(page).toContain('Es gibt doch die Praxen');
    expect(page).toContain('günstiger als berechnet');
    expect(page).toContain('nur eine Gruppe');
    expect((await post(path, cell)).status).toBe(422);
  });

  test('the same group is not opened twice for a day, and none for tomorrow', async () => {
    const group = { name: 'Tisch 2', ratedOn: '2026-11-10', note: '' };
    expect((await post('/verwaltung/kette/bewertungen/neu', group)).status).toBe(303);
    expect((await post('/verwaltung/kette/bewertungen/neu', group)).status).toBe(422);
    expect((await post('/verwaltung/kette/bewertungen/neu', { ...group, ratedOn: '2026-11-23' })).status).toBe(422);
  });
});

describe('Ages and expectations', () => {
  test('a question of the ages is answered and stays answered', async () => {
    const path = '/verwaltung/kette/altersgruppen';
    expect(await html(path, coordinator)).toContain('Ab 6 Jahre bis unter 18 Jahre gilt keine Lebensphase.');
    expect((await post(path, { kind: 'hole', fromMonth: '72', untilMonth: '216', answer: 'Schulkinder folgen im nächsten Jahr.' })).status).toBe(303);
    expect(await html(path, head)).toContain('Schulkinder folgen im nächsten Jahr.');
    expect((await post(path, { kind: 'hole', fromMonth: '73', untilMonth: '216', answer: 'x' })).status).toBe(422);
  });

  test('a cell in which nothing is expected says so with its reason, until something is expected again', async () => {
    const path = cellPath('health', 'kita');
    expect((await post(path, { expectReason: 'Das machen die Kitas selbst.' }, `${path}/nicht-erwarten`)).status).toBe(303);
    expect(await html(path, head)).toContain('Das machen die Kitas selbst.');
    expect((await post(path, {}, `${path}/erwarten`)).status).toBe(303);
    expect(await html(path, head)).not.toContain('Das machen die Kitas selbst.');
  });

  test('double structures and offers without a place in the matrix have their pages', async () => {
    expect(await html('/verwaltung/kette/doppelstrukturen', head)).toContain('Kein Verdacht');
    expect(await html('/verwaltung/kette/nicht-eingeordnet', head)).toContain('Alle Angebote sind eingeordnet.');
  });
});
