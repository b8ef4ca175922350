import type { AreaTree } from '../../areas/area-tree.ts';
import { areaTree } from '../../areas/area-tree.ts';
import { listAreas } from '../../areas/server/list-areas.ts';
import type { Organization } from '../../network/organization.ts';
import { typed, typedAll, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import type { AreaOption } from '../../ui/area-picker.tsx';
import { AreaPicker } from '../../ui/area-picker.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { Location } from '../location.ts';
import { loadTerms, type DirectoryTerms } from '../server/directory-terms.ts';
import { listLocations } from '../server/locations.ts';
import { responsibleLevels, serviceStatuses, staffings, yesNoUnknown } from '../service.ts';
import { staffTexts, type StaffKey } from '../staff-texts.ts';
import { sayLanguage } from '../said.ts';
import { ContactRows, CostRows, ExceptionRows, PhoneRows, PlaceRows, ROW_BUTTON, ScheduleRows } from './service-form-rows.tsx';

const t = staffTexts.in('de');
/** Languages families in Germany speak most; others come with the record or by the import. */
const LANGUAGES = ['de', 'en', 'uk', 'ru', 'tr', 'ar', 'ku', 'fa', 'prs', 'ps', 'pl', 'ro', 'bg', 'sq', 'sr', 'hr', 'el', 'it', 'es', 'fr', 'pt', 'vi', 'ti', 'so', 'gsg'];

const answers = yesNoUnknown.map((value) => ({ value, label: t(`answer.${value}`) }));

/** What the fields of an offer let one choose from. */
export interface ServiceChoices {
  terms: DirectoryTerms;
  locations: readonly Location[];
  areas: AreaTree;
}

export async function loadServiceChoices(view: View): Promise<ServiceChoices> {
  return {
    terms: await loadTerms(view.tx, view.town.id), locations: await listLocations(view.tx, view.town.id),
    areas: areaTree(await listAreas(view.tx, view.town.id, view.clock.today())),
  };
}

/** All fields of an offer, inside a form: for those who keep the directory, and for a provider who follows a link of a mail. */
export function ServiceFields({ form, organizations, choices: { terms, locations, areas } }: { form: FormState; organizations: readonly Pick<Organization, 'id' | 'name'>[]; choices: ServiceChoices }) {
  const asked = { form, asked: typed(form, ROW_BUTTON) };
  const options = <Value extends string>(values: readonly Value[], prefix: string) => values.map((value) => ({ value, label: t(`${prefix}.${value}` as StaffKey) }));
  const named = (things: readonly { id: string; names: { de: string } }[]) => things.map(({ id, names }) => ({ value: id, label: names.de }));
  const languages = [...new Set([...LANGUAGES, ...typedAll(form, 'languages')])].map((code) => ({ value: code, label: sayLanguage('de', code) }));
  return (
    <>
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
        <ExceptionRows {...asked} locations={locations} />
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
    </>
  );
}

function areaOptions({ roots, children }: AreaTree): AreaOption[] {
  const branch = (areas: AreaTree['roots']): AreaOption[] => areas.map((area) => ({ value: area.id, label: area.name, children: branch(children(area.id)) }));
  return branch(roots);
}
