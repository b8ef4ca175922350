import { listOrganizations } from '../../network/server/organizations.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, RadioGroup, Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FileField } from '../../ui/file-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { calendarImportTexts } from '../calendar-import-texts.ts';
import { listCalendarRuns, listCalendarSources, type CalendarSource } from '../server/calendar-sources.ts';

export const CALENDARS = '/verwaltung/kalender';
const t = calendarImportTexts.in('de');

type Forms = { source?: FormState; file?: FormState; url?: FormState };

/** The calendars we read, a form for a new one or the one chosen, and what was read last. */
export function calendarsPage(forms: Forms = {}): (view: View) => Promise<Sheet> {
  return async (view) => {
    const sources = await listCalendarSources(view.tx, view.town.id);
    const runs = await listCalendarRuns(view.tx, view.town.id);
    const organizations = await listOrganizations(view.tx, view.town.id);
    const asked = view.query.get('kalender') ?? forms.source?.values['source']?.[0] ?? forms.file?.values['source']?.[0] ?? forms.url?.values['source']?.[0] ?? null;
    const chosen = isUuid(asked) ? sources.find(({ id }) => id === asked) : undefined;
    const nameOf = (id: string) => organizations.find((one) => one.id === id)?.name ?? '';
    return {
      title: t('title'),
      content: (
        <>
          <PageHead title={t('title')} lead={t('lead')} />
          <Table
            caption={t('sources')} rows={sources} empty={<EmptyState icon="calendar" title={t('source.none')} explanation={t('lead')} />}
            columns={[
              { header: t('source.name'), rowHeader: true, cell: (source) => <a href={`${view.href(CALENDARS, { kalender: source.id })}#lesen`}><bdi>{source.name}</bdi></a> },
              { header: t('source.organization'), cell: ({ organizationId }) => <bdi>{nameOf(organizationId)}</bdi> },
              { header: t('source.address'), cell: ({ url }) => (url ? <bdi dir="ltr">{new URL(url).hostname}</bdi> : t('empty')) },
              { header: t('source.how'), cell: ({ isDaily }) => t(isDaily ? 'source.daily' : 'source.by-hand') },
            ]}
          />
          {chosen ? <Read view={view} source={chosen} forms={forms} /> : null}
          <section class="stack" id="kalender">
            <h2>{t(chosen ? 'edit' : 'new')}</h2>
            <Form form={forms.source ?? start(chosen)} texts={calendarImportTexts} action={view.href(CALENDARS)} id="kalender-form" label={t(chosen ? 'edit' : 'new')}>
              <input type="hidden" name="source" value={chosen?.id ?? ''} />
              <TextField name="name" label={t('field.name')} hint={t('field.name.hint')} />
              <Select name="organizationId" label={t('field.organization')} hint={t('field.organization.hint')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} />
              <TextField name="url" label={t('field.url')} hint={t('field.url.hint')} dir="ltr" optional />
              <RadioGroup name="newStatus" label={t('field.status')} inline options={[{ value: 'active', label: t('field.status.active') }, { value: 'draft', label: t('field.status.draft') }]} />
              <Checkbox name="isDaily" label={t('field.daily')} hint={t('field.daily.hint')} />
              <ButtonRow><Button look={chosen ? 'secondary' : undefined}>{t('save')}</Button></ButtonRow>
            </Form>
          </section>
          {runs.length > 0 ? (
            <Table caption={t('runs')} rows={runs} columns={[
              { header: t('run.when'), rowHeader: true, cell: (run) => <a href={view.href(`${CALENDARS}/${run.id}`)}><InstantText at={run.createdAt} style="short" /></a> },
              { header: t('run.of'), cell: (run) => <bdi>{sources.find(({ id }) => id === run.sourceId)?.name}</bdi> },
              { header: t('run.state'), cell: (run) => [t(`state.${run.state}`), run.isAutomatic && t('run.automatic')].filter(Boolean).join(', ') },
            ]} />
          ) : null}
        </>
      ),
    };
  };
}

function start(source: CalendarSource | undefined): FormState {
  return source ? filledForm({ ...source, source: source.id }) : filledForm({ newStatus: 'active' });
}

function Read({ view, source, forms }: { view: View; source: CalendarSource; forms: Forms }) {
  const label = `${t('read')}: ${source.name}`;
  return (
    <section class="stack" id="lesen">
      <h2>{label}</h2>
      <Form form={forms.file ?? emptyForm} texts={calendarImportTexts} action={view.href(`${CALENDARS}/datei`)} id="datei" label={t('read.file')}>
        <input type="hidden" name="source" value={source.id} />
        <FileField name="file" label={t('read.file')} hint={t('read.file.hint')} accept=".ics,.ical,text/calendar" maxMegabytes={10} />
        <ButtonRow><Button>{t('read.file.submit')}</Button></ButtonRow>
      </Form>
      {source.url ? (
        <Form form={forms.url ?? emptyForm} texts={calendarImportTexts} action={view.href(`${CALENDARS}/adresse`)} id="adresse" label={t('read.url.submit')}>
          <input type="hidden" name="source" value={source.id} />
          <p><bdi dir="ltr">{source.url}</bdi></p>
          <ButtonRow><Button>{t('read.url.submit')}</Button></ButtonRow>
        </Form>
      ) : null}
    </section>
  );
}
