import { listOrganizations } from '../../network/server/organizations.ts';
import { NotFound } from '../../platform/failure.ts';
import { filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx';
import { CheckboxGroup, RadioGroup, Select } from '../../ui/choice.tsx';
import { DateField, TimeField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { stepFreeAnswers } from '../location.ts';
import { sayDay, sayWeekday } from '../said.ts';
import { shownCode } from '../seals/code.ts';
import { checkDuty, checkResults, equipmentCodes, pointValidity, type Duty } from '../seals/place-point.ts';
import { checkPoint, editPoint } from '../seal-permissions.ts';
import { staffSealTexts } from '../seal-texts.ts';
import { listLocations } from '../server/locations.ts';
import { loadPoints, type StoredPoint } from '../server/place-points.ts';
import { yesNoUnknown } from '../service.ts';

const t = staffSealTexts.in('de');
export const STAFF_POINTS = '/verwaltung/wickelpunkte';
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DUTY_ORDER: Record<Duty['kind'], number> = { overdue: 0, 'never-checked': 1, due: 2, later: 3 };

/** All points, those to look at first. */
export async function staffPointsPage(view: View): Promise<Sheet> {
  const today = view.clock.today();
  const rows = (await loadPoints(view.tx, view.town.id)).map((point) => ({ point, duty: checkDuty(point, today), isActive: point.status === 'active' }))
    .sort((one, other) => Number(other.isActive) - Number(one.isActive) || DUTY_ORDER[one.duty.kind] - DUTY_ORDER[other.duty.kind] || one.point.name.localeCompare(other.point.name, 'de'));
  return {
    title: t('navigation.points'), wide: true,
    content: (
      <>
        <PageHead title={t('navigation.points')} lead={t('list.points.lead')} actions={(
          <>
            {editPoint.allows(view.who) ? <LinkButton icon="add" href={view.href(`${STAFF_POINTS}/neu`)}>{t('points.new')}</LinkButton> : null}
            <LinkButton look="secondary" icon="print" href={view.href(`${STAFF_POINTS}/aufkleber`)}>{t('stickers.all')}</LinkButton>
          </>
        )} />
        <Table
          caption={t('points.table')} rows={rows} empty={<EmptyState icon="baby" title={t('points.empty')} explanation={t('points.empty.text')} />}
          columns={[
            { header: t('column.name'), rowHeader: true, cell: ({ point }) => <a href={view.href(`${STAFF_POINTS}/${point.id}`)}>{point.name}</a> },
            { header: t('column.place'), cell: ({ point }) => point.location.name },
            { header: t('column.checked'), cell: ({ point }) => (point.checks[0] ? <DateText day={point.checks[0].checkedOn} style="short" /> : '–') },
            { header: t('column.duty'), cell: ({ duty, isActive }) => (isActive ? <Badge tone={duty.kind === 'later' ? 'plain' : duty.kind === 'overdue' ? 'danger' : 'caution'}>{sayDuty(duty)}</Badge> : '–') },
            { header: t('column.status'), cell: ({ point }) => t(`validity.${pointValidity(point, today)}`) },
            { header: t('column.code'), cell: ({ point }) => (point.code ? <a href={view.href(`/siegel/${shownCode(point.code)}`)}>{shownCode(point.code)}</a> : '–') },
          ]}
        />
      </>
    ),
  };
}

function sayDuty(duty: Duty): string {
  if (duty.kind === 'never-checked') return t('duty.never-checked');
  return duty.kind === 'overdue' ? t('duty.overdue', { day: sayDay('de', duty.since) }) : t(`duty.${duty.kind}`, { day: sayDay('de', duty.by) });
}

async function pointOf(view: View): Promise<StoredPoint> {
  const id = view.param('id');
  const [point] = isUuid(id) ? await loadPoints(view.tx, view.town.id, [id]) : [];
  if (!point) throw new NotFound();
  return point;
}

export function newPointPage(view: View, form?: FormState): Promise<Sheet> {
  return pointSheet(view, form ?? filledForm({ nursing: 'unknown', changing: 'unknown', wheelchair: 'unknown', status: 'active', checkEveryMonths: 12 }), undefined, undefined);
}

/** A point with its checks; `form` is that of the point, or of a check that was refused. */
export async function staffPointPage(view: View, form?: FormState): Promise<Sheet> {
  const point = await pointOf(view);
  const ofCheck = form && 'checkedOn' in form.values ? form : undefined;
  const current = filledForm({
    version: point.version, name: point.name, locationId: point.locationId, organizationId: point.organizationId, nursing: point.nursing, changing: point.changing, equipment: point.equipment, wheelchair: point.wheelchair,
    wayNote: point.wayNote, hoursNote: point.hoursNote, status: point.status, withdrawnBecause: point.withdrawnBecause, checkEveryMonths: point.checkEveryMonths,
    ...Object.fromEntries(point.hours.flatMap(({ weekday, opensAt, closesAt }) => [[`opens${weekday}`, opensAt], [`closes${weekday}`, closesAt]])),
  });
  const isStale = form?.refusals.some(({ code }) => code === 'stale-form');
  const shown = form && !ofCheck ? (isStale ? { ...form, values: { ...form.values, version: [String(point.version)] } } : form) : current;
  return pointSheet(view, shown, point, ofCheck ?? filledForm({ checkedOn: view.clock.today(), checkedBy: view.town.name, found: point.checks[0]?.equipment ?? point.equipment }));
}

const answers = yesNoUnknown.map((value) => ({ value, label: t(`answer.${value}`) }));
const equipment = equipmentCodes.map((code) => ({ value: code, label: t(`equipment.${code}`) }));

async function pointSheet(view: View, form: FormState, point: StoredPoint | undefined, check: FormState | undefined): Promise<Sheet> {
  const locations = await listLocations(view.tx, view.town.id);
  const organizations = await listOrganizations(view.tx, view.town.id);
  const title = point?.name ?? t('point.new');
  return {
    title, breadcrumbs: [{ label: t('navigation.points'), href: view.href(STAFF_POINTS) }, { label: title }],
    content: (
      <>
        <PageHead preline={point ? t('point.edit') : undefined} title={title} actions={point?.code ? (
          <>
            <LinkButton look="secondary" href={view.href(`/siegel/${shownCode(point.code)}`)}>{t('point.public')}</LinkButton>
            <LinkButton look="secondary" icon="print" href={view.href(`${STAFF_POINTS}/aufkleber`, { punkt: point.id })}>{t('stickers.print')}</LinkButton>
          </>
        ) : null} />
        {view.query.has('gespeichert') ? <Notice kind="success" live>{t('saved')}</Notice> : null}
        {view.query.has('geprueft') ? <Notice kind="success" live>{t('checked')}</Notice> : null}
        {point ? <Checks point={point} /> : null}
        {point && check && checkPoint.allows(view.who) ? (
          <section class="stack">
            <h2>{t('check.title')}</h2>
            <p>{t('check.text')}</p>
            <Form form={check} texts={staffSealTexts} id="pruefung" label={t('check.title')} action={view.href(`${STAFF_POINTS}/${point.id}/pruefen`)}>
              <DateField name="checkedOn" label={t('check.on')} />
              <TextField name="checkedBy" label={t('check.by')} />
              <RadioGroup name="result" label={t('check.result')} options={checkResults.map((value) => ({ value, label: t(`result.${value}`) }))} />
              <CheckboxGroup name="found" label={t('check.found')} options={equipment} inline optional />
              <TextArea name="note" label={t('check.note')} rows={2} optional />
              <Button>{t('check.save')}</Button>
            </Form>
          </section>
        ) : null}
        {editPoint.allows(view.who) ? (
          <section class="stack">
            {point ? <h2>{t('point.edit')}</h2> : null}
            <Form form={form} texts={staffSealTexts} {...(point ? { action: view.href(`${STAFF_POINTS}/${point.id}`) } : {})}>
              {point ? <input type="hidden" name="version" value={form.values['version']?.[0] ?? ''} /> : null}
              <TextField name="name" label={t('field.name')} hint={t('field.name.hint')} />
              <Select name="locationId" label={t('field.locationId')} hint={t('field.locationId.hint')} options={locations.map(({ id, name }) => ({ value: id, label: name }))} />
              <Select name="organizationId" label={t('field.organizationId')} prompt={t('field.organizationId.none')} options={organizations.map(({ id, name }) => ({ value: id, label: name }))} optional />
              <RadioGroup name="nursing" label={t('field.nursing')} inline options={answers} />
              <RadioGroup name="changing" label={t('field.changing')} inline options={answers} />
              <CheckboxGroup name="equipment" label={t('field.equipment')} options={equipment} inline optional />
              <RadioGroup name="wheelchair" label={t('field.wheelchair')} inline options={stepFreeAnswers.map((value) => ({ value, label: t(`answer.${value}`) }))} />
              <TextField name="wayNote" label={t('field.wayNote')} optional />
              <fieldset class="kern-fieldset">
                <legend class="kern-label">{t('field.hours')}</legend>
                <div class="columns">
                  {WEEKDAYS.map((day) => (
                    <>
                      <TimeField name={`opens${day}`} label={t('field.opens', { day: sayWeekday('de', day) })} optional />
                      <TimeField name={`closes${day}`} label={t('field.closes', { day: sayWeekday('de', day) })} optional />
                    </>
                  ))}
                </div>
              </fieldset>
              <TextField name="hoursNote" label={t('field.hoursNote')} optional />
              <NumberField name="checkEveryMonths" label={t('field.checkEveryMonths')} unit={t('field.checkEveryMonths.unit')} />
              <RadioGroup name="status" label={t('field.status')} options={(['draft', 'active', 'withdrawn'] as const).map((value) => ({ value, label: t(`status.${value}`) }))} />
              <TextField name="withdrawnBecause" label={t('field.withdrawnBecause')} optional />
              <ButtonRow><Button>{t('save')}</Button><LinkButton look="secondary" href={view.href(STAFF_POINTS)}>{t('cancel')}</LinkButton></ButtonRow>
            </Form>
          </section>
        ) : null}
      </>
    ),
  };
}

function Checks({ point }: { point: StoredPoint }) {
  return (
    <section class="stack">
      <h2>{t('checks.title')}</h2>
      {point.checks.length === 0 ? <p>{t('checks.none')}</p> : (
        <ul>{point.checks.map((check) => <li>{sayDay('de', check.checkedOn)}: {t(`result.${check.result}`)} – {check.checkedBy}{check.note ? ` (${check.note})` : ''}</li>)}</ul>
      )}
    </section>
  );
}
