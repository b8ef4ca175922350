import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { refused } from '../platform/outcome.ts';
import { checkNewPassword, MAX_PASSWORD_LENGTH, passwordField } from './password.ts';

const lena = { email: 'lena.muster@alfeld.example', name: 'Lena Muster' };
const check = (password: string) => checkNewPassword(password, lena, 'new-password');

describe('a new password', () => {
  test.each(['vier wolken über leine', 'nurkleinebuchstaben', '🦔 Igel im Herbstlaub', 'a1 B2 c3 D4 e5', `${'Satz mit vielen Wörtern '.repeat(9)}`])('%s is long enough, whatever it is made of', (password) => {
    expect(check(password)).toEqual({ ok: true, value: password });
  });

  test('of fewer than twelve characters is refused, with the number', () => {
    expect(check('Xy!7kurz')).toEqual(refused('password-too-short', { field: 'new-password', values: { min: 12 } }));
    expect(check('🦔🦔🦔🦔🦔🦔')).toEqual(refused('password-too-short', { field: 'new-password', values: { min: 12 } }));
  });

  test.each(['Passwort12345', 'passwort-passwort', 'QWERTZUIOP123', 'Präventionskette', 'Willkommen 2026'])('%s is one that everybody tries first', (password) => {
    expect(check(password)).toEqual(refused('password-common', { field: 'new-password' }));
  });

  test.each(['ababababababab', '111111111111111'])('%s repeats itself', (password) => {
    expect(check(password)).toEqual(refused('password-too-simple', { field: 'new-password' }));
  });

  test.each(['lena.muster@alfeld.example', 'LenaMuster2026', 'muster-lena-12'])('%s is little more than the own name', (password) => {
    expect(check(password)).toEqual(refused('password-about-person', { field: 'new-password' }));
  });
});

describe('a typed password', () => {
  const read = (typed: unknown) => v.safeParse(passwordField(), typed);
  test('keeps its blanks', () => {
    expect(read('  zwei blanke  ').output).toBe('  zwei blanke  ');
  });
  test('is the same however the keyboard writes its umlauts', () => {
    expect(read('u\u0308ber').output).toBe(read('\u00fcber').output);
  });
  test('without an end is refused', () => {
    expect(read('x'.repeat(MAX_PASSWORD_LENGTH + 1)).success).toBe(false);
  });
});
