import { NotFound } from '../../platform/failure.ts';
import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup } from '../../ui/choice.tsx';
import { DescriptionList } from '../../ui/description-list.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Table } from '../../ui/table.tsx';
import { calendarImportTexts, sayCalendarCode, type CalendarImportKey } from '../calendar-import-texts.ts';
import type { CalendarProblem } from '../calendar-import/calendar-problem.ts';
import type { CalendarPlan, Imported } from '../calendar-import/plan-calendar.ts';
import type { EventRecord } from '../events/event.ts';
import type { ImportedField } from '../events/origin.ts';
import type { Location } from '../location.ts';
import { sayDay } from '../said.ts';
import { findCalendarRun, findCalendarSource, runCounts, type CalendarRun } from '../server/calendar-sources.ts';
import { listLocations } from '../server/locations.ts';
import { plannedRun } from '../server/read-calendar-run.ts';
import { CALENDARS } from './calendar-import-page.tsx';

const t = calendarImportTexts.in('de');
const MOST_SHOWN = 200;
const MOST_LETTERS = 120;

/** How far the reading is; then what would happen, what a person has to decide, and the button that makes it happen. */
export async function calendarRunPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const id = view.param('run');
  const run = isUuid(id) ? await findCalendarRun(view.tx, view.town.id, id) : undefined;
  const source = run && await findCalendarSource(view.tx, view.town.id, run.sourceId);
  if (!run || !source) throw new NotFound();
  const isOpen = run.state === 'planned' || run.state === 'reading';
  const planned = run.state === 'read' ? await plannedRun(view.tx, view.town.id, view.clock, run) : undefined;
  const places = new Map((planned ? await listLocations(view.tx, view.town.id) : []).map((place) => [place.id, place]));
  const title = t('run.title', { name: source.name });
  return {
    title, wide: true,
    breadcrumbs: [{ label: t('navigation'), href: view.href(CALENDARS) }, { label: source.name }],
    content: (
      <>
        <PageHead title={title} actions={<LinkButton look="secondary" href={`${view.href(CALENDARS, { kalender: source.id })}#lesen`}>{t('read')}</LinkButton>} />
        {isOpen ? <Progress label={t(`state.${run.state}`)} refreshSeconds={3}><p>{t('run.progress')}</p></Progress> : null}
        {run.state === 'failed' ? <Notice kind="error" title={t('run.failed')}><p>{sayCalendarCode(run.failure!.code, run.failure!.values)}</p></Notice> : null}
        {run.state === 'accepted' ? <Notice kind="success"><p>{t('run.accepted')}</p></Notice> : null}
        {run.state === 'read' && !planned ? <Notice kind="warning"><p>{t('run.gone')}</p></Notice> : null}
        {isOpen || run.state === 'failed' ? null : <Counts run={run} />}
        {planned ? <Plan plan={planned.plan} places={places} form={form} /> : null}
        {isOpen || run.state === 'failed' ? null : <Problems run={run} />}
      </>
    ),
  };
}

function Counts({ run }: { run: CalendarRun }) {
  return (
    <section class="stack">
      <h2>{t('counts')}</h2>
      <DescriptionList entries={runCounts.map((name) => ({ term: t(`count.${name}`), details: <NumberText value={run[name]} /> }))} />
    </section>
  );
}

type Places = ReadonlyMap<string, Location>;

function Plan({ plan, places, form }: { plan: CalendarPlan; places: Places; form: FormState }) {
  const { added, changed, kept, vanished } = plan;
  if (added.length + changed.length + kept.length + vanished.length === 0) return <Notice><p>{t('nothing')}</p></Notice>;
  const columns = [
    { header: t('column.event'), rowHeader: true, cell: (event: Imported) => <bdi>{event.name}</bdi> },
    { header: t('column.when'), cell: sayWhen },
    { header: t('column.place'), cell: (event: Imported) => <bdi>{sayPlace(event, places)}</bdi> },
  ];
  const more = (all: readonly unknown[]) => (all.length > MOST_SHOWN ? <p>{t('shown', { shown: MOST_SHOWN })}</p> : null);
  return (
    <Form form={form} texts={calendarImportTexts}>
      {added.length > 0 ? <>{more(added)}<Table caption={t('list.added')} rows={added.slice(0, MOST_SHOWN)} columns={columns} /></> : null}
      {changed.length > 0 ? (
        <>{more(changed)}<Table caption={t('list.changed')} rows={changed.slice(0, MOST_SHOWN)} columns={[
          ...columns.map((column) => ({ ...column, cell: ({ event }: CalendarPlan['changed'][number]) => column.cell(event) })),
          { header: t('column.fields'), cell: ({ fields }: CalendarPlan['changed'][number]) => fields.map(sayField).join(', ') },
        ]} /></>
      ) : null}
      {kept.length > 0 ? (
        <>
          <Table caption={t('list.kept')} rows={kept.flatMap((one) => one.fields.map((field) => ({ one, field })))} columns={[
            { header: t('column.event'), rowHeader: true, cell: ({ one }) => <bdi>{one.event.name}</bdi> },
            { header: t('column.fields'), cell: ({ field }) => sayField(field) },
            { header: t('column.here'), cell: ({ one, field }) => <bdi>{sayValue(one.event[field], places)}</bdi> },
            { header: t('column.there'), cell: ({ one, field }) => <bdi>{sayValue(one.incoming[field], places)}</bdi> },
          ]} />
          <CheckboxGroup name="take" label={t('list.kept')} hint={t('list.kept.lead')} optional options={kept.map(({ event }) => ({ value: event.id, label: t('take', { name: event.name }) }))} />
        </>
      ) : null}
      {vanished.length > 0 ? <CheckboxGroup name="retire" label={t('list.vanished')} hint={t('list.vanished.lead')} optional options={vanished.map((event) => ({ value: event.id, label: `${t('retire', { name: event.name })} (${sayWhen(event)})` }))} /> : null}
      <ButtonRow><Button>{t('accept.submit')}</Button></ButtonRow>
    </Form>
  );
}

function Problems({ run }: { run: CalendarRun }) {
  if (run.problems.length === 0) return <Notice kind="success"><p>{t('problems.none')}</p></Notice>;
  return (
    <section class="stack">
      <h2>{t('problems')}</h2>
      <p>{t('problems.count', { count: run.problems.length })}. {run.problems.length > MOST_SHOWN ? t('shown', { shown: MOST_SHOWN }) : null}</p>
      <Table caption={t('problems')} captionHidden rows={run.problems.slice(0, MOST_SHOWN)} columns={[
        { header: t('problem.line'), rowHeader: true, numeric: true, cell: ({ line }: CalendarProblem) => <NumberText value={line} /> },
        { header: t('problem.name'), cell: ({ name, uid }: CalendarProblem) => <><bdi>{name}</bdi>{uid ? <><br /><code class="small"><bdi>{uid}</bdi></code></> : null}</> },
        { header: t('problem.field'), cell: ({ field }: CalendarProblem) => (field ? <code>{field}</code> : null) },
        { header: t('problem.value'), cell: ({ value }: CalendarProblem) => (value ? <bdi>{value}</bdi> : null) },
        { header: t('problem.reason'), cell: ({ code }: CalendarProblem) => sayCalendarCode(code) },
      ]} />
    </section>
  );
}

function sayField(field: ImportedField): string {
  return t(`field.value.${field}` as CalendarImportKey);
}

function sayPlace({ locationId, placeNote }: EventRecord, places: Places): string {
  return (locationId && places.get(locationId)?.name) || placeNote || t('empty');
}

function sayWhen({ firstDay, opensAt, recurrence, intervalWeeks, exceptions }: EventRecord): string {
  const day = [sayDay('de', firstDay, 'short'), opensAt].filter(Boolean).join(', ');
  const extra = exceptions.filter(({ kind }) => kind === 'extra').length;
  if (recurrence === 'monthly') return t('when.monthly', { day });
  if (recurrence === 'weekly') return intervalWeeks > 1 ? t('when.interval', { weeks: intervalWeeks, day }) : t('when.weekly', { day });
  return extra > 0 ? t('when.many', { count: extra + 1, day }) : day;
}

function sayValue(value: unknown, places: Places): string {
  if (value === undefined || value === null || value === '') return t('empty');
  const known = typeof value === 'string' ? places.get(value)?.name : undefined;
  const text = known ?? (typeof value === 'string' || typeof value === 'number' ? String(value) : Array.isArray(value) ? String(value.length) : JSON.stringify(value));
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS)}…` : text;
}
