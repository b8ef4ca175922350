import { areasOn } from '../../areas/area-tree.ts';
import { parseDay, type Day } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import type { CellContent } from '../../platform/table-file/cell-content.ts';
import { writeCsv } from '../../platform/table-file/write-csv.ts';
import { CheckboxGroup, Select } from '../../ui/choice.tsx';
import { dateFormat } from '../../ui/formats.ts';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Table } from '../../ui/table.tsx';
import { topics } from '../indicator.ts';
import { periodKey } from '../period.ts';
import { sayPeriod } from '../period-words.ts';
import { definitionOf, loadFigures, type Basis } from '../server/figures.ts';
import { areaParts, type PartLine } from '../showing/area-parts.ts';
import { areaProfile, type ProfileLine } from '../showing/area-profile.ts';
import { FIGURES, sayState, t, valueWords } from './figure-words.ts';
import { inGerman } from './figures-page.tsx';

/** Everything known of the area an address names, up to the day it asks for. NotFound for any other. */
async function profileOf(view: View, basis: Basis) {
  const figures = await loadFigures(view, basis);
  const area = figures.areas.find(({ id }) => id === view.param('area').replace(/\.csv$/, ''));
  if (!area) throw new NotFound();
  const days = [...new Set(figures.columns.filter(({ values }) => values.some(({ areaId }) => areaId === area.id)).map(({ period }) => period.until))].sort().reverse();
  const until: Day = parseDay(view.query.get('stand') ?? '') ?? days[0] ?? view.clock.today();
  const town = areasOn(figures.areas, until).find(({ level }) => level === 'municipality');
  const inside = areasOn(figures.areas, until).filter(({ parentId }) => parentId === area.id);
  const chosen = new Set(view.query.getAll('teil'));
  const parts = areaParts({ inside, chosen, columns: figures.columns, definitionOf: (column) => definitionOf(figures, column), until });
  const lines = areaProfile({ areaId: area.id, townId: town && town.id !== area.id ? town.id : undefined, columns: figures.columns, definitionOf: (column) => definitionOf(figures, column), until });
  return { area, town, days, until, lines, inside: parts.length === 0 ? [] : inside, chosen, parts };
}

/** A quarter in all its figures, each with its time and source beside the town's. */
export async function areaProfilePage(view: View, basis: Basis): Promise<Sheet> {
  const { area, town, days, until, lines, inside, chosen, parts } = await profileOf(view, basis);
  const base = FIGURES[basis];
  const say = (on: Day) => dateFormat('de', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${on}T00:00:00Z`));
  const title = t('profile', { area: area.name });
  const stands = [...new Set(lines.map(({ column }) => periodKey(column.period)))];
  return inGerman(view, {
    title, wide: true,
    breadcrumbs: [{ label: t(basis === 'raw' ? 'title.raw' : 'title'), href: view.href(base) }, { label: title }],
    content: (
      <>
        <PageHead title={title} lead={t('profile.lead', { until: say(until) })} actions={<PrintButton />} />
        <FilterBar label={t('choose')} keep={[]}>
          <Select name="stand" label={t('profile.until')} options={days.map((value) => ({ value, label: say(value) }))} prompt={say(until)} optional />
          {inside.length > 1 ? <CheckboxGroup name="teil" label={t('parts.together.choose')} options={inside.map(({ id, name }) => ({ value: id, label: name }))} inline optional /> : null}
        </FilterBar>
        {stands.length > 1 ? <Notice title={t('profile.times', { count: stands.length })} /> : null}
        {lines.length === 0 ? <p>{t('profile.none')}</p> : null}
        {topics.map((topic) => ({ topic, ofTopic: lines.filter(({ definition }) => definition.topic === topic) })).filter(({ ofTopic }) => ofTopic.length > 0).map(({ topic, ofTopic }) => (
          <section class="stack">
            <h2>{t(`topic.${topic}`)}</h2>
            <Table caption={t('list.caption', { topic: t(`topic.${topic}`) })} captionHidden rows={ofTopic} columns={[
              { header: t('list.indicator'), rowHeader: true, cell: ({ definition, column }) => <a href={view.href(`${base}/${definition.key}`, { zeit: periodKey(column.period), ebene: area.level, gebiet: area.id })}>{definition.names.de}</a> },
              { header: area.name, numeric: true, cell: sayValue },
              ...(town && town.id !== area.id ? [
                { header: town.name, numeric: true, cell: ({ average, definition }: ProfileLine) => (average === undefined ? t('unknown') : valueWords(definition)(average)) },
                { header: t('table.compared', { town: town.name }), cell: ({ compared }: ProfileLine) => (compared ? t(`compared.${compared}`) : '') },
              ] : []),
              { header: t('facts.time'), cell: sayTime },
              { header: t('facts.source'), cell: ({ definition }) => definition.source },
            ]} />
          </section>
        ))}
        <Parts area={area.name} inside={inside} chosen={chosen} parts={parts} />
        {lines.length === 0 ? null : <p><a href={view.href(`${base}/gebiet/${area.id}.csv`, { stand: until })} download>{t('download.csv')}</a></p>}
      </>
    ),
  });
}

/** How the area's people and cases spread over the areas inside it; those chosen also added up. */
function Parts({ area, inside, chosen, parts }: { area: string; inside: readonly { id: string; name: string }[]; chosen: ReadonlySet<string>; parts: readonly PartLine[] }) {
  if (parts.length === 0) return null;
  const together = inside.filter(({ id }) => chosen.has(id)).map(({ name }) => name);
  const one = ({ definition, together: sum }: PartLine) => (sum === undefined ? t('unknown') : valueWords(definition)(sum));
  return (
    <section class="stack" id="verteilung">
      <h2>{t('parts', { area })}</h2>
      <p>{t('parts.lead', { area })}</p>
      <Table caption={t('parts', { area })} captionHidden rows={parts} columns={[
        { header: t('list.indicator'), rowHeader: true, cell: ({ definition }) => definition.names.de },
        ...inside.map(({ name }, at) => ({ header: name, numeric: true, cell: ({ parts: of, definition }: PartLine) => sayState(of[at], valueWords(definition)) })),
        ...(together.length > 1 ? [{ header: t('parts.together', { areas: together.join(' + ') }), numeric: true, cell: (line: PartLine) => <strong>{one(line)}</strong> }] : []),
        { header: t('facts.time'), cell: ({ column }) => sayPeriod(column.period, 'de', 'short') },
      ]} />
    </section>
  );
}

function sayValue({ result, definition }: ProfileLine): string {
  return sayState(result, valueWords(definition));
}

/** Two days in one figure are said where it stands. */
function sayTime({ column, isMixed }: ProfileLine): string {
  const time = sayPeriod(column.period, 'de', 'short');
  return isMixed ? t('profile.mixed', { time, base: sayPeriod(column.basePeriod!, 'de', 'short') }) : time;
}

/** The same as a table: a file leaves its page behind. */
export async function areaProfileCsv(view: View, basis: Basis): Promise<Response> {
  const { area, town, lines } = await profileOf(view, basis);
  const header = ['Gebiet', 'Kennzahl', 'Wert', 'Einheit', 'Angabe', town?.name ?? 'Kommune', 'Vergleich', 'Stand', 'Bezogen auf Stand', 'Quelle'];
  const rows = lines.map(({ definition, column, result, average, compared, isMixed }): CellContent[] => [
    area.name, definition.names.de, result.state === 'shown' ? result.value : '', definition.unit, result.state === 'shown' ? '' : sayState(result, valueWords(definition)), average ?? '',
    compared ? t(`compared.${compared}`) : '', sayPeriod(column.period, 'de', 'short'), isMixed ? sayPeriod(column.basePeriod!, 'de', 'short') : '', definition.source,
  ]);
  return new Response(writeCsv(header, rows) as Uint8Array<ArrayBuffer>, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="${area.key}.csv"` } });
}
