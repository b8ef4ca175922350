import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { Table } from '../../ui/table.tsx';
import { licenceOn } from '../facilities/childminder.ts';
import type { Facility } from '../facilities/facility.ts';
import { listChildminders, listCovers, type Childminder } from '../server/childminders.ts';
import { listAllFacilities } from '../server/facilities.ts';
import { FACILITIES, sayRefusal, sayShort, t } from './facility-frame.tsx';
import { sayLicence } from './licence-history.tsx';

/** Licence of a person of Kindertagespflege, who steps in, and when. */
export async function ChildminderSection({ view, facility, mayEdit, form }: { view: View; facility: Facility; mayEdit: boolean; form: FormState }) {
  const licences = await listChildminders(view.tx, view.town.id);
  const licence = licences.get(facility.id);
  const current = licence && licenceOn(licence, view.clock.today());
  const others = await otherChildminders(view, facility, licences);
  const nameOf = (id: string) => others.find((one) => one.value === id)?.label ?? t('unknown');
  const covers = (await listCovers(view.tx, view.town.id, view.clock.today())).filter(({ facilityId }) => facilityId === facility.id);
  const path = `${FACILITIES}/${facility.id}`;
  return (
    <section>
      <h2>{t('section.childminder')}</h2>
      {licence ? <p>{current ? sayLicence(current) : t('licence.none-today')}{licence.substituteId ? ` · ${t('childminder.substitute.fact', { name: nameOf(licence.substituteId) })}` : ''}</p> : <p>{t('childminder.none')}</p>}
      <ButtonRow>
        {mayEdit ? <LinkButton look="secondary" icon="edit" href={view.href(`${path}/tagespflege`)}>{t('childminder.edit')}</LinkButton> : null}
        {licence ? <LinkButton look="secondary" href={view.href(`${path}/tagespflege/verlauf`)}>{t('licence.history')}</LinkButton> : null}
      </ButtonRow>
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
            <Form form={form === emptyForm && licence.substituteId ? filledForm({ substitute: licence.substituteId }) : form} say={sayRefusal} id="vertretung" action={view.href(`${path}/vertretungen`)} label={t('cover.new')}>
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

/** Other persons of Kindertagespflege: who may step in. */
export async function otherChildminders(view: View, facility: Facility, licences: ReadonlyMap<string, Childminder>) {
  return (await listAllFacilities(view.tx, view.town.id)).filter(({ id }) => id !== facility.id && licences.has(id)).map(({ id, name }) => ({ value: id, label: name }));
}

