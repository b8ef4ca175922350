import { sayAges } from '../age.ts';
import { duplicatesTexts } from '../duplicates-texts.ts';
import type { MergeField, MergeList } from '../duplicates/merge-plan.ts';
import { openingLines, sayOpening, sayTimes } from '../opening.ts';
import type { DirectoryTerms } from '../server/directory-terms.ts';
import type { ServiceRecord } from '../service.ts';
import { staffTexts } from '../staff-texts.ts';
import { guideTexts } from '../texts.ts';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';

const t = duplicatesTexts.in('de');
const staff = staffTexts.in('de');
const guide = guideTexts.in('de');

/** What the names of things in a record are. */
export interface NamedThings extends Pick<DirectoryTerms, 'phases' | 'transitions' | 'fields' | 'areas'> {
  organizations: ReadonlyMap<string, string>;
  locations: ReadonlyMap<string, { name: string }>;
}

/** What a record says of a field, in words; '' where it says nothing. */
export function fieldValue(record: ServiceRecord, field: MergeField, things: NamedThings): string {
  switch (field) {
    case 'organization': return things.organizations.get(record.organizationId) ?? '';
    case 'ages': return record.minimumAgeMonths === undefined && record.maximumAgeMonths === undefined ? '' : sayAges(record, t);
    case 'freeOfCharge': case 'walkIn': case 'outreach': return record[field] === 'unknown' ? '' : staff(`answer.${record[field]}`);
    case 'staffing': return record.staffing === 'unknown' ? '' : staff(`staffing.${record.staffing}`);
    case 'responsibleLevel': return record.responsibleLevel === 'unknown' ? '' : staff(`level.${record.responsibleLevel}`);
    case 'capacity': return [
      record.capacityPlaces === undefined ? '' : t('capacity.places', { count: record.capacityPlaces }), record.capacityWeeklyHours === undefined ? '' : t('capacity.hours', { count: Number(record.capacityWeeklyHours) }),
    ].filter(Boolean).join(', ');
    case 'validity': return record.validFrom || record.validUntil ? `${record.validFrom ? sayDay('de', record.validFrom) : ''} – ${record.validUntil ? sayDay('de', record.validUntil) : ''}` : '';
    case 'confirmation': return record.assuredAt ? [sayDay('de', record.assuredAt), record.assuredBy].filter(Boolean).join(', ') : '';
    default: return record[field] ?? '';
  }
}

/** The rows of a list in words, one each. */
export function listValues(record: ServiceRecord, list: MergeList, things: NamedThings): string[] {
  const named = (ids: readonly string[], known: readonly { id: string; names: { de: string } }[]) => ids.map((id) => known.find((thing) => thing.id === id)?.names.de ?? '');
  const place = (id: string | undefined) => (id ? things.locations.get(id)?.name ?? '' : '');
  switch (list) {
    case 'phaseIds': return named(record.phaseIds, things.phases);
    case 'transitionIds': return named(record.transitionIds, things.transitions);
    case 'fieldIds': return named(record.fieldIds, things.fields);
    case 'languages': return record.languages.map((code) => sayLanguage('de', code));
    case 'areaIds': return record.areaIds.length === 0 ? [t('all-areas')] : record.areaIds.map((id) => things.areas.find((area) => area.id === id)?.name ?? '');
    case 'places': return record.places.map(({ locationId, description }) => [place(locationId), description].filter(Boolean).join(' – '));
    case 'schedules': return openingLines(record.schedules).map((line) => {
      const { days, times, more } = sayOpening(line, guide, (day) => sayWeekday('de', day), (day) => sayDay('de', day, 'short'));
      return `${days}: ${times}${more ? ` (${more})` : ''}${line.locationId ? `, ${place(line.locationId)}` : ''}`;
    });
    case 'exceptions': return record.exceptions.map(({ onDay, kind, toDay, opensAt, closesAt, note }) => [
      sayDay('de', onDay, 'short'), staff(`exceptions.kind.${kind}`), toDay ? sayDay('de', toDay, 'short') : '', opensAt && closesAt ? sayTimes(opensAt, closesAt, guide) : '', note,
    ].filter(Boolean).join(', '));
    case 'phones': return record.phones.map(({ number, description }) => [number, description].filter(Boolean).join(' – '));
    case 'contacts': return record.contacts.map(({ name, title, email, phone }) => [name, title, phone, email].filter(Boolean).join(', '));
    case 'costs': return record.costs.map(({ amountCents, description, reducedFor }) => [amountCents === undefined ? '' : `${(amountCents / 100).toFixed(2).replace('.', ',')} €`, description, reducedFor].filter(Boolean).join(', '));
  }
}
