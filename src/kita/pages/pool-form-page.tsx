import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { Checkbox, RadioGroup } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { kitaYearStart } from '../facilities/age-band.ts';
import { poolOn } from '../facilities/capacity.ts';
import { seatTypeName, type SeatType } from '../facilities/facility.ts';
import { staffFacilitiesTexts } from '../facilities-texts.ts';
import { listPoolHistories, listSeatTypes, type StoredPoolHistory } from '../server/facilities.ts';
import { afterConflict, Conflict, crumbs, FACILITIES, SEAT_TYPES, sayShort, staffFacility, t } from './facility-frame.tsx';

/** Places that are given out together: new, or as they are from a day on. */
export async function poolPage(view: View, form?: FormState): Promise<Sheet> {
  const facility = await staffFacility(view);
  const types = await listSeatTypes(view.tx, view.town.id);
  const id = view.param('pool');
  const history = id ? (await listPoolHistories(view.tx, view.town.id, [facility.id])).find(({ pool }) => pool.id === id) : undefined;
  if (id && !history) throw new NotFound();
  const today = view.clock.today();
  const stored = history && storedForm(history, today);
  const shown = form ? (stored ? afterConflict(form, stored) : form) : (stored ?? filledForm({ openSeats: 'last', from: kitaYearStart(today) }));
  const title = t(history ? 'pool.edit' : 'pool.new');
  return {
    title: `${title}: ${facility.name}`, breadcrumbs: crumbs(view, facility),
    content: (
      <>
        <PageHead preline={<bdi>{facility.name}</bdi>} title={title} />
        {stored ? <Conflict form={shown} stored={stored} label={(name) => labelOf(name, types)} /> : null}
        {history && history.states.length > 1 ? <ul>{history.states.map(({ from, seats }) => <li>{t('pool.state', { from: sayShort(from), seats })}</li>)}</ul> : null}
        {types.length === 0 ? <p>{t('seat-types.none')}. <a href={view.href(SEAT_TYPES)}>{t('seat-types')}</a></p> : (
          <Form form={shown} texts={staffFacilitiesTexts}>
            {history ? <input type="hidden" name="version" value={shown.values['version']?.[0] ?? ''} /> : null}
            <TextField name="name" label={t('pool.name')} hint={t('pool.name.hint')} />
            <NumberField name="seats" label={t('pool.seats')} />
            <fieldset class="kern-fieldset">
              <legend class="kern-label">{t('pool.kinds')}</legend>
              <p class="small muted">{t('pool.kinds.hint')}</p>
              <div class="stack">
                {types.map((type) => (
                  <div class="columns">
                    <Checkbox name={`typ-${type.id}`} label={seatTypeName(type, 'de')} />
                    <NumberField name={`hoechstens-${type.id}`} label={`${t('pool.atMost')}: ${seatTypeName(type, 'de')}`} optional />
                  </div>
                ))}
              </div>
            </fieldset>
            <RadioGroup name="openSeats" label={t('pool.openSeats')} options={(['last', 'first'] as const).map((value) => ({ value, label: t(`openSeats.${value}`) }))} />
            <DateField name="from" label={t('pool.from')} hint={t('pool.from.hint')} />
            <DateField name="until" label={t('pool.until')} optional />
            <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(`${FACILITIES}/${facility.id}`)}>{t('cancel')}</LinkButton></ButtonRow>
          </Form>
        )}
      </>
    ),
  };
}

/** As the pool is today, or will begin; the day of change is left to be said. */
function storedForm(history: StoredPoolHistory, today: StoredPoolHistory['pool']['validFrom']): FormState {
  const pool = poolOn(history, today) ?? history.pool;
  return filledForm({
    version: history.pool.version, name: pool.name, seats: pool.seats, openSeats: pool.openSeats, from: today < pool.validFrom ? pool.validFrom : today, until: pool.validUntil,
    ...Object.fromEntries(pool.types.flatMap(({ seatTypeId, atMost }) => [[`typ-${seatTypeId}`, 'on'], ...(atMost === null ? [] : [[`hoechstens-${seatTypeId}`, String(atMost)]])])),
  });
}

function labelOf(name: string, types: readonly SeatType[]): string | undefined {
  const type = types.find(({ id }) => name.endsWith(id));
  if (type) return name.startsWith('typ-') ? seatTypeName(type, 'de') : `${t('pool.atMost')}: ${seatTypeName(type, 'de')}`;
  return name === 'name' || name === 'seats' || name === 'openSeats' || name === 'from' || name === 'until' ? t(`pool.${name}`) : undefined;
}
