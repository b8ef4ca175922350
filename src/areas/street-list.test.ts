import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../platform/id.ts';
import { readTable } from '../platform/table-file/read-table.ts';
import { readHouseNumber } from './house-number.ts';
import type { NamedArea } from './area-name.ts';
import { findHoles, findOverlaps } from './street-check.ts';
import { streetKey } from './street-key.ts';
import { areaOfAddress, saySection, streetList, type StreetSection, type StreetSide } from './street-list.ts';
import { acceptStreetList, readStreetList, type StreetListPreview } from './street-list-import.ts';

const number = (text: string) => {
  const read = readHouseNumber(text);
  if (!read.ok) throw new Error(text);
  return read.value;
};

const aSection = (areaId: string, first = '', last = '', side: StreetSide = 'all', street = 'Kirchstraße'): StreetSection => ({
  areaId: areaId as Uuid, street, streetKey: streetKey(street), side, ...(first ? { first: number(first) } : {}), ...(last ? { last: number(last) } : {}),
});
const find = (sections: StreetSection[], houseNumber: string, street = 'Kirchstr.') => {
  const found = areaOfAddress(streetList(sections), street, houseNumber);
  return found.kind === 'found' ? found.areaId : found.kind === 'ambiguous' ? found.areaIds.join('+') : found.kind;
};

test.each([
  ['Kaiser-Wilhelm-Straße', ['Kaiser Wilhelm Str.', 'KAISERWILHELMSTRASSE', 'kaiser-wilhelm-str', 'Kaiser-Wilhelm-Stra\u00dfe ', 'Kaiser\u00ad-Wilhelm-Strasse']],
  ['Am Ölbach', ['am oelbach', 'Am O\u0308lbach', 'AM ÖLBACH']],
  ['Straße des Friedens', ['Strasse des Friedens', 'Str. des Friedens']],
  ['Sankt-Elisabeth-Platz', ['St. Elisabeth Pl.', 'St.-Elisabeth-Platz']],
])('„%s“ is found however it is written', (street, spellings) => {
  for (const spelling of spellings) expect(streetKey(spelling)).toBe(streetKey(street));
});

test('streets that only look alike stay two', () => {
  expect(streetKey('Bahnhofstraße')).not.toBe(streetKey('Bahnhofsweg'));
  expect(streetKey('Straßburger Weg')).not.toBe(streetKey('Strburger Weg'));
});

describe('an address is found in its area', () => {
  const list = [aSection('A', '1', '11', 'odd'), aSection('B', '2', '12', 'even'), aSection('C', '12a', '', 'even'), aSection('D', '13', '', 'odd')];
  test.each([['1', 'A'], ['11', 'A'], ['2', 'B'], ['12', 'B'], ['12a', 'C'], ['12 b', 'C'], ['12A', 'C'], ['400', 'C'], ['13', 'D'], ['11c', 'A'], ['2-4', 'B'], ['12-12a', 'B+C']])('Kirchstraße %s lies in %s', (houseNumber, area) => {
    expect(find(list, houseNumber)).toBe(area);
  });

  test('without a number a street in several areas is ambiguous, one in a single area is found', () => {
    expect(find(list, '')).toBe('A+B+C+D');
    expect(find([aSection('A', '1', '9'), aSection('A', '11', '')], '')).toBe('A');
  });

  test('a number nobody listed, an unreadable one and an unknown street are told apart', () => {
    expect(find([aSection('A', '1', '9')], '10')).toBe('number-not-covered');
    expect(find([aSection('A', '1', '9')], '3 1/2 x')).toBe('number-not-read');
    expect(areaOfAddress(streetList(list), 'Kirhcstraße', '1')).toEqual({ kind: 'unknown-street', near: ['Kirchstraße'] });
    expect(areaOfAddress(streetList(list), '', '1')).toEqual({ kind: 'unknown-street', near: [] });
  });

  test('two sections that share a number make it ambiguous, not a guess', () => {
    expect(find([aSection('A', '1', '9'), aSection('B', '9', '20')], '9')).toBe('A+B');
  });
});

describe('the list is checked street by street', () => {
  test('shared numbers of two areas are a conflict, of one area only said twice', () => {
    const sections = [aSection('A', '1', '12'), aSection('B', '12', '20', 'even'), aSection('A', '3', '5', 'odd'), aSection('C', '21', '30', 'odd')];
    expect(findOverlaps(sections).map(({ kind, one, other }) => [kind, saySection(one), saySection(other)])).toEqual([
      ['double', '1 bis 12', '3 bis 5, ungerade'],
      ['conflict', '1 bis 12', '12 bis 20, gerade'],
    ]);
  });

  test('forty thousand sections of one street are checked in a moment', () => {
    const many = Array.from({ length: 40_000 }, (_unused, index) => aSection('A', String(2 * index + 1), String(2 * index + 1), 'odd'));
    expect(findOverlaps(many)).toEqual([]);
    expect(findOverlaps(many.map((one) => ({ ...one, first: { number: 1, suffix: '' } })))).toHaveLength(1000);
  });

  test('up to 12 and from 12a on do not overlap', () => {
    expect(findOverlaps([aSection('A', '1', '12'), aSection('B', '12a', '30')])).toEqual([]);
  });

  test('holes are named for each side, also a side nobody mentions', () => {
    expect(findHoles([aSection('A', '2', '8', 'even'), aSection('B', '14', '', 'even')])).toEqual([
      { street: 'Kirchstraße', side: 'odd', from: 1 },
      { street: 'Kirchstraße', side: 'even', from: 10, until: 12 },
    ]);
    expect(findHoles([aSection('A')])).toEqual([]);
  });

  const bound = fc.integer({ min: 1, max: 30 });
  const section = fc.record({ area: fc.constantFrom('A', 'B'), ends: fc.tuple(bound, bound), open: fc.boolean(), side: fc.constantFrom<StreetSide>('all', 'even', 'odd') })
    .map(({ area, ends, open, side }) => aSection(area, String(Math.min(...ends)), open ? '' : String(Math.max(...ends)), side));
  const sections = fc.array(section, { minLength: 1, maxLength: 5 });

  test('without conflicts every number lies in one area at most, and with one some number lies in two', () => {
    fc.assert(
      fc.property(sections, (list) => {
        const conflict = findOverlaps(list).some(({ kind }) => kind === 'conflict');
        const twice = Array.from({ length: 40 }, (_unused, index) => find(list, String(index + 1))).some((found) => found === 'A+B' || found === 'B+A');
        expect(twice).toBe(conflict);
      }),
    );
  });

  test('a number is uncovered exactly if it lies in a hole or behind the last number', () => {
    fc.assert(
      fc.property(sections, fc.integer({ min: 1, max: 31 }), (list, house) => {
        const side = house % 2 === 0 ? 'even' : 'odd';
        const inHole = findHoles(list).some((hole) => hole.side === side && hole.from <= house && house <= (hole.until ?? Infinity));
        const own = list.filter((one) => one.side === 'all' || one.side === side);
        const behind = own.length > 0 && own.every(({ last }) => last !== undefined && last.number < house);
        expect(find(list, String(house)) === 'number-not-covered').toBe(inHole || behind);
      }),
    );
  });
});

describe('the import', () => {
  const areas: NamedArea[] = [{ id: 'a' as Uuid, level: 'district', key: '1', name: 'Innenstadt' }, { id: 'b' as Uuid, level: 'district', key: '2', name: 'Föhrste' }];
  function preview(content: string): StreetListPreview {
    const table = readTable(new TextEncoder().encode(content), 'strassen.csv');
    const read = table.ok ? readStreetList(table.value, areas) : table;
    if (!read.ok) throw new Error(JSON.stringify(read.refusals));
    return read.value;
  }

  test('reads ranges with letters, open ends, „alle“ and sides in words or letters', () => {
    const read = preview('Straße;von;bis;gerade/ungerade;Bezirk\nKirchstr.;1;11c;u;Innenstadt\nKirchstr.;2;Ende;gerade;Innenstadt\nAm Bach;alle;alle;;2\nHauptstraße;12 a;;alle;FOEHRSTE\nRing;10 ff.;;g;2\n');
      expect(read.refusedRows).toEqual([]);
    expect(read.sections.map((one) => [one.line, one.street, saySection(one), one.areaId])).toEqual([
      [2, 'Kirchstr.', '1 bis 11c, ungerade', 'a'], [3, 'Kirchstr.', 'ab 2, gerade', 'a'], [4, 'Am Bach', 'alle', 'b'], [5, 'Hauptstraße', 'ab 12a', 'b'], [6, 'Ring', 'ab 10, gerade', 'b'],
    ]);
  });

  test('names every bad row with line, column and reason', () => {
    const read = preview('Straße;von;bis;g/u;Bezirk\n;1;2;;Innenstadt\nA;20;10;;Innenstadt\nB;2;2;u;Innenstadt\nC;x;;;Innenstadt\nD;1;2;links;Innenstad\nE\u202E;1;;;Föhrste\nF;1;;;Föhrste\n');
    expect(read.refusedRows.map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 'Straße', 'street-missing'], [3, 'bis', 'range-backwards'], [4, 'g/u', 'range-empty'], [5, 'von', 'house-number-not-read'],
      [6, 'Bezirk', 'area-unknown'], [6, 'g/u', 'side-not-read'], [7, 'Straße', 'hidden-character'],
    ]);
    expect(read.sections.map(({ street }) => street)).toEqual(['F']);
    expect(acceptStreetList(read, { refusedRowsSeen: false })).toEqual({ ok: false, refusals: [{ code: 'refused-rows-unseen', values: { count: 6 } }] });
    expect(acceptStreetList(read, { refusedRowsSeen: true }).ok).toBe(true);
  });

  test('reports overlaps with both lines', () => {
    const read = preview('Straße;von;bis;Bezirk\nKirchstraße;1;10;Innenstadt\nKirchstr;8;20;Föhrste\n');
    expect(read.overlaps.map(({ kind, one, other }) => [kind, one.line, other.line])).toEqual([['conflict', 2, 3]]);
    expect(read.streets).toBe(1);
  });

  test('a table without streets or areas is refused with what is missing', () => {
    const code = (content: string) => {
      const table = readTable(new TextEncoder().encode(content), 'x.csv');
      const read = table.ok ? readStreetList(table.value, areas) : table;
      return read.ok ? undefined : read.refusals[0];
    };
    expect(code('Name;von\nA;1\n')).toEqual({ code: 'columns-not-found', values: { missing: 'street' } });
    expect(code('Straße;von\nA;1\n')).toEqual({ code: 'columns-not-found', values: { missing: 'area' } });
  });

  test('no cell makes it slow or crash', () => {
    const long = `1${' '.repeat(90_000)}x`;
    expect(preview(`Straße;von;bis;g/u;Bezirk\n${[long, long, long, long, long].join(';')}\nA;1;;;Föhrste\n`).sections).toHaveLength(1);
  });
});
