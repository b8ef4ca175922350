import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

export type BadgeTone = 'plain' | 'info' | 'good' | 'caution' | 'danger';

/** A short fact about the thing it stands at, e.g. „kostenlos“; the word carries it, sign and colour only help. */
export function Badge({ tone = 'plain', icon, children }: { tone?: BadgeTone; icon?: IconName; children: Child }) {
  return (
    <span class={`badge badge--${tone}`}>
      {icon ? <Icon name={icon} size="small" /> : null}
      <bdi>{children}</bdi>
    </span>
  );
}
