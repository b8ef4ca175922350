import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableFile } from '../../../platform/table-file/table-file.ts';
import { readTable } from '../../../platform/table-file/read-table.ts';
import { readWelcomeRows } from './read-welcome-rows.ts';
import { spokenLanguage } from './spoken-language.ts';
import { placesOfWelcome } from './welcome-columns.ts';

const tableOf = (csv: string): TableFile => {
  const read = readTable(Buffer.from(csv), 'liste.csv');
  if (!read.ok) throw new Error(read.refusals[0]!.code);
  return read.value;
};
const HEADER = 'Sorgeberechtigte;Kind;Straße;Hausnummer;PLZ;Ort;Sprache;Auskunftssperre';
const read = (rows: readonly string[], blocked?: (name: string) => boolean) => {
  const table = tableOf([HEADER, ...rows].join('\n'));
  const result = readWelcomeRows(table, placesOfWelcome(table.header), blocked);
  if (!result.ok) throw new Error(result.refusals[0]!.code);
  return result.value;
};

describe('A list of births', () => {
  test('becomes one letter for each family: twins and both languages of a list are understood', () => {
    const { families } = read(['Anna Berg;Mia;Lindenweg;3;31061;Alfeld;;', 'Anna Berg;Tom;Lindenweg;3;31061;Alfeld;;nein', 'Dilek Öz;;Ahornweg;1;31061;Alfeld;Türkisch;', 'Olena Koval;;Ahornweg;2;31061;Alfeld;uk;']);
    expect(families.map(({ names, children, language }) => [names[0], children, language])).toEqual([['Anna Berg', ['Mia', 'Tom'], 'de'], ['Dilek Öz', [], 'tr'], ['Olena Koval', [], 'uk']]);
  });

  test('refuses a wrong row with its line and column, and guesses nothing', () => {
    const { families, refusedRows } = read(['Anna Berg;;Lindenweg;3;1067;Alfeld;;', ';;Lindenweg;3;31061;Alfeld;;', 'Anna Berg;;Lindenweg;3;31061;;;vielleicht', 'Ben Klein;;Weg;1;31061;Alfeld;;']);
    expect(refusedRows.map(({ line, column, code }) => [line, column, code])).toEqual([[2, 'PLZ', 'not-a-postal-code'], [3, 'Sorgeberechtigte', 'cell-empty'], [4, 'Auskunftssperre', 'not-yes-or-no'], [4, 'Ort', 'cell-empty']]);
    expect(families.map(({ names }) => names[0])).toEqual(['Ben Klein']);
  });

  test('leaves out blocked addresses, the same household under another row, and persons the office knows as blocked; of them only the line is said', () => {
    const { families, leftOut } = read([
      'Vera Versteckt;Lea;Geheimweg;7;31061;Alfeld;;ja', 'Vera und Paul Versteckt;Tim;Geheimweg;7;31061;Alfeld;;', 'Nina Nachbar;;Geheimweg;7;31061;Alfeld;;', 'Karl Kennt;;Weg;2;31061;Alfeld;;', ';;;;;;;x',
    ], (name) => name === 'Karl Kennt');
    expect(leftOut).toEqual([{ line: 2, code: 'address-blocked', values: {} }, { line: 3, code: 'household-blocked', values: {} }, { line: 5, code: 'blocked-here', values: {} }, { line: 6, code: 'address-blocked', values: {} }]);
    expect(families.map(({ names }) => names[0])).toEqual(['Nina Nachbar']);
  });

  test('is not printed without a column that says who is blocked', () => {
    const table = tableOf('Sorgeberechtigte;Straße;PLZ;Ort\nAnna Berg;Weg;31061;Alfeld');
    expect(readWelcomeRows(table, placesOfWelcome(table.header))).toMatchObject({ ok: false, refusals: [{ code: 'columns-missing', values: { columns: '„Auskunftssperre“' } }] });
  });

  test('a language without letters is German and counted; a country is no language', () => {
    expect(read(['Jan Nowak;;Weg;1;31061;Alfeld;Polnisch;']).families[0]!.language).toBe('de');
    expect(read(['Jan Nowak;;Weg;1;31061;Alfeld;Polnisch;']).otherLanguages).toBe(1);
    expect(spokenLanguage('Türkei')).toBeUndefined();
  });

  test('whatever a list holds, every row is a letter, left out, or refused, and no blocked address gets a letter', () => {
    const row = fc.record({ name: fc.constantFrom('Anna Berg', 'Ben Berg', 'Cem Öz', ''), home: fc.constantFrom('1', '2'), plz: fc.constantFrom('31061', '3106'), blocked: fc.constantFrom('', 'ja', 'nein', '?') });
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
      const { families, leftOut, refusedRows } = read(rows.map(({ name, home, plz, blocked }) => `${name};;Weg;${home};${plz};Alfeld;;${blocked}`));
      const lines = new Set([...families, ...leftOut, ...refusedRows].map(({ line }) => line));
      const merged = rows.length - lines.size;
      expect(merged).toBeLessThan(rows.length);
      for (const { names, address } of families) expect(rows.some((one) => one.blocked === 'ja' && one.name === names[0] && one.home === address.houseNumber && one.plz === address.postalCode)).toBe(false);
    }));
  });
});
