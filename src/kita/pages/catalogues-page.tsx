import { emptyForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { criteriaPaths } from '../criteria-paths.ts';
import { editCatalogue, editCatchments } from '../criteria-permissions.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { catalogueInForce, listCatalogues } from '../server/catalogues.ts';
import { sayDay, StateBadge, stateOf, t } from './catalogue-frame.tsx';
import { officeCrumb } from './office-crumb.ts';

/** All catalogues of the town, and a new one. */
export async function cataloguesPage(view: View, form: FormState = emptyForm): Promise<Sheet> {
  const today = view.clock.today();
  const catalogues = await listCatalogues(view.tx, view.town.id);
  const inForce = await catalogueInForce(view.tx, view.town.id, today);
  return {
    title: t('title'), breadcrumbs: [...officeCrumb(view), { label: t('title') }],
    content: (
      <>
        <PageHead
          title={t('title')} lead={t('lead')}
          actions={<ButtonRow><LinkButton look="secondary" href={view.href(criteriaPaths.public)}>{t('public')}</LinkButton>{editCatchments.allows(view.who) ? <LinkButton look="secondary" href={view.href(criteriaPaths.catchments)}>{t('catchments')}</LinkButton> : null}</ButtonRow>}
        />
        {view.query.has('geloescht') ? <Notice kind="success" live>{t('remove.done')}</Notice> : null}
        <Table
          caption={t('list')} captionHidden rows={catalogues} empty={<EmptyState title={t('list.none')} explanation={t('list.none.text')} icon="family" />}
          columns={[
            { header: t('name'), rowHeader: true, cell: ({ id, name }) => <a href={view.href(criteriaPaths.catalogue(id))}>{name}</a> },
            { header: t('state'), cell: (catalogue) => <StateBadge state={stateOf(catalogue, today, inForce?.id)} /> },
            { header: t('valid-from'), cell: ({ validFrom }) => <DateText day={validFrom} /> },
            { header: t('criteria-count'), numeric: true, cell: ({ criteria }) => criteria.length },
            { header: t('adopted'), cell: ({ adoption }) => (adoption ? t('adopted.line', { by: adoption.by, on: sayDay(adoption.on), resolution: adoption.resolution }) : '–') },
          ]}
        />
        {editCatalogue.allows(view.who) ? (
          <section class="stack">
            <h2>{t('new')}</h2>
            <p>{t('new.text')}</p>
            <Form form={form} texts={criteriaStaffTexts}>
              <TextField name="name" label={t('name')} hint={t('name.hint')} />
              <DateField name="validFrom" label={t('valid-from')} hint={t('valid-from.hint')} />
              <ButtonRow><Button>{t('create')}</Button></ButtonRow>
            </Form>
          </section>
        ) : null}
      </>
    ),
  };
}
