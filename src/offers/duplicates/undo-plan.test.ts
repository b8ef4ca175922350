import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Uuid } from '../../platform/id.ts';
import { newService, type ServiceRecord } from '../service.ts';
import { differingFields, mergedRecord, mergeFieldNames, mergeFields, mergeLists, type Choices, type Side } from './merge-plan.ts';
import { undoPlan } from './undo-plan.ts';

const ids = Array.from({ length: 5 }, (_, index) => `00000000-0000-7000-8000-00000000000${index}` as Uuid);
const text = fc.constantFrom('', 'eins', 'zwei', 'drei');
const someIds = fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 4 });
const anyRecord = (id: number): fc.Arbitrary<ServiceRecord> => fc.record({
  organizationId: fc.constantFrom(...ids), name: text, summary: text, description: text, website: fc.option(text, { nil: undefined }), freeOfCharge: fc.constantFrom('yes', 'no', 'unknown'),
  minimumAgeMonths: fc.option(fc.integer({ min: -9, max: 20 }), { nil: undefined }), fieldIds: someIds, areaIds: someIds, phaseIds: someIds,
  languages: fc.uniqueArray(fc.constantFrom('de', 'tr', 'uk'), { maxLength: 3 }),
  phones: fc.uniqueArray(fc.constantFrom('05181 7031', '05181 7032'), { maxLength: 2 }).map((numbers) => numbers.map((number) => ({ number, description: '', languages: [] }))),
}).map((known) => newService({ id: ids[id]!, ...known } as never));
const anyChoices: fc.Arbitrary<Choices> = fc.dictionary(fc.constantFrom(...mergeFieldNames), fc.constantFrom<Side>('survivor', 'merged'));

describe('merging two records', () => {
  test('gives each field one of the two and each list the rows of both', () => {
    fc.assert(fc.property(anyRecord(0), anyRecord(1), anyChoices, (survivor, merged, choices) => {
      const one = mergedRecord(survivor, merged, choices);
      expect(one.id).toBe(survivor.id);
      for (const field of mergeFieldNames) {
        const column = mergeFields[field][0];
        if (choices[field]) expect(one[column]).toEqual((choices[field] === 'survivor' ? survivor : merged)[column]);
        else expect([survivor[column], merged[column]]).toContainEqual(one[column]);
      }
      expect(new Set(one.fieldIds)).toEqual(new Set([...survivor.fieldIds, ...merged.fieldIds]));
      // Serving the whole municipality is never narrowed.
      if (survivor.areaIds.length === 0 || merged.areaIds.length === 0) expect(one.areaIds).toEqual([]);
      expect(one.phones.length).toBe(new Set([...survivor.phones, ...merged.phones].map(({ number }) => number)).size);
    }));
  });

  test('of a record with itself changes nothing', () => {
    fc.assert(fc.property(anyRecord(0), anyChoices, (record, choices) => {
      expect(differingFields(record, record)).toEqual([]);
      expect(mergedRecord(record, record, choices)).toEqual(record);
    }));
  });

  test('is silent nowhere where one of the two has something to say', () => {
    const one = mergedRecord(newService({ id: ids[0]!, organizationId: ids[0]!, name: 'A' }), newService({ id: ids[1]!, organizationId: ids[0]!, name: 'B', website: 'https://b.example', freeOfCharge: 'yes' }), {});
    expect(one).toMatchObject({ name: 'A', website: 'https://b.example', freeOfCharge: 'yes' });
  });
});

describe('taking it back', () => {
  test('without later edits is the record before, exactly', () => {
    fc.assert(fc.property(anyRecord(0), anyRecord(1), anyChoices, (before, merged, choices) => {
      const after = mergedRecord(before, merged, choices);
      expect(undoPlan(before, after, after)).toEqual({ survivor: before, kept: [] });
    }));
  });

  test('keeps every later edit, and restores all else', () => {
    fc.assert(fc.property(anyRecord(0), anyRecord(1), anyRecord(2), fc.subarray([...mergeFieldNames, ...mergeLists]), (before, merged, later, edited) => {
      const after = mergedRecord(before, merged, {});
      const columns = edited.flatMap((name): readonly (keyof ServiceRecord)[] => (name in mergeFields ? mergeFields[name as keyof typeof mergeFields] : [name as (typeof mergeLists)[number]]));
      const now = { ...after, ...Object.fromEntries(columns.map((column) => [column, later[column]])) };
      const { survivor, kept } = undoPlan(before, after, now);
      for (const field of mergeFieldNames) {
        const column = mergeFields[field][0];
        expect(survivor[column] ?? '').toEqual((kept.includes(field) ? now : before)[column] ?? '');
      }
      for (const list of mergeLists) {
        const rows = (record: ServiceRecord) => new Set(record[list].map((row: unknown) => JSON.stringify(row)));
        for (const row of rows(now)) if (!rows(after).has(row)) expect(rows(survivor)).toContain(row);
        for (const row of rows(after)) if (!rows(now).has(row)) expect(rows(survivor)).not.toContain(row);
        if (!kept.includes(list)) expect(survivor[list]).toEqual(before[list]);
      }
    }));
  });
});
