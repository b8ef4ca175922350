import { addMonths } from '../../platform/day.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { licenceKinds, licenceOn } from '../facilities/childminder.ts';
import { listChildminders, type Childminder } from '../server/childminders.ts';
import { otherChildminders } from './childminder-section.tsx';
import { afterConflict, Conflict, crumbs, FACILITIES, sayRefusal, staffFacility, t } from './facility-frame.tsx';
import { LicenceHistory } from './licence-history.tsx';

const labels: Record<string, string> = {
  kind: t('licence.kind'), licensedFrom: t('childminder.licensedFrom'), licensedUntil: t('childminder.licensedUntil'), childrenAtOnce: t('childminder.childrenAtOnce'), restriction: t('licence.restriction'),
  fileNumber: t('licence.fileNumber'), substituteId: t('childminder.substitute'),
};

/** Grants, renews, changes or withdraws a licence from a day on; two who edit at once are told. */
export async function licencePage(view: View, form?: FormState): Promise<Sheet> {
  const facility = await staffFacility(view);
  if (facility.kind !== 'childminder') throw new NotFound();
  const minders = await listChildminders(view.tx, view.town.id);
  const minder = minders.get(facility.id);
  const stored = minder && filledForm(lastOf(minder));
  const shown = form ? (stored ? afterConflict(form, stored) : form) : filledForm(minder ? nextOf(view, minder) : { kind: 'granted', childrenAtOnce: 5, licensedFrom: view.clock.today() });
  return {
    title: `${t('section.childminder')}: ${facility.name}`, breadcrumbs: crumbs(view, facility),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={t('section.childminder')} lead={t('licence.lead')} />
        {stored ? <Conflict form={shown} stored={stored} label={(name) => labels[name]} /> : null}
        <Form form={shown} say={sayRefusal}>
          {minder ? <input type="hidden" name="version" value={shown.values['version']?.[0] ?? ''} /> : null}
          <RadioGroup name="kind" label={t('licence.kind')} options={licenceKinds.filter((kind) => minder || kind === 'granted').map((kind) => ({ value: kind, label: t(`licence.${kind}`), hint: t(`licence.${kind}.hint`) }))} />
          <DateField name="licensedFrom" label={t('childminder.licensedFrom')} hint={minder ? t('licence.from.hint') : undefined} />
          <DateField name="licensedUntil" label={t('childminder.licensedUntil')} hint={t('licence.until.hint')} optional />
          <NumberField name="childrenAtOnce" label={t('childminder.childrenAtOnce')} hint={t('childminder.childrenAtOnce.hint')} optional />
          <TextArea name="restriction" label={t('licence.restriction')} hint={t('licence.restriction.hint')} rows={3} optional />
          <TextField name="fileNumber" label={t('licence.fileNumber')} optional />
          <Select name="substituteId" label={t('childminder.substitute')} prompt={t('childminder.substitute.none')} options={await otherChildminders(view, facility, minders)} optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(`${FACILITIES}/${facility.id}`)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
        {minder ? <section class="stack"><h2>{t('licence.history')}</h2><LicenceHistory periods={minder.periods} today={view.clock.today()} restrictions /></section> : null}
      </>
    ),
  };
}

/** What is stored now, as the form would say it. */
function lastOf({ periods, substituteId, version }: Childminder) {
  const last = periods.at(-1);
  return {
    version, substituteId, kind: last?.kind, licensedFrom: last?.validFrom, licensedUntil: last?.validUntil, childrenAtOnce: last && last.kind !== 'withdrawn' ? last.childrenAtOnce : undefined,
    restriction: last?.restriction, fileNumber: last?.fileNumber,
  };
}

/** What is likely next: a renewal where the licence runs out within a year, a change where it lasts, a new one where there is none. */
function nextOf(view: View, minder: Childminder) {
  const today = view.clock.today();
  const current = licenceOn(minder, today);
  const runsOut = current?.validUntil && current.validUntil <= addMonths(today, 12) ? current.validUntil : undefined;
  return {
    version: minder.version, substituteId: minder.substituteId, kind: current ? (runsOut ? 'renewed' : 'changed') : 'granted', licensedFrom: runsOut ?? today, childrenAtOnce: current?.childrenAtOnce ?? 5,
    restriction: current?.restriction, fileNumber: current?.fileNumber,
  };
}
