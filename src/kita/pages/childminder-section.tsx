import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { NotFound } from '../../platform/failure.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import type { ChildminderLicence } from '../facilities/childminder.ts';
import type { Facility } from '../facilities/facility.ts';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { listChildminders, listCovers } from '../server/childminders.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { crumbs, FACILITIES, sayShort, staffFacility, t } from './facility-frame.tsx';

/** Licence of a person of Kindertagespflege, who steps in, and when. */
export async function ChildminderSection({ view, facility, mayEdit, form }: { view: View; facility: Facility; mayEdit: boolean; form: FormState }) {
  const licences = await listChildminders(view.tx, view.town.id);
  const licence = licences.get(facility.id);
  const others = await otherChildminders(view, facility, licences);
  const nameOf = (id: string) => others.find((one) => one.value === id)?.label ?? t('unknown');
  const covers = (await listCovers(view.tx, view.town.id, view.clock.today())).filter(({ facilityId }) => facilityId === facility.id);
  const path = `${FACILITIES}/${facility.id}`;
  return (
    <section>
      <h2>{t('section.childminder')}</h2>
      {licence ? <p>{sayLicence(licence)}{licence.substituteId ? ` · ${t('childminder.substitute.fact', { name: nameOf(licence.substituteId) })}` : ''}</p> : <p>{t('childminder.none')}</p>}
      {mayEdit ? <p><LinkButton look="secondary" icon="edit" href={view.href(`${path}/tagespflege`)}>{t('childminder.edit')}</LinkButton></p> : null}
      {licence === undefined ? null : (
        <>
          <h3>{t('covers.caption')}</h3>
          {covers.length === 0 ? <p>{t('cover.none')}</p> : (
            <Table caption={t('covers.caption')} captionHidden rows={covers} columns={[
              { header: t('closing.days'), rowHeader: true, cell: ({ firstDay, lastDay }) => `${sayShort(firstDay)} – ${sayShort(lastDay)}` },
              { header: t('childminder.substitute'), cell: ({ substituteId }) => <bdi>{nameOf(substituteId)}</bdi> },
              ...(mayEdit ? [{ header: t('remove'), headerHidden: true, cell: ({ id, firstDay }: (typeof covers)[number]) => <Form form={emptyForm} id={`vertretung-${id}`} action={view.href(`${path}/vertretungen/${id}/entfernen`)} label={`${t('remove')}: ${sayShort(firstDay)}`}><Button look="tertiary" small icon="trash">{t('remove')}<span class="visually-hidden">: {sayShort(firstDay)}</span></Button></Form> }] : []),
            ]} />
          )}
          {mayEdit && others.length > 0 ? (
            <Form form={form === emptyForm && licence.substituteId ? filledForm({ substitute: licence.substituteId }) : form} texts={staffFacilitiesTexts} id="vertretung" action={view.href(`${path}/vertretungen`)} label={t('cover.new')}>
              <div class="columns">
                <Select name="substitute" label={t('cover.substitute')} options={others} />
                <DateField name="firstDay" label={t('cover.firstDay')} />
                <DateField name="lastDay" label={t('cover.lastDay')} />
              </div>
              <ButtonRow><Button look="secondary">{t('cover.new')}</Button></ButtonRow>
            </Form>
          ) : null}
        </>
      )}
    </section>
  );
}

function sayLicence({ childrenAtOnce, licensedFrom, licensedUntil }: ChildminderLicence): string {
  return licensedUntil ? t('childminder.fact', { children: childrenAtOnce, from: sayShort(licensedFrom), until: sayShort(licensedUntil) }) : t('childminder.fact.open', { children: childrenAtOnce, from: sayShort(licensedFrom) });
}

async function otherChildminders(view: View, facility: Facility, licences: ReadonlyMap<string, ChildminderLicence>) {
  return (await listAllFacilities(view.tx, view.town.id)).filter(({ id }) => id !== facility.id && licences.has(id)).map(({ id, name }) => ({ value: id, label: name }));
}

/** The form of the licence. */
export async function licencePage(view: View, form?: FormState): Promise<Sheet> {
  const facility = await staffFacility(view);
  if (facility.kind !== 'childminder') throw new NotFound();
  const licences = await listChildminders(view.tx, view.town.id);
  const licence = licences.get(facility.id);
  const filled = form ?? filledForm(licence ? { ...licence } : { childrenAtOnce: 5, licensedFrom: view.clock.today() });
  return {
    title: `${t('section.childminder')}: ${facility.name}`, breadcrumbs: crumbs(view, facility),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={t('section.childminder')} />
        <Form form={filled} texts={staffFacilitiesTexts}>
          <DateField name="licensedFrom" label={t('childminder.licensedFrom')} />
          <DateField name="licensedUntil" label={t('childminder.licensedUntil')} optional />
          <NumberField name="childrenAtOnce" label={t('childminder.childrenAtOnce')} hint={t('childminder.childrenAtOnce.hint')} />
          <Select name="substituteId" label={t('childminder.substitute')} prompt={t('childminder.substitute.none')} options={await otherChildminders(view, facility, licences)} optional />
          <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(`${FACILITIES}/${facility.id}`)}>{t('cancel')}</LinkButton></ButtonRow>
        </Form>
      </>
    ),
  };
}
