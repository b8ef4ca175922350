import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { useField } from './form-context.ts';

interface TextFieldProps extends FieldProps {
  /** only types that keep what was typed when it is wrong; numbers and amounts have fields of their own */
  type?: 'text' | 'email' | 'tel' | 'url';
  /** expected width in characters, a hint for the eye */
  width?: 'short' | 'medium' | 'full';
  /** direction of the content where it is not that of the page, e.g. an address of the web */
  dir?: 'ltr' | 'auto';
}

const keyboards = { text: undefined, email: 'email', tel: 'tel', url: 'url' } as const;

/**
 * One line of text. E-mail and web addresses are plain text fields with the fitting keyboard: a browser's own check would
 * speak its own language and refuse what the server accepts.
 */
export function TextField({ type = 'text', width = 'full', dir, ...props }: TextFieldProps) {
  const field = useField(props);
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <input
        {...controlAttributes(field, props)}
        class={inputClass(field.invalid, width)}
        type={type === 'tel' ? 'tel' : 'text'}
        inputmode={keyboards[type]}
        spellcheck={type === 'text' ? undefined : false}
        autocapitalize={type === 'text' ? undefined : 'none'}
        dir={dir ?? (type === 'text' ? 'auto' : 'ltr')}
        value={field.value}
      />
    </FieldFrame>
  );
}

export function inputClass(invalid: boolean, width: 'short' | 'medium' | 'full' = 'full'): string {
  return ['kern-form-input__input', invalid && 'kern-form-input__input--error', width !== 'full' && `input--${width}`].filter(Boolean).join(' ');
}
