import { describe, expect, test } from 'vitest';
import { remedyDefault, remedyText } from './remedy.ts';

describe('the remedy against a notice', () => {
  test('is an action in Niedersachsen, and a Widerspruch for youth welfare in Nordrhein-Westfalen and everywhere else', () => {
    expect(remedyDefault('Niedersachsen').kind).toBe('court');
    expect(remedyDefault('Nordrhein-Westfalen')).toMatchObject({ kind: 'objection', source: expect.stringContaining('§ 110 Abs. 2 JustG NRW') });
    expect(remedyDefault('Hessen')).toMatchObject({ kind: 'objection', source: expect.stringContaining('70 VwGO') });
  });

  test('names remedy, place with its seat, period and form: § 36 SGB X', () => {
    const court = remedyText({ kind: 'court', body: 'Verwaltungsgericht Hannover, Leonhardtstraße 15, 30175 Hannover', ownText: '' }, 'Alfeld');
    expect(court).toContain('innerhalb eines Monats nach Bekanntgabe Klage beim Verwaltungsgericht Hannover, Leonhardtstraße 15, 30175 Hannover, erhoben werden.');
    for (const form of ['schriftlich', '§ 55a VwGO', 'zu Protokoll']) expect(court).toContain(form);
    const objection = remedyText({ kind: 'objection', body: '', ownText: '' }, 'der Stadt Voerde');
    for (const form of ['schriftlich', '§ 3a Abs. 2 VwVfG', '§ 9a Abs. 5 OZG', 'zur Niederschrift bei der Stadt Voerde einzulegen']) expect(objection).toContain(form);
  });
});
