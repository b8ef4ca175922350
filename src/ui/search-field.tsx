import { typed } from '../platform/form.ts';
import { useContext } from 'hono/jsx';
import { Button } from './button.tsx';
import { FormContext, useField } from './form-context.ts';
import { useUiTexts } from './texts.ts';

interface SearchFieldProps {
  name: string;
  label: string;
  /** stands in the empty field as an example; never instead of the label */
  example?: string;
  /** the value, where the field stands in no form that knows it */
  value?: string;
  /** `false` where the form has a button of its own */
  button?: boolean;
  hint?: string;
  large?: boolean;
}

/** A search with its button; stands in a GET form. */
export function SearchField({ name, label, example, value, button = true, hint, large }: SearchFieldProps) {
  const t = useUiTexts();
  const { form } = useContext(FormContext);
  const field = useField({ name, label, hint, unmarked: true });
  return (
    <div class={large ? 'search search--large' : 'search'}>
      <label class="kern-label" for={field.id}>{label}</label>
      {hint ? <div class="kern-hint" id={field.hintId}>{hint}</div> : null}
      <div class="search-row">
        <input
          id={field.id}
          name={name}
          type="search"
          class="kern-form-input__input"
          value={value ?? typed(form, name)}
          placeholder={example}
          aria-describedby={field.describedBy}
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
        />
        {button ? <Button icon="search">{t('search.submit')}</Button> : null}
      </div>
    </div>
  );
}
