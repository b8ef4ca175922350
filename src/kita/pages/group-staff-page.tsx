import { NotFound } from '../../platform/failure.ts';
import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import type { Sheet, View } from '../../platform/house.ts';
import { isUuid } from '../../platform/id.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Select } from '../../ui/choice.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Form } from '../../ui/form.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { rulePackOf } from '../facilities/rule-pack.ts';
import { qualificationsOf } from '../office/staff-check.ts';
import { officePaths } from '../office-paths.ts';
import { officeReportTexts } from '../office-texts.ts';
import { findFacility } from '../server/facilities.ts';
import { listGroupStaff, type StaffRow } from '../server/group-staff.ts';
import { loadKeyDateReport } from '../server/group-reports.ts';
import { crumbs, sayDay } from './office-frame.tsx';

const t = officeReportTexts.in('de');
const done: Partial<Record<string, 'said.added' | 'said.ended'>> = { eingetragen: 'said.added', beendet: 'said.ended' };

/** Staff of one facility today, by group; without names. */
export async function groupStaffPage(view: View, form?: FormState): Promise<Sheet> {
  const id = view.param('facility');
  const facility = isUuid(id) ? await findFacility(view.tx, view.town.id, id) : undefined;
  if (!facility) throw new NotFound();
  const today = view.clock.today();
  const staff = await listGroupStaff(view.tx, view.town.id, today, facility.id);
  const groups = (await loadKeyDateReport(view.tx, view.town.id, today)).groups.filter(({ facilityId }) => facilityId === facility.id);
  const pack = groups[0]?.rulePack ?? rulePackOf(view.town.land);
  const qualifications = qualificationsOf(pack, today);
  const groupOf = ({ groupId }: StaffRow) => groups.find((group) => group.groupId === groupId)?.name ?? t('staff.group.none');
  const nameOf = ({ qualification }: StaffRow) => qualifications.find(({ key }) => key === qualification)?.name ?? qualification;
  const said = done[view.query.get('getan') ?? ''];
  const title = t('staff.title', { facility: facility.name });
  const isEnding = form?.values['validUntil'] !== undefined;
  return {
    title, ...crumbs(view, title, { label: t('title'), href: officePaths.reports }), ...(said ? { flash: { kind: 'success' as const, text: t(said) } } : {}),
    content: (
      <>
        <PageHead title={title} lead={t('staff.lead')} actions={<LinkButton look="secondary" href={view.href(officePaths.reports)}>{t('title')}</LinkButton>} />
        <Table
          caption={t('staff.caption', { day: sayDay(today) })} rows={staff} empty={<p>{t('staff.none')}</p>}
          columns={[
            { header: t('group'), rowHeader: true, cell: groupOf },
            { header: t('staff.qualification'), cell: (row) => <>{nameOf(row)}{row.label ? <><br /><span class="small">{row.label}</span></> : null}</> },
            { header: t('staff.hours'), numeric: true, cell: ({ weeklyHours }) => String(weeklyHours).replace('.', ',') },
            { header: t('staff.core'), numeric: true, cell: ({ coreHours }) => (coreHours === null ? t('staff.core.unknown') : String(coreHours).replace('.', ',')) },
            { header: t('staff.edge'), numeric: true, cell: ({ edgeHours }) => (edgeHours === null ? t('staff.core.unknown') : String(edgeHours).replace('.', ',')) },
            { header: t('staff.from'), cell: ({ validFrom }) => <DateText day={validFrom} style="short" /> },
            { header: t('staff.end'), headerHidden: true, cell: (row) => <EndForm view={view} row={row} label={t('staff.end.of', { qualification: nameOf(row), group: groupOf(row), row: String(staff.indexOf(row) + 1) })} facilityId={facility.id} form={isEnding && form?.values['id']?.[0] === row.id ? form : undefined} /> },
          ]}
        />
        <section class="panel stack">
          <h2>{t('staff.add')}</h2>
          <Form form={isEnding ? filledForm({ validFrom: today }) : form ?? filledForm({ validFrom: today })} texts={officeReportTexts} id="kraft" label={t('staff.add')} action={view.href(officePaths.staff(facility.id))}>
            <Select name="group" label={t('group')} prompt={t('staff.group.none')} options={groups.map(({ groupId, name }) => ({ value: groupId, label: name }))} optional />
            <Select name="qualification" label={t('staff.qualification')} options={qualifications.map(({ key, name }) => ({ value: key, label: name }))} />
            <TextField name="label" label={t('staff.label')} hint={t('staff.label.hint')} autocomplete="off" optional />
            <NumberField name="weeklyHours" label={t('staff.hours')} decimals />
            <NumberField name="coreHours" label={t('staff.core')} hint={t('staff.core.hint')} decimals optional />
            <NumberField name="edgeHours" label={t('staff.edge')} hint={t('staff.edge.hint')} decimals optional />
            <DateField name="validFrom" label={t('staff.from')} />
            <Button>{t('staff.add')}</Button>
          </Form>
        </section>
      </>
    ),
  };
}

function EndForm({ view, row, label, facilityId, form }: { view: View; row: StaffRow; label: string; facilityId: string; form: FormState | undefined }) {
  return (
    <Form form={form ?? { ...emptyForm, values: { validUntil: [view.clock.today()] } }} texts={officeReportTexts} id={`ende-${row.id}`} label={label} action={view.href(`${officePaths.staff(facilityId)}/beenden`)}>
      <input type="hidden" name="id" value={row.id} />
      <DateField name="validUntil" label={t('staff.end.on')} />
      <Button look="secondary" small>{t('staff.end')}</Button>
    </Form>
  );
}
