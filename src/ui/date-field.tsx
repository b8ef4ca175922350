import { parseDay } from '../platform/day.ts';
import { usePage } from '../platform/page-context.ts';
import { dateFormat } from './formats.ts';
import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { useField } from './form-context.ts';
import { inputClass } from './text-field.tsx';
import { useUiTexts } from './texts.ts';

/**
 * One native date input, posted as `2026-03-24`: one name and one value, the calendar of the phone, and its own keyboard
 * and speech. A value that is no day (typed where the browser knows no date input) is shown again as text, because
 * a native input would swallow it; a half-typed date is held back by the browser itself. Browsers show the order of day and month
 * of their own language, so the hint writes the month as a word.
 */
export function DateField({ example = '2026-03-24', ...props }: FieldProps & { example?: string }) {
  const t = useUiTexts();
  const { language } = usePage();
  const written = dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${example}T00:00:00Z`));
  const hint = props.hint ?? t('date.example', { day: written });
  const field = useField({ ...props, hint });
  const readable = field.value === '' || parseDay(field.value) !== undefined;
  return (
    <FieldFrame field={field} label={props.label} hint={hint}>
      <input {...controlAttributes(field, props)} class={inputClass(field.invalid, 'medium')} type={readable ? 'date' : 'text'} value={field.value} />
    </FieldFrame>
  );
}

/** A time of day, posted as `14:30`; the same choice as for days. */
export function TimeField(props: FieldProps) {
  const field = useField(props);
  const readable = field.value === '' || /^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/.test(field.value);
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <input {...controlAttributes(field, props)} class={inputClass(field.invalid, 'short')} type={readable ? 'time' : 'text'} value={field.value} />
    </FieldFrame>
  );
}
