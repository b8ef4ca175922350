import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx';
import { useField } from './form-context.ts';
import { inputClass } from './text-field.tsx';

interface NumberFieldProps extends FieldProps {
  /** stands behind the field, e.g. „Plätze“ */
  unit?: string;
  decimals?: boolean;
}

/**
 * A number, typed as text: `type=number` drops what it cannot read, changes by the mouse wheel and
 * takes the decimal comma only in some browsers.
 */
export function NumberField({ unit, decimals, ...props }: NumberFieldProps) {
  const field = useField(props);
  const unitId = unit ? `${field.id}-einheit` : undefined;
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <span class="input-with-unit">
        <input
          {...controlAttributes(field, props)}
          aria-describedby={[unitId, field.describedBy].filter(Boolean).join(' ') || undefined}
          class={inputClass(field.invalid, 'short')}
          type="text"
          inputmode={decimals ? 'decimal' : 'numeric'}
          dir="ltr"
          value={field.value}
        />
        {unit ? <span class="input-unit" id={unitId}>{unit}</span> : null}
      </span>
    </FieldFrame>
  );
}

/** An amount in euro and cent, typed as people write it: `1.234,50`. */
export function MoneyField(props: FieldProps) {
  return <NumberField {...props} decimals unit="€" />;
}
