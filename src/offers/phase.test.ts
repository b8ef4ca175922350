import { expect, test } from 'vitest';
import type { Uuid } from '../platform/id.ts';
import { phasesOf } from './phase.ts';

const phases = [{ id: 'a' as Uuid, fromMonth: -9, untilMonth: 0 }, { id: 'b' as Uuid, fromMonth: 0, untilMonth: 36 }, { id: 'c' as Uuid, fromMonth: 36, untilMonth: 72 }];
const ids = (minimumAgeMonths?: number, maximumAgeMonths?: number, phaseIds: string[] = []) => phasesOf({ minimumAgeMonths, maximumAgeMonths, phaseIds: phaseIds as Uuid[] }, phases).map(({ id }) => id);

test('an offer serves the phases it names, whatever its ages', () => expect(ids(0, 35, ['c'])).toEqual(['c']));
test('otherwise those its ages reach into: up to 35 months is one, 36 months is the next as well', () => {
  expect(ids(0, 35)).toEqual(['b']);
  expect(ids(0, 36)).toEqual(['b', 'c']);
  expect(ids(-9, 11)).toEqual(['a', 'b']);
});
test('an unknown end is open, unknown ages serve nothing for certain', () => {
  expect(ids(36)).toEqual(['c']);
  expect(ids()).toEqual([]);
});
