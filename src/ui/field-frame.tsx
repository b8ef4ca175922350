import type { Child } from 'hono/jsx';
import type { Field } from './form-context.ts';
import { Icon } from './icon.tsx';
import { useUiTexts } from './texts.ts';

/** What every field takes. A field is required unless it is said to be optional. */
export interface FieldProps {
  name: string;
  label: string;
  hint?: Child;
  optional?: boolean;
  disabled?: boolean;
  /** BCP 47 or HTML autofill token, e.g. `email`, `bday` */
  autocomplete?: string;
}

interface FrameProps {
  field: Field;
  label: string;
  hint?: Child;
  children: Child;
}

/** Label, hint, the control itself, and what is wrong with it – in the order in which they are read. */
export function FieldFrame({ field, label, hint, children }: FrameProps) {
  return (
    <div class={field.invalid ? 'kern-form-input kern-form-input--error' : 'kern-form-input'}>
      <label class="kern-label" for={field.id}>
        {label}
        <OptionalMark field={field} />
      </label>
      <Hint field={field} hint={hint} />
      <Messages field={field} />
      {children}
    </div>
  );
}

/** The same for a group of controls: a fieldset whose legend is the label. */
export function GroupFrame({ field, label, hint, children }: FrameProps) {
  return (
    <fieldset class={field.invalid ? 'kern-fieldset kern-fieldset--error' : 'kern-fieldset'} id={field.id} tabindex={-1} aria-describedby={field.describedBy}>
      <legend class="kern-label">
        {label}
        <OptionalMark field={field} />
      </legend>
      <Hint field={field} hint={hint} />
      <Messages field={field} />
      <div class="kern-fieldset__body">{children}</div>
    </fieldset>
  );
}

/** Attributes of the control itself. */
export function controlAttributes(field: Field, props: Pick<FieldProps, 'disabled' | 'autocomplete'>) {
  return {
    id: field.id,
    name: field.name,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid ? 'true' : undefined,
    'aria-required': field.required ? 'true' : undefined,
    disabled: props.disabled,
    autocomplete: props.autocomplete,
  };
}

function OptionalMark({ field }: { field: Field }) {
  const t = useUiTexts();
  return field.marked ? <span class="kern-label__optional"> ({t('field.optional')})</span> : null;
}

function Hint({ field, hint }: { field: Field; hint?: Child }) {
  return hint === undefined ? null : <div class="kern-hint" id={field.hintId}>{hint}</div>;
}

/** What is wrong with a field. */
export function Messages({ field }: { field: Field }) {
  const t = useUiTexts();
  if (!field.invalid) return null;
  return (
    <div class="kern-error" id={field.errorId}>
      <Icon name="error" />
      <p>
        <span class="visually-hidden">{t('field.error')}: </span>
        {field.messages.join(' ')}
      </p>
    </div>
  );
}
