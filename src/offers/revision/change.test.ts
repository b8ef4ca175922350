import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId, type Uuid } from '../../platform/id.ts';
import { newService, serviceStatuses, yesNoUnknown, type ServiceRecord } from '../service.ts';
import { applyChanges, beside, changesBetween, sameValues, splitChanges } from './change.ts';
import { recordTopics, valuesOf } from './record-topic.ts';
import { defaultSensitive } from './sensitive.ts';

const ID = newId();
const ORGANIZATION = newId();
const PLACES: Uuid[] = [newId(), newId(), newId()];

const entry = (known: Partial<ServiceRecord> = {}): ServiceRecord => newService({ id: ID, organizationId: ORGANIZATION, name: 'Krabbelgruppe', ...known });
const someEntry: fc.Arbitrary<ServiceRecord> = fc.record({
  name: fc.constantFrom('Krabbelgruppe', 'Spielkreis'), summary: fc.string({ maxLength: 8 }), status: fc.constantFrom(...serviceStatuses),
  minimumAgeMonths: fc.option(fc.integer({ min: -9, max: 20 }), { nil: undefined }), maximumAgeMonths: fc.option(fc.integer({ min: 30, max: 90 }), { nil: undefined }),
  freeOfCharge: fc.constantFrom(...yesNoUnknown), email: fc.option(fc.constantFrom('a@b.example', 'c@d.example'), { nil: undefined }),
  languages: fc.uniqueArray(fc.constantFrom('de', 'tr', 'ar'), { maxLength: 3 }),
  places: fc.uniqueArray(fc.constantFrom(...PLACES), { maxLength: 2 }).map((ids) => ids.map((locationId) => ({ locationId, description: '' }))),
  phones: fc.array(fc.record({ number: fc.constantFrom('05181 1', '05181 2'), description: fc.constantFrom('', 'Büro'), languages: fc.constant([]) }), { maxLength: 2 }),
}).map(entry);

const topicsOf = (changes: readonly { topic: string }[]) => changes.map(({ topic }) => topic);

describe('a change of an entry', () => {
  it('is exactly what leads from the one state to the other', () => {
    fc.assert(fc.property(someEntry, someEntry, (before, after) => {
      const changed = applyChanges(before, changesBetween(before, after));
      for (const topic of recordTopics) expect(sameValues(valuesOf(changed, topic), valuesOf(after, topic))).toBe(true);
      expect(changesBetween(changed, after)).toEqual([]);
    }));
  });

  it('is none where only the order of rows or names differs', () => {
    const languages = ['de', 'tr', 'ar'];
    const phones = [{ number: '1', description: '', languages: [] }, { description: 'Büro', number: '2', languages: [] }];
    expect(changesBetween(entry({ languages, phones }), entry({ languages: [...languages].reverse(), phones: [...phones].reverse() }))).toEqual([]);
  });

  it('empties what was cleared', () => {
    const before = entry({ email: 'a@b.example', capacityPlaces: 8 });
    const after = applyChanges(before, changesBetween(before, entry()));
    expect(after.email).toBeUndefined();
    expect(after.capacityPlaces).toBeUndefined();
  });
});

describe('a change that meets an entry which has changed meanwhile', () => {
  it('holds as it is where nobody touched the same topic', () => {
    fc.assert(fc.property(someEntry, someEntry, someEntry, (base, proposed, current) => {
      const changes = changesBetween(base, proposed);
      const { plain, done, conflicts } = beside(current, changes);
      expect([...topicsOf(plain), ...topicsOf(done), ...topicsOf(conflicts)].sort()).toEqual(topicsOf(changes).sort());
      const merged = applyChanges(current, plain);
      for (const { topic } of [...plain, ...done]) expect(sameValues(valuesOf(merged, topic), valuesOf(proposed, topic))).toBe(true);
      const untouched = recordTopics.filter((topic) => !topicsOf(plain).includes(topic));
      for (const topic of untouched) expect(sameValues(valuesOf(merged, topic), valuesOf(current, topic))).toBe(true);
    }));
  });

  it('is a conflict only where both sides changed the same topic, and differently', () => {
    fc.assert(fc.property(someEntry, someEntry, someEntry, (base, proposed, current) => {
      const both = topicsOf(changesBetween(base, current));
      for (const { topic, now, to, from } of beside(current, changesBetween(base, proposed)).conflicts) {
        expect(both).toContain(topic);
        expect(sameValues(now, to) || sameValues(now, from)).toBe(false);
      }
    }));
  });

  it('merges to the same entry whoever comes first, if nobody disagrees', () => {
    fc.assert(fc.property(someEntry, someEntry, someEntry, fc.subarray([...recordTopics]), (base, one, other, own) => {
      const mine = changesBetween(base, one).filter(({ topic }) => own.includes(topic));
      const theirs = changesBetween(base, other).filter(({ topic }) => !own.includes(topic));
      const [first, second] = [applyChanges(applyChanges(base, mine), theirs), applyChanges(applyChanges(base, theirs), mine)];
      expect(changesBetween(first, second)).toEqual([]);
    }));
  });
});

describe('what a provider changes', () => {
  it('goes live or waits, each topic in exactly one of the two', () => {
    fc.assert(fc.property(someEntry, someEntry, fc.subarray([...recordTopics]), (before, after, sensitive) => {
      const changes = changesBetween(before, after);
      const { live, waiting } = splitChanges(changes, sensitive, before);
      expect([...topicsOf(live), ...topicsOf(waiting)].sort()).toEqual(topicsOf(changes).sort());
      expect(topicsOf(live).some((topic) => (sensitive as string[]).includes(topic))).toBe(false);
    }));
  });

  it('lets a new opening time go live, but not one at a place that still waits', () => {
    const rule = { weekday: 2, opensAt: '09:30', closesAt: '11:00', intervalWeeks: 1, byAppointment: false, note: '' };
    const before = entry({ places: [{ locationId: PLACES[0]!, description: '' }] });
    const sameHouse = changesBetween(before, { ...before, schedules: [{ ...rule, locationId: PLACES[0]! }] });
    expect(topicsOf(splitChanges(sameHouse, defaultSensitive.topics, before).live)).toEqual(['schedules']);
    const newHouse = changesBetween(before, { ...before, places: [{ locationId: PLACES[1]!, description: '' }], schedules: [{ ...rule, locationId: PLACES[1]! }] });
    expect(topicsOf(splitChanges(newHouse, defaultSensitive.topics, before).waiting)).toEqual(['places', 'schedules']);
  });
});
