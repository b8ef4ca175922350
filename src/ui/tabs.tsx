import type { Child } from 'hono/jsx';

export interface Tab {
  href: string;
  label: Child;
  current?: boolean;
}

/** Several views of the same thing, each with an address of its own: links, so that a view can be bookmarked, sent and printed. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li><a href={tab.href} aria-current={tab.current ? 'page' : undefined}>{tab.label}</a></li>
        ))}
      </ul>
    </nav>
  );
}
