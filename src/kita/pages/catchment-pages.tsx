import { areaTree, type AreaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import { AreaPicker, type AreaOption } from '../../ui/area-picker.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { criteriaPaths } from '../criteria-paths.ts';
import { criteriaStaffTexts } from '../criteria-staff-texts.ts';
import { catalogueInForce } from '../server/catalogues.ts';
import { listCatchments } from '../server/catchments.ts';
import { findFacility, listFacilities } from '../server/facilities.ts';
import { crumbs, t } from './catalogue-frame.tsx';

/** Which areas belong to which facility, and which to none. */
export async function catchmentsPage(view: View): Promise<Sheet> {
  const today = view.clock.today();
  const facilities = await listFacilities(view.tx, view.town.id, today);
  const chosen = await listCatchments(view.tx, view.town.id);
  const tree = areaTree(await listAreas(view.tx, view.town.id, today));
  const covered = new Set([...chosen.values()].flat().flatMap((id) => [id, ...tree.descendants(id).map((area) => area.id), ...tree.ancestors(id).map((area) => area.id)]));
  const uncovered = tree.all.filter(({ id }) => !covered.has(id) && tree.children(id).length === 0);
  const isUsed = (await catalogueInForce(view.tx, view.town.id, today))?.criteria.some(({ fact }) => fact === 'in-catchment');
  const sayAreas = (id: Uuid) => (chosen.get(id) ?? []).flatMap((area) => tree.find(area)?.name ?? []).join(', ') || t('catchments.no-areas');
  return {
    title: t('catchments'), breadcrumbs: crumbs(view),
    content: (
      <>
        <PageHead title={t('catchments')} lead={t('catchments.lead')} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('saved')}</Notice> : null}
        {isUsed ? null : <Notice kind="info">{t('catchments.unused')}</Notice>}
        <Table
          caption={t('catchments')} captionHidden rows={facilities} empty={<EmptyState title={t('catchments.none')} explanation={t('catchments.none.text')} icon="family" />}
          columns={[
            { header: t('catchments.facility'), rowHeader: true, cell: ({ id, name }) => <a href={view.href(criteriaPaths.catchment(id))}>{name}</a> },
            { header: t('catchments.areas'), cell: ({ id }) => sayAreas(id) },
          ]}
        />
        {chosen.size > 0 && uncovered.length > 0 ? <p>{t('catchments.uncovered', { areas: uncovered.map(({ name }) => name).join(', ') })}</p> : null}
      </>
    ),
  };
}

/** The areas of one facility. */
export async function catchmentPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('facility');
  const facility = isUuid(id) ? await findFacility(view.tx, view.town.id, id) : undefined;
  if (!facility) throw new NotFound();
  const chosen = (await listCatchments(view.tx, view.town.id)).get(facility.id) ?? [];
  const tree = areaTree(await listAreas(view.tx, view.town.id, view.clock.today()));
  return {
    title: facility.name, breadcrumbs: [...crumbs(view), { label: t('catchments'), href: view.href(criteriaPaths.catchments) }],
    content: (
      <>
        <PageHead title={facility.name} preline={t('catchments')} lead={t('catchment.lead')} />
        <Form form={form ?? filledForm({ areas: chosen })} texts={criteriaStaffTexts}>
          <AreaPicker name="areas" label={t('catchment.field')} as="many" optional areas={options(tree, tree.roots)} />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(criteriaPaths.catchments)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}

function options(tree: AreaTree, areas: AreaTree['roots']): AreaOption[] {
  return areas.map(({ id, name }) => ({ value: id, label: name, ...(tree.children(id).length > 0 ? { children: options(tree, tree.children(id)) } : {}) }));
}
