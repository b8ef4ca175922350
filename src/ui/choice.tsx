import type { Child } from 'hono/jsx';
import { controlAttributes, FieldFrame, GroupFrame, Messages, type FieldProps } from './field-frame.tsx';
import { useField, type Field } from './form-context.ts';
import { useUiTexts } from './texts.ts';

export interface Choice {
  value: string;
  label: Child;
  hint?: Child;
  disabled?: boolean;
}

interface SelectProps extends FieldProps {
  options: readonly (Choice & { label: string })[];
  /** first line, chosen when nothing is; `false` for none. Default: „Bitte wählen“ */
  prompt?: string | false;
}

/** One of many, in a list that opens. For up to about six choices use {@link RadioGroup}: all are seen at once. */
export function Select({ options, prompt, ...props }: SelectProps) {
  const field = useField(props);
  const t = useUiTexts();
  const wrapper = field.invalid ? 'kern-form-input__select kern-form-input__select--error' : 'kern-form-input__select';
  return (
    <FieldFrame field={field} label={props.label} hint={props.hint}>
      <div class="kern-form-input__select-wrapper">
        <select {...controlAttributes(field, props)} class={wrapper}>
          {prompt === false ? null : <option value="">{prompt ?? t('select.prompt')}</option>}
          {options.map((option) => (
            <option value={option.value} selected={option.value === field.value} disabled={option.disabled}>{option.label}</option>
          ))}
        </select>
      </div>
    </FieldFrame>
  );
}

interface GroupProps extends FieldProps {
  options: readonly Choice[];
  /** short choices side by side */
  inline?: boolean;
}

/** One of a few. */
export function RadioGroup(props: GroupProps) {
  return <Choices kind="radio" {...props} />;
}

/** Any of a few; all chosen ones are posted under the same name. */
export function CheckboxGroup(props: GroupProps) {
  return <Choices kind="checkbox" {...props} />;
}

function Choices({ kind, options, inline, ...props }: GroupProps & { kind: 'radio' | 'checkbox' }) {
  const first = options[0];
  const field = useField(props);
  return (
    <GroupFrame field={field} label={props.label} hint={props.hint}>
      <div class={inline ? 'choices choices--inline' : 'choices'}>
        {options.map((option) => (
          <OneChoice kind={kind} field={field} choice={{ ...option, disabled: option.disabled ?? props.disabled }} id={option === first ? `${field.id}-1` : undefined} />
        ))}
      </div>
    </GroupFrame>
  );
}

/** A single line of a group; also used by the tree of areas. */
export function OneChoice({ kind, field, choice, id }: { kind: 'radio' | 'checkbox'; field: Field; choice: Choice; id?: string }) {
  const own = id ?? `${field.id}-${choice.value.replace(/[^\p{L}\p{N}_-]+/gu, '-')}`;
  const hintId = choice.hint === undefined ? undefined : `${own}-hinweis`;
  return (
    <div class={field.invalid ? 'kern-form-check kern-form-check--error' : 'kern-form-check'}>
      <input
        id={own}
        class={`kern-form-check__${kind}`}
        type={kind}
        name={field.name}
        value={choice.value}
        checked={field.values.includes(choice.value)}
        disabled={choice.disabled}
        aria-describedby={hintId}
        aria-invalid={field.invalid ? 'true' : undefined}
      />
      <label class="kern-label" for={own}>{choice.label}</label>
      {hintId ? <div class="kern-hint choice-hint" id={hintId}>{choice.hint}</div> : null}
    </div>
  );
}

/** A single yes; posts `on`. Never required unless said so: an unticked box is an answer. */
export function Checkbox({ required, ...props }: Omit<FieldProps, 'optional'> & { required?: boolean }) {
  const field = useField({ ...props, unmarked: !required });
  return (
    <div class={field.invalid ? 'kern-form-check kern-form-check--error checkbox-single' : 'kern-form-check checkbox-single'}>
      <input
        {...controlAttributes(field, props)}
        class={field.invalid ? 'kern-form-check__checkbox kern-form-check__checkbox--error' : 'kern-form-check__checkbox'}
        type="checkbox"
        value="on"
        checked={field.values.length > 0}
      />
      <label class="kern-label" for={field.id}>{props.label}</label>
      {props.hint === undefined ? null : <div class="kern-hint choice-hint" id={field.hintId}>{props.hint}</div>}
      <Messages field={field} />
    </div>
  );
}
