import type { Child } from 'hono/jsx';

interface HeroProps {
  title: Child;
  lead?: Child;
  /** the one thing to do here, e.g. a large search */
  children?: Child;
}

/** The opening of a front page: says in a breath what this is, and offers the first step. Holds the page's `h1`. */
export function Hero({ title, lead, children }: HeroProps) {
  return (
    <div class="hero">
      <div class="hero-words">
        <h1>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
        {children}
      </div>
      <Links />
    </div>
  );
}

/** Six links of a chain that hold each other, one for each phase of life. Decoration. */
function Links() {
  return (
    <svg class="hero-links no-print" viewBox="8 10 296 154" aria-hidden="true" focusable="false">
      {[1, 2, 3, 4, 5, 6].map((order) => {
        const index = order - 1;
        const [x, y] = [20 + index * 42, 120 - index * 18 + (index % 2) * 10];
        return <rect class={`phase-${order}`} x={x} y={y} width="62" height="36" rx="18" transform={`rotate(${index % 2 ? -38 : -8} ${x + 31} ${y + 18})`} />;
      })}
    </svg>
  );
}
