import { emptyForm, filledForm, type FormState } from '../../platform/form.ts';
import { usePage } from '../../platform/page-context.ts';
import { AreaPicker } from '../area-picker.tsx';
import { Button, ButtonRow, LinkButton } from '../button.tsx';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../choice.tsx';
import { DateField, TimeField } from '../date-field.tsx';
import { FileField } from '../file-field.tsx';
import { Form } from '../form.tsx';
import { MoneyField, NumberField } from '../number-field.tsx';
import { PasswordField } from '../password-field.tsx';
import { TextArea } from '../text-area.tsx';
import { TextField } from '../text-field.tsx';
import { sampleAreas } from './sample-areas.ts';
import { sampleWords } from './sample-texts.ts';
import { Exhibit, Room } from './exhibit.tsx';

const filled = filledForm({
  text: 'Eltern-Kind-Café am Markt', email: 'kontakt@familienzentrum.example', phone: '05181 70 31 23', about: 'Offener Treff.\nMit Frühstück.', places: 12,
  fee: '3,50', day: '2026-11-22', time: '09:30', choice: 'b', radio: 'a', boxes: ['a', 'c'], consent: true, area: 'alt', areas: ['nord'],
});

const refusedForm: FormState = {
  values: { ...filled.values, text: [''], email: ['kontakt@'], places: ['zwölf'], day: ['30.2.2026'], time: ['halb zehn'], radio: [], boxes: [], choice: [''], consent: [], fee: ['9999'], areas: [] },
  refusals: [
    { code: 'stale-form' },
    { code: 'required', field: 'text' },
    { code: 'not-an-email', field: 'email' },
    { code: 'not-a-phone', field: 'phone' },
    { code: 'too-long', field: 'about', values: { max: 20 } },
    { code: 'not-a-number', field: 'places' },
    { code: 'out-of-range', field: 'fee', values: { min: 0, max: 500 } },
    { code: 'not-a-day', field: 'day' },
    { code: 'not-a-time', field: 'time' },
    { code: 'choose-one', field: 'choice' },
    { code: 'choose-one', field: 'radio' },
    { code: 'choose-one', field: 'boxes' },
    { code: 'required', field: 'consent' },
    { code: 'file-too-large', field: 'file', values: { max: 10 } },
    { code: 'too-short', field: 'secret', values: { min: 12 } },
    { code: 'choose-one', field: 'area' },
    { code: 'choose-one', field: 'areas' },
  ],
};

/** Every field: empty, filled, refused, and disabled. */
export function FormsRoom() {
  return (
    <Room id="formulare" title="Formulare">
      <Exhibit name="Leer"><AllFields id="leer" form={emptyForm} /></Exhibit>
      <Exhibit name="Ausgefüllt"><AllFields id="voll" form={filled} /></Exhibit>
      <Exhibit name="Abgelehnt"><AllFields id="abgelehnt" form={refusedForm} /></Exhibit>
      <Exhibit name="Gesperrte Felder">
        <Form id="gesperrt" form={filled} label="Gesperrte Felder">
          <TextField name="text" label="Text" disabled />
          <Select name="choice" label="Auswahl" options={options} disabled />
          <RadioGroup name="radio" label="Eins von wenigen" options={options} disabled />
          <Checkbox name="consent" label="Häkchen" disabled />
          <Button disabled>Speichern</Button>
        </Form>
      </Exhibit>
    </Room>
  );
}

const options = [{ value: 'a', label: 'Kostenlos' }, { value: 'b', label: 'Gegen Spende' }, { value: 'c', label: 'Gegen Gebühr' }];

function AllFields({ id, form }: { id: string; form: FormState }) {
  const { language } = usePage();
  const words = sampleWords[language];
  return (
    <Form id={id} form={form} label={`${words.name} (${id})`}>
      <TextField name="text" label={words.name} hint={words.sentence} />
      <TextField name="email" label="E-Mail" type="email" autocomplete="email" optional />
      <TextField name="phone" label="Telefon" type="tel" width="medium" autocomplete="tel" optional />
      <TextArea name="about" label="Beschreibung" rows={3} />
      <NumberField name="places" label="Plätze" unit="Plätze" optional />
      <MoneyField name="fee" label="Kosten" hint="Pro Termin" />
      <DateField name="day" label="Erster Termin" />
      <TimeField name="time" label="Beginn" />
      <Select name="choice" label="Kosten" options={options} />
      <RadioGroup name="radio" label="Wer darf kommen?" hint={words.sentence} options={[{ value: 'a', label: 'Alle' }, { value: 'b', label: 'Nur Angemeldete', hint: 'Mit Anmeldung bis zum Vortag' }]} />
      <CheckboxGroup name="boxes" label="Was gibt es?" options={options} optional inline />
      <Checkbox name="consent" label="Ich habe die Angaben geprüft." hint={words.sentence} required />
      <FileField name="file" label="Datei" accept=".csv,.xlsx" maxMegabytes={10} optional />
      <PasswordField name="secret" label="Passwort" autocomplete="new-password" hint="Mindestens 12 Zeichen" />
      <AreaPicker name="area" label={words.place} areas={sampleAreas} />
      <AreaPicker name="areas" label={words.place} areas={sampleAreas} as="many" />
      <AreaPicker name="oneArea" label={words.place} areas={sampleAreas} as="one" optional />
      <ButtonRow>
        <Button>Speichern</Button>
        <LinkButton look="secondary" href="#formulare">Abbrechen</LinkButton>
        <Button look="danger" icon="trash" name="delete" value="yes">Löschen</Button>
      </ButtonRow>
    </Form>
  );
}
