import { areaTree, type AreaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, typedAll, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MoneyField, NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { addressText } from '../address.ts';
import { editEvent } from '../event-permissions.ts';
import { staffEventTexts, type StaffEventKey } from '../event-texts.ts';
import { eventKinds, eventStatuses, isShown, pauses, registrations } from '../events/event.ts';
import { worksFor } from '../permissions.ts';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';
import { mayEditFor } from '../server/edit-service.ts';
import { eventFormOf } from '../server/event-form.ts';
import { repetitions } from '../server/event-input.ts';
import { loadEvents, type StoredEvent } from '../server/load-events.ts';
import { listLocations } from '../server/locations.ts';
import { yesNoUnknown } from '../service.ts';
import { serviceNames } from '../server/service-names.ts';

export const t = staffEventTexts.in('de');
export const EVENTS = '/verwaltung/veranstaltungen';
const LANGUAGES = ['de', 'en', 'uk', 'ru', 'tr', 'ar', 'ku', 'fa', 'pl', 'ro', 'bg', 'sq', 'sr', 'fr', 'es', 'gsg'];

/** The event a staff address names, if this person works with it. */
export async function staffEvent(view: View): Promise<StoredEvent> {
  const id = view.param('id');
  const [event] = isUuid(id) ? await loadEvents(view.tx, view.town.id, [id]) : [];
  if (!event || !worksFor(view.who, event.organizationId)) throw new NotFound();
  return event;
}

/** The form for a new event; `?von=` begins with a copy of another one. */
export async function newEventPage(view: View, form?: FormState): Promise<Sheet> {
  const from = view.query.get('von');
  const [copied] = isUuid(from) ? await loadEvents(view.tx, view.town.id, [from]) : [];
  const source = copied && mayEditFor(view.who, copied.organizationId) ? copied : undefined;
  const own = view.who.organizationIds.length === 1 ? view.who.organizationIds[0] : undefined;
  const fresh = filledForm({ status: 'active', kind: 'event', organizationId: own, repetition: 'once', pausesIn: 'nothing', freeOfCharge: 'unknown', childCare: 'unknown', registration: 'unknown', placesFor: 'date', ageFromUnit: 'years', ageToUnit: 'years' });
  const begun = source ? eventFormOf({ ...source, status: 'draft', exceptions: [] }) : fresh;
  const { version: _version, ...values } = begun.values;
  return formSheet(view, form ?? { values, refusals: [] }, undefined, source ? t('form.copy', { name: source.name }) : t('form.new'));
}

/** The form of a stored event; who saves once more after a conflict has seen what is stored. */
export async function eventFormPage(view: View, form?: FormState): Promise<Sheet> {
  const stored = await staffEvent(view);
  const isStale = form?.refusals.some(({ code }) => code === 'stale-form');
  const shown = form && isStale ? { ...form, values: { ...form.values, version: [String(stored.version)] } } : form;
  return formSheet(view, shown ?? eventFormOf(stored), stored, stored.name);
}

const choices = <Value extends string>(values: readonly Value[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}` as StaffEventKey) }));
const answers = choices(yesNoUnknown, 'answer');

async function formSheet(view: View, form: FormState, stored: StoredEvent | undefined, title: string): Promise<Sheet> {
  const organizations = (await listOrganizations(view.tx, view.town.id)).filter(({ id }) => mayEditFor(view.who, id) || id === stored?.organizationId);
  const locations = await listLocations(view.tx, view.town.id);
  const areas = areaTree(await listAreas(view.tx, view.town.id, view.clock.today()));
  const services = await serviceNames(view.tx, view.town.id, organizations.map(({ id }) => id));
  const mayEdit = !stored || (editEvent.allows(view.who) && mayEditFor(view.who, stored.organizationId));
  return {
    title, breadcrumbs: [{ label: t('list.title'), href: view.href(EVENTS) }, { label: title }],
    content: (
      <>
        <PageHead preline={stored ? t('form.edit') : undefined} title={title} actions={stored ? <StoredActions view={view} stored={stored} /> : null} />
        {stored ? <Known view={view} stored={stored} mayEdit={mayEdit} /> : null}
        {mayEdit ? (
          <Form form={form} texts={staffEventTexts}>
            {stored ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
            <section>
              <h2>{t('section.what')}</h2>
              <Select name="organizationId" label={t('field.organizationId')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} />
              <Select name="kind" label={t('field.kind')} prompt={false} options={choices(eventKinds, 'kind')} />
              <TextField name="name" label={t('field.name')} />
              <TextField name="easyName" label={t('field.easyName')} hint={t('field.easyName.hint')} optional />
              <TextField name="summary" label={t('field.summary')} optional />
              <TextField name="easySummary" label={t('field.easySummary')} optional />
              <TextArea name="description" label={t('field.description')} rows={6} optional />
              <Select name="serviceId" label={t('field.serviceId')} hint={t('field.serviceId.hint')} prompt={t('field.serviceId.none')} options={services.map(({ id, name }) => ({ value: id, label: name }))} optional />
            </section>
            <section>
              <h2>{t('section.when')}</h2>
              <div class="columns">
                <DateField name="firstDay" label={t('field.firstDay')} />
                <TimeField name="opensAt" label={t('field.opensAt')} hint={t('field.opensAt.hint')} optional />
                <TimeField name="closesAt" label={t('field.closesAt')} hint={t('field.closesAt.hint')} optional />
                <DateField name="lastDay" label={t('field.lastDay')} hint={t('field.lastDay.hint')} optional />
              </div>
              <RadioGroup name="repetition" label={t('field.repetition')} options={choices(repetitions, 'repetition')} />
              <CheckboxGroup name="weekdays" label={t('field.weekdays')} hint={t('field.weekdays.hint')} inline optional options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sayWeekday('de', day) }))} />
              <DateField name="untilDay" label={t('field.untilDay')} hint={t('field.untilDay.hint')} optional />
              <RadioGroup name="pausesIn" label={t('field.pausesIn')} options={choices(pauses, 'pause')} />
            </section>
            <section>
              <h2>{t('section.where')}</h2>
              <Select name="locationId" label={t('field.locationId')} prompt={t('field.locationId.none')} optional options={locations.map((one) => ({ value: one.id, label: [one.name, addressText({ street: one.street, houseNumber: one.houseNumber })].filter(Boolean).join(', ') }))} />
              <TextField name="placeNote" label={t('field.placeNote')} hint={t('field.placeNote.hint')} optional />
              <Select name="areaId" label={t('field.areaId')} hint={t('field.areaId.hint')} prompt={t('field.areaId.none')} optional options={areaOptions(areas)} />
              <TextField name="weatherNote" label={t('field.weatherNote')} optional />
            </section>
            <section>
              <h2>{t('section.who')}</h2>
              <TextField name="audience" label={t('field.audience')} optional />
              <Checkbox name="pregnancy" label={t('field.pregnancy')} />
              <div class="columns">
                <NumberField name="ageFrom" label={t('field.ageFrom')} optional />
                <Select name="ageFromUnit" label={t('field.ageUnit')} prompt={false} optional options={choices(['years', 'months'], 'unit')} />
                <NumberField name="ageTo" label={t('field.ageTo')} optional />
                <Select name="ageToUnit" label={t('field.ageUnit')} prompt={false} optional options={choices(['years', 'months'], 'unit')} />
              </div>
              <CheckboxGroup name="languages" label={t('field.languages')} optional inline options={[...new Set([...LANGUAGES, ...typedAll(form, 'languages')])].map((code) => ({ value: code, label: sayLanguage('de', code) }))} />
            </section>
            <section>
              <h2>{t('section.terms')}</h2>
              <RadioGroup name="freeOfCharge" label={t('field.freeOfCharge')} inline options={answers} />
              <div class="columns">
                <MoneyField name="cost" label={t('field.cost')} optional />
                <MoneyField name="reduced" label={t('field.reduced')} optional />
              </div>
              <TextField name="reducedFor" label={t('field.reducedFor')} optional />
              <TextField name="costNote" label={t('field.costNote')} optional />
              <RadioGroup name="childCare" label={t('field.childCare')} inline options={answers} />
            </section>
            <section>
              <h2>{t('section.registration')}</h2>
              <RadioGroup name="registration" label={t('field.registration')} options={choices(registrations, 'registration')} />
              <div class="columns">
                <DateField name="registrationFrom" label={t('field.registrationFrom')} optional />
                <DateField name="registrationUntil" label={t('field.registrationUntil')} optional />
              </div>
              <TextField name="registrationPhone" label={t('field.registrationPhone')} type="tel" optional />
              <TextField name="registrationEmail" label={t('field.registrationEmail')} type="email" optional />
              <TextField name="registrationWebsite" label={t('field.registrationWebsite')} type="url" optional />
              <TextField name="registrationNote" label={t('field.registrationNote')} hint={t('field.registrationNote.hint')} optional />
              <NumberField name="places" label={t('field.places')} hint={t('field.places.hint')} unit={t('field.places.unit')} optional />
              <RadioGroup name="placesFor" label={t('field.placesFor')} options={choices(['date', 'series'], 'placesFor')} />
            </section>
            <section>
              <h2>{t('section.state')}</h2>
              <RadioGroup name="status" label={t('field.status')} options={eventStatuses.map((status) => ({ value: status, label: t(`status.${status}`), hint: t(`status.${status}.hint`) }))} />
              <TextField name="cancelledBecause" label={t('field.cancelledBecause')} hint={t('field.cancelledBecause.hint')} optional />
            </section>
            <ButtonRow>
              <Button>{t('form.save')}</Button>
              <LinkButton look="secondary" href={view.href(EVENTS)}>{t('form.cancel')}</LinkButton>
            </ButtonRow>
          </Form>
        ) : null}
      </>
    ),
  };
}

function StoredActions({ view, stored }: { view: View; stored: StoredEvent }) {
  return (
    <>
      <LinkButton icon="calendar" href={view.href(`${EVENTS}/${stored.id}/termine`)}>{t('form.dates')}</LinkButton>
      {isShown(stored) ? <LinkButton look="secondary" href={view.href(`/veranstaltungen/${stored.id}`)}>{t('form.public')}</LinkButton> : null}
      {editEvent.allows(view.who) ? <LinkButton look="secondary" icon="add" href={view.href(`${EVENTS}/neu`, { von: stored.id })}>{t('form.copy.link')}</LinkButton> : null}
    </>
  );
}

function Known({ view, stored, mayEdit }: { view: View; stored: StoredEvent; mayEdit: boolean }) {
  const { origin } = stored;
  return (
    <>
      {view.query.has('gespeichert') ? <Notice kind="success" live>{t('saved')}</Notice> : null}
      {view.query.has('bestaetigt') ? <Notice kind="success" live>{t('confirmed')}</Notice> : null}
      {origin ? <Notice><p>{t('form.origin', { source: origin.source })}</p>{origin.edited.length > 0 ? <p>{t('form.origin.edited', { fields: origin.edited.map(labelOf).filter((label, at, all) => all.indexOf(label) === at).join(', ') })}</p> : null}</Notice> : null}
      <div class="panel">
        <p>{stored.assuredAt ? t('form.assured', { day: sayDay('de', stored.assuredAt), name: stored.assuredBy ?? '–' }) : t('form.assured.never')} {mayEdit ? t('form.confirm.text') : ''}</p>
        {mayEdit ? <Form form={{ values: {}, refusals: [] }} id="bestaetigen" label={t('form.confirm')} action={view.href(`${EVENTS}/${stored.id}/bestaetigen`)}><Button look="secondary" icon="check">{t('form.confirm')}</Button></Form> : null}
      </div>
    </>
  );
}

/** Parts of the rule have no field of their own in the form. */
function labelOf(field: string): string {
  const key = `field.${field}` as StaffEventKey;
  return staffEventTexts.has('de', key) ? t(key) : t('section.when');
}

function areaOptions(areas: AreaTree) {
  return areas.all.map((area) => ({ value: area.id, label: `${'\u00a0\u00a0\u00a0'.repeat(areas.ancestors(area.id).length)}${area.name}` }));
}
