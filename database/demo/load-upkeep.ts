import type { Organization } from '../../src/network/organization.ts';
import { storeOrganizations } from '../../src/network/server/store-organizations.ts';
import type { CallOutcome } from '../../src/offers/calls/verification-call.ts';
import type { HolidayPeriod } from '../../src/offers/holidays/day-calendar.ts';
import { storeDistinctPair } from '../../src/offers/server/duplicates.ts';
import { storeHolidays } from '../../src/offers/server/holidays.ts';
import { storeServices } from '../../src/offers/server/store-services.ts';
import { storeCall } from '../../src/offers/server/verification-calls.ts';
import type { ServiceRecord } from '../../src/offers/service.ts';
import type { Clock } from '../../src/platform/clock.ts';
import type { Write } from '../../src/platform/database.ts';
import { addDays, weekday, type Day } from '../../src/platform/day.ts';
import { newId, type Uuid } from '../../src/platform/id.ts';

/** Groups that follow the school year, and one whose next date but one is moved: to the Thursday after, to the afternoon. */
const NOT_IN_HOLIDAYS = new Set(['alf-lernfoerderung-buergerschule', 'alf-hausaufgaben-nachbarschaft', 'alf-lerntreff-sozialwerk', 'kre-schwimmen', 'pei-lernpaten', 'voe-lerngruppen', 'voe-hausaufgaben-buschmannshof']);
const MOVED = new Set(['alf-krabbeltreff-sozialwerk', 'voe-krabbel-mitte']);

/** The offers with what holidays and single days change, counted from the day of the first start. */
export function withDaysOfDemo(services: readonly ServiceRecord[], today: Day): ServiceRecord[] {
  return services.map((service) => {
    const key = service.externalId ?? '';
    if (NOT_IN_HOLIDAYS.has(key)) return { ...service, schedules: service.schedules.map((rule) => ({ ...rule, schoolHolidays: 'not' as const })) };
    const rule = service.schedules[0];
    if (!MOVED.has(key) || !rule) return service;
    const next = addDays(today, ((rule.weekday - weekday(today) + 7) % 7) + 7);
    const toDay = addDays(next, 1);
    return { ...service, exceptions: [...service.exceptions, { onDay: next, kind: 'moved' as const, toDay, opensAt: '15:00', closesAt: '16:30', note: 'Der Raum wird an diesem Tag gebraucht.' }] };
  });
}

/** As the Länder publish them for the school year 2026/27, to be checked by whoever runs a town: `isDemo` says so on the page. */
const SCHOOL_HOLIDAYS: Record<string, readonly [string, string, string][]> = {
  Niedersachsen: [['Herbstferien', '2026-10-12', '2026-10-24'], ['Weihnachtsferien', '2026-12-23', '2027-01-09'], ['Halbjahresferien', '2027-02-01', '2027-02-02'], ['Osterferien', '2027-03-22', '2027-04-03'], ['Sommerferien', '2027-07-08', '2027-08-18']],
  'Nordrhein-Westfalen': [['Herbstferien', '2026-10-17', '2026-10-31'], ['Weihnachtsferien', '2026-12-23', '2027-01-06'], ['Osterferien', '2027-03-22', '2027-04-03'], ['Sommerferien', '2027-07-19', '2027-08-31']],
};

/** Holidays of each town; in Alfeld also calls, a twin that came with the county's list, and two groups that only look alike. */
export async function loadUpkeepOfDemo(tx: Write, municipalityId: Uuid, { slug, land }: { slug: string; land: string }, services: readonly ServiceRecord[], organizations: readonly Organization[], clock: Clock): Promise<void> {
  const periods = (SCHOOL_HOLIDAYS[land] ?? []).map(([name, firstDay, lastDay]): HolidayPeriod & { isDemo: boolean } => ({ kind: 'school', name, firstDay: firstDay as Day, lastDay: lastDay as Day, isDemo: true }));
  await storeHolidays(tx, municipalityId, periods, clock);
  if (slug !== 'alfeld') return;
  const of = (key: string) => services.find(({ externalId }) => externalId === key)!;
  const caller = await tx.selectFrom('accounts.person').select('id').where('municipality_id', '=', municipalityId).where('email', '=', 'koordination@alfeld.example').executeTakeFirst();
  const call = (key: string, outcome: CallOutcome, daysAgo: number, note = '', nextIn?: number) => storeCall(tx, municipalityId, {
    serviceId: of(key).id, outcome, note, calledOn: addDays(clock.today(), -daysAgo), ...(nextIn === undefined ? {} : { nextCallOn: addDays(clock.today(), nextIn) }), ...(caller ? { recordedBy: caller.id } : {}),
  }, clock);
  await call('alf-krabbelgruppe-foehrste', 'not-reached', 9, 'Anrufbeantworter.', -6);
  await call('alf-krabbelgruppe-foehrste', 'call-again', 2, 'Übungsleitung ist ab Dienstag wieder da.', 0);
  await call('alf-hausaufgaben-nachbarschaft', 'wrong-number', 4, 'Kein Anschluss. Neue Nummer bei der Stadt erfragen.', 3);
  await call('alf-eltern-kind-turnen', 'unchanged', 30);

  const treff = of('alf-krabbeltreff-sozialwerk');
  const provider = organizations.find(({ id }) => id === treff.organizationId)!;
  const twinProvider: Organization = { id: newId(), name: otherSpelling(provider.name), sector: provider.sector, isDemo: true, ...(provider.phone ? { phone: provider.phone } : {}), ...(provider.website ? { website: provider.website } : {}) };
  await storeOrganizations(tx, municipalityId, [twinProvider], clock);
  // Not public yet: it came with a list and waits to be looked at.
  await storeServices(tx, municipalityId, [{
    ...treff, id: newId(), externalId: 'lk-hi-0417', organizationId: twinProvider.id, name: 'Offener Krabbel-Treff', summary: 'Krabbeltreff für Eltern mit Kindern bis 3 Jahre, ohne Anmeldung.', status: 'draft', assuredAt: undefined, assuredBy: undefined, exceptions: [], texts: [],
  }], clock);
  await storeDistinctPair(tx, municipalityId, of('alf-lerntreff-sozialwerk').id, of('alf-hausaufgaben-nachbarschaft').id, 'Zwei Gruppen zur gleichen Zeit, eine in der Südstadt, eine im Nachbarschaftsraum.', { on: addDays(clock.today(), -12), ...(caller ? { personId: caller.id } : {}) });
}

/** The same association as somebody else writes it. */
function otherSpelling(name: string): string {
  const bare = name.replace(/ e\. V\.$/, '');
  return bare === name ? `${name} e. V.` : bare;
}
