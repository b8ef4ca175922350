import { emptyForm, typed, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button } from '../../ui/button.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readQuestion } from '../office/search-question.ts';
import { officePaths } from '../office-paths.ts';
import { searchForChildren, type FoundChild, type FoundChildren } from '../server/search-children.ts';
import { crumbs, sayDay, sayName, t } from './office-frame.tsx';

/** Searches by POST: the name that is looked for stands in no address. Nothing typed: only the field. */
export async function childSearchPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const words = typed(form, 'wen').trim();
  const found = words === '' ? undefined : await searchForChildren(view.tx, view.town.id, readQuestion(words, view.clock.today()));
  return {
    title: t('search.title'), ...crumbs(view, t('search.title')), status: 200,
    content: (
      <>
        <PageHead title={t('search.title')} lead={t('search.lead')} />
        <Form form={form} action={view.href(officePaths.search)} id="suche" label={t('search.title')}>
          <TextField name="wen" label={t('search.field')} hint={t('search.hint')} autocomplete="off" />
          <Button icon="search">{t('search.title')}</Button>
        </Form>
        {found ? <Found view={view} found={found} /> : null}
      </>
    ),
  };
}

function Found({ view, found: { children, isMore } }: { view: View; found: FoundChildren }) {
  return (
    <section class="stack" aria-live="polite">
      <h2>{t('search.found', { count: children.length })}</h2>
      {isMore ? <p>{t('search.more')}</p> : null}
      <FoundTable view={view} rows={children} />
    </section>
  );
}

function FoundTable({ view, rows }: { view: View; rows: readonly FoundChild[] }) {
  return (
    <Table
      caption={t('search.results')} captionHidden rows={rows} empty={<EmptyState title={t('search.none')} explanation={t('search.none.text')} level={3} />}
      columns={[
        { header: t('search.child'), rowHeader: true, cell: (child) => <a href={view.href(officePaths.child(child.id))}><bdi>{sayName(child)}</bdi></a> },
        { header: t('search.born'), cell: ({ bornOn, expectedOn }) => (bornOn ? <DateText day={bornOn} style="short" /> : expectedOn ? t('search.expected', { day: sayDay(expectedOn) }) : '') },
        { header: t('search.guardians'), cell: ({ guardians }) => <bdi>{guardians}</bdi> },
        { header: t('search.registration'), cell: ({ number, wishedStart }) => (number ? <>{number}{wishedStart ? <><br /><span class="small">{t('file.start')} {sayDay(wishedStart)}</span></> : null}</> : '') },
        { header: t('search.place'), cell: ({ facilityName }) => facilityName ?? '' },
      ]}
    />
  );
}
