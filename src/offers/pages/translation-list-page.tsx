import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { InstantText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filter-bar.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberText } from '../../ui/number-text.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { Table } from '../../ui/table.tsx';
import { translateByMachine, worksForAll } from '../permissions.ts';
import { listTranslatable, type TranslatableRecord } from '../server/translation-records.ts';
import { listRuns } from '../server/translation-runs.ts';
import { machineLanguages } from '../translation-machine.ts';
import { stateOf, textLanguages, translationStates } from '../translation.ts';
import { staffTranslationTexts } from '../translation-texts.ts';
import { matching, queueOf, readWorkFilter } from '../translation-queue.ts';
import { RunTable } from './translation-run-page.tsx';
import { sayKind, sayTextLanguage, StateBadge, t, WORK } from './translation-words.tsx';

const ON_A_PAGE = 50;

/** What is there in which language, what is to be done, and the ways to have it done. */
export async function translationListPage(view: View, machine: FormState = emptyForm): Promise<Sheet> {
  const { query, who, clock } = view;
  const records = await listTranslatable(view.tx, view.town.id, { languages: textLanguages, on: clock.today(), who });
  const filter = readWorkFilter(query);
  const queue = matching(queueOf(records), filter);
  const pages = Math.max(1, Math.ceil(queue.length / ON_A_PAGE));
  const current = Math.min(Math.max(1, Number(query.get('seite')) || 1), pages);
  const runs = worksForAll(who) ? await listRuns(view.tx, view.town.id) : [];
  const kinds = [...new Set(records.map(({ kind }) => kind))];
  return {
    title: t('title'),
    wide: true,
    content: (
      <>
        <PageHead title={t('title')} lead={t(worksForAll(who) ? 'lead' : 'lead.provider')} actions={<LinkButton look="secondary" icon="upload" href={view.href(`${WORK}/einlesen`)}>{t('import.link')}</LinkButton>} />
        <Done view={view} records={records} />
        <Overview view={view} records={records} />
        <FilterBar>
          <div class="columns">
            <Select name="sprache" label={t('filter.language')} prompt={t('filter.any')} optional options={textLanguages.map((language) => ({ value: language, label: sayTextLanguage(language) }))} />
            <Select name="stand" label={t('filter.state')} prompt={t('filter.any')} optional options={[{ value: 'offen', label: t('states.open') }, ...translationStates.map((state) => ({ value: state, label: t(`state.${state}`) }))]} />
            {kinds.length > 1 ? <Select name="art" label={t('filter.kind')} prompt={t('filter.any')} optional options={kinds.map((kind) => ({ value: kind, label: sayKind(kind) }))} /> : null}
            <Select name="reihenfolge" label={t('filter.order')} prompt={t('order.name')} optional options={[{ value: 'alt', label: t('order.oldest') }]} />
          </div>
        </FilterBar>
        <Table
          caption={t('list', { count: queue.length })}
          rows={queue.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE)}
          empty={<EmptyState title={t('list.none')} explanation={t('list.none.text')} action={<LinkButton look="secondary" href={view.href(WORK)}>{t('filter.any')}</LinkButton>} />}
          columns={[
            { header: t('column.record'), rowHeader: true, cell: ({ record, language }) => <a href={view.href(`${WORK}/${record.kind}/${record.id}/${language}`)}>{record.name}<span class="visually-hidden">, {sayTextLanguage(language)}</span></a> },
            { header: t('column.kind'), cell: ({ record }) => sayKind(record.kind) },
            { header: t('column.language'), cell: ({ language }) => sayTextLanguage(language) },
            { header: t('column.state'), cell: ({ states }) => <span class="cluster">{states.map((state) => <StateBadge state={state} />)}</span> },
            { header: t('column.parts'), cell: ({ reviewed, total }) => t('parts.count', { reviewed, total }) },
            { header: t('column.since'), cell: ({ since }) => (since ? <InstantText at={since} style="short" /> : '–') },
          ]}
        />
        <Pagination current={current} pages={pages} />
        {translateByMachine.allows(who) ? <Machine view={view} form={machine} /> : null}
        {runs.length > 0 ? <RunTable view={view} runs={runs} /> : null}
      </>
    ),
  };
}

/** All texts by language and state, with the files for translators. */
function Overview({ view, records }: { view: View; records: readonly TranslatableRecord[] }) {
  const rows = textLanguages.map((language) => {
    const states = records.flatMap(({ units }) => units.filter((unit) => unit.language === language).map(stateOf));
    return { language, total: states.length, count: (state: (typeof translationStates)[number]) => states.filter((one) => one === state).length };
  });
  return (
    <Table
      caption={t('overview')} rows={rows}
      columns={[
        { header: t('column.language'), rowHeader: true, cell: ({ language }) => <a href={view.href(WORK, { sprache: language, stand: 'offen' })}>{sayTextLanguage(language)}</a> },
        { header: t('column.total'), numeric: true, cell: ({ total }) => <NumberText value={total} /> },
        ...translationStates.map((state) => ({ header: t(`state.${state}`), numeric: true, cell: ({ count }: (typeof rows)[number]) => <NumberText value={count(state)} /> })),
        {
          header: t('column.export'),
          cell: ({ language }) => (
            <span class="cluster">
              {(['open', 'all'] as const).map((what) => (
                <a href={view.href(`${WORK}/texte.xlf`, { sprache: language, ...(what === 'all' ? { alle: '1' } : {}) })} download aria-label={t('export.language', { what: t(`export.${what}`), language: sayTextLanguage(language) })}>{t(`export.${what}`)}</a>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

function Machine({ view, form }: { view: View; form: FormState }) {
  const { translation } = view.configuration;
  return (
    <section class="stack">
      <h2>{t('machine.title')}</h2>
      {translation ? <p>{t('machine.lead', { host: translation.url.host })}</p> : <p>{t('machine.off')}</p>}
      {!translation && form.refusals.length > 0 ? <Notice kind="error"><p>{t('machine-off')}</p></Notice> : null}
      {translation ? (
        <Form form={form} texts={staffTranslationTexts} id="maschine" label={t('machine.title')}>
          <Select name="language" label={t('machine.language')} options={machineLanguages.map((language) => ({ value: language, label: sayTextLanguage(language) }))} />
          <Button look="secondary">{t('machine.button')}</Button>
        </Form>
      ) : null}
    </section>
  );
}

function Done({ view, records }: { view: View; records: readonly TranslatableRecord[] }) {
  const id = view.query.get('gespeichert');
  const record = isUuid(id) ? records.find((one) => one.id === id) : undefined;
  const language = textLanguages.find((one) => one === view.query.get('in'));
  return record && language ? <Notice kind="success" live>{t('saved', { name: record.name, language: sayTextLanguage(language) })}</Notice> : null;
}
