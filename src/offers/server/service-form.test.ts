import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkInput } from '../../platform/action.ts';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { formOf, recordOf } from './service-form.ts';
import { serviceInput } from './service-input.ts';
import { newService, type ServiceRecord } from '../service.ts';

/** What a browser would post of a form. */
function posted(record: ServiceRecord): Record<string, string | string[]> {
  const { values } = formOf({ ...record, version: 1 });
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.length > 0).map(([name, value]) => [name, value.length === 1 ? value[0]! : [...value]]));
}

function again(record: ServiceRecord): ServiceRecord {
  const input = checkInput(serviceInput, posted(record));
  if (!input.ok) throw new Error(JSON.stringify(input.refusals));
  const outcome = recordOf(input.value, record);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value;
}

test('a form that is opened and saved without a change changes nothing', () => {
  const month = fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined });
  const time = fc.constantFrom(['08:00', '09:30'], ['14:15', '18:00']);
  fc.assert(fc.property(fc.boolean(), month, month, fc.array(time, { maxLength: 3 }), fc.constantFrom(undefined, 0, 250, 1999), (pregnancy, from, span, times, amountCents) => {
    const minimum = pregnancy ? -9 : from;
    const places = [{ locationId: newId(), description: 'Saal' }];
    const record = newService({
      id: newId(), organizationId: newId(), name: 'Krabbelgruppe', minimumAgeMonths: minimum, maximumAgeMonths: span === undefined ? undefined : (from ?? 0) + span, places,
      validUntil: day('2027-01-01'), capacityWeeklyHours: 1.25, languages: ['de', 'tr'],
      schedules: times.map(([opensAt, closesAt], index) => ({
        weekday: index + 1, opensAt: opensAt!, closesAt: closesAt!, intervalWeeks: index + 1, weekOfMonth: undefined, firstDay: index > 0 ? day('2026-01-05') : undefined, validFrom: undefined, validUntil: day('2026-12-24'),
        byAppointment: index === 1, note: index === 0 ? 'Raum 2' : '', locationId: index === 0 ? places[0]!.locationId : undefined,
      })),
      phones: [{ number: '05181 70 30', description: 'Büro', languages: ['tr'] }], costs: [{ amountCents, description: 'je Treffen', reducedFor: '' }],
      contacts: [{ name: 'Toni', title: '', email: undefined, phone: undefined, isPublic: true }],
      exceptions: [{ onDay: day('2026-12-01'), kind: 'closed', note: '' }, { onDay: day('2026-12-02'), kind: 'extra', opensAt: '10:00', closesAt: '11:00', note: 'x' }],
    });
    expect(again(record)).toEqual(record);
  }));
});
