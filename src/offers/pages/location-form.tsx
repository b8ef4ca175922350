import { areaOfAddress, streetList } from '../../areas/street-list.ts';
import { loadStreetSections } from '../../areas/server/import-street-list.ts';
import { listAreas, type AreaRow } from '../../areas/server/list-areas.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { AreaPicker, type AreaOption } from '../../ui/area-picker.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { configurationTexts } from '../configuration-texts.ts';
import { stepFreeAnswers, type Location } from '../location.ts';
import { NO_AREA } from '../server/edit-location.ts';
import { findLocations } from '../server/locations.ts';
import { LOCATIONS } from './locations-page.tsx';

const t = configurationTexts.in('de');

/** A place, new or stored; an area the street list proposes is chosen already and waits to be saved. */
export async function locationPage(view: View, typedForm?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const stored = isUuid(id) ? (await findLocations(view.tx, view.town.id, [id])).get(id) : undefined;
  if (id && !stored) throw new NotFound();
  const areas = await listAreas(view.tx, view.town.id, view.clock.today());
  const title = t(stored ? 'location.edit' : 'location.new');
  const form = typedForm ? withProposal(typedForm) : filledForm(stored ? { ...stored, isDemo: undefined, latitude: degrees(stored.latitude), longitude: degrees(stored.longitude) } : { stepFree: 'unknown' });
  const sentence = stored && !typedForm && (await sayStreetList(view, stored, areas));
  return {
    title: stored ? `${title}: ${stored.name}` : title,
    breadcrumbs: [{ label: t('locations.title'), href: view.href(LOCATIONS) }],
    content: (
      <>
        <PageHead title={stored ? stored.name : title} preline={stored && title} />
        {sentence && <Notice kind="info"><p>{sentence}</p></Notice>}
        <Form form={form} texts={configurationTexts}>
          <TextField name="name" label={t('location.name')} hint={t('location.name.hint')} />
          <TextField name="street" label={t('location.street')} optional />
          <TextField name="houseNumber" label={t('location.house-number')} width="short" optional />
          <TextField name="postalCode" label={t('location.postal-code')} width="short" optional />
          <TextField name="city" label={t('location.city')} optional />
          <AreaPicker name="areaId" label={t('location.area')} hint={t('location.area.hint')} optional areas={[{ value: NO_AREA, label: t('location.area.none') }, ...branch(areas, undefined)]} />
          <TextField name="latitude" label={t('location.latitude')} hint={t('location.latitude.hint')} width="short" optional />
          <TextField name="longitude" label={t('location.longitude')} hint={t('location.longitude.hint')} width="short" optional />
          <RadioGroup name="stepFree" label={t('location.step-free')} inline options={stepFreeAnswers.map((answer) => ({ value: answer, label: t(`step-free.${answer}`) }))} />
          <TextArea name="accessibilityNote" label={t('location.accessibility-note')} hint={t('location.accessibility-note.hint')} rows={3} optional />
          <TextArea name="transportNote" label={t('location.transport-note')} hint={t('location.transport-note.hint')} rows={3} optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(LOCATIONS)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}

function withProposal(form: FormState): FormState {
  const proposed = form.refusals.find(({ code }) => code === 'location-area-proposed')?.values?.['areaId'];
  return proposed ? { ...form, values: { ...form.values, areaId: [String(proposed)] } } : form;
}

const degrees = (value: number | undefined) => value?.toString().replace('.', ',');

/** What the street list says of a place that has no area yet. */
async function sayStreetList({ tx, town }: View, { street, houseNumber = '', areaId }: Location, areas: readonly AreaRow[]): Promise<string | undefined> {
  if (areaId || !street) return undefined;
  const found = areaOfAddress(streetList(await loadStreetSections(tx, town.id)), street, houseNumber);
  const names = (ids: readonly string[]) => areas.filter(({ id }) => ids.includes(id)).map(({ name }) => name).join(', ');
  switch (found.kind) {
    case 'found': return t('location-area-proposable', { area: names([found.areaId]) });
    case 'ambiguous': return t('location.area.ambiguous', { street: found.street, areas: names(found.areaIds) });
    case 'unknown-street': return t('location.area.unknown-street', { street, near: found.near.join(', '), hasNear: found.near.length > 0 ? 'yes' : 'no' });
    case 'number-not-covered': return t('location.area.not-covered', { street: found.street, number: houseNumber });
    case 'number-not-read': return t('location.area.not-read', { number: houseNumber });
  }
}

function branch(areas: readonly AreaRow[], parent: string | undefined): AreaOption[] {
  const ids = new Set<string>(areas.map(({ id }) => id));
  return areas.filter(({ parentId }) => (parent === undefined ? !parentId || !ids.has(parentId) : parentId === parent))
    .map(({ id, name }) => ({ value: id, label: name, children: branch(areas, id) }));
}
