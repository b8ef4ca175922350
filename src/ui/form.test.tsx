import { expect, test } from 'vitest';
import { emptyForm, filledForm, type FormState } from '../platform/form.ts';
import { defineTexts } from '../platform/texts.ts';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './choice.tsx';
import { DateField } from './date-field.tsx';
import { FileField } from './file-field.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Form } from './form.tsx';
import { NumberField } from './number-field.tsx';
import { PasswordField } from './password-field.tsx';
import { rendered, tagOf, values, words } from './rendered.ts';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';

const refusedName: FormState = { values: { name: ['Eltern <3 Café'] }, refusals: [{ code: 'too-short', field: 'name', values: { min: 20 } }] };

test('a refused field is marked, explained, and shows again what was typed', async () => {
  const html = await rendered(<Form form={refusedName}><TextField name="name" label="Name" hint="So steht er im Verzeichnis." /></Form>);
  const input = tagOf(html, 'formular-name');
  expect(input).toContain('aria-invalid="true"');
  expect(input).toContain('value="Eltern &lt;3 Café"');
  expect(values(input, 'aria-describedby')).toEqual(['formular-name-hinweis', 'formular-name-fehler']);
  expect(words(html)).toContain('Bitte geben Sie mindestens 20 Zeichen ein.');
});

test('the summary on top names the field and leads to it', async () => {
  const html = await rendered(<Form form={refusedName}><TextField name="name" label="Name" /></Form>);
  expect(html).toContain('role="alert"');
  expect(html).toContain('<a href="#formular-name"><bdi>Name:</bdi> Bitte geben Sie mindestens 20 Zeichen ein.</a>');
  expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('<label'));
});

test('a refusal of a field the form does not show is said in the summary, not swallowed', async () => {
  const form: FormState = { values: {}, refusals: [{ code: 'stale-form' }, { code: 'required', field: 'hidden-somewhere' }] };
  const html = await rendered(<Form form={form}><TextField name="name" label="Name" /></Form>);
  expect(words(html)).toContain('2 Angaben fehlen oder stimmen noch nicht');
  expect(words(html)).toContain('Jemand hat diese Angaben inzwischen geändert.');
});

test('a form without refusals has no alert', async () => {
  expect(await rendered(<Form form={emptyForm}><TextField name="name" label="Name" /></Form>)).not.toContain('role="alert"');
});

test('a part says its own refusals, and the shared ones need no text of its own', async () => {
  const texts = defineTexts({ de: { 'gap-still-open': 'Zum Schließen fehlt der Nachweis.' } });
  const form: FormState = { values: {}, refusals: [{ code: 'gap-still-open', field: 'proof' }, { code: 'required', field: 'name' }] };
  const html = await rendered(<Form form={form} texts={texts}><TextField name="proof" label="Nachweis" /><TextField name="name" label="Name" /></Form>);
  expect(words(html)).toContain('Zum Schließen fehlt der Nachweis.');
  expect(words(html)).toContain('Bitte füllen Sie dieses Feld aus.');
});

test('nobody ever reads a code, not even of a refusal without text or without its values', async () => {
  const form: FormState = { values: {}, refusals: [{ code: 'row-locked-by-job', field: 'name' }, { code: 'too-long', field: 'name' }] };
  const html = await rendered(<Form form={form}><TextField name="name" label="Name" /></Form>);
  expect(words(html)).not.toMatch(/row-locked|too-long|\{/);
  expect(words(html)).toContain('Diese Eingabe konnten wir nicht annehmen.');
});

test('a form carries its secrets and turns to multipart only for a file', async () => {
  const plain = await rendered(<Form form={emptyForm}><TextField name="name" label="Name" /></Form>);
  expect(plain).toContain('name="_csrf" value="token"');
  expect(plain).toContain('name="_submission" value="key"');
  expect(plain).not.toContain('enctype');
  expect(await rendered(<Form form={emptyForm}><FileField name="file" label="Datei" accept=".csv" /></Form>)).toContain('enctype="multipart/form-data"');
});

test('what is optional says so in words, and only then the form explains it', async () => {
  const mixed = await rendered(<Form form={emptyForm}><TextField name="a" label="Name" /><TextField name="b" label="Telefon" optional /></Form>);
  expect(words(mixed)).toContain('Telefon (freiwillig)');
  expect(words(mixed)).toContain('Nur Felder mit dem Zusatz „freiwillig“');
  expect(tagOf(mixed, 'formular-a')).toContain('aria-required="true"');
  expect(tagOf(mixed, 'formular-b')).not.toContain('aria-required');
  const required = await rendered(<Form form={emptyForm}><TextField name="a" label="Name" /></Form>);
  expect(words(required)).not.toContain('freiwillig');
});

test('choices come back as they were made', async () => {
  const options = [{ value: 'de', label: 'Deutsch' }, { value: 'tr', label: 'Türkisch' }, { value: 'ar', label: 'Arabisch' }];
  const form = filledForm({ languages: ['tr', 'ar'], main: 'tr', cost: 'de', consent: true });
  const html = await rendered(
    <Form form={form}>
      <CheckboxGroup name="languages" label="Sprachen" options={options} />
      <Select name="main" label="Hauptsprache" options={options} />
      <RadioGroup name="cost" label="Kosten" options={options} />
      <Checkbox name="consent" label="Geprüft" />
    </Form>,
  );
  expect(html.match(/<input[^>]*name="languages"[^>]*checked/g)).toHaveLength(2);
  expect(html).toMatch(/<option value="tr" selected/);
  expect(html).toMatch(/name="cost" value="de" checked/);
  expect(tagOf(html, 'formular-consent')).toContain('checked');
});

test('a group is a fieldset with a legend, and its message belongs to the group', async () => {
  const form: FormState = { values: {}, refusals: [{ code: 'choose-one', field: 'cost' }] };
  const html = await rendered(<Form form={form}><RadioGroup name="cost" label="Kosten" options={[{ value: 'free', label: 'Frei' }]} /></Form>);
  expect(tagOf(html, 'formular-cost')).toMatch(/^<fieldset/);
  expect(values(tagOf(html, 'formular-cost'), 'aria-describedby')).toEqual(['formular-cost-fehler']);
  expect(html).toMatch(/<legend[^>]*>Kosten/);
});

test('a day that does not exist is shown again as it was typed', async () => {
  const wrong = await rendered(<Form form={filledForm({ day: '30.2.2026' })}><DateField name="day" label="Tag" /></Form>);
  expect(tagOf(wrong, 'formular-day')).toMatch(/type="text" value="30.2.2026"/);
  const right = await rendered(<Form form={filledForm({ day: '2026-02-28' })}><DateField name="day" label="Tag" /></Form>);
  expect(tagOf(right, 'formular-day')).toMatch(/type="date" value="2026-02-28"/);
  expect(words(right)).toContain('Zum Beispiel: 24. März 2026');
});

test('a number keeps even what is no number, a secret is never shown again', async () => {
  const form = filledForm({ places: 'zwölf', secret: 'geheim' });
  const html = await rendered(<Form form={form}><NumberField name="places" label="Plätze" unit="Plätze" /><PasswordField name="secret" label="Passwort" autocomplete="current-password" /></Form>);
  expect(tagOf(html, 'formular-places')).toContain('value="zwölf"');
  expect(html).not.toContain('geheim');
});

test('text that looks like markup stays text', async () => {
  const html = await rendered(<Form form={filledForm({ about: '</textarea><script>alert(1)</script>' })}><TextArea name="about" label="<b>Beschreibung</b>" /></Form>);
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<b>');
});

test('a filter reads the address, requires nothing, and each chosen filter can be taken off', async () => {
  const query = new URLSearchParams('kosten=frei&kosten=spende&seite=3&sortierung=-name');
  const html = await rendered(
    <FilterBar active={[{ parameter: 'kosten', value: 'frei', label: 'kostenlos' }]}>
      <CheckboxGroup name="kosten" label="Kosten" options={[{ value: 'frei', label: 'kostenlos' }, { value: 'spende', label: 'Spende' }]} />
    </FilterBar>,
    'de', { query, path: '/angebote' },
  );
  expect(html).toContain('method="get"');
  expect(html.match(/type="checkbox"[^>]*checked/g)).toHaveLength(2);
  expect(html).toContain('href="/angebote?kosten=spende&amp;sortierung=-name"');
  expect(html).toContain('type="hidden" name="sortierung" value="-name"');
  expect(html).not.toContain('aria-required');
  expect(html).not.toContain('_csrf');
});
