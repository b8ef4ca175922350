import type { Child } from 'hono/jsx';
import { usePage } from '../platform/page-context.ts';
import { Button } from './button.tsx';
import { FormContext, newSurroundings } from './form-context.ts';
import { Icon } from './icon.tsx';
import { useUiTexts } from './texts.ts';

/** A filter that is on, and how it is taken off. */
export interface ActiveFilter {
  parameter: string;
  value: string;
  label: string;
}

interface FilterBarProps {
  active?: readonly ActiveFilter[];
  /** parameters of the address that stay although no field stands for them, e.g. `sortierung` */
  keep?: readonly string[];
  label?: string;
  id?: string;
  children: Child;
}

/**
 * A GET form: what is chosen stands in the address, can be sent and bookmarked. Fields inside read their values from the address by
 * their names. On narrow screens it folds away behind one line.
 */
export function FilterBar({ active = [], keep = ['sortierung'], label, id = 'filter', children }: FilterBarProps) {
  const page = usePage();
  const t = useUiTexts();
  const values = Object.fromEntries([...new Set(page.query.keys())].map((name) => [name, page.query.getAll(name)]));
  const surroundings = newSurroundings(id, { values, refusals: [] }, (refusal) => refusal.code, true);
  return (
    <form class="filter-bar" method="get" action={page.href(page.path)} role="search" aria-label={label ?? t('filter.title')} id={id}>
      <details class="fold">
        <summary><Icon name="filter" />{label ?? t('filter.title')}</summary>
      </details>
      <div class="folded filter-fields">
        {keep.flatMap((name) => page.query.getAll(name).map((value) => <input type="hidden" name={name} value={value} />))}
        <FormContext.Provider value={surroundings}>{children}</FormContext.Provider>
        <Button icon="search">{t('filter.apply')}</Button>
      </div>
      <ActiveFilters active={active} />
    </form>
  );
}

/** What is chosen, each with a link that takes it off; stands in a {@link FilterBar} or above the list. */
export function ActiveFilters({ active }: { active: readonly ActiveFilter[] }) {
  const page = usePage();
  const t = useUiTexts();
  if (active.length === 0) return null;
  const without = (taken: ActiveFilter) => {
    const query = new URLSearchParams();
    for (const [name, value] of page.query) {
      if (name !== 'seite' && !(name === taken.parameter && value === taken.value)) query.append(name, value);
    }
    return page.href(page.path, query);
  };
  return (
    <div class="active-filters">
      <p class="active-filters-title">{t('filter.active')}:</p>
      <ul class="cluster">
        {active.map((filter) => (
          <li>
            <a class="chip" href={without(filter)}>
              <span class="visually-hidden">{t('filter.remove', { label: filter.label })}</span>
              <span aria-hidden="true">{filter.label}</span>
              <Icon name="close" size="small" />
            </a>
          </li>
        ))}
        <li><a href={page.href(page.path)}>{t('filter.clear')}</a></li>
      </ul>
    </div>
  );
}
