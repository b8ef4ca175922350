import type { Child } from '../../platform/house.ts';
import type { FormState } from '../../platform/form.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { MoneyField } from '../../ui/number-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { rowCount, type RowKind } from '../form-rows.ts';
import type { Location } from '../location.ts';
import { addressText } from '../address.ts';
import { staffTexts } from '../staff-texts.ts';
import { sayWeekday } from '../said.ts';

const t = staffTexts.in('de');

/** Name of the button that asks for one more row; its value is the kind. Nothing is saved by it. */
export const ROW_BUTTON = 'zeile';

interface RowsProps {
  kind: RowKind;
  form: FormState;
  /** the kind a further row was asked for */
  asked?: string;
  children(name: (column: string) => string): Child;
}

/** Rows of a kind with one empty at the end, and a button for a further one that works without script. */
function Rows({ kind, form, asked, children }: RowsProps) {
  const count = rowCount(form, kind, asked === kind ? 1 : 0);
  return (
    <fieldset class="kern-fieldset">
      <legend class="kern-label">{t(`rows.${kind}`)}</legend>
      <div class="stack">
        {Array.from({ length: count }, (_, index) => (
          <fieldset class="kern-fieldset panel">
            <legend class="small">{t('form.row.number', { number: index + 1 })}</legend>
            <div class="columns">{children((column) => `${kind}.${index}.${column}`) as never}</div>
          </fieldset>
        ))}
        <p><Button look="tertiary" icon="add" small name={ROW_BUTTON} value={kind}>{t('form.row.add')}: {t(`rows.${kind}`)}</Button></p>
      </div>
    </fieldset>
  );
}

type Props = { form: FormState; asked?: string };

export function PlaceRows({ locations, ...props }: Props & { locations: readonly Location[] }) {
  return (
    <Rows kind="places" {...props}>{(name) => (
      <>
        <Select name={name('locationId')} label={t('places.locationId')} optional options={placeOptions(locations)} />
        <TextField name={name('description')} label={t('places.description')} optional />
      </>
    )}</Rows>
  );
}

export function ScheduleRows({ locations, ...props }: Props & { locations: readonly Location[] }) {
  const recurrences = [
    { value: '1', label: t('recurrence.week') },
    ...[2, 3, 4].map((weeks) => ({ value: String(weeks), label: t('recurrence.every', { weeks }) })),
    ...[1, 2, 3, 4, 5].map((nth) => ({ value: `n${nth}`, label: t('recurrence.nth', { nth: String(nth) }) })),
  ];
  return (
    <Rows kind="schedules" {...props}>{(name) => (
      <>
        <Select name={name('weekday')} label={t('schedules.weekday')} prompt={false} optional options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: sayWeekday('de', day) }))} />
        <TimeField name={name('opensAt')} label={t('schedules.opensAt')} optional />
        <TimeField name={name('closesAt')} label={t('schedules.closesAt')} optional />
        <Select name={name('recurrence')} label={t('schedules.recurrence')} prompt={false} optional options={recurrences} />
        <DateField name={name('firstDay')} label={t('schedules.firstDay')} optional />
        <DateField name={name('validUntil')} label={t('schedules.validUntil')} optional />
        <Select name={name('locationId')} label={t('schedules.locationId')} prompt={t('schedules.locationId.any')} optional options={placeOptions(locations)} />
        <TextField name={name('note')} label={t('schedules.note')} optional />
        <Select name={name('schoolHolidays')} label={t('schedules.schoolHolidays')} prompt={false} optional options={(['any', 'not', 'only'] as const).map((value) => ({ value, label: t(`schedules.schoolHolidays.${value}`) }))} />
        <Checkbox name={name('onPublicHolidays')} label={t('schedules.onPublicHolidays')} />
        <Checkbox name={name('byAppointment')} label={t('schedules.byAppointment')} />
      </>
    )}</Rows>
  );
}

export function ExceptionRows({ locations = [], ...props }: Props & { locations?: readonly Location[] }) {
  return (
    <Rows kind="exceptions" {...props}>{(name) => (
      <>
        <DateField name={name('onDay')} label={t('exceptions.onDay')} optional />
        <Select name={name('kind')} label={t('exceptions.kind')} prompt={false} optional options={(['closed', 'moved', 'extra'] as const).map((kind) => ({ value: kind, label: t(`exceptions.kind.${kind}`) }))} />
        <TimeField name={name('onlyAt')} label={t('exceptions.onlyAt')} hint={t('exceptions.onlyAt.hint')} optional />
        <DateField name={name('toDay')} label={t('exceptions.toDay')} optional />
        <TimeField name={name('opensAt')} label={t('exceptions.opensAt')} optional />
        <TimeField name={name('closesAt')} label={t('exceptions.closesAt')} optional />
        <Select name={name('locationId')} label={t('exceptions.locationId')} prompt={t('exceptions.locationId.same')} optional options={placeOptions(locations)} />
        <TextField name={name('note')} label={t('exceptions.note')} optional />
      </>
    )}</Rows>
  );
}

export function PhoneRows(props: Props) {
  return (
    <Rows kind="phones" {...props}>{(name) => (
      <>
        <TextField name={name('number')} label={t('phones.number')} type="tel" optional />
        <TextField name={name('description')} label={t('phones.description')} optional />
      </>
    )}</Rows>
  );
}

export function ContactRows(props: Props) {
  return (
    <Rows kind="contacts" {...props}>{(name) => (
      <>
        <TextField name={name('name')} label={t('contacts.name')} optional />
        <TextField name={name('title')} label={t('contacts.title')} optional />
        <TextField name={name('phone')} label={t('contacts.phone')} type="tel" optional />
        <TextField name={name('email')} label={t('contacts.email')} type="email" optional />
        <Checkbox name={name('isPublic')} label={t('contacts.isPublic')} />
      </>
    )}</Rows>
  );
}

export function CostRows(props: Props) {
  return (
    <Rows kind="costs" {...props}>{(name) => (
      <>
        <MoneyField name={name('amount')} label={t('costs.amount')} optional />
        <TextField name={name('description')} label={t('costs.description')} optional />
        <TextField name={name('reducedFor')} label={t('costs.reducedFor')} optional />
      </>
    )}</Rows>
  );
}

function placeOptions(locations: readonly Location[]) {
  return locations.map((location) => ({ value: location.id, label: [location.name, addressText({ street: location.street, houseNumber: location.houseNumber })].filter(Boolean).join(', ') }));
}
