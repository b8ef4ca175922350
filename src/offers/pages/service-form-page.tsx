import type { AreaOption } from '../../ui/area-picker.tsx';
import type { AreaTree } from '../../areas/area-tree.ts';
import { areaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import { listOrganizations } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, typed, typedAll, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { AreaPicker } from '../../ui/area-picker.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { confirmService, worksFor } from '../permissions.ts';
import { formOf } from '../server/service-form.ts';
import { isPublic, responsibleLevels, serviceStatuses, staffings, yesNoUnknown } from '../service.ts';
import { loadTerms } from '../server/directory-terms.ts';
import { mayEditFor } from '../server/edit-service.ts';
import { loadServices, type StoredService } from '../server/load-services.ts';
import { listLocations } from '../server/locations.ts';
import { staffTexts, type StaffKey } from '../staff-texts.ts';
import { sayDay, sayLanguage } from './said.ts';
import { ContactRows, CostRows, ExceptionRows, PhoneRows, PlaceRows, ROW_BUTTON, ScheduleRows } from './service-form-rows.tsx';

const t = staffTexts.in('de');
/** Languages families in Germany speak most; others come with the record or by the import. */
const LANGUAGES = ['de', 'en', 'uk', 'ru', 'tr', 'ar', 'ku', 'fa', 'prs', 'ps', 'pl', 'ro', 'bg', 'sq', 'sr', 'hr', 'el', 'it', 'es', 'fr', 'pt', 'vi', 'ti', 'so', 'gsg'];

const answers = yesNoUnknown.map((value) => ({ value, label: t(`answer.${value}`) }));

/** The form for a new offer; also shown again with what was typed. */
export async function newServicePage(view: View, form?: FormState): Promise<Sheet> {
  const own = view.who.organizationIds.length === 1 ? view.who.organizationIds[0] : undefined;
  const fresh = filledForm({ status: 'active', organizationId: own, ageFromUnit: 'years', ageToUnit: 'years', outreach: 'unknown', freeOfCharge: 'unknown', walkIn: 'unknown', staffing: 'unknown', responsibleLevel: 'unknown' });
  return formSheet(view, form ?? fresh, undefined);
}

/** The form of a stored offer; a foreign or missing one is not there. After a conflict it names what is stored now. */
export async function servicePage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('id');
  const [stored] = isUuid(id) ? await loadServices(view.tx, view.town.id, [id]) : [];
  if (!stored || !worksFor(view.who, stored.organizationId)) throw new NotFound();
  const current = formOf(stored);
  if (!form) return formSheet(view, current, stored);
  const isStale = form.refusals.some(({ code }) => code === 'stale-form');
  // Whoever saves once more has seen what is stored: the form goes on from that version.
  const values = isStale ? { ...form.values, version: [String(stored.version)] } : form.values;
  return formSheet(view, { ...form, values }, stored, isStale ? differences(form, current) : []);
}

/** What is stored now and differs from what was typed, by the label of its field. */
function differences(typedForm: FormState, stored: FormState): { label: string; stored: string }[] {
  return Object.entries(stored.values).flatMap(([name, values]) => {
    if (name === 'version' || values.join() === typedAll(typedForm, name).join()) return [];
    const [kind, row, column] = name.split('.');
    const key = (column ? `${kind}.${column}` : `field.${name}`) as StaffKey;
    const label = staffTexts.has('de', key) ? t(key) : name;
    return [{ label: row ? `${label} (${t('form.row.number', { number: Number(row) + 1 })})` : label, stored: values.join(', ') }];
  });
}

async function formSheet(view: View, form: FormState, stored: StoredService | undefined, changed: readonly { label: string; stored: string }[] = []): Promise<Sheet> {
  const terms = await loadTerms(view.tx, view.town.id);
  const locations = await listLocations(view.tx, view.town.id);
  const areas = areaTree(await listAreas(view.tx, view.town.id, view.clock.today()));
  const organizations = (await listOrganizations(view.tx, view.town.id)).filter((one) => mayEditFor(view.who, one.id) || one.id === stored?.organizationId);
  const title = t(stored ? 'form.title.edit' : 'form.title.new');
  const asked = { form, asked: typed(form, ROW_BUTTON) };
  const options = <Value extends string>(values: readonly Value[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}` as StaffKey) }));
  const named = (things: readonly { id: string; names: { de: string } }[]) => things.map(({ id, names }) => ({ value: id, label: names.de }));
  const languages = [...new Set([...LANGUAGES, ...typedAll(form, 'languages')])].map((code) => ({ value: code, label: sayLanguage('de', code) }));
  return {
    title: stored ? stored.name : title,
    breadcrumbs: [{ label: t('offers.title'), href: view.href('/verwaltung/angebote') }, { label: stored?.name ?? title }],
    content: (
      <>
        <PageHead preline={stored ? title : undefined} title={stored?.name ?? title} actions={stored && isPublic(stored, view.clock.today()) ? <LinkButton look="secondary" href={view.href(`/angebote/${stored.id}`)}>{t('form.public')}</LinkButton> : null} />
        {stored ? <Confirmation view={view} stored={stored} /> : null}
        {changed.length > 0 ? (
          <Notice kind="warning" title={t('changed-meanwhile')}>
            <p>{t('changed-meanwhile.text')}</p>
            <Table caption={t('changed-meanwhile')} captionHidden rows={changed} columns={[{ header: t('changed-meanwhile.field'), rowHeader: true, cell: (one) => one.label }, { header: t('changed-meanwhile.stored'), cell: (one) => one.stored }]} />
          </Notice>
        ) : null}
        {stored && !mayEditFor(view.who, stored.organizationId) ? null : <Form form={form} texts={staffTexts}>
          {/* Enter presses the first button of a form: it is to save, not to add a row. */}
          <button type="submit" class="visually-hidden" tabindex={-1} aria-hidden="true">{t('form.save')}</button>
          {stored ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
          <section>
            <h2>{t('section.what')}</h2>
            <Select name="organizationId" label={t('field.organizationId')} options={organizations.map((one) => ({ value: one.id, label: one.name }))} />
            <TextField name="name" label={t('field.name')} />
            <TextField name="summary" label={t('field.summary')} hint={t('field.summary.hint')} optional />
            <TextArea name="description" label={t('field.description')} hint={t('field.description.hint')} rows={8} optional />
          </section>
          <section>
            <h2>{t('section.who')}</h2>
            <TextField name="audience" label={t('field.audience')} optional />
            <Checkbox name="pregnancy" label={t('field.pregnancy')} />
            <div class="columns">
              <NumberField name="ageFrom" label={t('field.ageFrom')} optional />
              <Select name="ageFromUnit" label={t('field.ageUnit')} prompt={false} optional options={options(['years', 'months'], 'unit')} />
              <NumberField name="ageTo" label={t('field.ageTo')} optional />
              <Select name="ageToUnit" label={t('field.ageUnit')} prompt={false} optional options={options(['years', 'months'], 'unit')} />
            </div>
            <p class="small muted">{t('field.ageTo.hint')}</p>
            <CheckboxGroup name="languages" label={t('field.languages')} optional inline options={languages} />
          </section>
          <section>
            <h2>{t('section.topics')}</h2>
            <CheckboxGroup name="fields" label={t('field.fields')} optional options={named(terms.fields)} />
            <CheckboxGroup name="phases" label={t('field.phases')} hint={t('field.phases.hint')} optional options={named(terms.phases)} />
            {terms.transitions.length > 0 ? <CheckboxGroup name="transitions" label={t('field.transitions')} optional options={named(terms.transitions)} /> : null}
          </section>
          <section>
            <h2>{t('section.where')}</h2>
            <p class="small muted">{t('form.rows.hint')}</p>
            <PlaceRows {...asked} locations={locations} />
            <RadioGroup name="outreach" label={t('field.outreach')} inline options={answers} />
            {areas.all.length > 1 ? <AreaPicker name="areas" label={t('field.areas')} hint={t('field.areas.hint')} as="many" areas={areaOptions(areas)} optional /> : null}
          </section>
          <section>
            <h2>{t('section.when')}</h2>
            <ScheduleRows {...asked} locations={locations} />
            <ExceptionRows {...asked} />
          </section>
          <section>
            <h2>{t('section.terms')}</h2>
            <RadioGroup name="freeOfCharge" label={t('field.freeOfCharge')} inline options={answers} />
            <CostRows {...asked} />
            <RadioGroup name="walkIn" label={t('field.walkIn')} inline options={answers} />
            <TextArea name="applicationProcess" label={t('field.applicationProcess')} rows={3} optional />
          </section>
          <section>
            <h2>{t('section.contact')}</h2>
            <PhoneRows {...asked} />
            <TextField name="email" label={t('field.email')} type="email" optional />
            <TextField name="website" label={t('field.website')} type="url" optional />
            <ContactRows {...asked} />
          </section>
          <section>
            <h2>{t('section.capacity')}</h2>
            <NumberField name="capacityPlaces" label={t('field.capacityPlaces')} hint={t('field.capacity.hint')} unit={t('field.capacityPlaces.unit')} optional />
            <NumberField name="capacityWeeklyHours" label={t('field.capacityWeeklyHours')} hint={t('field.capacity.hint')} unit={t('field.capacityWeeklyHours.unit')} decimals optional />
            <Select name="staffing" label={t('field.staffing')} prompt={false} options={options(staffings, 'staffing')} />
            <Select name="responsibleLevel" label={t('field.responsibleLevel')} prompt={false} options={options(responsibleLevels, 'level')} />
          </section>
          <section>
            <h2>{t('section.state')}</h2>
            <RadioGroup name="status" label={t('field.status')} options={serviceStatuses.map((status) => ({ value: status, label: t(`status.${status}`), hint: t(`status.${status}.hint`) }))} />
            <DateField name="validFrom" label={t('field.validFrom')} optional />
            <DateField name="validUntil" label={t('field.validUntil')} hint={t('field.validUntil.hint')} optional />
          </section>
          <ButtonRow>
            <Button>{t('form.save')}</Button>
            <LinkButton look="secondary" href={view.href('/verwaltung/angebote')}>{t('form.cancel')}</LinkButton>
          </ButtonRow>
        </Form>}
      </>
    ),
  };
}

function Confirmation({ view, stored }: { view: View; stored: StoredService }) {
  const said = stored.assuredAt ? t('form.assured', { day: sayDay('de', stored.assuredAt), name: stored.assuredBy ?? '–' }) : t('form.assured.never');
  if (!confirmService.allows(view.who)) return <p>{said}</p>;
  return (
    <div class="panel">
      <p>{said} {t('form.confirm.text')}</p>
      <Form form={{ values: {}, refusals: [] }} id="bestaetigen" label={t('form.confirm')} action={view.href(`/verwaltung/angebote/${stored.id}/bestaetigen`)}>
        <Button look="secondary" icon="check">{t('form.confirm')}</Button>
      </Form>
    </div>
  );
}

function areaOptions({ roots, children }: AreaTree): AreaOption[] {
  const branch = (areas: AreaTree['roots']): AreaOption[] => areas.map((area) => ({ value: area.id, label: area.name, children: branch(children(area.id)) }));
  return branch(roots);
}
