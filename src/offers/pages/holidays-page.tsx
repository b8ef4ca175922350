import { addDays, type Day } from '../../platform/day.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { HOLIDAYS } from '../holiday-paths.ts';
import { holidayTexts } from '../holiday-texts.ts';
import { schoolYearOf } from '../holidays/read-holidays.ts';
import { loadDayCalendar, landOf } from '../server/day-calendar.ts';
import { listHolidays, type StoredPeriod } from '../server/holidays.ts';
import { sayPublicHoliday } from './closure-words.ts';
import { sayDay } from '../said.ts';

const t = holidayTexts.in('de');
const AHEAD_DAYS = 366;

/** The days by which all dates go: computed holidays, the town's own, school holidays by year – with the forms to enter them. */
export async function holidaysPage(view: View, form?: FormState): Promise<Sheet> {
  const today = view.clock.today();
  const periods = await listHolidays(view.tx, view.town.id);
  const calendar = await loadDayCalendar(view.tx, view.town.id);
  const land = await landOf(view.tx, view.town.id);
  const days = Array.from({ length: AHEAD_DAYS }, (_, offset) => addDays(today, offset)).flatMap((day) => {
    const holiday = calendar.publicHoliday(day);
    return holiday && holiday.key !== 'local' ? [{ day, name: sayPublicHoliday('de', holiday) }] : [];
  });
  const saved = Number(view.query.get('gespeichert'));
  return {
    title: t('title'),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        {saved > 0 ? <Notice kind="success" live>{t('saved', { count: saved })}</Notice> : null}
        {view.query.has('geloescht') ? <Notice kind="success" live>{t('removed')}</Notice> : null}
        <SchoolHolidays view={view} periods={periods.filter(({ kind }) => kind === 'school')} today={today} />
        <Forms view={view} form={form} />
        <section>
          <h2>{t('public')}</h2>
          <p>{land ? t('public.text', { land: view.town.land }) : t('public.unknown-land')}</p>
          <Table caption={t('public')} captionHidden rows={days} columns={[{ header: t('public.day'), rowHeader: true, cell: ({ day }) => sayDay('de', day, 'weekday') }, { header: t('public.name'), cell: ({ name }) => name }]} />
        </section>
        <section>
          <h2>{t('own')}</h2>
          <p>{t('own.text')}</p>
          <Periods view={view} caption={t('own')} periods={periods.filter(({ kind }) => kind === 'public')} empty={<p class="muted">{t('own.none')}</p>} />
        </section>
      </>
    ),
  };
}

function SchoolHolidays({ view, periods, today }: { view: View; periods: readonly StoredPeriod[]; today: Day }) {
  const years = [...new Set(periods.map(({ firstDay }) => schoolYearOf(firstDay)))].sort().reverse();
  return (
    <section>
      <h2>{t('school')}</h2>
      <p>{t('school.text')}</p>
      {periods.length === 0 ? <EmptyState icon="calendar" title={t('school.none')} explanation={t('school.none.text')} /> : null}
      {periods.length > 0 && !years.includes(schoolYearOf(today)) ? <Notice kind="warning">{t('school.missing', { year: schoolYearOf(today) })}</Notice> : null}
      {periods.some(({ isDemo }) => isDemo) ? <Notice kind="info">{t('demo')}</Notice> : null}
      {years.map((year) => (
        <>
          <h3>{t('school-year', { year })}</h3>
          <Periods view={view} caption={t('school-year', { year })} periods={periods.filter(({ firstDay }) => schoolYearOf(firstDay) === year)} />
        </>
      ))}
    </section>
  );
}

function Periods({ view, caption, periods, empty }: { view: View; caption: string; periods: readonly StoredPeriod[]; empty?: ReturnType<typeof EmptyState> }) {
  return (
    <Table
      caption={caption} captionHidden rows={periods} empty={empty as never}
      columns={[
        { header: t('column.name'), rowHeader: true, cell: ({ name }) => name },
        { header: t('column.from'), cell: ({ firstDay }) => <DateText day={firstDay} style="short" /> },
        { header: t('column.until'), cell: ({ lastDay }) => <DateText day={lastDay} style="short" /> },
        { header: t('column.action'), cell: ({ id, name, firstDay }) => (
          <Form form={emptyForm} action={view.href(`${HOLIDAYS}/${id}/loeschen`)} id={`loeschen-${id}`} label={`${t('remove')}: ${name}`}>
            <Button look="tertiary" small icon="trash">{t('remove')}<span class="visually-hidden">: {name}, {sayDay('de', firstDay)}</span></Button>
          </Form>
        ) },
      ]}
    />
  );
}

function Forms({ view, form }: { view: View; form: FormState | undefined }) {
  const isPaste = form?.values['paste'] !== undefined;
  return (
    <>
      <section>
        <h2>{t('add')}</h2>
        <Form form={form && !isPaste ? form : filledForm({ kind: 'school' })} texts={holidayTexts} action={view.href(`${HOLIDAYS}/neu`)} id="eintragen" label={t('add')}>
          <RadioGroup name="kind" label={t('add.kind')} inline options={(['school', 'public'] as const).map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} />
          <TextField name="name" label={t('add.name')} hint={t('add.name.hint')} />
          <div class="columns">
            <DateField name="firstDay" label={t('add.from')} />
            <DateField name="lastDay" label={t('add.until')} />
          </div>
          <ButtonRow><Button>{t('add.button')}</Button></ButtonRow>
        </Form>
      </section>
      <section>
        <h2>{t('paste')}</h2>
        <Form form={form && isPaste ? form : emptyForm} texts={holidayTexts} action={view.href(`${HOLIDAYS}/einfuegen`)} id="einfuegen" label={t('paste')}>
          <TextArea name="paste" label={t('paste.text')} hint={t('paste.hint')} rows={8} />
          <ButtonRow><Button>{t('paste.button')}</Button></ButtonRow>
        </Form>
      </section>
    </>
  );
}
