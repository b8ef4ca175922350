import * as v from 'valibot';
import { checkbox, choice, list, optionalDay, optionalText, optionalUuid, text, uuidField } from '../../platform/field.ts';
import { gatherRows } from '../form-rows.ts';
import { toE164, phoneHref } from '../phone.ts';
import { areTimesInOrder } from '../wall-time.ts';
import { responsibleLevels, serviceStatuses, staffings, yesNoUnknown } from '../service.ts';

const time = () => v.pipe(text(8), v.regex(/^([01]\d|2[0-3]):[0-5]\d/, 'not-a-time'), v.transform((typed) => typed.slice(0, 5)));
const optionalTime = () => v.pipe(optionalText(8), v.regex(/^$|^([01]\d|2[0-3]):[0-5]\d/, 'not-a-time'), v.transform((typed) => typed.slice(0, 5) || undefined));
const optionalEmail = () => v.pipe(optionalText(254), v.regex(/^$|^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/u, 'not-an-email'), v.transform((typed) => typed || undefined));
const optionalAddress = () => v.pipe(
  optionalText(500),
  v.transform((typed) => (typed === '' || /^https?:\/\//i.test(typed) ? typed : `https://${typed}`)),
  v.check((typed) => typed === '' || (URL.canParse(typed) && new URL(typed).hostname.includes('.')), 'not-a-web-address'),
  v.transform((typed) => typed || undefined),
);

/** A number that may be left empty: nothing typed is unknown, never 0. German thousands points and decimal comma. */
const optionalNumber = (max: number, decimals: boolean) => v.pipe(
  optionalText(20),
  v.transform((typed) => (typed === '' ? undefined : Number(/,/.test(typed) ? typed.replaceAll('.', '').replace(',', '.') : typed))),
  v.check((value) => value === undefined || (Number.isFinite(value) && (decimals || Number.isInteger(value))), 'not-a-number'),
  v.check((value) => value === undefined || !Number.isFinite(value) || (value >= 0 && value <= max), 'not-a-number'),
);
const optionalChoice = <const Words extends readonly [string, ...string[]]>(words: Words) => v.optional(choice(words), words[0]);

const recurrences = ['1', '2', '3', '4', 'n1', 'n2', 'n3', 'n4', 'n5'] as const;

const schedule = v.pipe(
  v.object({
    weekday: v.pipe(text(1), v.regex(/^[1-7]$/, 'choose-one'), v.transform(Number)),
    opensAt: time(), closesAt: time(), recurrence: optionalChoice(recurrences), firstDay: optionalDay(), validUntil: optionalDay(),
    locationId: optionalUuid(), byAppointment: checkbox(), onPublicHolidays: checkbox(), schoolHolidays: optionalChoice(['any', 'not', 'only']), note: optionalText(200),
  }),
  v.forward(v.check(({ opensAt, closesAt }) => areTimesInOrder(opensAt, closesAt), 'times-order'), ['closesAt']),
  v.forward(v.check(({ recurrence, firstDay }) => !['2', '3', '4'].includes(recurrence) || firstDay !== undefined, 'first-day-missing'), ['firstDay']),
);

const exception = v.pipe(
  v.object({
    onDay: v.pipe(optionalDay(), v.check((day) => day !== undefined, 'required'), v.transform((day) => day!)),
    kind: optionalChoice(['closed', 'moved', 'extra']), onlyAt: optionalTime(), toDay: optionalDay(), opensAt: optionalTime(), closesAt: optionalTime(), locationId: optionalUuid(), note: optionalText(200),
  }),
  v.forward(v.check(({ kind, opensAt, closesAt }) => kind === 'closed' || (opensAt !== undefined && closesAt !== undefined), 'extra-without-times'), ['opensAt']),
  v.forward(v.check(({ kind, opensAt, closesAt }) => kind === 'closed' || opensAt === undefined || closesAt === undefined || areTimesInOrder(opensAt, closesAt), 'times-order'), ['closesAt']),
  v.forward(v.check(({ kind, toDay }) => kind !== 'moved' || toDay !== undefined, 'moved-without-day'), ['toDay']),
);

const phone = v.object({
  number: v.pipe(text(60), v.check((typed) => phoneHref(typed, toE164(typed)) !== undefined, 'not-a-phone')), description: optionalText(100),
});
const contact = v.object({ name: text(120), title: optionalText(120), email: optionalEmail(), phone: optionalText(60), isPublic: checkbox() });
const cost = v.object({ amount: optionalNumber(1_000_000, true), description: optionalText(200), reducedFor: optionalText(200) });
const rows = <Row extends v.GenericSchema<unknown, unknown>>(row: Row) => v.pipe(v.record(v.string(), row), v.transform((byNumber) => Object.values(byNumber) as v.InferOutput<Row>[]));

/** The form of an offer. Each fault names its field as the form does, also inside rows. */
export const serviceInput = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform(gatherRows),
  v.object({
    id: v.optional(uuidField()),
    version: optionalNumber(1e9, false),
    organizationId: uuidField(), name: text(200), summary: optionalText(400), description: optionalText(10_000), audience: optionalText(500),
    pregnancy: checkbox(), ageFrom: optionalNumber(360, false), ageFromUnit: optionalChoice(['years', 'months']), ageTo: optionalNumber(360, false), ageToUnit: optionalChoice(['years', 'months']),
    languages: list(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'choose-one'))), fields: list(uuidField()), phases: list(uuidField()), transitions: list(uuidField()), areas: list(uuidField()),
    outreach: optionalChoice(['unknown', ...yesNoUnknown]), freeOfCharge: optionalChoice(['unknown', ...yesNoUnknown]), walkIn: optionalChoice(['unknown', ...yesNoUnknown]),
    applicationProcess: optionalText(2_000), staffing: optionalChoice(['unknown', ...staffings]), responsibleLevel: optionalChoice(['unknown', ...responsibleLevels]),
    capacityPlaces: optionalNumber(100_000, false), capacityWeeklyHours: optionalNumber(10_000, true),
    email: optionalEmail(), website: optionalAddress(), status: optionalChoice(['draft', ...serviceStatuses]), validFrom: optionalDay(), validUntil: optionalDay(),
    reason: optionalText(500), correction: optionalUuid(),
    places: rows(v.object({ locationId: uuidField(), description: optionalText(200) })),
    schedules: rows(schedule), exceptions: rows(exception), phones: rows(phone), contacts: rows(contact), costs: rows(cost),
  }),
  v.forward(v.check(({ validFrom, validUntil }) => validFrom === undefined || validUntil === undefined || validUntil >= validFrom, 'days-order'), ['validUntil']),
  v.forward(v.check(({ freeOfCharge, costs }) => freeOfCharge !== 'yes' || costs.every(({ amount }) => amount === undefined || amount === 0), 'free-with-cost'), ['freeOfCharge']),
);

export type ServiceInput = v.InferOutput<typeof serviceInput>;
