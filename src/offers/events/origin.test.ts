import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { newEvent, type EventOrigin, type EventRecord } from './event.ts';
import { importFingerprint, mergeImported, withLocalEdits, type ImportedValues } from './origin.ts';

const seenAt = new Date('2026-11-22T09:00:00Z');
const calendar: ImportedValues = { name: 'Laternenumzug', description: '', placeNote: 'Rathaus', firstDay: day('2026-11-27'), opensAt: '17:00', recurrence: 'once', weekdays: [], intervalWeeks: 1 };

function imported(values: ImportedValues = calendar): EventRecord & { origin: EventOrigin } {
  const event = newEvent({ id: newId(), organizationId: newId(), name: values.name!, firstDay: values.firstDay!, ...values });
  return { ...event, origin: { source: 'stadt', uid: '1@stadt', fingerprint: importFingerprint(values), fields: values as Record<string, unknown>, edited: [], seenAt } };
}
const edit = (event: EventRecord & { origin: EventOrigin }, change: Partial<EventRecord>) => withLocalEdits(event, { ...event, ...change }) as EventRecord & { origin: EventOrigin };

describe('a calendar read again', () => {
  test('changes what nobody changed here', () => {
    expect(mergeImported(imported(), { ...calendar, placeNote: 'Markt' }, seenAt).event.placeNote).toBe('Markt');
  });

  test('leaves what was changed here, and says so where the calendar has changed it as well', () => {
    const own = edit(imported(), { name: 'Laternenumzug mit Kapelle' });
    expect(own.origin.edited).toEqual(['name']);
    expect(mergeImported(own, { ...calendar, placeNote: 'Markt' }, seenAt)).toMatchObject({ event: { name: 'Laternenumzug mit Kapelle', placeNote: 'Markt' }, kept: [] });
    expect(mergeImported(own, { ...calendar, name: 'Lichterfest' }, seenAt).kept).toEqual(['name']);
  });

  test('keeps day, time and rule together: a changed time is not torn apart by a new day', () => {
    const own = edit(imported(), { opensAt: '18:00' });
    expect(mergeImported(own, { ...calendar, firstDay: day('2026-11-28') }, seenAt).event).toMatchObject({ firstDay: '2026-11-27', opensAt: '18:00' });
  });

  test('leads again what somebody typed back to what the calendar says', () => {
    const back = edit(edit(imported(), { opensAt: '18:00', name: 'Umzug' }), { opensAt: '17:00', name: 'Laternenumzug' });
    expect(back.origin.edited).toEqual([]);
  });

  test('is known to say the same, whatever the order of its fields', () => {
    const turned = Object.fromEntries(Object.entries(calendar).reverse()) as ImportedValues;
    expect(mergeImported(imported(), turned, seenAt).unchanged).toBe(true);
  });

  test('never overwrites a local edit, whatever comes', () => {
    fc.assert(fc.property(fc.string(), fc.string(), fc.string(), (typed, first, second) => {
      const own = edit(imported(), { name: typed });
      fc.pre(typed !== calendar.name);
      const once = mergeImported(own, { ...calendar, name: first }, seenAt).event as EventRecord & { origin: EventOrigin };
      expect(mergeImported(once, { ...calendar, name: second }, seenAt).event.name).toBe(typed);
    }));
  });
});
