import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { ageBands } from '../facilities/age-band.ts';
import { seatTypeName, type SeatType } from '../facilities/facility.ts';
import { configureFacilities } from '../facilities-permissions.ts';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { listSeatTypes } from '../server/facilities.ts';
import { afterConflict, Conflict, crumbs, flashOf, SEAT_TYPES, t } from './facility-frame.tsx';

const hours = (type: SeatType) => String(type.weeklyHours).replace('.', ',');

/** The kinds of places families choose from. */
export async function seatTypesPage(view: View): Promise<Sheet> {
  const types = await listSeatTypes(view.tx, view.town.id);
  const mayConfigure = configureFacilities.allows(view.who);
  const add = mayConfigure ? <LinkButton icon="add" href={view.href(`${SEAT_TYPES}/neu`)}>{t('seat-type.new')}</LinkButton> : null;
  return {
    title: t('seat-types'), breadcrumbs: crumbs(view), ...flashOf(view),
    content: (
      <>
        <PageHead title={t('seat-types')} lead={t('seat-types.lead')} actions={types.length > 0 ? add : null} />
        {types.length === 0 ? <EmptyState icon="list" title={t('seat-types.none')} explanation={t('seat-types.none.text')} action={add} /> : (
          <Table caption={t('seat-types.caption')} captionHidden rows={types} columns={[
            { header: t('seat-types'), rowHeader: true, cell: (type) => (mayConfigure ? <a href={view.href(`${SEAT_TYPES}/${type.id}`)}>{seatTypeName(type, 'de')}</a> : seatTypeName(type, 'de')) },
            { header: t('seat-type.key'), cell: ({ key }) => <code>{key}</code> },
            { header: t('seat-type.ageBand'), cell: ({ ageBand, isInclusive }) => [t(`band.${ageBand}`), isInclusive ? t('seat-type.inclusive') : ''].filter(Boolean).join(', ') },
            { header: t('seat-type.weeklyHours'), numeric: true, cell: hours },
            { header: t('seat-type.names-in'), cell: ({ names }) => languages.filter((language) => names[language]).map((language) => languageFacts[language].name).join(', ') },
          ]} />
        )}
      </>
    ),
  };
}

/** One kind of place, new or stored. */
export async function seatTypePage(view: View, { save, remove = emptyForm }: { save?: FormState; remove?: FormState } = {}): Promise<Sheet> {
  const id = view.param('id');
  const types = await listSeatTypes(view.tx, view.town.id);
  const type = id ? types.find((one) => one.id === id) : undefined;
  if (id && !type) throw new NotFound();
  const stored = type && filledForm({
    version: type.version, key: type.key, ageBand: type.ageBand, weeklyHours: hours(type), isInclusive: type.isInclusive, position: type.position,
    ...Object.fromEntries(languages.map((language) => [`name-${language}`, type.names[language]])),
  });
  const form = save ? (stored ? afterConflict(save, stored) : save) : (stored ?? filledForm({ ageBand: 'under-3', position: types.length }));
  const title = t(type ? 'seat-type.edit' : 'seat-type.new');
  return {
    title, breadcrumbs: [...crumbs(view), { label: t('seat-types'), href: view.href(SEAT_TYPES) }],
    content: (
      <>
        <PageHead preline={type ? seatTypeName(type, 'de') : undefined} title={title} />
        {stored ? <Conflict form={form} stored={stored} label={labelOf} /> : null}
        <Form form={form} texts={staffFacilitiesTexts}>
          {type ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
          <TextField name="key" label={t('seat-type.key')} hint={t('seat-type.key.hint')} />
          <RadioGroup name="ageBand" label={t('seat-type.ageBand')} inline options={ageBands.map((band) => ({ value: band, label: t(`band.${band}`) }))} />
          <NumberField name="weeklyHours" label={t('seat-type.weeklyHours')} decimals />
          <Checkbox name="isInclusive" label={t('seat-type.isInclusive')} />
          <NumberField name="position" label={t('seat-type.position')} />
          {languages.map((language) => <TextField name={`name-${language}`} label={t('seat-type.name', { language: languageFacts[language].name })} optional={language !== 'de'} />)}
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(SEAT_TYPES)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        {type ? (
          <Form form={remove} texts={staffFacilitiesTexts} id="entfernen" action={view.href(`${SEAT_TYPES}/${type.id}/entfernen`)} label={t('seat-type.remove')}>
            <ButtonRow><Button look="tertiary" icon="trash">{t('seat-type.remove')}</Button></ButtonRow>
          </Form>
        ) : null}
      </>
    ),
  };
}

function labelOf(name: string): string | undefined {
  const language = languages.find((one) => name === `name-${one}`);
  if (language) return t('seat-type.name', { language: languageFacts[language].name });
  return name === 'key' || name === 'ageBand' || name === 'weeklyHours' || name === 'isInclusive' || name === 'position' ? t(`seat-type.${name}`) : undefined;
}
