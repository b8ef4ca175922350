import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountsTown, type AccountsTown } from '../accounts-town.fixture.ts';
import { createMunicipality } from './create-municipality.ts';

let town: AccountsTown;

beforeAll(async () => {
  town = await accountsTown();
});
afterAll(() => town.close());

const facts = (change: Record<string, string> = {}) => ({
  slug: 'neustadt', name: 'Stadt Neustadt', kind: 'town', land: 'Hessen', regionalKey: '', contactEmail: '', adminName: 'Ada Muster', adminEmail: 'ada@neustadt.example', ...change,
});

describe('a new municipality', () => {
  test('has one administrator, who gets in by the invitation and is led to set up a second factor', async () => {
    const outcome = await createMunicipality(town.owner, town.clock, facts());
    if (!outcome.ok) throw new Error('refused');
    const browser = town.browser();
    await browser.open(`/neustadt/anmelden/link/${outcome.value.invitation}`);
    const shown = await browser.send({});
    expect(shown.path).toBe('/neustadt/konto/zweiter-schritt');
    expect(shown.text).toContain('Ihre Rolle verlangt einen zweiten Schritt');
    expect((await browser.open('/neustadt/verwaltung/personen')).path).toContain('/neustadt/');
  });

  test.each([
    ['neustadt', 'slug-taken'], ['musterstadt', 'slug-taken'], ['ar', 'slug-reserved'], ['einfach', 'slug-reserved'], ['assets', 'slug-reserved'], ['Neu Stadt', 'slug-unfit'], ['9stadt', 'slug-unfit'],
  ])('cannot be called %s in addresses', async (slug, code) => {
    const outcome = await createMunicipality(town.owner, town.clock, facts({ slug }));
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code }] });
  });

  test('needs an administrator with an address, and leaves nothing behind without', async () => {
    const outcome = await createMunicipality(town.owner, town.clock, facts({ slug: 'altstadt', adminEmail: 'keine' }));
    expect(outcome).toMatchObject({ ok: false, refusals: [{ code: 'not-an-email', field: 'adminEmail' }] });
    expect((await town.get('/altstadt/anmelden')).status).toBe(404);
  });

  test('cannot be made by the application itself', async () => {
    await expect(createMunicipality(town.database, town.clock, facts({ slug: 'fremdstadt' }))).rejects.toThrow('permission denied');
  });
});
