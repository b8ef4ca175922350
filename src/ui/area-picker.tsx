import type { Child } from 'hono/jsx';
import { OneChoice, Select } from './choice.tsx';
import { GroupFrame, type FieldProps } from './field-frame.tsx';
import { useField, type Field } from './form-context.ts';
import { Island } from './island.tsx';
import { useUiTexts } from './texts.ts';

/** A place in a tree of places; what it is (district, quarter …) is said in `note`. */
export interface AreaOption {
  value: string;
  label: string;
  note?: Child;
  children?: readonly AreaOption[];
}

interface AreaPickerProps extends FieldProps {
  areas: readonly AreaOption[];
  /** one area from a list that opens, one from a tree, or several from a tree */
  as?: 'select' | 'one' | 'many';
}

/** Chooses areas in their tree; the island adds a field that narrows the tree down. */
export function AreaPicker({ areas, as = 'select', ...props }: AreaPickerProps) {
  if (as === 'select') return <Select {...props} options={flat(areas)} />;
  return <AreaTree {...props} areas={areas} kind={as === 'one' ? 'radio' : 'checkbox'} />;
}

function AreaTree({ areas, kind, ...props }: FieldProps & { areas: readonly AreaOption[]; kind: 'radio' | 'checkbox' }) {
  const field = useField(props);
  const t = useUiTexts();
  return (
    <GroupFrame field={field} label={props.label} hint={props.hint}>
      <area-filter data-label={t('area.filter')} data-found={t('area.found', { count: '#' })}>
        <Branch areas={areas} field={field} kind={kind} />
      </area-filter>
      <Island name="ui/area-filter" />
    </GroupFrame>
  );
}

function Branch({ areas, field, kind }: { areas: readonly AreaOption[]; field: Field; kind: 'radio' | 'checkbox' }) {
  return (
    <ul class="area-tree">
      {areas.map((area) => (
        <li data-name={area.label}>
          <OneChoice kind={kind} field={field} choice={{ value: area.value, label: area.label, hint: area.note }} />
          {area.children?.length ? <Branch areas={area.children} field={field} kind={kind} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Depth shown by spaces that are not collapsed: the only indentation an `option` knows. */
function flat(areas: readonly AreaOption[], depth = 0): { value: string; label: string }[] {
  return areas.flatMap((area) => [
    { value: area.value, label: `${'\u00a0\u00a0\u00a0'.repeat(depth)}${area.label}` },
    ...flat(area.children ?? [], depth + 1),
  ]);
}
