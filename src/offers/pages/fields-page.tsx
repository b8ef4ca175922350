import { emptyForm, filledForm } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { configurationTexts } from '../configuration-texts.ts';
import { nameValues } from '../server/name-input.ts';
import { fieldIcons } from '../server/configure-fields.ts';
import { listFields } from '../server/phases.ts';
import { countUses } from '../server/remove-word.ts';
import { flashOf, type WordForms } from './phases-page.tsx';
import { NameFields, PlaceField, RemoveForm } from './word-form.tsx';

const t = configurationTexts.in('de');
const FIELDS = '/verwaltung/handlungsfelder';

/** The topics of the municipality, in their order. */
export async function fieldsPage(view: View): Promise<Sheet> {
  const fields = await listFields(view.tx, view.town.id);
  const uses = await countUses(view.tx, view.town.id, 'offers.field_of_action');
  const add = <LinkButton icon="add" href={view.href(`${FIELDS}/neu`)}>{t('field.new')}</LinkButton>;
  return {
    title: t('fields.title'),
    ...flashOf(view),
    content: (
      <>
        <PageHead title={t('fields.title')} lead={t('fields.lead')} actions={fields.length > 0 && add} />
        <Table caption={t('fields.title')} captionHidden rows={fields} empty={<EmptyState icon="list" title={t('fields.empty')} explanation={t('fields.empty.text')} action={add} />} columns={[
          { header: t('phase.order'), numeric: true, cell: (field) => fields.indexOf(field) + 1 },
          { header: t('field.name'), rowHeader: true, cell: ({ id, names, icon }) => <><Icon name={icon as IconName} /> <a href={view.href(`${FIELDS}/${id}`)}>{names.de}</a></> },
          { header: t('field.offers'), numeric: true, cell: ({ id }) => uses.get(id) ?? 0 },
        ]} />
      </>
    ),
  };
}

export async function fieldPage(view: View, { save, remove }: WordForms = {}): Promise<Sheet> {
  const fields = await listFields(view.tx, view.town.id);
  const id = view.param('id');
  const stored = fields.find((field) => field.id === id);
  if (id && !stored) throw new NotFound();
  const title = t(stored ? 'field.edit' : 'field.new');
  const count = fields.length + (stored ? 0 : 1);
  const blank = { ...emptyForm, values: { place: [String(count)] } };
  const form = save ?? (stored ? filledForm({ ...nameValues(stored.names), icon: stored.icon, place: fields.indexOf(stored) + 1 }) : blank);
  return {
    title,
    breadcrumbs: [{ label: t('fields.title'), href: view.href(FIELDS) }],
    content: (
      <>
        <PageHead title={stored ? stored.names.de : title} preline={stored && title} />
        <Form form={form} texts={configurationTexts} action={stored && view.href(`${FIELDS}/${stored.id}`)}>
          <NameFields />
          <RadioGroup name="icon" label={t('field.icon')} inline options={fieldIcons.map((icon) => ({ value: icon, label: <><Icon name={icon} /> {t(`icon.${icon}`)}</> }))} />
          <PlaceField count={count} />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(FIELDS)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        {stored && <RemoveForm kind="field" action={view.href(`${FIELDS}/${stored.id}/entfernen`)} form={remove} used={(await countUses(view.tx, view.town.id, 'offers.field_of_action')).get(stored.id) ?? 0} />}
      </>
    ),
  };
}
