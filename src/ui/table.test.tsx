import { expect, test } from 'vitest';
import { NumberText } from './number-text.tsx';
import { rendered, words } from './rendered.ts';
import { Table, type Column } from './table.tsx';

interface Area {
  name: string;
  children: number | undefined;
}

const columns: Column<Area>[] = [
  { header: 'Gebiet', cell: (area) => area.name, rowHeader: true, sort: 'gebiet' },
  { header: 'Kinder', cell: (area) => <NumberText value={area.children} />, numeric: true, sort: 'kinder' },
];

test('a table names itself, its columns and its rows', async () => {
  const html = await rendered(<Table caption="Kinder je Gebiet" columns={columns} rows={[{ name: 'Föhrste', children: 64 }]} />);
  expect(html).toMatch(/<caption[^>]*>Kinder je Gebiet</);
  expect(html).toMatch(/<th role="rowheader" scope="row"[^>]*>Föhrste</);
  expect(html).toMatch(/<td role="cell"[^>]*data-label="Kinder"/);
});

test('a sorted column says how, and its link asks for the other way', async () => {
  const html = await rendered(
    <Table caption="Kinder" columns={columns} rows={[{ name: 'Föhrste', children: 64 }]} sorting={{ by: 'kinder', direction: 'ascending' }} />,
    'de', { query: new URLSearchParams('alter=24'), path: '/kinder' },
  );
  expect(html).toMatch(/aria-sort="ascending"><a href="\/kinder\?alter=24&amp;sortierung=-kinder"/);
  expect(html).toMatch(/aria-sort="none"><a href="\/kinder\?alter=24&amp;sortierung=gebiet"/);
});

test('an unknown number of children is said to be unknown, and zero is zero', async () => {
  const html = await rendered(<Table caption="Kinder" columns={columns} rows={[{ name: 'A', children: undefined }, { name: 'B', children: 0 }]} />);
  expect(words(html)).toMatch(/A unbekannt B 0/);
});

test('a table without rows says so, or what to do instead', async () => {
  expect(words(await rendered(<Table caption="Kinder" columns={columns} rows={[]} />))).toContain('Keine Einträge.');
  expect(await rendered(<Table caption="Kinder" columns={columns} rows={[]} empty={<p>Laden Sie die Zahlen hoch.</p>} />)).toBe('<p>Laden Sie die Zahlen hoch.</p>');
});

test('a table that scrolls can be scrolled by keyboard and has a name', async () => {
  expect(await rendered(<Table caption="Matrix" columns={columns} rows={[{ name: 'A', children: 1 }]} narrow="scroll" />)).toContain('role="region" aria-label="Matrix" tabindex="0"');
});
