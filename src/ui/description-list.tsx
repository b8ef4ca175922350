import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export interface Description {
  term: string;
  details: Child;
  icon?: IconName;
}

/** Names and values; entries without a value are left out by the caller, or say that it is unknown. */
export function DescriptionList({ entries }: { entries: readonly Description[] }) {
  return (
    <dl class="descriptions">
      {entries.map(({ term, details, icon }) => (
        <div>
          <dt>{icon ? <Icon name={icon} /> : null}{term}</dt>
          <dd>{details}</dd>
        </div>
      ))}
    </dl>
  );
}
