import { typed, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { parseDay } from '../../platform/day.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { UnknownText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { editAreas } from '../permissions.ts';
import { listChildCounts, listReferenceDates } from '../server/child-counts.ts';
import { previewChildCounts, type ReadCounts } from '../server/import-child-counts.ts';
import { listAllAreas, type AreaRow } from '../server/list-areas.ts';
import { areasTexts, sayCode } from '../texts.ts';
import { sayChildren } from './areas-page.tsx';
import { sumUnder18 } from './area-figures.ts';
import { RefusedRows, Remarks, UploadForm } from './upload-form.tsx';

const t = areasTexts.in('de');
const AGES = Array.from({ length: 18 }, (_, age) => age);
const crumbs = (view: View) => [{ label: t('areas.title'), href: view.href('/verwaltung/gebiete') }];

/** Children per area and year of age at one Stichtag. */
export async function childrenPage(view: View): Promise<Sheet> {
  const days = await listReferenceDates(view.tx, view.town.id);
  const wanted = parseDay(view.query.get('stichtag') ?? '');
  const on = wanted && days.includes(wanted) ? wanted : days[0];
  const mayEdit = editAreas.allows(view.who);
  const importLink = mayEdit && <LinkButton href={view.href('/verwaltung/kinderzahlen/import')}>{t('children.import')}</LinkButton>;
  return {
    title: t('children.title'),
    wide: true,
    breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('children.title')} lead={t('children.lead')} actions={importLink} />
        {on
          ? <><p class="cluster">{days.map((day) => (day === on ? <strong><DateText day={day} /></strong> : <a href={view.href('/verwaltung/kinderzahlen', { stichtag: day })}><DateText day={day} /></a>))}</p>{await ChildrenTable({ view, on })}</>
          : <EmptyState title={t('children.none')} explanation={t('children.none.text')} action={importLink} icon="family" />}
      </>
    ),
  };
}

async function ChildrenTable({ view, on }: { view: View; on: NonNullable<ReturnType<typeof parseDay>> }) {
  const counts = await listChildCounts(view.tx, view.town.id, on);
  const areas = await listAllAreas(view.tx, view.town.id);
  const sums = sumUnder18(areas, counts);
  const byArea = new Map(areas.map((area) => [area.id, new Map(counts.filter((count) => count.areaId === area.id).map((count) => [count.ageYears, count]))]));
  const rows = areas.filter((area) => (byArea.get(area.id)?.size ?? 0) > 0);
  const cell = (area: AreaRow, age: number) => byArea.get(area.id)!.get(age)?.children ?? <UnknownText />;
  return (
    <>
      <p class="small">{t('areas.source', { source: counts[0]?.source ?? '' })}</p>
      <Table caption={`${t('children.table')}, ${t('children.date', { day: on })}`} narrow="scroll" rows={rows} csv={view.href('/verwaltung/kinderzahlen.csv', { stichtag: on })} columns={[
        { header: t('areas.name'), rowHeader: true, cell: (area) => area.name },
        ...AGES.map((age) => ({ header: String(age), numeric: true, cell: (area: AreaRow) => cell(area, age) })),
        { header: t('children.sum'), numeric: true, cell: (area) => sayChildren(sums.get(area.id)) },
      ]} />
    </>
  );
}

export function uploadChildrenPage(view: View, form: FormState): Sheet {
  return {
    title: t('children.import'),
    breadcrumbs: [...crumbs(view), { label: t('children.title'), href: view.href('/verwaltung/kinderzahlen') }],
    content: <><PageHead title={t('children.import')} lead={t('children.import.lead')} /><UploadForm form={form} accept=".csv,.xlsx" /></>,
  };
}

export async function childrenPreviewPage(view: View, form: FormState): Promise<Sheet> {
  const id = view.param('file');
  const stichtag = parseDay(typed(form, 'stichtag'));
  const read = isUuid(id) ? await previewChildCounts(view.tx, view.town.id, id, stichtag, view.clock.today()) : undefined;
  if (!read) throw new NotFound();
  const names = new Map((await listAllAreas(view.tx, view.town.id)).map((area) => [area.id as string, area.name]));
  return {
    title: t('children.preview'),
    breadcrumbs: [...crumbs(view), { label: t('children.title'), href: view.href('/verwaltung/kinderzahlen') }],
    content: (
      <>
        <PageHead title={t('children.preview')} lead={t('preview.nothing-stored')} />
        {read.ok ? <CountsPreview read={read.value} names={names} /> : <Notice kind="error">{read.refusals.map((refusal) => <p>{sayCode(refusal.code, refusal.values)}</p>)}</Notice>}
        <Form form={form} texts={areasTexts}>
          <DateField name="stichtag" label={t('children.stichtag')} hint={t('children.stichtag.hint')} optional />
          <TextField name="source" label={t('children.source')} hint={t('children.source.hint')} />
          {read.ok && read.value.preview.refusedRows.length > 0 && <Checkbox name="seen" label={t('preview.refused-seen')} />}
          <ButtonRow><Button>{t('preview.accept')}</Button><LinkButton look="secondary" href={view.href('/verwaltung/kinderzahlen/import')}>{t('upload.again')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}

function CountsPreview({ read, names }: { read: ReadCounts; names: ReadonlyMap<string, string> }) {
  const { preview, table, fileName } = read;
  return (
    <>
      <p>{t('preview.file')}: <bdi>{fileName}</bdi>. {t('children.counts', { count: preview.counts.length })}. {t('children.agreeing', { count: preview.agreeing })}.</p>
      <Remarks title={t('preview.notes')} lines={[...table.notes, ...preview.notes].map((note) => sayCode(note.code, note.values))} />
      {preview.unknowns.length > 0 && <><h2>{t('children.unknowns')}</h2><ul>{preview.unknowns.map(({ why, count }) => <li>{t(`children.unknown.${why}`, { count })}</li>)}</ul></>}
      {preview.checks.length > 0 && <><h2>{t('children.checks')}</h2><ul>{preview.checks.slice(0, 100).map((check) => (
        <li>{check.areaId ? `${names.get(check.areaId) ?? ''}: ` : ''}{check.line ? `${t('preview.line')} ${check.line}: ` : ''}{t(check.result === 'differs' ? 'children.check.differs' : 'children.check.open', { stated: check.stated, counted: check.counted.known })}</li>
      ))}</ul></>}
      <RefusedRows rows={preview.refusedRows} />
      <Table caption={t('children.sums')} rows={preview.sums} columns={[
        { header: t('areas.name'), rowHeader: true, cell: (sum) => names.get(sum.areaId) ?? '' },
        { header: t('children.stichtag'), cell: (sum) => <DateText day={sum.on} /> },
        { header: t('children.years'), numeric: true, cell: (sum) => sum.years },
        { header: t('children.sum'), numeric: true, cell: (sum) => sayChildren(sum.sum) },
      ]} />
    </>
  );
}
