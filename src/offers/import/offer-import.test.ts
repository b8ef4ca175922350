import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '../../platform/table-file/read-table.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { writeXlsx } from '../../platform/table-file/write-xlsx.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import type { Uuid } from '../../platform/id.ts';
import { proposeMapping, proposeTable } from './offer-fields.ts';
import { aContext, aRecord, record } from './offer-import.fixture.ts';
import { exportContext, exportHeader, offerRows } from './offer-row.ts';
import { offerFingerprint, offerIdentity } from './offer-record.ts';
import { planImport, type StoredOffer } from './plan-import.ts';
import type { OfferContext } from './read-offer-row.ts';
import { acceptOffers, readOfferRows, type OfferPreview } from './read-offer-rows.ts';

function preview(bytes: Uint8Array | string, context: OfferContext = aContext()): OfferPreview {
  const table = readTable(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 'angebote');
  if (!table.ok) throw new Error(JSON.stringify(table.refusals));
  const read = readOfferRows(table.value, proposeMapping(table.value.header).mapping, context);
  if (!read.ok) throw new Error(JSON.stringify(read.refusals));
  return read.value;
}

const faults = ({ refusedRows }: OfferPreview) => refusedRows.map(({ line, column, code }) => [line, column, code]);
const only = (content: string, context?: OfferContext) => {
  const read = preview(content, context);
  expect(faults(read)).toEqual([]);
  expect(read.offers).toHaveLength(1);
  return read.offers[0]!.record;
};

describe('columns', () => {
  test('the export’s own header is understood completely and without doubt', () => {
    const { mapping, unsure, unmapped, missing } = proposeMapping(exportHeader);
    expect(Object.values(mapping).sort((a, b) => a - b)).toEqual(exportHeader.map((_name, index) => index));
    expect({ unsure, unmapped, missing }).toEqual({ unsure: [], unmapped: [], missing: [] });
  });

  test('other German and English names are proposed, strange columns are named', () => {
    const { mapping, unmapped } = proposeMapping(['Nr.', 'Veranstalter', 'Angebot', 'Öffnungszeiten', 'TELEFON-NUMMER', 'Interne Notiz', 'Age range']);
    expect(mapping).toEqual({ external_id: 0, organization_name: 1, name: 2, schedule: 3, phone: 4, age_range: 6 });
    expect(unmapped).toEqual(['Interne Notiz']);
  });

  test('a bare „Ort“ is the town beside a postcode, else the place – and a person should look', () => {
    expect(proposeMapping(['Träger', 'Name', 'PLZ', 'Ort'])).toMatchObject({ mapping: { city: 3 }, unsure: ['city'] });
    expect(proposeMapping(['Träger', 'Name', 'Ort'])).toMatchObject({ mapping: { location_name: 2 }, unsure: ['location_name'] });
  });

  test('a title of several cells above the header does not hide the columns', () => {
    const table = readTable(new TextEncoder().encode('Angebote;Stand 2026\n;\nTräger;Name\nA;B\n'), 'x.csv');
    if (!table.ok) throw new Error();
    const found = proposeTable(table.value);
    expect(found).toMatchObject({ table: { headerLine: 3 }, proposal: { missing: [], mapping: { organization_name: 0, name: 1 } } });
    expect(found.table.rows).toEqual([{ line: 4, cells: ['A', 'B'] }]);
  });

  test('a mapping that cannot be is refused', () => {
    const table = readTable(new TextEncoder().encode('a;b\n1;2\n'), 'x.csv');
    const code = (mapping: object) => {
      const read = table.ok ? readOfferRows(table.value, mapping, aContext()) : table;
      return read.ok ? [] : read.refusals.map((refusal) => [refusal.code, refusal.values]);
    };
    expect(code({ name: 0 })).toEqual([['mapping-incomplete', { field: 'Träger' }]]);
    expect(code({ name: 0, organization_name: 0 })).toEqual([['mapping-column-twice', { field: 'Name' }]]);
    expect(code({ name: 0, organization_name: 7 })).toEqual([['mapping-column-missing', { field: 'Träger' }]]);
  });
});

describe('a row', () => {
  test('becomes an offer with everything it says', () => {
    const offer = only(
      'Kennung;Träger;Name;Lebensphasen;Handlungsfelder;Alter von;Alter bis;Ort (Name);Straße;Hausnummer;PLZ;Stadt;Ortsteil;Telefon;Webseite;Zeiten;Sprachen;Kosten;Zuständigkeit;Plätze;Bestätigt am;Gültig bis;Einzugsgebiet\n' +
        'K-1;Kinderhaus;Krabbelgruppe;0 bis 3 Jahre;Beratung | Essen, Trinken;Geburt;3 Jahre;Gemeindehaus;Kirchstr.;3;31061;Alfeld;Föhrste;05181 703-0 (Büro);www.kinderhaus.example;Di 9:30-11 Uhr;Deutsch, Türkisch;2 € pro Treffen;freier Träger;12;1.9.2026;31.12.2026;Föhrste, Innenstadt (Bezirk)\n',
    );
    expect(offer).toEqual(aRecord({
      externalId: 'K-1', organizationName: 'Kinderhaus', phaseKeys: ['u3'], fieldKeys: ['beratung', 'essen'], minimumAgeMonths: 0, maximumAgeMonths: 35,
      phones: [{ number: '05181 703-0', description: 'Büro' }], website: 'https://www.kinderhaus.example', languages: ['de', 'tr'],
      costs: [{ amountCents: 200, description: 'pro Treffen', reducedFor: '' }], freeOfCharge: 'no', responsibleLevel: 'provider', capacityPlaces: 12,
      assuredAt: '2026-09-01' as never, validUntil: '2027-01-01' as never, areaIds: ['area-district-1' as Uuid, 'area-district-2' as Uuid],
      at: [{
        place: { name: 'Gemeindehaus', street: 'Kirchstr.', houseNumber: '3', postalCode: '31061', city: 'Alfeld', areaId: 'area-district-1' as Uuid, stepFree: 'unknown' },
        schedules: [{ weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' }],
      }],
    }));
  });

  test('tells in the preview what the import makes of it', () => {
    const { notes } = preview('Träger;Name;Alter;Webseite;Telefon;Straße\nA;B;3-6;verein.example;703-0;Kirchstr. 3\n');
    expect(notes.map(({ column, code, values }) => [column, code, values['text']])).toEqual([
      ['Ort (Name)', 'place-named', 'Kirchstr. 3'], ['Alter', 'ages-in-months', '36 bis 71 Monate'], ['Telefon', 'phone-without-area-code', '703-0'], ['Webseite', 'website-https-added', 'https://verein.example'],
    ]);
  });

  test('is read by the rule for years the person chose', () => {
    expect(only('Träger;Name;Alter\nA;B;8-12\n', aContext({ yearsUntil: 'completed-year' }))).toMatchObject({ minimumAgeMonths: 96, maximumAgeMonths: 155 });
  });

  test('for pregnant women begins at −9 months', () => {
    expect(only('Träger;Name;Schwangerschaft;Alter bis\nA;B;ja;1 Jahr\n')).toMatchObject({ minimumAgeMonths: -9, maximumAgeMonths: 11 });
    expect(faults(preview('Träger;Name;Schwangerschaft;Alter von\nA;B;ja;3\nA;C;nein;Schwangerschaft\n'))).toEqual([[2, 'Schwangerschaft', 'pregnancy-and-age'], [3, 'Schwangerschaft', 'pregnancy-contradicts']]);
  });

  test('with times only by appointment says so where one registers', () => {
    expect(only('Träger;Name;Zeiten;Anmeldung\nA;B;nach Vereinbarung;bei Frau Beispiel\n')).toMatchObject({ applicationProcess: 'Nach Vereinbarung. bei Frau Beispiel', at: [{ schedules: [] }] });
  });

  test('is refused with every fault it has, each with its column, and taken in no part', () => {
    const read = preview(
      'Träger;Name;Alter;Telefon;E-Mail;Webseite;Zeiten;Sprachen;Kostenfrei;Plätze;PLZ;Handlungsfelder;Ortsteil;Bestätigt am;Gültig ab;Gültig bis\n' +
        ';;Schulkinder;keine Ahnung;x@y;javascript:alert(1);werktags;Klingonisch;-;-;1067;Bertung;Förhste;1.1.2030;2.2.2026;1.2.2026\nA;B;;;;;;;;;;;;;;\n',
    );
    expect(faults(read)).toEqual([
      [2, 'Träger', 'organization-missing'], [2, 'Name', 'name-missing'], [2, 'Kostenfrei', 'answer-not-read'], [2, 'Zeiten', 'schedule-not-read'],
      [2, 'Ortsteil', 'area-unknown'], [2, 'PLZ', 'postal-code-four-digits'], [2, 'Plätze', 'dash-unclear'], [2, 'Bestätigt am', 'assured-in-future'],
      [2, 'Alter', 'age-not-read'], [2, 'Handlungsfelder', 'term-unknown'], [2, 'Sprachen', 'language-unknown'], [2, 'Telefon', 'phone-not-read'],
      [2, 'E-Mail', 'email-not-read'], [2, 'Webseite', 'website-scheme'], [2, 'Gültig bis', 'validity-backwards'],
    ]);
    expect(read.offers.map(({ lines }) => lines)).toEqual([[3]]);
    expect(acceptOffers(read, { refusedRowsSeen: false })).toEqual({ ok: false, refusals: [{ code: 'refused-rows-unseen', values: { count: 1 } }] });
    expect(acceptOffers(read, { refusedRowsSeen: true })).toMatchObject({ ok: true });
  });

  test('with NUL or bidi controls is refused with the character, one with HTML is text', () => {
    expect(faults(preview('Träger;Name\nA\u0000;B\nA;B\u202Egpj.exe\n'))).toEqual([[2, 'Träger', 'hidden-character'], [3, 'Name', 'hidden-character']]);
    expect(only('Träger;Name\nA;<script>alert(1)</script>\n').name).toBe('<script>alert(1)</script>');
  });

  test('with hostile sizes is refused quickly', () => {
    const long = 'x,'.repeat(45_000);
    expect(faults(preview(`Träger;Name;Zeiten;Sprachen;Handlungsfelder;Beschreibung;Kosten;Telefon;Einzugsgebiet\nA;B;${Array(7).fill(long).join(';')}\n`)).every(([, , code]) => code === 'text-too-long')).toBe(true);
  });

  test('whose numbers can be read in two ways is refused, unless the column or the globe tells', () => {
    const read = preview('Träger;Name;Plätze;Breite;Länge\nA;B;1.000;51.985;9.825\nA;C;12;52.001;9.9\n');
    expect(faults(read)).toEqual([[2, 'Plätze', 'number-ambiguous']]);
    expect(read.unclearColumns).toEqual([{ field: 'capacity_places', code: 'number-format-unclear', values: { line: 2, text: '1.000' } }]);
    expect(read.offers[0]!.record.at[0]!.place).toMatchObject({ latitude: 52.001, longitude: 9.9 });
  });
});

describe('several rows of one offer', () => {
  test('at several places become one offer', () => {
    const read = preview('Träger;Name;Treffpunkt;Zeiten\nA;Turnen;Halle 1;Mo 9-10\nA;Turnen;Halle 2;Di 9-10\n');
    expect(read.offers).toMatchObject([{ lines: [2, 3], record: { at: [{ place: { name: 'Halle 1' } }, { place: { name: 'Halle 2' } }] } }]);
  });

  test('that differ, that say it twice or name one place twice are refused', () => {
    expect(faults(preview('Kennung;Träger;Name;Treffpunkt\n1;A;Turnen;Halle 1\n1;A;Tanzen;Halle 2\n'))).toEqual([[2, 'Name', 'offer-differs'], [3, 'Name', 'offer-differs']]);
    expect(faults(preview('Träger;Name\nA;Turnen\nA;turnen \nB;X\nB;X\n'))).toEqual([[2, 'Name', 'offer-differs'], [3, 'Name', 'offer-differs'], [5, 'Name', 'offer-twice']]);
    expect(faults(preview('Träger;Name;Treffpunkt;Zeiten\nA;X;Halle;Mo 9-10\nA;X;Halle;Di 9-10\n'))).toEqual([[2, 'Ort (Name)', 'place-twice'], [3, 'Ort (Name)', 'place-twice']]);
  });
});

describe('the same file twice', () => {
  const content = 'Kennung;Träger;Name;Kurztext\n1;A;Turnen;alt\n;B;Singen;alt\n';
  const stored = (read: OfferPreview): StoredOffer[] => read.offers.map(({ record: one }, index) => ({ id: `id-${index}` as Uuid, organizationName: one.organizationName, name: one.name, fingerprint: offerFingerprint(one), ...(one.externalId ? { externalId: one.externalId } : {}) }));

  test('changes nothing', () => {
    const first = preview(content);
    expect(planImport(first.offers, [])).toMatchObject({ added: first.offers, changed: [], unchanged: [] });
    expect(planImport(preview(content).offers, stored(first))).toEqual({ added: [], changed: [], unchanged: ['id-0', 'id-1'], refused: [] });
  });

  test('with a changed row changes that offer only; a new name is recognised by the key, without a key it is a new offer', () => {
    const before = stored(preview(content));
    const after = preview('Kennung;Träger;Name;Kurztext\n1;A;Turnen für alle;alt\n;B;Singen im Chor;alt\n');
    expect(planImport(after.offers, before)).toMatchObject({ added: [{ lines: [3] }], changed: [{ id: 'id-0' }], unchanged: [] });
  });

  test('that now has keys recognises offers that had none, and one that may mean two is refused', () => {
    const before = stored(preview('Träger;Name\nB;Singen\n'));
    expect(planImport(preview('Kennung;Träger;Name\n7;B;Singen\n').offers, before)).toMatchObject({ added: [], changed: [{ id: 'id-0' }] });
    const twice = [...before, { ...before[0]!, id: 'id-9' as Uuid, externalId: 'x' }];
    expect(planImport(preview('Träger;Name\nB;Singen\n').offers, twice).refused).toEqual([{ line: 2, column: 'Name', code: 'offer-ambiguous', values: { count: 2 } }]);
  });
});

describe('the way back', () => {
  const context = exportContext(aContext());
  const records = fc.uniqueArray(record, { minLength: 1, maxLength: 4, selector: offerIdentity });
  const expectBack = (bytes: Uint8Array, written: readonly unknown[]) => {
    for (const yearsUntil of ['birthday', 'completed-year'] as const) {
      const read = preview(bytes, aContext({ yearsUntil }));
      expect(read.refusedRows).toEqual([]);
      expect(read.offers.map(({ record: one }) => one)).toEqual(written);
    }
  };

  test('through CSV gives the same offers, by either rule for years', () => {
    fc.assert(
      fc.property(records, (written) => {
        const rows: CellContent[][] = written.flatMap((one) => offerRows(one, context));
        expectBack(writeCsv(exportHeader, rows), written);
      }),
      { numRuns: 100 },
    );
  });

  test('through XLSX gives the same offers', async () => {
    await fc.assert(
      fc.asyncProperty(records, async (written) => {
        const file = await writeXlsx('Angebote', exportHeader, written.flatMap((one) => offerRows(one, context)));
        if (!file.ok) throw new Error(JSON.stringify(file.refusals));
        expectBack(file.value, written);
      }),
      { numRuns: 25 },
    );
  });

  test('the fingerprint does not depend on the order of properties, and changes with every value', () => {
    fc.assert(
      fc.property(record, (one) => {
        const turned = Object.fromEntries(Object.entries(one).reverse()) as typeof one;
        expect(offerFingerprint(turned)).toBe(offerFingerprint(one));
        expect(offerFingerprint({ ...one, summary: `${one.summary}!` })).not.toBe(offerFingerprint(one));
      }),
      { numRuns: 50 },
    );
  });
});
