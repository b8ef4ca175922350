import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { useField } from './form-context.ts';
import { inputClass } from './text-field.tsx';

/** A secret; the only field that is empty after a refusal. */
export function PasswordField(props: FieldProps & { autocomplete: 'current-password' | 'new-password' | 'one-time-code' }) {
  const field = useField(props);
  const code = props.autocomplete === 'one-time-code';
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <input
        {...controlAttributes(field, props)}
        class={inputClass(field.invalid, code ? 'short' : 'medium')}
        type={code ? 'text' : 'password'}
        inputmode={code ? 'numeric' : undefined}
        spellcheck={false}
        autocapitalize="none"
        dir="ltr"
      />
    </FieldFrame>
  );
}
