import type { Child } from 'hono/jsx';

/** One component in one state, with the words that say which. */
export function Exhibit({ name, children }: { name: string; children: Child }) {
  return (
    <div class="exhibit">
      <p class="exhibit-name" lang="de" dir="ltr">{name}</p>
      <div class="exhibit-piece stack">{children}</div>
    </div>
  );
}

export function Room({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section id={id} aria-labelledby={`${id}-titel`}>
      <h2 id={`${id}-titel`} lang="de" dir="ltr">{title}</h2>
      {children}
    </section>
  );
}
