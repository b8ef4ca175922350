import type { RefusedRow } from '../../platform/table-file/refused-row.ts';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { Table } from '../../ui/table.tsx';
import { sayBreakdown } from '../import/breakdown-words.ts';
import { figureOf, symbolOf, type Figure } from '../figure.ts';
import { sayPeriod } from '../period-words.ts';
import { comparePeriods } from '../period.ts';
import type { PreviewedImport } from '../server/import-file.ts';
import { monitoringTexts, sayCode, type MonitoringKey } from '../texts.ts';

const t = monitoringTexts.in('de');
const SAMPLE = 12;
const MOST_NOTES = 20;
const SEPARATORS: Record<string, string> = { ';': ';', ',': ',', '\t': 'Tab', '|': '|' };

/** What the file would bring, before anything is stored. */
export function ImportPreview({ preview }: { preview: PreviewedImport }) {
  const { opened: { grid, layout, missingColumns, sample }, reader: { tally, drafts }, ground, complete } = preview;
  const names = new Map(ground.measures.map(({ key, names: { de } }) => [key, de]));
  const packs = [...drafts.values()].filter(({ draft }) => draft.size > 0).sort((one, other) => one.measure.localeCompare(other.measure) || comparePeriods(one.period, other.period));
  const missing = ground.areas.filter(({ id, level, validUntil }) => !tally.areas.has(id) && !validUntil && [...tally.areas].some((found) => ground.areas.find((area) => area.id === found)?.level === level));
  return (
    <section>
      <h2>{t('import.preview')}</h2>
      <DescriptionList entries={[
        ...(grid.sheet ? [{ term: t('import.preview.sheet'), details: <bdi>{grid.sheet}</bdi> }] : []),
        ...(grid.encoding ? [{ term: t('import.preview.encoding'), details: grid.encoding }] : []),
        ...(grid.separator ? [{ term: t('import.preview.separator'), details: SEPARATORS[grid.separator] ?? grid.separator }] : []),
      ]} />
      <p>{t('import.preview.header', { count: layout.headerLines.length, lines: layout.headerLines.join(', ') })}. {t('import.preview.observations', { count: tally.observations, areas: tally.areas.size })}.</p>
      <ul>
        {!complete && <li>{t('import.preview.part', { count: sample.length })}</li>}
        {tally.nothing > 0 && <li>{t('import.preview.nothing', { count: tally.nothing })}</li>}
        {Object.entries(tally.unknowns).map(([why, count]) => <li>{t(`import.preview.unknown.${why}` as MonitoringKey, { count })}</li>)}
        {tally.strangers > 0 && <li>{t('import.preview.strangers', { count: tally.strangers })}</li>}
        {tally.dissolved > 0 && <li>{t('import.preview.dissolved', { count: tally.dissolved })}</li>}
        {tally.remarks > 0 && <li>{t('import.preview.remarks', { count: tally.remarks })}</li>}
        {tally.repeated > 0 && <li>{t('import.preview.repeated', { count: tally.repeated })}</li>}
        {missing.length > 0 && <li>{t('import.preview.missing-areas', { names: missing.slice(0, 20).map(({ name }) => name).join(', ') })}</li>}
      </ul>
      {grid.notes.length > 0 && <Notice kind="warning" title={t('import.preview.notes')}><ul>{grid.notes.slice(0, MOST_NOTES).map(({ code, values, line, column }) => <li>{sayCode(code, { ...values, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) })}</li>)}</ul>{grid.notes.length > MOST_NOTES && <p>{t('more-notes', { count: grid.notes.length - MOST_NOTES })}</p>}</Notice>}
      {missingColumns.length > 0 && <Notice kind="warning">{t('import.preview.missing-columns', { columns: missingColumns.join(', ') })}</Notice>}
      {Object.keys(tally.measuresLeftOut).length > 0 && <Notice kind="warning">{t('import.preview.left-out', { words: Object.keys(tally.measuresLeftOut).slice(0, 20).join(', ') })}</Notice>}
      {packs.length > 0 && (
        <Table caption={t('import.preview.packs')} rows={packs.slice(0, 200)} columns={[
          { header: t('import.pack.measure'), rowHeader: true, cell: ({ measure }) => names.get(measure) ?? measure },
          { header: t('import.pack.period'), cell: ({ period }) => sayPeriod(period, 'de', 'short') },
          { header: t('import.pack.groups'), cell: ({ draft }) => sayGroups(draft.breakdowns) },
          { header: t('import.pack.observations'), numeric: true, cell: ({ draft }) => <NumberText value={draft.size} /> },
        ]} />
      )}
      <SampleTable preview={preview} />
    </section>
  );
}

function sayGroups(breakdowns: readonly string[]): string {
  const said = breakdowns.slice(0, 4).map((key) => sayBreakdown(key) || t('import.everybody'));
  return breakdowns.length > 4 ? `${said.join('; ')} …` : said.join('; ');
}

function SampleTable({ preview: { reader, ground } }: { preview: PreviewedImport }) {
  const names = new Map(ground.measures.map(({ key, names: { de } }) => [key, de]));
  const areas = new Map(ground.areas.map(({ id, name }) => [id, name]));
  const rows: { area: string; measure: string; time: string; people: string; figure: Figure }[] = [];
  for (const { measure, period, draft } of reader.drafts.values()) {
    draft.forEach((area, breakdown, mark, value) => {
      if (rows.length < SAMPLE) rows.push({ area: areas.get(draft.areas[area]!) ?? '', measure: names.get(measure) ?? measure, time: sayPeriod(period, 'de', 'short'), people: sayBreakdown(draft.breakdowns[breakdown]!) || t('import.everybody'), figure: figureOf(mark, value)! });
    });
  }
  if (rows.length === 0) return null;
  return (
    <Table caption={t('import.sample')} rows={rows} columns={[
      { header: t('import.sample.area'), rowHeader: true, cell: ({ area }) => area }, { header: t('import.pack.measure'), cell: ({ measure }) => measure },
      { header: t('import.pack.period'), cell: ({ time }) => time }, { header: t('import.sample.people'), cell: ({ people }) => people },
      { header: t('import.sample.value'), numeric: true, cell: ({ figure }) => sayFigure(figure) },
    ]} />
  );
}

function sayFigure(figure: Figure) {
  if (figure.kind === 'number') return <NumberText value={figure.value} />;
  return figure.kind === 'nothing' ? '0 (-)' : symbolOf[figure.why] || '?';
}

/** Lines that will not be read, each with column and reason. */
export function RefusedRows({ rows, lines }: { rows: readonly RefusedRow[]; lines: number }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{t('import.refused', { count: lines })}</h2>
      <Table caption={t('import.refused', { count: lines })} captionHidden rows={rows} columns={[
        { header: t('import.refused.line'), numeric: true, rowHeader: true, cell: (row) => row.line },
        { header: t('import.refused.column'), cell: (row) => <bdi>{row.column ?? ''}</bdi> },
        { header: t('import.refused.reason'), cell: (row) => sayCode(row.code, row.values) },
      ]} />
    </section>
  );
}
