import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { streetList } from '../../areas/street-list.ts';
import { newId } from '../../platform/id.ts';
import type { Directory } from '../import/draft-import.ts';
import type { ServiceRecord } from '../service.ts';
import { draftFeed, type FeedDraft } from './draft-feed.ts';
import { readFeedFile } from './feed-file.ts';

const field = { id: newId(), key: 'beratung', names: { de: 'Beratung' }, icon: 'talk', position: 1 };
const empty: Directory & { areas: [] } = { phases: [], transitions: [], fields: [field], organizations: [], locations: [], services: [], streets: streetList([]), areas: [] };
const after = (directory: typeof empty, draft: FeedDraft): typeof empty => ({
  ...directory, organizations: [...directory.organizations, ...draft.organizations],
  locations: [...directory.locations.filter(({ id }) => !draft.filledLocations.some((one) => one.id === id)), ...draft.filledLocations, ...draft.locations],
  services: [...directory.services.filter(({ id }) => !draft.changed.some((one) => one.id === id)), ...draft.changed, ...draft.added],
});
const draft = (services: unknown[], directory = empty, status: 'active' | 'draft' = 'active') => draftFeed(services, directory, { status });
const codes = (services: unknown[]) => draft(services).problems.map(({ entity, id, field: at, code }) => [entity, id, at, code].filter(Boolean).join(' '));

const organization = { id: 'o1', name: 'Verein', description: '' };
const service = (more: object = {}) => ({ id: 's1', name: 'Krabbelgruppe', status: 'active', organization, ...more });
const rule = { id: 'r1', freq: 'WEEKLY', byday: 'TU,TH', opens_at: '09:30', closes_at: '11:00' };

describe('a foreign feed', () => {
  test('is taken with its places, times, languages, prices and our own words', () => {
    const [taken] = draft([service({
      description: 'Für die Kleinsten', url: 'https://verein.example', minimum_age: 0.5, maximum_age: 3, schedules: [rule], languages: [{ id: 'l1', code: 'deu' }, { id: 'l2', name: 'Türkisch' }],
      cost_options: [{ id: 'c1', amount: 4.5, currency: 'EUR', option: 'je Termin' }], phones: [{ id: 'p1', number: '05181 703-0', languages: [{ id: 'l3', code: 'tr' }] }],
      service_at_locations: [{ id: 'a1', location: { id: 'x1', name: 'Haus', latitude: 52.1, longitude: 9.8, addresses: [{ id: 'd1', address_1: 'Kirchstraße 3', city: 'Alfeld', postal_code: '31061', country: 'DE', address_type: 'physical' }] } }],
      attributes: [{ id: 't1', taxonomy_term: { id: 'tt', code: 'beratung', name: 'Beratung' } }],
    })]).added;
    expect(taken).toMatchObject({
      externalId: 's1', status: 'active', minimumAgeMonths: 6, maximumAgeMonths: 47, website: 'https://verein.example/', languages: ['de', 'tr'], fieldIds: [field.id],
      costs: [{ amountCents: 450, description: 'je Termin' }], phones: [{ number: '05181 703-0', languages: ['tr'] }], schedules: [{ weekday: 2, opensAt: '09:30' }, { weekday: 4 }],
    });
  });

  test('names every record it cannot read by its id, and takes the rest', () => {
    const bad = service({
      status: '', url: 'www.verein.example', email: 'kein at', languages: [{ id: 'l1', code: 'klingonisch' }], maximum_age: 1, minimum_age: 2, assured_date: '1.2.2026',
      schedules: [{ ...rule, id: 'r2', opens_at: '9:00am' }, { ...rule, id: 'r3', opens_at: '09:00Z' }, { ...rule, id: 'r4', closes_at: '08:00' }, { ...rule, id: 'r5', byday: 'FUNDAY' }, { ...rule, id: 'r6', interval: 2 }, rule],
      phones: [{ id: 'p1', number: 'auf Anfrage' }], cost_options: [{ id: 'c1', amount: 5, currency: 'USD' }, { id: 'c2', amount: 'five' }], service_at_locations: [{ id: 'a1', location_id: 'gone' }],
    });
    expect(codes([bad]).sort()).toEqual([
      'cost_option c1 currency currency-unknown', 'cost_option c2 amount amount-unreadable', 'language l1 code language-unknown', 'phone p1 number phone-unreadable', 'schedule r2 opens_at time-unreadable',
      'schedule r3 opens_at time-in-utc', 'schedule r4 closes_at time-order', 'schedule r5 byday rule-unsupported', 'schedule r6 interval rule-unsupported', 'service s1 assured_date day-unreadable',
      'service s1 email email-unreadable', 'service s1 maximum_age age-order', 'service s1 status status-missing', 'service s1 url url-without-scheme', 'service_at_location a1 location_id orphaned',
    ]);
    const { added } = draft([bad]);
    expect(added).toMatchObject([{ name: 'Krabbelgruppe', schedules: [{ weekday: 2 }, { weekday: 4 }] }]);
    for (const name of ['website', 'email', 'minimumAgeMonths', 'maximumAgeMonths', 'assuredAt'] as const) expect(added[0]![name]).toBeUndefined();
  });

  test('puts nothing before families whose status it does not say, and takes nothing away by saying nothing', () => {
    const first = draft([service({ status: '' })]);
    expect(first.added[0]!.status).toBe('draft');
    const published = after(empty, draft([service()]));
    expect(draft([service({ status: null })], published).changed).toEqual([]);
    expect(draft([service({ status: 'defunct' })], published).changed[0]!.status).toBe('retired');
  });

  test('without an organization, a name or an id is refused with the reason', () => {
    expect(codes([service({ organization: undefined, organization_id: 'o9' }), service({ name: ' ' }), service({ id: null }), 'text', null, service({ id: 's2' }), service({ id: 's2' })])).toEqual([
      'service s1 organization_id orphaned', 'service s1 name name-missing', 'service id id-missing', 'service not-a-record', 'service not-a-record', 'service s2 id id-twice',
    ]);
  });

  test('sent again changes nothing; a moved date and a new text are changes', () => {
    const whole = service({ schedules: [rule], schedule_exceptions: [{ id: 'e1', date: '2026-12-01', kind: 'closed' }], translations: [{ language: 'tr', name: 'Bebek grubu' }], service_at_locations: [{ id: 'a1', location: { id: 'x1', name: 'Haus' } }] });
    const directory = after(empty, draft([whole]));
    expect(draft([whole], directory)).toMatchObject({ added: [], changed: [], unchanged: 1, organizations: [], locations: [] });
    expect(draft([{ ...whole, schedule_exceptions: [{ id: 'e1', date: '2026-12-08', kind: 'closed' }] }], directory).changed).toHaveLength(1);
    expect(draft([{ ...whole, translations: [{ language: 'tr', name: 'Oyun grubu' }] }], directory).changed[0]!.texts).toMatchObject([{ name: 'Oyun grubu' }]);
  });

  test('knows an organization by its key also under a new name, and leaves what it never says as it is here', () => {
    const directory = after(empty, draft([service({ phones: [{ id: 'p', number: '112' }] })]));
    const kept = { ...directory, services: directory.services.map((one): ServiceRecord => ({ ...one, summary: 'Von Hand geschrieben', freeOfCharge: 'yes' })) };
    const again = draft([service({ name: 'Neuer Name', organization: { ...organization, name: 'Verein e. V. Alfeld' } })], kept);
    expect(again.organizations).toEqual([]);
    expect(again.changed).toMatchObject([{ name: 'Neuer Name', summary: 'Von Hand geschrieben', freeOfCharge: 'yes', phones: [{ number: '112' }] }]);
  });

  test('with hostile texts is taken as text: bidi controls out, mark-up reported, too long refused', () => {
    const { added, problems } = draft([service({ name: '‮Gruppe', description: '<script>alert(1)</script>', application_process: 'x'.repeat(3_000) })]);
    expect(added[0]).toMatchObject({ name: 'Gruppe', description: '<script>alert(1)</script>', applicationProcess: '' });
    expect(problems.map(({ code }) => code).sort()).toEqual(['hidden-characters', 'markup', 'text-too-long']);
  });

  test('never crashes, whatever it holds', () => {
    const names = ['id', 'name', 'status', 'organization', 'schedules', 'phones', 'languages', 'cost_options', 'service_at_locations', 'attributes', 'translations', 'contacts', 'service_areas', 'url', 'minimum_age', 'schedule_exceptions'];
    const nested = fc.letrec((tie) => ({ value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(fc.constantFrom(...names, 'location', 'opens_at', 'byday'), tie('value')), fc.array(tie('value'), { maxLength: 3 })) })).value;
    fc.assert(fc.property(fc.array(fc.dictionary(fc.constantFrom(...names), nested), { maxLength: 4 }), (services) => {
      const result = draft(services);
      expect(result.added.length + result.refused).toBe(services.length);
    }), { numRuns: 40 });
  });
});

/** A small archive whose directory announces a gigabyte. */
function lyingZip(): Uint8Array {
  const zip = zipSync({ 'services.csv': bytes('id,name\n') });
  const view = new DataView(zip.buffer);
  for (let at = 0; at + 4 < zip.length; at += 1) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1024 ** 3, true);
  return zip;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const file = (content: Uint8Array) => readFeedFile(content);

describe('a feed file', () => {
  test('may be a page, a list, lines of JSON or records whose organizations stand in another list', () => {
    for (const text of [JSON.stringify({ contents: [service()], empty: false }), JSON.stringify([service()]), `${JSON.stringify(service())}\n`, `\ufeff${JSON.stringify(service())}`,
      JSON.stringify({ services: [{ id: 's1', name: 'x', organization_id: 'o1' }], organizations: [organization] }), JSON.stringify({ ...organization, services: [{ id: 's1', name: 'x', status: 'active' }] })]) {
      const read = file(bytes(text));
      expect(read, text).toMatchObject({ ok: true, value: { services: [{ id: 's1', organization: { name: 'Verein' } }] } });
    }
  });

  test('may be the zip of a tabular data package; rows without a parent are reported', () => {
    const table = (text: string) => bytes(text);
    const read = file(zipSync({
      'datapackage.json': bytes('{}'), 'services.csv': table('id,organization_id,name,status\ns1,o1,Gruppe,active\ns2,weg,Verwaist,active\n'), 'organizations.csv': table('id,name,description\no1,Verein,Text\n'),
      'phones.csv': table('id,service_id,number\np1,s1,05181 1\np2,s9,05181 2\n'), 'locations.csv': table('id,name,location_type\nx1,Haus,physical\n'),
      'service_at_location.csv': table('id,service_id,location_id\na1,s1,x1\n'), 'schedules.csv': table('id,service_at_location_id,freq,byday,opens_at,closes_at\nr1,a1,WEEKLY,MO,10:00,12:00\n'),
    }));
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    expect(read.value.problems).toMatchObject([{ entity: 'phone', id: 'p2', code: 'orphaned', value: 's9' }]);
    const result = draft(read.value.services);
    expect(result.added).toMatchObject([{ name: 'Gruppe', phones: [{ number: '05181 1' }], schedules: [{ weekday: 1 }], places: [{}] }]);
    expect(result.problems).toMatchObject([{ id: 's2', code: 'orphaned', field: 'organization_id' }]);
  });

  test('that cannot be read is refused with the reason; one bad line is named and the others are taken', () => {
    const refusal = (content: Uint8Array) => { const read = file(content); return read.ok ? 'read' : read.refusals[0]!.code; };
    expect(refusal(bytes('<html></html>'))).toBe('feed-not-json');
    expect(refusal(bytes('{"contents":[]}'))).toBe('feed-without-services');
    expect(refusal(new Uint8Array([0x7b, 0xff, 0xfe]))).toBe('feed-not-utf8');
    expect(refusal(bytes('['.repeat(200_000)))).toBe('feed-not-json');
    expect(refusal(bytes(`{"contents":[{"name":${JSON.stringify('[{"'.repeat(200))},"status":"active"}]}`))).toBe('read');
    expect(refusal(new Uint8Array([0x50, 0x4b, 3, 4, 9, 9]))).toBe('file-broken');
    expect(refusal(lyingZip())).toBe('file-too-large-unpacked');
    expect(file(bytes(`${JSON.stringify(service())}\n{"id":\n`))).toMatchObject({ ok: true, value: { problems: [{ entity: 'line', id: '2', code: 'line-unreadable' }] } });
  });
});
