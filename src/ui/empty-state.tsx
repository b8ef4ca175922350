import type { Child } from 'hono/jsx';
import { Icon, type IconName } from './icon.tsx';

interface EmptyStateProps {
  title: string;
  /** why there is nothing */
  explanation: Child;
  /** what the person can do now: a button or link */
  action?: Child;
  icon?: IconName;
  level?: 2 | 3;
}

/** Where a list has nothing to show: says why, and what to do. */
export function EmptyState({ title, explanation, action, icon = 'search', level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as 'h2';
  return (
    <div class="empty-state">
      <Icon name={icon} size="large" />
      <div class="stack">
        <Heading>{title}</Heading>
        <p>{explanation}</p>
        {action ? <div class="kern-btn-wrapper">{action}</div> : null}
      </div>
    </div>
  );
}
