import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { useField } from './form-context.ts';
import { inputClass } from './text-field.tsx';

/** Several lines of text. */
export function TextArea({ rows = 5, ...props }: FieldProps & { rows?: number }) {
  const field = useField(props);
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <textarea {...controlAttributes(field, props)} class={inputClass(field.invalid)} rows={rows} dir="auto">
        {field.value}
      </textarea>
    </FieldFrame>
  );
}
