import { emptyForm, type FormState } from '../../platform/form.ts';
import { languageFacts, languages } from '../../platform/language.ts';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Checkbox, Select } from '../../ui/choice.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { configurationTexts } from '../configuration-texts.ts';

const t = configurationTexts.in('de');

/** A name in every language; German first. */
export function NameFields() {
  return (
    <fieldset>
      <legend><h2>{t('names.title')}</h2></legend>
      <p class="muted">{t('names.hint')}</p>
      {languages.map((language) => <TextField name={`name-${language}`} label={t('name.in', { language: languageFacts[language].name })} optional={language !== 'de'} dir="auto" />)}
    </fieldset>
  );
}

/** Where it stands among `count` places. */
export function PlaceField({ count }: { count: number }) {
  return (
    <Select name="place" label={t('place')} prompt={false}
      options={Array.from({ length: count }, (_, index) => ({ value: String(index + 1), label: index + 1 === count && count > 1 ? t('place.last', { place: count }) : String(index + 1) }))} />
  );
}

interface RemoveProps { kind: 'phase' | 'transition' | 'field'; action: string; used: number; form?: FormState }

/** Removes what no offer names; says why not otherwise. */
export function RemoveForm({ kind, action, used, form = emptyForm }: RemoveProps) {
  return (
    <section>
      <h2>{t('remove.title')}</h2>
      {used > 0
        ? <p>{t('remove.used', { count: used })}</p>
        : (
          <Form form={form} texts={configurationTexts} action={action} id="entfernen" label={t('remove.title')}>
            <Checkbox name="confirmed" label={t(`remove.confirm.${kind}`)} required />
            <ButtonRow><Button look="danger">{t('remove.button')}</Button></ButtonRow>
          </Form>
        )}
    </section>
  );
}
