import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { findingsOf } from '../facilities/findings.ts';
import { groupForms } from '../facilities/licence.ts';
import { rulePackOf } from '../facilities/rule-pack.ts';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { listGroups, type CareGroup } from '../server/care-groups.ts';
import { listPoolHistories } from '../server/facilities.ts';
import { afterConflict, Conflict, crumbs, FACILITIES, FindingList, staffFacility, t } from './facility-frame.tsx';

const FIELDS = ['name', 'form', 'pool', 'licensedPlaces', 'inclusivePlaces', 'sharedPlaces', 'coreFrom', 'coreUntil', 'openFrom', 'openUntil', 'licenceNumber', 'licensedOn', 'from', 'until'] as const;

/** A group as it is licensed: new, or changed from a day on. The forms and numbers are those of the town's Land. */
export async function groupPage(view: View, form?: FormState): Promise<Sheet> {
  const facility = await staffFacility(view);
  const today = view.clock.today();
  const id = view.param('group');
  const group = id ? (await listGroups(view.tx, view.town.id, [facility.id])).find((one) => one.id === id) : undefined;
  if (id && !group) throw new NotFound();
  const rulePack = group?.rulePack ?? rulePackOf(view.town.land);
  const pools = (await listPoolHistories(view.tx, view.town.id, [facility.id])).map(({ pool }) => ({ value: pool.id, label: pool.name }));
  const forms = groupForms(rulePack, group && group.validFrom > today ? group.validFrom : today);
  const stored = group && storedForm(group, today);
  const shown = form ? (stored ? afterConflict(form, stored) : form) : (stored ?? filledForm({ inclusivePlaces: 0, sharedPlaces: 0, from: today, ...(pools.length === 1 ? { pool: pools[0]!.value } : {}) }));
  const title = t(group ? 'group.edit' : 'group.new');
  const questions = group ? findingsOf([], [group], group.validFrom > today ? group.validFrom : today) : [];
  return {
    title: `${title}: ${facility.name}`, breadcrumbs: crumbs(view, facility),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={title} lead={t(`rulePack.${rulePack}`)} />
        {questions.length > 0 ? <Notice kind="warning" title={t('section.look')}><FindingList findings={questions} /></Notice> : null}
        {stored ? <Conflict form={shown} stored={stored} label={(name) => (FIELDS as readonly string[]).includes(name) ? t(`group.${name as (typeof FIELDS)[number]}`) : undefined} /> : null}
        <Form form={shown} texts={staffFacilitiesTexts}>
          <input type="hidden" name="rulePack" value={rulePack} />
          {group ? <input type="hidden" name="version" value={shown.values['version']?.[0] ?? ''} /> : null}
          <TextField name="name" label={t('group.name')} />
          <Select name="form" label={t('group.form')} options={forms.map((one) => ({ value: one.form, label: t('group.form.option', { name: one.name, places: one.places }) }))} />
          <Select name="pool" label={t('group.pool')} prompt={t('group.pool.none')} options={pools} optional />
          <div class="columns">
            <NumberField name="licensedPlaces" label={t('group.licensedPlaces')} />
            <NumberField name="inclusivePlaces" label={t('group.inclusivePlaces')} />
            <NumberField name="sharedPlaces" label={t('group.sharedPlaces')} hint={t('group.sharedPlaces.hint')} />
            <TimeField name="coreFrom" label={t('group.coreFrom')} optional />
            <TimeField name="coreUntil" label={t('group.coreUntil')} optional />
            <TimeField name="openFrom" label={t('group.openFrom')} hint={t('group.open.hint')} optional />
            <TimeField name="openUntil" label={t('group.openUntil')} hint={t('group.open.hint')} optional />
            <TextField name="licenceNumber" label={t('group.licenceNumber')} optional />
            <DateField name="licensedOn" label={t('group.licensedOn')} optional />
          </div>
          <DateField name="from" label={t('group.from')} hint={t('group.from.hint')} />
          <DateField name="until" label={t('group.until')} optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(`${FACILITIES}/${facility.id}`)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        <ul class="small muted">{forms.map(({ name, source }) => <li>{name}: {t('group.source', { source })}</li>)}</ul>
      </>
    ),
  };
}

/** As it is stored; the day of change is today, or the first day of a group that begins later. */
function storedForm(group: CareGroup, today: CareGroup['validFrom']): FormState {
  const { version, name, form, poolId, licensedPlaces, inclusivePlaces, sharedPlaces, coreFrom, coreUntil, openFrom, openUntil, licenceNumber, licensedOn, validFrom, validUntil } = group;
  return filledForm({ version, name, form, pool: poolId, licensedPlaces, inclusivePlaces, sharedPlaces, coreFrom, coreUntil, openFrom, openUntil, licenceNumber, licensedOn, from: today < validFrom ? validFrom : today, until: validUntil });
}
