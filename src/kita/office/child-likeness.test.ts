import { describe, expect, test } from 'vitest';
import { day, type Day } from '../../platform/day.ts';
import { newId } from '../../platform/id.ts';
import { likenessSignalsOf, type ComparedChild } from './child-likeness.ts';

const mother = newId();
const child = (about: Partial<ComparedChild>): ComparedChild => ({
  id: newId(), givenNames: 'Lena', familyName: 'Müller', bornOn: day('2024-03-12'), expectedOn: null, guardianIds: [newId()], contacts: [], guardianNames: [], ...about,
});
const unborn = (expectedOn: string, about: Partial<ComparedChild> = {}) => child({ givenNames: '', bornOn: null, expectedOn: expectedOn as Day, ...about });

describe('a child entered twice', () => {
  test.each<[string, ComparedChild, ComparedChild, string[]]>([
    ['by mother and father each', child({}), child({ familyName: 'Mueller' }), ['sounds-same', 'same-day']],
    ['under the same name and day', child({}), child({}), ['same-name', 'same-day']],
    ['with the names in each other’s field', child({}), child({ givenNames: 'Müller', familyName: 'Lena' }), ['sounds-same', 'same-day']],
    ['with day and month exchanged', child({}), child({ bornOn: day('2024-12-03') }), ['same-name', 'day-and-month-swapped']],
    ['under a double name by the same mother', child({ guardianIds: [mother] }), child({ familyName: 'Müller-Çelik', guardianIds: [mother] }), ['part-of-name', 'same-day', 'same-guardian']],
    ['before and after birth', unborn('2024-03-05', { contacts: ['a@b.example'] }), child({ contacts: ['a@b.example'] }), ['part-of-name', 'expected-and-born', 'same-contact']],
  ])('%s is suspicious', (_, one, other, signals) => {
    expect(likenessSignalsOf(one, other)).toEqual(signals);
    expect(likenessSignalsOf(other, one)).toEqual(signals);
  });

  test.each<[string, ComparedChild, ComparedChild]>([
    ['twins', child({ guardianIds: [mother] }), child({ givenNames: 'Ben', guardianIds: [mother] })],
    ['siblings', child({ guardianIds: [mother] }), child({ bornOn: day('2021-03-12'), guardianIds: [mother] })],
    ['two children with one given name, born on one day', child({}), child({ familyName: 'Petersen' })],
    ['an expected child and one of another family', unborn('2024-03-05'), child({ familyName: 'Petersen' })],
    ['born a day apart, with nothing else in common', child({}), child({ bornOn: day('2024-03-13') })],
  ])('%s are two', (_, one, other) => {
    expect(likenessSignalsOf(one, other)).toEqual([]);
  });
});
