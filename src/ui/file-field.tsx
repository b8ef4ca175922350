import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { FormContext, useField } from './form-context.ts';
import { useContext } from 'hono/jsx';
import { inputClass } from './text-field.tsx';
import { useUiTexts } from './texts.ts';

interface FileFieldProps extends FieldProps {
  /** e.g. `.csv,.xlsx` */
  accept?: string;
  /** largest size in megabytes; said in the hint, checked on the server */
  maxMegabytes?: number;
  multiple?: boolean;
}

/** A file. The form posts as multipart by itself. A browser never shows a chosen file again: after a refusal the hint says so. */
export function FileField({ accept, maxMegabytes, multiple, ...props }: FileFieldProps) {
  const t = useUiTexts();
  useContext(FormContext).seen.file = true;
  const again = useContext(FormContext).form.refusals.length > 0;
  const parts = [
    props.hint,
    accept && t('file.types', { types: accept.replaceAll('.', '').toUpperCase().split(',').join(', ') }),
    maxMegabytes && t('file.size', { max: maxMegabytes }),
    again && t('file.again'),
  ].filter(Boolean);
  const hint = parts.length === 0 ? undefined : parts.flatMap((part, index) => (index === 0 ? [part] : [' ', part])) as string[];
  const field = useField({ ...props, hint });
  return (
    <FieldFrame field={field} label={props.label} hint={hint}>
      <input {...controlAttributes(field, props)} class={inputClass(field.invalid)} type="file" accept={accept} multiple={multiple} />
    </FieldFrame>
  );
}
