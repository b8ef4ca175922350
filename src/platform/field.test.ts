import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { checkInput } from './action.ts';
import { checkbox, dayField, email, fileField, list, numberField, optionalDay, optionalText, optionalUuid, text, uuidField } from './field.ts';

const codes = (schema: Parameters<typeof checkInput>[0], raw: unknown) => {
  const checked = checkInput(schema, raw);
  return checked.ok ? checked.value : checked.refusals.map(({ field, code, values }) => [field, code, ...(values ? [values] : [])]);
};

describe('a form field', () => {
  test('takes names as they are written anywhere in Europe, in one form', () => {
    expect(codes(v.object({ name: text(50) }), { name: '  Žofie Ødegård-Şahin d’Àvila ' })).toEqual({ name: 'Žofie Ødegård-Şahin d’Àvila' });
    expect(codes(v.object({ name: text(50) }), { name: 'Zoe\u0308' })).toEqual({ name: 'Zoë' });
  });

  test('refuses what is missing, too long or hides something, each beside its field', () => {
    const schema = v.object({ name: text(5), note: optionalText(5) });
    expect(codes(schema, { name: '', note: '' })).toEqual([['name', 'required']]);
    expect(codes(schema, {})).toEqual([['name', 'required']]);
    expect(codes(schema, { name: 'abcdef' })).toEqual([['name', 'too-long', { max: 5 }]]);
    expect(codes(schema, { name: 'a\u202Eb' })).toEqual([['name', 'forbidden-characters']]);
    expect(codes(schema, { name: 'a', note: 'a\u0000' })).toEqual([['note', 'forbidden-characters']]);
  });

  test('reads days as machines and as people write them', () => {
    const schema = v.object({ on: dayField(), until: optionalDay() });
    expect(codes(schema, { on: '2026-08-01', until: '' })).toEqual({ on: '2026-08-01', until: undefined });
    expect(codes(schema, { on: '1.8.2026', until: '31.12.2026' })).toEqual({ on: '2026-08-01', until: '2026-12-31' });
    expect(codes(schema, { on: '31.2.2026', until: 'bald' })).toEqual([['on', 'not-a-day'], ['until', 'not-a-day']]);
  });

  test('reads numbers with a comma and says the limit that was broken', () => {
    const schema = v.object({ hours: numberField(0, 168) });
    expect(codes(schema, { hours: '7,5' })).toEqual({ hours: 7.5 });
    expect(codes(schema, { hours: '169' })).toEqual([['hours', 'too-big', { max: 168 }]]);
    expect(codes(schema, { hours: '-1' })).toEqual([['hours', 'too-small', { min: 0 }]]);
    expect(codes(schema, { hours: 'viele' })).toEqual([['hours', 'not-a-number']]);
  });

  test('knows none, one and several of a kind apart', () => {
    const schema = v.object({ languages: list(text(5)), free: checkbox() });
    expect(codes(schema, {})).toEqual({ languages: [], free: false });
    expect(codes(schema, { languages: 'tr', free: 'on' })).toEqual({ languages: ['tr'], free: true });
    expect(codes(schema, { languages: ['tr', 'ar'] })).toEqual({ languages: ['tr', 'ar'], free: false });
  });

  test('refuses ids and addresses that are none', () => {
    const schema = v.object({ id: uuidField(), parent: optionalUuid(), mail: email() });
    expect(codes(schema, { id: '../etc', parent: '', mail: 'familie@alfeld' })).toEqual([['id', 'choose-one'], ['mail', 'not-an-email']]);
  });

  test('refuses a file that is missing, empty or too large, in megabytes', () => {
    const schema = v.object({ file: fileField(2 * 1024 * 1024) });
    expect(codes(schema, {})).toEqual([['file', 'file-missing']]);
    expect(codes(schema, { file: new File([], 'leer.csv') })).toEqual([['file', 'file-missing']]);
    expect(codes(schema, { file: new File([new Uint8Array(3 * 1024 * 1024)], 'gross.csv') })).toEqual([['file', 'file-too-large', { max: 2 }]]);
  });
});
