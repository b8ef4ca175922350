import { day } from '../../platform/day.ts';
import { usePage } from '../../platform/page-context.ts';
import { Accordion } from '../accordion.tsx';
import { Button } from '../button.tsx';
import { ChartFrame } from '../chart-frame.tsx';
import { CheckboxGroup, Select } from '../choice.tsx';
import { Dialog } from '../dialog.tsx';
import { EmptyState } from '../empty-state.tsx';
import { FilterBar } from '../filter-bar.tsx';
import { NumberText } from '../number-text.tsx';
import { Pagination } from '../pagination.tsx';
import { Progress } from '../progress.tsx';
import { SearchField } from '../search-field.tsx';
import { readSorting } from '../sorting.ts';
import { StateMark, type LinkState } from '../state-mark.tsx';
import { Steps } from '../steps.tsx';
import { Table, type Column } from '../table.tsx';
import { Tabs } from '../tabs.tsx';
import { Exhibit, Room } from './exhibit.tsx';
import { sampleWords } from './sample-texts.ts';

interface Row {
  area: string;
  children: number;
  places: number | undefined;
  state: LinkState;
}

const rows: Row[] = [
  { area: 'Altstadt', children: 112, places: 40, state: 'covered' },
  { area: 'Nordstadt', children: 1308, places: undefined, state: 'unknown' },
  { area: 'Föhrste', children: 64, places: 0, state: 'gap' },
];

const columns: Column<Row>[] = [
  { header: 'Gebiet', cell: (row) => row.area, rowHeader: true, sort: 'gebiet' },
  { header: 'Kinder', cell: (row) => <NumberText value={row.children} />, numeric: true, sort: 'kinder' },
  { header: 'Plätze', cell: (row) => <NumberText value={row.places} />, numeric: true },
  { header: 'Zustand', cell: (row) => <StateMark state={row.state} /> },
];

/** What is looked through: tables, lists, filters, charts, and what unfolds. */
export function ListsRoom() {
  const page = usePage();
  const words = sampleWords[page.language];
  const sorting = readSorting(page.query, ['gebiet', 'kinder'], { by: 'gebiet', direction: 'ascending' });
  return (
    <Room id="listen" title="Listen und Bilder">
      <Exhibit name="Tabelle: geordnet, mit Summe und CSV">
        <Table caption="Kinder und Plätze nach Gebiet" columns={columns} rows={rows} sorting={sorting} csv="#csv" footer={['Zusammen', '1.484', 'mindestens 40', '']} />
      </Exhibit>
      <Exhibit name="Tabelle, die auf schmalen Schirmen rollt">
        <Table caption="Kinder und Plätze, rollend" columns={columns} rows={rows} narrow="scroll" />
      </Exhibit>
      <Exhibit name="Tabelle ohne Zeilen">
        <Table caption="Leere Tabelle" columns={columns} rows={[]} />
        <Table caption="Leere Tabelle mit Erklärung" columns={columns} rows={[]} empty={<EmptyState level={3} title="Noch keine Gebiete" explanation={words.sentence} />} />
      </Exhibit>
      <Exhibit name="Filter">
        <FilterBar active={[{ parameter: 'kosten', value: 'frei', label: 'kostenlos' }, { parameter: 'ort', value: 'alt', label: words.place }]}>
          <SearchField name="suche" label={words.offer} button={false} />
          <Select name="ort" label={words.place} options={[{ value: 'alt', label: 'Altstadt' }]} optional />
          <CheckboxGroup name="kosten" label="Kosten" options={[{ value: 'frei', label: 'kostenlos' }]} optional />
        </FilterBar>
      </Exhibit>
      <Exhibit name="Suche">
        <form action="" method="get" role="search" aria-label="Suche">
          <SearchField name="q" label={words.offer} hint={words.sentence} example={words.place} large />
        </form>
      </Exhibit>
      <Exhibit name="Seiten">
        <Pagination current={1} pages={2} parameter="seite-a" />
        <Pagination current={5} pages={12} parameter="seite-b" />
        <Pagination current={12} pages={12} parameter="seite-c" />
      </Exhibit>
      <Exhibit name="Ansichten">
        <Tabs label="Ansichten" tabs={[{ href: '#listen', label: words.offer, current: true }, { href: '#lesen', label: words.place }, { href: '#formulare', label: words.name }]} />
      </Exhibit>
      <Exhibit name="Schritte">
        <Steps current={1} steps={[{ label: 'Datei wählen', href: '#listen' }, { label: 'Spalten zuordnen' }, { label: 'Prüfen' }]} />
      </Exhibit>
      <Exhibit name="Aufklappen">
        <Accordion title={words.offer}><p>{words.sentence}</p></Accordion>
        <Accordion title={words.name} open><p>{words.sentence}</p></Accordion>
      </Exhibit>
      <Exhibit name="Rückfrage">
        <Dialog id="rueckfrage" opener="Löschen …" openerIcon="trash" look="danger" title={words.offer}>
          <p>{words.sentence}</p>
          <Button type="button" look="danger">Löschen</Button>
        </Dialog>
      </Exhibit>
      <Exhibit name="Lange Arbeit">
        <Progress label="Angebote werden eingelesen" done={340} total={1000}><p class="muted">{words.sentence}</p></Progress>
      </Exhibit>
      <Exhibit name="Schaubild">
        <ChartFrame
          id="schaubild" title="Kinder je Gebiet" summary={words.sentence} source="Einwohnermeldeamt" referenceDate={day('2025-12-31')} csv="#csv" tableOpen
          table={<Table caption="Kinder je Gebiet" captionHidden columns={columns.slice(0, 2).map(({ sort: _sort, ...column }) => column)} rows={rows} />}
        >
          <svg viewBox="0 0 300 90">
            {rows.map((row, index) => <rect x="0" y={index * 30 + 4} width={Math.max(4, (row.children / 1308) * 300)} height="22" rx="4" class={`phase-${index + 4} bar`} />)}
          </svg>
        </ChartFrame>
      </Exhibit>
    </Room>
  );
}
