import { describe, expect, test } from 'vitest';
import { day } from '../../../platform/day.ts';
import { newId } from '../../../platform/id.ts';
import { readTable } from '../../../platform/table-file/read-table.ts';
import { facilityImportTexts } from '../../facility-import-texts.ts';
import { seatType } from '../facilities.fixture.ts';
import { planImport } from './plan-import.ts';
import { readFacilityRows, type KnownWords } from './read-facility-rows.ts';

const krippe = seatType();
const long = seatType({ key: 'krippe-45', names: { de: 'Krippe, 45 Stunden' }, weeklyHours: 45 });
const known: KnownWords = { organizations: [{ id: newId(), name: 'Kitaverbund Leine e. V.' }, { id: newId(), name: 'Stadt Musterstadt' }], seatTypes: [krippe, long], rulePack: 'ni-nkitag', from: day('2026-08-01') };
const HEADER = 'Einrichtung;Träger;Art;PLZ;Öffnet;Schließt;Platzgruppe;Plätze;Platzarten;Gruppe;Gruppenform;Erlaubte Plätze;Gilt ab';

function read(...rows: string[]) {
  const table = readTable(Buffer.from([HEADER, ...rows].join('\n'), 'utf8'), 'kitas.csv');
  if (!table.ok) throw new Error(JSON.stringify(table.refusals));
  const preview = readFacilityRows(table.value, known);
  if (!preview.ok) throw new Error(JSON.stringify(preview.refusals));
  return preview.value;
}

describe('a table of facilities', () => {
  test('has one row for each group; rows of one name are one facility, and a pool of two groups is one pool', () => {
    const { facilities, refusedRows } = read(
      'Kita Ahorn;Kitaverbund Leine e.V.;Kita;31061;7:00;16.30;Krippe;30;krippe-35, krippe-45 (höchstens 5);Blau;Krippengruppe;15;1.8.2027',
      'KITA AHORN;Kitaverbund Leine e. V.;;;;;Krippe;30;krippe-35, krippe-45 (höchstens 5);Gelb;krippe;15;1.8.2027');
    expect(refusedRows).toEqual([]);
    expect(facilities).toHaveLength(1);
    expect(facilities[0]).toMatchObject({ name: 'Kita Ahorn', lines: [2, 3], kind: 'kita', postalCode: '31061', opensAt: '07:00', closesAt: '16:30' });
    expect(facilities[0]!.pools).toEqual([{ line: 2, name: 'Krippe', seats: 30, from: '2027-08-01', types: [{ seatTypeId: krippe.id, atMost: null }, { seatTypeId: long.id, atMost: 5 }] }]);
    expect(facilities[0]!.groups.map(({ name, pool }) => [name, pool])).toEqual([['Blau', 'Krippe'], ['Gelb', 'Krippe']]);
  });

  test('names kinds of places by their key or as they are called here, comma and all', () => {
    const { facilities, refusedRows } = read('Kita Birke;Stadt Musterstadt;Kita;;;;Krippe;15;Krippe, 45 Stunden (höchstens 5), krippe-35;;;;', 'Kita Erle;Stadt Musterstadt;Kita;;;;Krippe;15;krippe-35; ;;;', 'Kita Ulme;Stadt Musterstadt;Kita;;;;Krippe;15;Krippe, 99 Stunden;;;;');
    expect(facilities.map(({ pools }) => pools[0]!.types)).toEqual([[{ seatTypeId: long.id, atMost: 5 }, { seatTypeId: krippe.id, atMost: null }], [{ seatTypeId: krippe.id, atMost: null }]]);
    expect(refusedRows.map(({ line, code }) => [line, code])).toEqual([[4, 'seat-type-unknown'], [4, 'seat-type-unknown']]);
  });

  test('a row with faults is not taken, and each fault says its line, its column and why', () => {
    const { facilities, refusedRows } = read(
      ';Unbekannter Verein;Kita;3106;7:00;;Krippe;viele;krippe-99;Blau;Waldgruppe;;32.13.2027',
      'Kita Birke;Stadt Musterstadt;Kita;;;;Krippe;15;krippe-35;;;;');
    expect(facilities.map(({ name }) => name)).toEqual(['Kita Birke']);
    expect(refusedRows.every(({ line }) => line === 2)).toBe(true);
    expect(refusedRows.map(({ code }) => code)).toEqual(['cell-empty', 'organization-unknown', 'postal-code-wrong', 'times-wrong', 'day-not-read', 'number-not-read', 'seat-type-unknown', 'form-unknown', 'cell-empty']);
    expect(refusedRows.map(({ column }) => column)).toContain('PLZ');
  });

  test('rows that contradict each other are not taken', () => {
    expect(read('Kita Ahorn;Stadt Musterstadt;;;;;Krippe;15;krippe-35;;;;', 'Kita Ahorn;Kitaverbund Leine e. V.;;;;;;;;;;;').refusedRows).toMatchObject([{ line: 3, code: 'row-contradicts', values: { otherLine: 2 } }]);
    expect(read('Kita Ahorn;Stadt Musterstadt;;;;;Krippe;15;krippe-35;;;;', 'Kita Ahorn;Stadt Musterstadt;;;;;Noch eine;5;krippe-35;;;;').refusedRows).toMatchObject([{ line: 3, code: 'kind-in-another-row' }]);
  });

  test('without the columns of facility and Träger nothing is read', () => {
    const table = readTable(Buffer.from('Plätze;Gruppe\n15;Blau', 'utf8'), 'x.csv');
    expect(table.ok && readFacilityRows(table.value, known)).toMatchObject({ ok: false, refusals: [{ code: 'facility-columns-missing', values: { columns: 'Einrichtung, Träger' } }] });
  });

  test('every reason has a sentence', () => {
    const codes = ['cell-empty', 'text-too-long', 'organization-unknown', 'kind-unknown', 'postal-code-wrong', 'email-wrong', 'time-not-read', 'times-wrong', 'day-not-read', 'number-not-read', 'seat-type-unknown', 'form-unknown', 'more-than-licensed', 'row-contradicts', 'row-twice', 'kind-in-another-row', 'kind-in-another-pool-row', 'before-the-pool-row', 'group-later-row', 'other-organization', 'key-twice', 'facility-twice', 'facility-columns-missing'];
    for (const code of codes) expect(facilityImportTexts.has('de', code as never), code).toBe(true);
  });
});

describe('the plan of an import', () => {
  const { facilities: [draft] } = read('Kita Ahorn;Stadt Musterstadt;Kita;;;;Krippe;30;krippe-35;Blau;krippe;15;1.8.2027');
  const facility = {
    id: newId(), organizationId: draft!.organizationId, organizationName: 'Stadt Musterstadt', locationId: newId(), kind: 'kita' as const, name: 'Kita Ahorn', stepFree: 'unknown' as const,
    languages: [], noticeForm: 'notice' as const, concept: {}, isDemo: false, version: 3,
  };
  const first = day('2024-08-01');
  const pool = { id: newId(), facilityId: facility.id, name: 'Krippe', seats: 15, openSeats: 'last' as const, types: [{ seatTypeId: krippe.id, atMost: null }], validFrom: first, validUntil: null };
  const history = (seats: number) => ({ pool, states: [{ from: first, seats, openSeats: 'last' as const, types: pool.types }] });

  test('adds what is new, changes from a day on what is different, and leaves alone what is the same', () => {
    expect(planImport([draft!], { facilities: [], pools: [], groups: [] })[0]).toMatchObject({ existing: undefined, pools: [{ draft: { seats: 30 } }], groups: [{ draft: { name: 'Blau' } }] });
    expect(planImport([draft!], { facilities: [facility], pools: [history(15)], groups: [] })[0]!.pools).toMatchObject([{ poolId: pool.id, draft: { from: '2027-08-01' } }]);
    expect(planImport([draft!], { facilities: [facility], pools: [history(30)], groups: [] })[0]!.pools).toEqual([]);
  });

  test('a group of another size ends where the new one begins', () => {
    const group = { id: newId(), facilityId: facility.id, name: 'blau', rulePack: 'ni-nkitag' as const, form: 'krippe', licensedPlaces: 12, inclusivePlaces: 0, sharedPlaces: 0, poolId: pool.id, validFrom: first, validUntil: null };
    expect(planImport([draft!], { facilities: [facility], pools: [history(30)], groups: [group] })[0]!.groups).toMatchObject([{ ends: group.id, draft: { licensedPlaces: 15 } }]);
    expect(planImport([draft!], { facilities: [facility], pools: [history(30)], groups: [{ ...group, licensedPlaces: 15 }] })[0]!.groups).toEqual([]);
  });

  test('a facility met twice, by its key and by its name, is taken once', () => {
    const plans = planImport([draft!, { ...draft!, lines: [7], name: 'Ahorn neu', externalId: 'K1' }], { facilities: [{ ...facility, externalId: 'K1' }], pools: [history(15)], groups: [] });
    expect(plans.map(({ pools, refusedRows }) => [pools.length, refusedRows.map(({ line, code }) => `${line} ${code}`)])).toEqual([[1, []], [0, ['7 facility-twice']]]);
  });

  test('a facility of another Träger is not touched', () =>
    expect(planImport([draft!], { facilities: [{ ...facility, organizationId: newId() }], pools: [], groups: [] })[0]).toMatchObject({ pools: [], groups: [], refusedRows: [{ line: 2, code: 'other-organization' }] }));
});
