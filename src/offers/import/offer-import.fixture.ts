import fc from 'fast-check';
import type { NamedArea } from '../../areas/area-name.ts';
import { addDays, day } from '../../platform/day.ts';
import type { Uuid } from '../../platform/id.ts';
import type { CostOption } from '../service.ts';
import { placeIdentity, type OfferAt, type OfferPlace, type OfferRecord } from './offer-record.ts';
import type { OfferContext } from './read-offer-row.ts';
import { inOrder } from './schedule-words.ts';

const term = (key: string, de: string) => ({ key, names: { de } });
const anArea = (key: string, name: string, level: NamedArea['level'] = 'district'): NamedArea => ({ id: `area-${level}-${key}` as Uuid, level, key, name });

/** A town with its own words, some of them hard to tell apart on purpose. */
export const aContext = (more: Partial<OfferContext> = {}): OfferContext => ({
  phases: [term('geburt', 'Schwangerschaft & Geburt'), term('u3', '0 bis 3 Jahre'), term('kita', '3 bis 6 Jahre'), term('x|y', 'Grenz|fall')],
  transitions: [term('in-die-kita', 'Von zu Hause in Krippe und Kita')],
  fields: [term('beratung', 'Beratung'), term('essen', 'Essen, Trinken'), term('sport-a', 'Sport'), term('sport-b', 'Sport')],
  areas: [anArea('alfeld', 'Alfeld (Leine)', 'municipality'), anArea('1', 'Föhrste'), anArea('2', 'Innenstadt'), anArea('q', 'Innenstadt', 'quarter'), anArea('3', 'Sack-Wispenstein')],
  today: day('2026-11-22'), yearsUntil: 'birthday', ...more,
});

export const aRecord = (more: Partial<OfferRecord> = {}): OfferRecord => ({
  organizationName: 'Kinderhaus e. V.', name: 'Krabbelgruppe', summary: '', description: '', audience: '', phaseKeys: [], transitionKeys: [], fieldKeys: [],
  languages: [], areaIds: [], freeOfCharge: 'unknown', costs: [], walkIn: 'unknown', applicationProcess: '', outreach: 'unknown', staffing: 'unknown',
  responsibleLevel: 'unknown', phones: [], at: [{ schedules: [] }], ...more,
});

const hostile = fc.constantFrom('=1+1', '+49', '-5', '-', '@x', "'x", '"', 'a;b', 'a|b', 'x "y" z', 'ja', 'unbekannt', '12.5', '1.234', '3-6', 'Öl & Äpfel', 'مرحبا', '🙂', '<b>', '_x0041_', 'kostenlos', '[ermäßigt: x]');
const text = fc.oneof(hostile, fc.string({ maxLength: 20 }));
const clean = (value: string) => value.normalize('NFC').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu, '');
export const line = text.map((value) => clean(value).replace(/\s+/g, ' ').trim());
const lines = fc.tuple(text, text).map((parts) => clean(parts.join('\n')).replace(/\r\n?/g, '\n').trim());
const name = line.map((value) => value || 'x');
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const aDay = fc.integer({ min: 0, max: 2000 }).map((count) => addDays(day('2020-01-01'), count));
const answer = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
const some = <Value>(values: readonly Value[]) => fc.subarray([...values]);

const rule = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour: fc.integer({ min: 6, max: 20 }), byAppointment: fc.boolean(), note: line }).map(({ hour, ...more }) => ({
  ...more, opensAt: `${String(hour).padStart(2, '0')}:30`, closesAt: `${String(hour + 2).padStart(2, '0')}:00`, intervalWeeks: 1,
}));
const schedules = fc.array(rule, { maxLength: 3 }).map(inOrder);

const areas = aContext().areas;
const place: fc.Arbitrary<OfferPlace> = fc.record({
  name, street: optional(name), houseNumber: optional(fc.constantFrom('3', '12a', '12-14')), postalCode: optional(fc.constantFrom('31061', '01067')), city: optional(name),
  areaId: optional(fc.constantFrom(...areas.map(({ id }) => id))), point: optional(fc.record({ latitude: fc.integer({ min: 470_000, max: 560_000 }), longitude: fc.integer({ min: 50_000, max: 160_000 }) })),
  stepFree: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const, 'unknown' as const), accessibilityNote: optional(lines.filter(Boolean)), transportNote: optional(lines.filter(Boolean)),
}).map(({ point, ...parts }) => withoutUndefined({ ...parts, ...(point ? { latitude: point.latitude / 10_000, longitude: point.longitude / 10_000 } : {}) }));

const at: fc.Arbitrary<OfferAt[]> = fc.oneof(
  schedules.map((rules) => [{ schedules: rules }]),
  fc.uniqueArray(fc.record({ place, schedules }), { minLength: 1, maxLength: 3, selector: (one) => placeIdentity(one.place) }),
);

const cost: fc.Arbitrary<CostOption> = fc.record({ amountCents: optional(fc.nat({ max: 100_000 })), description: line, reducedFor: line })
  .filter(({ amountCents, description, reducedFor }) => amountCents !== undefined || description !== '' || reducedFor !== '').map(withoutUndefined);
const phone = fc.record({ number: fc.constantFrom('05181 703-0', '+49 170 1234567', '(05181) 703 15', '116 111', '0800/1110333'), description: line });

function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Value;
}

/** Any offer the directory may hold, in the form in which it is imported: trimmed, NFC, lists in order and without doubles. */
export const record: fc.Arbitrary<OfferRecord> = fc.record({
  externalId: optional(name), organizationName: name, name, summary: lines, description: lines, audience: lines,
  minimumAgeMonths: optional(fc.integer({ min: -9, max: 216 })), maximumAgeMonths: optional(fc.integer({ min: -9, max: 324 })),
  phaseKeys: some(aContext().phases.map(({ key }) => key)), transitionKeys: some(['in-die-kita']), fieldKeys: some(aContext().fields.map(({ key }) => key)),
  languages: fc.uniqueArray(fc.constantFrom('de', 'tr', 'ar', 'uk', 'prs', 'gsg', 'fy')), areaIds: some(areas.map(({ id }) => id)),
  freeOfCharge: answer, costs: fc.array(cost, { maxLength: 3 }), walkIn: answer, applicationProcess: lines, outreach: answer,
  staffing: fc.constantFrom('professional' as const, 'volunteer' as const, 'both' as const, 'unknown' as const),
  responsibleLevel: fc.constantFrom('city' as const, 'county' as const, 'state' as const, 'provider' as const, 'unknown' as const),
  capacityPlaces: optional(fc.nat({ max: 2000 })), capacityWeeklyHours: optional(fc.nat({ max: 500_000 }).map((cents) => cents / 100)),
  phones: fc.uniqueArray(phone, { maxLength: 2, selector: ({ number, description }) => number + description }),
  email: optional(fc.constantFrom('info@verein.example', 'a.b+c@verein.example')), website: optional(fc.constantFrom('https://verein.example/kurse?a=1&b=2', 'http://verein.example')),
  assuredAt: optional(aDay), validFrom: optional(aDay), validUntil: optional(fc.integer({ min: 2001, max: 4000 }).map((count) => addDays(day('2020-01-01'), count))), at,
}).map((one) => {
  const { minimumAgeMonths: from, maximumAgeMonths: until } = one;
  return withoutUndefined({ ...one, ...(from !== undefined && until !== undefined && until < from ? { minimumAgeMonths: until, maximumAgeMonths: from } : {}) });
});
