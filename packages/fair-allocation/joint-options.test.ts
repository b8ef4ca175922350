import { describe, expect, test } from 'vitest';
import { jointOptions } from './joint-options.ts';
import { child } from './market.fixture.ts';
import type { FamilyOption } from './model.ts';

const names = (options: FamilyOption[]) => options.map(({ seats }) => seats.map((seat) => seat?.facility ?? '–').join('+'));

describe('joint wishes made from the wishes of each', () => {
  const members = [child('Eli: sun, moon'), child('Fee: moon, sun')];

  test('"together" lists the facilities both wish, the better sum of ranks first, then the better one for the first child', () => {
    expect(names(jointOptions(members, { rule: 'together' }))).toEqual(['sun+sun', 'moon+moon']);
  });

  test('"rather together" puts two seats apart behind two seats together, and one seat behind both', () => {
    expect(names(jointOptions(members, { rule: 'rather-together' }))).toEqual(['sun+sun', 'moon+moon', 'sun+moon', 'moon+sun', 'sun+–', '–+moon', 'moon+–', '–+sun']);
  });

  test('a child that holds a seat keeps it or moves up', () => {
    const holder = child('Fee: moon, sun', { holds: { facility: 'moon', seatType: 'day' } });
    expect(names(jointOptions([members[0]!, holder], { rule: 'rather-together' }))).toEqual(['moon+moon', 'sun+moon', '–+moon']);
  });

  test('twins are never offered two seat types of one facility', () => {
    const twin = (id: string) => ({ id, wishes: [{ facility: 'sun', seatType: 'morning' }, { facility: 'sun', seatType: 'day' }] });
    const types = (options: FamilyOption[]) => options.map(({ seats }) => seats.map((seat) => seat!.seatType).join('+'));
    expect(types(jointOptions([twin('Eli'), twin('Fee')], { rule: 'together', sameSeatType: true }))).toEqual(['morning+morning', 'day+day']);
  });

  test('seats a child may not have are left out', () => {
    const barred = child('Fee: moon, sun');
    barred.wishes[0]!.ineligible = 'too young';
    expect(names(jointOptions([members[0]!, barred], { rule: 'together' }))).toEqual(['sun+sun']);
  });

  test('a product of lists nobody can rank is refused', () => {
    const many = child(`Eli: ${Array.from({ length: 40 }, (_, i) => `f${i}`).join(', ')}`);
    expect(() => jointOptions([many, many, many, many], { rule: 'together' })).toThrow(RangeError);
  });
});
