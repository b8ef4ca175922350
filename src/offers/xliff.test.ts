import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId, type Uuid } from '../platform/id.ts';
import { stateOf, type TextMark, type TranslationUnit } from './translation.ts';
import { planXliff } from './xliff-import.ts';
import { readXliff } from './xliff-reader.ts';
import { writeXliff } from './xliff-writer.ts';
import { languageOfXliff } from './xliff.ts';

const now = new Date('2026-11-22T09:00:00Z');
const words = { kind: () => 'Angebot', part: () => 'Name', outdated: 'Vorher:' };
const id = newId();

function aUnit(known: Partial<TranslationUnit> = {}): TranslationUnit {
  return { kind: 'service', recordId: id, part: 'name', language: 'uk', german: 'Krabbelgruppe & <Zwerge>', text: '', ...known };
}
const made = (mark: TextMark, source = 'Krabbelgruppe & <Zwerge>') => ({ source, mark });
const file = (...units: TranslationUnit[]) => writeXliff('uk', [{ name: 'Krabbelgruppe', units }], words);
const bytes = (text: string) => new TextEncoder().encode(text);
const readUnits = (text: string) => {
  const read = readXliff(bytes(text));
  if (!read.ok) throw new Error(read.refusals[0]!.code);
  return read.value.units;
};
const code = (text: string) => {
  const read = readXliff(bytes(text));
  return read.ok ? 'accepted' : `${read.refusals[0]!.code} ${read.refusals[0]!.values?.['line'] ?? ''}`.trim();
};
const plan = (text: string, ...known: TranslationUnit[]) => planXliff(readUnits(text), known, { now });
const translated = (state: string, target: string, source = 'Krabbelgruppe &amp; &lt;Zwerge&gt;') => `<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="de" trgLang="uk">
<file id="service-${id}">
<unit id="name"><segment state="${state}"><source>${source}</source><target>${target}</target></segment></unit>
</file></xliff>`;

describe('a file for translators', () => {
  test('comes back with the same texts, whatever signs they hold', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' }), (german, text) => {
      const tidy = (value: string) => value.normalize('NFC').replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').replace(/\r\n?/g, '\n').trim();
      fc.pre(tidy(german) !== '');
      const [unit] = readUnits(file(aUnit({ german: tidy(german), text: tidy(text), provenance: made('reviewed', tidy(german)) })));
      expect(unit).toMatchObject({ source: tidy(german), target: tidy(text), unit: 'name', file: `service-${id}` });
    }));
  });

  test('that nobody has worked on changes nothing when it is read in again', () => {
    const units = [
      aUnit(), aUnit({ part: 'summary', text: 'Старе', provenance: made('machine-made', 'Alt') }), aUnit({ part: 'description', text: 'Є', provenance: made('reviewed') }),
      aUnit({ part: 'audience', text: 'Є', provenance: made('machine-made') }),
    ];
    expect(plan(file(...units), ...units)).toEqual({ changes: [], unchanged: 3, empty: 1, problems: [] });
  });

  test('tells the translator which German an outdated text was made from', () => {
    expect(file(aUnit({ text: 'Старе', provenance: made('reviewed', 'Alter Name') }))).toContain('Vorher: Alter Name');
  });
});

describe('a file that comes back', () => {
  test('makes a text reviewed where the translator says so, and changes nothing the second time', () => {
    const { changes } = plan(translated('final', 'Група'), aUnit());
    expect(changes).toMatchObject([{ text: 'Група', provenance: { mark: 'reviewed', reviewedAt: now } }]);
    const stored = aUnit({ text: changes[0]!.text, provenance: changes[0]!.provenance });
    expect(plan(translated('final', 'Група'), stored)).toMatchObject({ changes: [], unchanged: 1 });
    expect(plan(translated('translated', 'Група'), stored)).toMatchObject({ changes: [], unchanged: 1 });
  });

  test('is not taken where the German text has changed since, but named with its line', () => {
    expect(plan(translated('final', 'Група', 'Alter Name'), aUnit())).toEqual({ changes: [], unchanged: 0, empty: 0, problems: [{ line: 4, unit: `service-${id} name`, code: 'unit-outdated' }] });
  });

  test('brings an outdated text up to date if it was made from today’s German, even with the same words', () => {
    const outdated = aUnit({ text: 'Група', provenance: made('reviewed', 'Alt') });
    const [change] = plan(translated('reviewed', 'Група'), outdated).changes;
    expect(stateOf({ ...outdated, provenance: change!.provenance })).toBe('reviewed');
  });

  test('may be cut into sentences by the translator’s program', () => {
    const cut = translated('final', '').replace(/<segment.*<\/segment>/, `<segment state="final"><source>Krabbelgruppe</source><target>Група</target></segment><ignorable><source> </source></ignorable>
      <segment state="reviewed"><source>&amp; &lt;Zwerge&gt;</source><target>і гноми</target></segment>`);
    expect(plan(cut, aUnit()).changes).toMatchObject([{ text: 'Група і гноми' }]);
    expect(plan(cut.replace('<target>Група</target>', ''), aUnit())).toMatchObject({ changes: [], empty: 1 });
  });

  test.each([
    ['another municipality’s record', translated('final', 'x').replace(id, newId()), 'unit-unknown'],
    ['a part that does not exist', translated('final', 'x').replace('unit id="name"', 'unit id="password"'), 'unit-unknown'],
    ['marks inside the text', translated('final', 'Дуже <pc id="1">добре</pc>'), 'unit-inline'],
    ['a text that is far too long', translated('final', 'я'.repeat(400)), 'unit-too-long'],
    ['signs that turn the direction of the page', translated('final', 'a\u202Eb'), 'unit-characters'],
  ])('is refused unit by unit: %s', (_, text, expected) => {
    expect(plan(text, aUnit()).problems).toMatchObject([{ line: 4, code: expected }]);
  });

  test('names a unit that stands in it twice', () => {
    const unit = '<unit id="name"><segment state="final"><source>Krabbelgruppe &amp; &lt;Zwerge&gt;</source><target>Б</target></segment></unit>';
    expect(plan(translated('final', 'А').replace('</file>', `${unit}</file>`), aUnit())).toMatchObject({ changes: [{ text: 'А' }], problems: [{ line: 5, code: 'unit-twice' }] });
  });

  test.each([
    ['a document type with entities', '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff/>', 'xliff-not-xml 1'],
    ['tags that cross', translated('final', 'x').replace('</source>', '</target>'), 'xliff-not-xml 4'],
    ['a file cut off', translated('final', 'x').slice(0, 300), 'xliff-not-xml 4'],
    ['another kind of XML', '<html><body/></html>', 'xliff-not-xliff 1'],
    ['nothing', '', 'xliff-not-xliff 1'],
    ['XLIFF 1.2', '<xliff version="1.2" srcLang="de" trgLang="uk"></xliff>', 'xliff-version'],
    ['a translation from English', '<xliff version="2.1" srcLang="en" trgLang="uk"></xliff>', 'xliff-source-language'],
    ['a language nobody reads here', '<xliff version="2.1" srcLang="de" trgLang="xx"></xliff>', 'xliff-target-language'],
    ['a thousand boxes in boxes', `<xliff version="2.1">${'<group>'.repeat(1000)}`, 'xliff-not-xml 1'],
  ])('is refused as a whole: %s', (_, text, expected) => {
    expect(code(text)).toBe(expected);
  });

  test('that is no text is refused', () => {
    expect(readXliff(new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0x80]))).toMatchObject({ ok: false, refusals: [{ code: 'xliff-not-text' }] });
  });

  test('of ten megabytes of opening signs is refused without thinking long', () => {
    expect(code(`<xliff version="2.1">${'<'.repeat(1_000_000)}`)).toContain('xliff-not-xml');
  });
});

test.each([['uk', 'uk'], ['uk-UA', 'uk'], ['de-simple', 'de-easy'], ['de', undefined], ['de-DE', undefined], ['AR', 'ar']])('the language tag %s means %s', (tag, language) => {
  expect(languageOfXliff(tag)).toBe(language);
});

test('every file ever said to be ours has an id that names record and part', () => {
  expect(readUnits(file(aUnit({ kind: 'field', recordId: '0198c0de-0000-7000-8000-000000000001' as Uuid, german: 'Beratung' })))).toMatchObject([{ file: 'field-0198c0de-0000-7000-8000-000000000001' }]);
});
