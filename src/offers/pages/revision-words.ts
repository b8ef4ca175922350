import { addDays, type Day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import { sayAges } from '../age.ts';
import { openingLines, sayOpening, sayTimes } from '../opening.ts';
import type { RecordTopic, TopicValues } from '../revision/record-topic.ts';
import type { SaidRow } from '../revision/row-difference.ts';
import { revisionTexts } from '../revision-texts.ts';
import type { Contact, CostOption, Phone, ServiceRecord, ServiceSchedule } from '../service.ts';
import type { DirectoryNames } from '../server/directory-names.ts';
import { staffTexts, type StaffKey } from '../staff-texts.ts';
import { guideTexts } from '../texts.ts';
import { sayDay, sayLanguage, sayWeekday } from '../said.ts';

const t = staffTexts.in('de');
const r = revisionTexts.in('de');

/** One topic of an entry in words: a text, or rows of a list. */
export type SaidTopic = { kind: 'text'; text: string } | { kind: 'rows'; rows: SaidRow[] };

const text = (...parts: (string | false | undefined)[]): SaidTopic => ({ kind: 'text', text: parts.filter(Boolean).join('\n') });
const rows = (list: readonly SaidRow[]): SaidTopic => ({ kind: 'rows', rows: [...list] });
const joined = (...parts: (string | false | undefined)[]) => parts.filter(Boolean).join(', ');
const euro = new Intl.NumberFormat('de', { style: 'currency', currency: 'EUR' });

/** How people read a topic of an entry, whatever state it comes from. */
export function sayTopic(topic: RecordTopic, values: TopicValues, names: DirectoryNames): SaidTopic {
  const v = values as Partial<ServiceRecord>;
  const named = (ids: readonly Uuid[] | undefined) => rows((ids ?? []).map((id) => ({ key: id, text: names.get(id) ?? '–' })));
  const answer = (value: string | undefined) => t(`answer.${value ?? 'unknown'}` as StaffKey);
  switch (topic) {
    case 'organization': return text(v.organizationId && names.get(v.organizationId));
    case 'ages': return text(sayAges(v, t));
    case 'languages': return rows((v.languages ?? []).map((code) => ({ key: code, text: sayLanguage('de', code) })));
    case 'fields': return named(v.fieldIds);
    case 'phases': return named([...(v.phaseIds ?? []), ...(v.transitionIds ?? [])]);
    case 'areas': return named(v.areaIds);
    case 'places': return rows((v.places ?? []).map(({ locationId, description }) => ({ key: locationId, text: joined(names.get(locationId) ?? '–', description) })));
    case 'schedules': return rows((v.schedules ?? []).map((rule) => sayRule(rule, names)));
    case 'exceptions': return rows((v.exceptions ?? []).map((one) => ({
      key: one.onDay,
      text: joined(sayDay('de', one.onDay, 'weekday'), t(`exceptions.kind.${one.kind}` as StaffKey), one.toDay && sayDay('de', one.toDay, 'weekday'), one.opensAt && one.closesAt && hours(one.opensAt, one.closesAt), one.locationId && names.get(one.locationId), one.note),
    })));
    case 'costs': return rows([{ key: 'free', text: `${t('field.freeOfCharge')}: ${answer(v.freeOfCharge)}` }, ...(v.costs ?? []).map(sayCost)]);
    case 'registration': return text(`${t('field.walkIn')}: ${answer(v.walkIn)}`, v.applicationProcess);
    case 'outreach': return text(answer(v.outreach));
    case 'phones': return rows((v.phones ?? []).map((phone: Phone) => ({ key: phone.number, text: joined(phone.number, phone.description) })));
    case 'contacts': return rows((v.contacts ?? []).map((one: Contact) => ({ key: one.name, text: joined(one.name, one.title, one.phone, one.email, one.isPublic && t('contacts.isPublic')) })));
    case 'capacity': return text(v.capacityPlaces !== undefined && `${v.capacityPlaces} ${t('field.capacityPlaces.unit')}`, v.capacityWeeklyHours !== undefined && `${String(v.capacityWeeklyHours).replace('.', ',')} ${t('field.capacityWeeklyHours')}`);
    case 'staffing': return text(t(`staffing.${v.staffing ?? 'unknown'}`));
    case 'responsible-level': return text(t(`level.${v.responsibleLevel ?? 'unknown'}`));
    case 'status': return text(v.status && t(`status.${v.status}`));
    case 'validity': return text(v.validFrom && `${t('field.validFrom')}: ${sayDay('de', v.validFrom)}`, v.validUntil && `${t('field.validUntil')}: ${sayDay('de', addDays(v.validUntil as Day, -1))}`);
    default: return text(String(values[topic] ?? ''));
  }
}

/** Rows of a topic and of a text alike, as one text: for lists of what stands there today. */
export function plainTopic(topic: RecordTopic, values: TopicValues, names: DirectoryNames): string {
  const said = sayTopic(topic, values, names);
  return (said.kind === 'text' ? said.text : said.rows.map((row) => row.text).join('\n')) || r('difference.empty');
}

function sayRule(rule: ServiceSchedule, names: DirectoryNames): SaidRow {
  const { days, times, more, note } = sayOpening(openingLines([rule])[0]!, guideTexts.in('de') as never, (day) => sayWeekday('de', day), (day) => sayDay('de', day));
  return { key: `${rule.weekday} ${rule.locationId ?? ''}`, text: joined(`${days} ${times}`, more, rule.locationId && names.get(rule.locationId), note) };
}

function sayCost({ amountCents, description, reducedFor }: CostOption): SaidRow {
  return { key: description, text: joined(amountCents === undefined ? t('answer.unknown') : euro.format(amountCents / 100), description, reducedFor) };
}

function hours(opensAt: string, closesAt: string): string {
  return sayTimes(opensAt, closesAt, guideTexts.in('de') as never);
}
