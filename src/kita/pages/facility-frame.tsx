import { NotFound } from '../../platform/failure.ts';
import { type FormState } from '../../platform/form.ts';
import type { Child, Sheet, View } from '../../platform/house.ts';
import { isUuid, type Uuid } from '../../platform/id.ts';
import type { Refusal } from '../../platform/outcome.ts';
import { Notice } from '../../ui/notice.tsx';
import { useSayRefusal } from '../../ui/refusal.ts';
import { Table } from '../../ui/table.tsx';
import type { Facility } from '../facilities/facility.ts';
import type { Finding } from '../facilities/findings.ts';
import { staffFacilitiesTexts, type StaffFacilitiesKey } from '../facilities-texts.ts';
import { findFacility } from '../server/facilities.ts';
import { isOwn, ownFacilityIds, visibleFacilityIds } from '../server/own-facilities.ts';
import { configureFacilities, editFacility } from '../facilities-permissions.ts';
import { officeCrumb } from './office-crumb.ts';

export const t = staffFacilitiesTexts.in('de');
export const FACILITIES = '/verwaltung/kita/einrichtungen';
export const SEAT_TYPES = '/verwaltung/kita/platzarten';
export const OCCUPANCY = '/verwaltung/kita/belegung';

export const crumbs = (view: View, facility?: Pick<Facility, 'id' | 'name'>): { label: string; href: string }[] => [
  ...officeCrumb(view), { label: t('title'), href: view.href(FACILITIES) }, ...(facility ? [{ label: facility.name, href: view.href(`${FACILITIES}/${facility.id}`) }] : []),
];

/** What just happened, named in the address by the form that led here. */
export function flashOf(view: View): Pick<Sheet, 'flash'> {
  const said = view.query.get('meldung');
  return said === 'saved' || said === 'removed' ? { flash: { kind: 'success', text: t(said) } } : {};
}

/** The facility an address names, if this person may look at it. */
export async function staffFacility(view: View): Promise<Facility> {
  const id = view.param('facility') || view.param('id');
  if (!isUuid(id) || !isOwn(await visibleFacilityIds(view.tx, view.who, view.clock), id)) throw new NotFound();
  const facility = await findFacility(view.tx, view.town.id, id);
  if (!facility) throw new NotFound();
  return facility;
}

/** Whether this person may change everything of it, what families see of it, or nothing. */
export async function rightOf(view: View, facilityId: Uuid): Promise<'all' | 'details' | 'none'> {
  if (configureFacilities.allows(view.who)) return 'all';
  return editFacility.allows(view.who) && isOwn(await ownFacilityIds(view.tx, view.who, view.clock), facilityId) ? 'details' : 'none';
}

export const sayFinding = ({ code, values }: Finding): string => t(code as StaffFacilitiesKey, { ...values, ...(typeof values['day'] === 'string' ? { day: sayShort(values['day']) } : {}) });

/** A refusal of this part's forms; days are said as people write them, weekdays by their names. */
export function sayRefusal(refusal: Refusal): string {
  const { day, days } = refusal.values ?? {};
  const values = { ...refusal.values, ...(typeof day === 'string' ? { day: sayShort(day) } : {}), ...(typeof days === 'string' ? { days: days.split(',').map((one) => t(`weekday.${one as '1'}.long`)).join(', ') } : {}) };
  return staffFacilitiesTexts.has('de', refusal.code as StaffFacilitiesKey) ? t(refusal.code as StaffFacilitiesKey, values) : useSayRefusal()({ ...refusal, values });
}

/** „24.11.2026“ */
export const sayShort = (day: string): string => `${Number(day.slice(8))}.${Number(day.slice(5, 7))}.${day.slice(0, 4)}`;

export function sayValid({ validFrom, validUntil }: { validFrom: string; validUntil: string | null }, today: string): string {
  if (validUntil !== null) return t('valid.range', { from: sayShort(validFrom), until: sayShort(dayBefore(validUntil)) });
  return t(validFrom > today ? 'valid.later' : 'valid.from', { from: sayShort(validFrom) });
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** A form whose version is old: everything typed stays, the version becomes the stored one, so that saving again is a decision. */
export function afterConflict(form: FormState, stored: FormState): FormState {
  const version = stored.values['version'];
  return isConflict(form) && version ? { ...form, values: { ...form.values, version } } : form;
}

const isConflict = (form: FormState) => form.refusals.some(({ code }) => code === 'stale-form');

/** What was typed beside what somebody else stored meanwhile. */
export function Conflict({ form, stored, label }: { form: FormState; stored: FormState; label: (name: string) => string | undefined }) {
  if (!isConflict(form)) return null;
  const say = (state: FormState, name: string) => (state.values[name] ?? []).filter((value) => value !== '').join(', ') || t('empty');
  const different = [...new Set([...Object.keys(form.values), ...Object.keys(stored.values)])]
    .flatMap((name) => { const words = name === 'version' ? undefined : label(name); return words && say(form, name) !== say(stored, name) ? [{ name, words }] : []; });
  return (
    <Notice kind="warning" title={t('conflict.title')}>
      <p>{t('conflict.text')}</p>
      {different.length === 0 ? <p>{t('conflict.same')}</p> : (
        <Table caption={t('conflict.title')} captionHidden rows={different} columns={[
          { header: t('conflict.field'), rowHeader: true, cell: ({ words }) => words },
          { header: t('conflict.stored'), cell: ({ name }) => <bdi>{say(stored, name)}</bdi> },
          { header: t('conflict.typed'), cell: ({ name }) => <bdi>{say(form, name)}</bdi> },
        ]} />
      )}
    </Notice>
  );
}

export function FindingList({ findings }: { findings: readonly Finding[] }): Child {
  return findings.length === 0 ? null : <ul>{findings.map((finding) => <li>{sayFinding(finding)}</li>)}</ul>;
}
