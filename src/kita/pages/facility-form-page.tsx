import { areaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import { addressText } from '../../offers/address.ts';
import { stepFreeAnswers } from '../../offers/location.ts';
import { sayLanguage } from '../../offers/said.ts';
import { listLocations } from '../../offers/server/locations.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, typedAll, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Accordion } from '../../ui/accordion.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { facilityKinds, noticeForms, type Facility } from '../facilities/facility.ts';
import { staffFacilitiesTexts, type StaffFacilitiesKey } from '../facilities-texts.ts';
import { afterConflict, Conflict, crumbs, FACILITIES, rightOf, staffFacility, t } from './facility-frame.tsx';

const SPOKEN = ['de', 'en', 'uk', 'ru', 'tr', 'ar', 'ku', 'fa', 'pl', 'ro', 'bg', 'sq', 'sr', 'fr', 'es', 'gsg'];

/** The form for a new facility. */
export async function newFacilityPage(view: View, form?: FormState): Promise<Sheet> {
  return sheet(view, form ?? filledForm({ kind: 'kita', noticeForm: 'notice', stepFree: 'unknown', languages: ['de'], city: view.town.name.replace(/^Stadt /, '') }), undefined, 'all');
}

/** The form of a facility: everything for the Kita office, what families see for its provider. */
export async function editFacilityPage(view: View, form?: FormState): Promise<Sheet> {
  const facility = await staffFacility(view);
  const right = await rightOf(view, facility.id);
  if (right === 'none') throw new NotFound();
  const stored = storedForm(facility);
  return sheet(view, form ? afterConflict(form, stored) : stored, facility, right);
}

function storedForm(facility: Facility): FormState {
  const { version, organizationId, kind, name, noticeForm, openedOn, closedOn, locationId, email, phone, website, opensAt, closesAt, concept } = facility;
  return filledForm({
    version, organizationId, kind, name, noticeForm, openedOn, closedOn, locationId, email, phone, website, opensAt, closesAt, languages: facility.languages,
    ...Object.fromEntries(languages.map((language) => [`concept-${language}`, concept[language]])),
  });
}

const labelled: Record<string, StaffFacilitiesKey> = {
  organizationId: 'field.organization', kind: 'field.kind', name: 'field.name', noticeForm: 'field.noticeForm', openedOn: 'field.openedOn', closedOn: 'field.closedOn', locationId: 'field.location',
  email: 'field.email', phone: 'field.phone', website: 'field.website', opensAt: 'field.opensAt', closesAt: 'field.closesAt', languages: 'field.languages',
};

function labelOf(name: string): string | undefined {
  const language = languages.find((one) => name === `concept-${one}`);
  return language ? t('field.concept', { language: languageFacts[language].name }) : labelled[name] && t(labelled[name]);
}

async function sheet(view: View, form: FormState, stored: Facility | undefined, right: 'all' | 'details'): Promise<Sheet> {
  const title = t(!stored ? 'new' : right === 'all' ? 'edit' : 'details.edit');
  return {
    title: stored ? `${title}: ${stored.name}` : title, breadcrumbs: crumbs(view, stored),
    content: (
      <>
        <PageHead preline={stored ? <bdi>{stored.name}</bdi> : undefined} title={title} />
        {stored ? <Conflict form={form} stored={right === 'all' ? storedForm(stored) : onlyDetails(storedForm(stored))} label={labelOf} /> : null}
        <Form form={form} texts={staffFacilitiesTexts} {...(right === 'details' && stored ? { action: view.href(`${FACILITIES}/${stored.id}/angaben`) } : {})}>
          {stored ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
          {right === 'all' ? await MasterFields({ view, isNew: !stored }) : null}
          <section>
            <h2>{t('section.contact')}</h2>
            <div class="columns">
              <TimeField name="opensAt" label={t('field.opensAt')} optional />
              <TimeField name="closesAt" label={t('field.closesAt')} optional />
              <TextField name="phone" label={t('field.phone')} type="tel" optional />
              <TextField name="email" label={t('field.email')} type="email" optional />
              <TextField name="website" label={t('field.website')} type="url" optional />
            </div>
            <CheckboxGroup name="languages" label={t('field.languages')} inline optional options={[...new Set([...SPOKEN, ...typedAll(form, 'languages')])].map((code) => ({ value: code, label: sayLanguage('de', code) }))} />
          </section>
          <section>
            <h2>{t('section.concept')}</h2>
            <TextArea name="concept-de" label={t('field.concept', { language: languageFacts.de.name })} hint={t('field.concept.hint')} rows={4} optional />
            {languages.filter((language) => language !== 'de').map((language) => (
              <Accordion title={t('field.concept', { language: languageFacts[language].name })}><TextArea name={`concept-${language}`} label={t('field.concept', { language: languageFacts[language].name })} rows={4} optional /></Accordion>
            ))}
          </section>
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(stored ? `${FACILITIES}/${stored.id}` : FACILITIES)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}

/** A provider never typed the rest. */
function onlyDetails(form: FormState): FormState {
  const master = new Set(['organizationId', 'kind', 'name', 'noticeForm', 'openedOn', 'closedOn', 'locationId']);
  return { ...form, values: Object.fromEntries(Object.entries(form.values).filter(([name]) => !master.has(name))) };
}

async function MasterFields({ view, isNew }: { view: View; isNew: boolean }) {
  const organizations = await listOrganizations(view.tx, view.town.id);
  const locations = await listLocations(view.tx, view.town.id);
  const areas = areaTree(await listAreas(view.tx, view.town.id, view.clock.today()));
  return (
    <>
      <section>
        <h2>{t('section.master')}</h2>
        <TextField name="name" label={t('field.name')} />
        <Select name="organizationId" label={t('field.organization')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} />
        <RadioGroup name="kind" label={t('field.kind')} inline options={facilityKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <RadioGroup name="noticeForm" label={t('field.noticeForm')} options={noticeForms.map((value) => ({ value, label: t(`noticeForm.${value}`) }))} />
        <div class="columns">
          <DateField name="openedOn" label={t('field.openedOn')} optional />
          <DateField name="closedOn" label={t('field.closedOn')} optional />
        </div>
      </section>
      <section>
        <h2>{t('section.place')}</h2>
        <Select name="locationId" label={t('field.location')} hint={t('field.location.hint')} prompt={t('field.location.none')} optional
          options={locations.map((one) => ({ value: one.id, label: [one.name, addressText({ ...(one.street ? { street: one.street } : {}), ...(one.houseNumber ? { houseNumber: one.houseNumber } : {}) })].filter(Boolean).join(', ') }))} />
        <Accordion title={t('field.location.none')} open={isNew}>
          <div class="columns">
            <TextField name="street" label={t('field.street')} optional />
            <TextField name="houseNumber" label={t('field.houseNumber')} width="short" optional />
            <TextField name="postalCode" label={t('field.postalCode')} width="short" optional />
            <TextField name="city" label={t('field.city')} optional />
            <Select name="areaId" label={t('field.area')} prompt={t('field.area.none')} optional options={areas.all.map((area) => ({ value: area.id, label: `${'\u2003'.repeat(areas.ancestors(area.id).length)}${area.name}` }))} />
          </div>
          <RadioGroup name="stepFree" label={t('field.stepFree')} inline options={stepFreeAnswers.map((answer) => ({ value: answer, label: t(`stepFree.${answer}`) }))} />
        </Accordion>
      </section>
    </>
  );
}
