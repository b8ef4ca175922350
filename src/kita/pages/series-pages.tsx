import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { languageFacts, languages, type Language } from '../../platform/language.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { audienceStates, fillText, languageGot, placeholders } from '../office/series-text.ts';
import { officePaths } from '../office-paths.ts';
import { officeSeriesTexts } from '../office-texts.ts';
import { listFacilities } from '../server/facilities.ts';
import { findSeries, listSeries, listTold, openSeriesPdf, untoldRecipients, type LetterSeries, type ToldRow } from '../server/letter-series.ts';
import type { SeriesRecipient } from '../server/series-recipients.ts';
import { saySeries, versionLanguages } from '../server/series-versions.ts';
import { crumbs, sayInstant } from './office-frame.tsx';

const t = officeSeriesTexts.in('de');
const done: Partial<Record<string, 'said.sent' | 'said.noted' | 'said.saved'>> = { gesendet: 'said.sent', vermerkt: 'said.noted', gespeichert: 'said.saved' };
const SHOWN = 100;

export async function seriesListPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const series = await listSeries(view.tx, view.town.id);
  const facilities = await facilityChoices(view);
  return {
    title: t('title'), ...crumbs(view, t('title')),
    content: (
      <>
        <PageHead title={t('title')} lead={t('lead')} />
        <section class="stack">
          <h2>{t('list')}</h2>
          <Table
            caption={t('list')} captionHidden rows={series} empty={<EmptyState title={t('none')} explanation={t('none.text')} icon="mail" level={3} />}
            columns={[
              { header: t('name'), rowHeader: true, cell: ({ id, name }) => <a href={view.href(officePaths.oneSeries(id))}>{name}</a> },
              { header: t('audience'), cell: ({ audience }) => t(`audience.${audience.state}`) },
              { header: t('created'), cell: ({ createdAt }) => sayInstant(createdAt) },
              { header: t('state'), cell: stateOf },
            ]}
          />
        </section>
        <section class="panel stack">
          <h2>{t('new')}</h2>
          <Form form={form} texts={officeSeriesTexts} id="serie" label={t('new')}><SeriesFields facilities={facilities} form={form} /><Button>{t('create')}</Button></Form>
        </section>
      </>
    ),
  };
}

const stateOf = ({ state, sentAt }: Pick<LetterSeries, 'state' | 'sentAt'>) => (state === 'sent' && sentAt ? t('state.sent', { day: sayInstant(sentAt) }) : t('state.draft'));

async function facilityChoices(view: View): Promise<{ value: string; label: string }[]> {
  return (await listFacilities(view.tx, view.town.id, view.clock.today())).map(({ id, name }) => ({ value: id, label: name }));
}

function SeriesFields({ facilities, form }: { form: FormState; facilities: readonly { value: string; label: string }[] }) {
  return (
    <>
      <TextField name="name" label={t('name')} hint={t('name.hint')} autocomplete="off" />
      <RadioGroup name="state" label={t('audience')} options={audienceStates.map((value) => ({ value, label: t(`audience.${value}`) }))} />
      <Select name="facility" label={t('facility')} hint={t('facility.hint')} prompt={t('facility.all')} options={facilities} optional />
      <TextField name="subject" label={t('subject')} hint={t('subject.hint')} autocomplete="off" />
      <TextArea name="body" label={t('body')} hint={t('body.hint', { placeholders: placeholders.map((one) => `{${one}}`).join(', ') })} rows={12} />
      <p>{t('versions.text')}</p>
      {versionLanguages.map((language) => {
        const { name } = languageFacts[language];
        return (
          <Accordion title={name} open={isWritten(form, language)}>
            <TextField name={`subject-${language}`} label={t('subject.in', { language: name })} autocomplete="off" optional />
            <TextArea name={`body-${language}`} label={t('body.in', { language: name })} rows={8} optional />
          </Accordion>
        );
      })}
    </>
  );
}

const isWritten = ({ values, refusals }: FormState, language: Language) => [`subject-${language}`, `body-${language}`].some((name) => (values[name]?.[0] ?? '') !== '' || refusals.some(({ field }) => field === name));

/** One series: its text, who would get it, and what went out. Which form was refused is seen by its fields. */
export async function seriesPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const series = await findSeries(view.tx, view.town.id, id);
  const untold = await untoldRecipients(view.tx, view.town.id, view.configuration.secretKey, view.clock.today(), series);
  const told = await listTold(view.tx, view.town.id, id);
  const facilities = await facilityChoices(view);
  const said = done[view.query.get('getan') ?? ''];
  const isEdit = form?.values['body'] !== undefined;
  const own = filledForm({ name: series.name, subject: series.subject, body: series.body, state: series.audience.state, facility: series.audience.facilityId,
    ...Object.fromEntries(Object.entries(series.versions).flatMap(([language, { subject, body }]) => [[`subject-${language}`, subject], [`body-${language}`, body]])),
  });
  return {
    title: series.name, ...crumbs(view, series.name, { label: t('title'), href: officePaths.series }), ...(said ? { flash: { kind: 'success' as const, text: t(said) } } : {}),
    content: (
      <>
        <PageHead title={series.name} preline={stateOf(series)} lead={t(`audience.${series.audience.state}`)} />
        {told.length > 0 ? <Paper view={view} series={series} told={told} form={form && !isEdit ? form : emptyForm} /> : null}
        <Preview view={view} series={series} untold={untold} form={form && !isEdit ? form : emptyForm} />
        {series.state === 'draft' ? (
          <Accordion title={t('edit')} level={2} open={isEdit}>
            <Form form={isEdit ? form! : own} texts={officeSeriesTexts} id="entwurf" label={t('edit')} action={view.href(`${officePaths.oneSeries(series.id)}/aendern`)}><SeriesFields facilities={facilities} form={isEdit ? form! : own} /><Button>{t('save')}</Button></Form>
          </Accordion>
        ) : null}
      </>
    ),
  };
}

const countOf = (rows: readonly { way: string }[], way: string) => rows.filter((row) => row.way === way).length;

function Preview({ view, series, untold, form }: { view: View; series: LetterSeries; untold: readonly SeriesRecipient[]; form: FormState }) {
  const [first] = untold;
  return (
    <section class="stack">
      <h2>{t('preview.title')}</h2>
      <p>{t('preview.counts', { count: untold.length, mail: countOf(untold, 'mail'), post: countOf(untold, 'post'), hand: countOf(untold, 'hand-over') })}</p>
      {countOf(untold, 'hand-over') > 0 ? <p>{t('preview.hand')}</p> : null}
      {first ? (
        <section class="panel stack">
          <h3>{t('preview.first', { name: first.name })}</h3>
          <p><strong>{series.subject}</strong></p>
          {fillText(series.body, first.values).text.split(/\n{2,}/).map((paragraph) => <p class="preline">{paragraph}</p>)}
        </section>
      ) : null}
      {untold.length > 0 ? <Languages series={series} untold={untold} /> : null}
      {untold.length > 0 ? (
        <>
          <Form form={form} texts={officeSeriesTexts} id="senden" label={t('preview.title')} action={view.href(`${officePaths.oneSeries(series.id)}/senden`)}>
            <input type="hidden" name="counted" value={String(untold.length)} />
            <input type="hidden" name="version" value={String(series.version)} />
            <Button>{t('send', { count: untold.length })}</Button>
          </Form>
          <Accordion title={t('preview.list')}>
            <Table
              caption={t('preview.list')} captionHidden rows={untold.slice(0, SHOWN)}
              columns={[{ header: t('preview.person'), rowHeader: true, cell: ({ name }) => <bdi>{name}</bdi> }, { header: t('preview.way'), cell: ({ way }) => t(`way.${way}`) }]}
            />
            {untold.length > SHOWN ? <p>{t('preview.more', { count: untold.length - SHOWN })}</p> : null}
          </Accordion>
        </>
      ) : form.refusals.length > 0 ? <Notice kind="error">{t('nobody-to-tell')}</Notice> : null}
    </section>
  );
}

/** How many read which language, and whose language has no version. */
function Languages({ series, untold }: { series: LetterSeries; untold: readonly SeriesRecipient[] }) {
  const rows = languages.map((language) => ({ language, count: untold.filter((one) => one.language === language).length, first: untold.find((one) => one.language === language) })).filter(({ count }) => count > 0);
  const samples = rows.filter(({ language }) => language !== 'de' && languageGot(series.versions, language) === language);
  return (
    <>
      <Table
        caption={t('languages.title')} rows={rows}
        columns={[
          { header: t('languages.reads'), rowHeader: true, cell: ({ language }) => languageFacts[language].name },
          { header: t('languages.count'), numeric: true, cell: ({ count }) => count },
          { header: t('languages.gets'), cell: ({ language }) => t(language === 'de' ? 'languages.german' : languageGot(series.versions, language) === language ? 'languages.own' : 'languages.missing') },
        ]}
      />
      {samples.map(({ language, first }) => {
        const [own] = saySeries(series, first!).parts;
        return (
          <Accordion title={t('languages.sample', { language: languageFacts[language].name, name: first!.name })}>
            <div lang={languageFacts[language].tag} dir={languageFacts[language].direction} class="stack">
              <p><strong>{own!.subject}</strong></p>
              {own!.text.split(/\n{2,}/).map((paragraph) => <p class="preline">{paragraph}</p>)}
              <p class="muted">{own!.note}</p>
            </div>
          </Accordion>
        );
      })}
    </>
  );
}

function Paper({ view, series, told, form }: { view: View; series: LetterSeries; told: readonly ToldRow[]; form: FormState }) {
  const open = told.filter(({ way, handedOverAt }) => way !== 'mail' && !handedOverAt);
  const path = officePaths.oneSeries(series.id);
  const wasNothing = form.refusals.some(({ code }) => code === 'nothing-to-print');
  return (
    <section class="stack">
      <h2>{t('told.title')}</h2>
      <p>{t('told.counts', { mail: countOf(told, 'mail'), post: countOf(told, 'post'), hand: countOf(told, 'hand-over') })}</p>
      {wasNothing ? <Notice kind="error">{t('nothing-to-print')}</Notice> : null}
      {open.length === 0 ? null : (
        <section class="panel stack">
          <h3>{t('paper.title')}</h3>
          <p>{t('paper.open', { post: countOf(open, 'post'), hand: countOf(open, 'hand-over') })}</p>
          {series.pdfState === 'making' ? <Notice kind="info">{t('paper.making')}</Notice> : null}
          {series.pdfState === 'failed' ? <Notice kind="error">{t('paper.failed')}</Notice> : null}
          {series.pdfState === 'done' ? <p><LinkButton icon="print" href={view.href(`${path}/briefe.pdf`)}>{t('paper.download')}</LinkButton> <span class="small muted">{t('paper.order')}</span></p> : null}
          <div class="cluster">
            {series.pdfState === 'making' ? null : <OneButton view={view} path={`${path}/drucken`} label={t('paper.again')} id="drucken" />}
            {countOf(open, 'post') > 0 ? <OneButton view={view} path={`${path}/vermerken`} label={t('paper.note-post')} id="versandt" way="post" /> : null}
            {countOf(open, 'hand-over') > 0 ? <OneButton view={view} path={`${path}/vermerken`} label={t('paper.note-hand')} id="ausgehaendigt" way="hand-over" /> : null}
          </div>
        </section>
      )}
    </section>
  );
}

function OneButton({ view, path, label, id, way }: { view: View; path: string; label: string; id: string; way?: 'post' | 'hand-over' }) {
  return <Form form={emptyForm} id={id} label={label} action={view.href(path)}>{way ? <input type="hidden" name="way" value={way} /> : null}<Button look="secondary">{label}</Button></Form>;
}

export async function seriesPdf(view: View): Promise<Response> {
  const id = view.param('id');
  if (!isUuid(id)) throw new NotFound();
  const content = await openSeriesPdf(view.tx, view.town.id, view.configuration.secretKey, id);
  return new Response(new Uint8Array(content), { headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'inline; filename="serienbriefe.pdf"', 'X-Content-Type-Options': 'nosniff' } });
}
